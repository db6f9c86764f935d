// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventLog.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/job/EventOrder.h"
#include "core/job/EventScan.h"
#include "core/job/JobLayout.h"

#include <algorithm>
#include <iterator>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Puts an event at its place, unless it is there.
template <typename Event>
void insertInOrder(std::vector<Event>& events, Event event)
{
    const auto isSame = [&event](const Event& other) { return other.name == event.name; };
    if (std::any_of(events.begin(), events.end(), isSame))
        return;
    const auto place = std::upper_bound(events.begin(), events.end(), event,
                                        [](const Event& left, const Event& right) { return comesBefore(left, right); });
    events.insert(place, std::move(event));
}

template <typename Entry>
void moveTo(std::vector<Entry>& from, std::vector<Entry>& to)
{
    std::move(from.begin(), from.end(), std::back_inserter(to));
}

/// Writes an event that is one file, and names it.
template <typename Event>
Result<Event> writeEventFile(const fs::path& folder, Event event, const Worker& worker, std::string_view text)
{
    event.name = eventFileName(event.time, worker, sha256Hex(text), ".json");
    if (Status commit = writeOnce(folder / event.name, bytesOf(text)); !commit)
        return commit.error();
    return event;
}

} // namespace

Result<EventLog> EventLog::open(const fs::path& jobFolder)
{
    Result<EventScan> scan = scanEvents(eventsFolder(jobFolder));
    if (!scan)
        return scan.error();
    return of(jobFolder, *std::move(scan));
}

EventLog EventLog::openPart(const fs::path& jobFolder, std::span<const ObjectId> objects)
{
    const fs::path events = eventsFolder(jobFolder);
    EventScan all = scanJobEvents(events);
    for (const ObjectId object : objects) {
        EventScan scan = scanObjectEvents(events, object);
        moveTo(scan.answers, all.answers);
        moveTo(scan.releases, all.releases);
        moveTo(scan.flags, all.flags);
        moveTo(scan.settlements, all.settlements);
        moveTo(scan.problems, all.problems);
    }
    return of(jobFolder, std::move(all));
}

EventLog EventLog::of(const fs::path& jobFolder, EventScan scan)
{
    EventLog log(jobFolder);
    log.m_problems = std::move(scan.problems);
    for (AnswerEvent& answer : scan.answers)
        log.add(std::move(answer));
    for (TaskRelease& release : scan.releases)
        log.add(std::move(release));
    for (ObjectFlag& flag : scan.flags)
        log.add(std::move(flag));
    for (JobEvent& event : scan.jobEvents)
        log.add(std::move(event));
    for (Settlement& settlement : scan.settlements)
        log.add(std::move(settlement));
    return log;
}

std::span<const AnswerEvent> EventLog::answersOf(ObjectId object) const
{
    const auto found = m_answers.find(object);
    return found == m_answers.end() ? std::span<const AnswerEvent>() : std::span(found->second);
}

std::vector<const AnswerEvent*> EventLog::currentAnswers(ObjectId object) const
{
    const std::span<const AnswerEvent> answers = answersOf(object);
    const Ruling ruling = rulingOf(answers, settlementsOf(object));
    std::vector<const AnswerEvent*> current;
    for (const AnswerEvent& answer : answers) {
        const bool isKnown = std::any_of(current.begin(), current.end(), [&](const AnswerEvent* other) {
            return other->worker.id == answer.worker.id;
        });
        if (!isKnown && !isReplaced(answer, answers) && !ruling.putAside.contains(answer.name))
            current.push_back(&answer);
    }
    return current;
}

const AnswerEvent* EventLog::currentAnswer(ObjectId object, const Worker& worker) const
{
    for (const AnswerEvent* answer : currentAnswers(object)) {
        if (answer->worker.id == worker.id)
            return answer;
    }
    return nullptr;
}

std::vector<const AnswerEvent*> EventLog::countedAnswers(ObjectId object, int workersPerObject) const
{
    std::vector<const AnswerEvent*> counted = currentAnswers(object);
    counted.resize(std::min(counted.size(), static_cast<std::size_t>(workersPerObject)));
    return counted;
}

std::vector<std::string> EventLog::unreplacedNames(ObjectId object, const Worker& worker) const
{
    const std::span<const AnswerEvent> answers = answersOf(object);
    std::vector<std::string> names;
    for (const AnswerEvent& answer : answers) {
        if (answer.worker.id == worker.id && !isReplaced(answer, answers))
            names.push_back(answer.name);
    }
    return names;
}

Result<std::vector<std::uint8_t>> EventLog::maskBytes(const AnswerEvent& answer) const
{
    const fs::path path = objectEventsFolder(m_jobFolder, answer.object) / answer.maskFile;
    Result<std::vector<std::uint8_t>> bytes = readFile(path);
    if (bytes && sha256Hex(*bytes) != answer.maskSha256)
        return Error{ErrorCode::Mismatch, "this mask is not the file that its event was written with", path};
    return bytes;
}

void EventLog::add(AnswerEvent written)
{
    if (!written.draftId.empty())
        m_draftIds.insert(written.draftId);
    std::vector<AnswerEvent>& answers = m_answers[written.object];
    insertInOrder(answers, std::move(written));
}

void EventLog::add(TaskRelease written)
{
    std::vector<TaskRelease>& releases = m_releases[written.object];
    insertInOrder(releases, std::move(written));
}

void EventLog::add(ObjectFlag written)
{
    std::vector<ObjectFlag>& flags = m_flags[written.object];
    insertInOrder(flags, std::move(written));
}

void EventLog::add(JobEvent written)
{
    insertInOrder(m_jobEvents, std::move(written));
}

void EventLog::add(Settlement written)
{
    std::vector<Settlement>& settlements = m_settlements[written.object];
    insertInOrder(settlements, std::move(written));
}

void EventLog::add(const EventLog& other)
{
    const auto addAll = [this](const auto& eventsByObject) {
        for (const auto& [object, events] : eventsByObject)
            for (const auto& event : events)
                add(event);
    };
    addAll(other.m_answers);
    addAll(other.m_releases);
    addAll(other.m_flags);
    for (const JobEvent& event : other.m_jobEvents)
        add(event);
    addAll(other.m_settlements);
}

EventLog EventLog::partOf(ObjectId object) const
{
    EventLog part(m_jobFolder);
    part.m_jobEvents = m_jobEvents;
    const auto addAll = [&part](const auto& events) {
        for (const auto& event : events)
            part.add(event);
    };
    addAll(answersOf(object));
    addAll(releasesOf(object));
    addAll(flagsOf(object));
    addAll(settlementsOf(object));
    return part;
}

std::span<const TaskRelease> EventLog::releasesOf(ObjectId object) const
{
    const auto found = m_releases.find(object);
    return found == m_releases.end() ? std::span<const TaskRelease>() : std::span(found->second);
}

std::span<const ObjectFlag> EventLog::flagsOf(ObjectId object) const
{
    const auto found = m_flags.find(object);
    return found == m_flags.end() ? std::span<const ObjectFlag>() : std::span(found->second);
}

std::span<const Settlement> EventLog::settlementsOf(ObjectId object) const
{
    const auto found = m_settlements.find(object);
    return found == m_settlements.end() ? std::span<const Settlement>() : std::span(found->second);
}

const ObjectFlag* EventLog::currentFlag(ObjectId object) const
{
    const std::span<const ObjectFlag> flags = flagsOf(object);
    const auto current =
        std::find_if(flags.begin(), flags.end(), [&](const ObjectFlag& flag) { return !isReplaced(flag, flags); });
    const bool isFlagged = current != flags.end() && current->kind == ObjectFlag::Kind::Flagged;
    return isFlagged ? &*current : nullptr;
}

Result<AnswerEvent> EventLog::appendAnswer(AnswerEvent event, std::span<const std::uint8_t> workerPng)
{
    Result<AnswerEvent> written = writeAnswerFiles(m_jobFolder, std::move(event), workerPng);
    if (written)
        add(*written);
    return written;
}

Result<AnswerEvent> writeAnswerFiles(const fs::path& jobFolder, AnswerEvent event,
                                     std::span<const std::uint8_t> workerPng)
{
    const fs::path folder = objectEventsFolder(jobFolder, event.object);
    if (!event.chosenLabelIds) {
        event.maskSha256 = sha256Hex(workerPng);
        event.maskFile = eventFileName(event.submitted, event.worker, event.maskSha256, ".png");
        if (Status mask = writeOnce(folder / event.maskFile, workerPng); !mask)
            return mask.error();
    }
    const std::string text = writeAnswerEvent(event);
    event.name = eventFileName(event.submitted, event.worker, sha256Hex(text), ".json");
    if (Status commit = writeOnce(folder / event.name, bytesOf(text)); !commit)
        return commit.error();
    return event;
}

Result<TaskRelease> writeTaskReleaseFile(const fs::path& jobFolder, TaskRelease release)
{
    const fs::path folder = objectEventsFolder(jobFolder, release.object);
    const std::string text = writeTaskRelease(release);
    const Worker worker = release.worker;
    return writeEventFile(folder, std::move(release), worker, text);
}

Result<ObjectFlag> writeObjectFlagFile(const fs::path& jobFolder, ObjectFlag flag)
{
    const fs::path folder = objectEventsFolder(jobFolder, flag.object);
    const std::string text = writeObjectFlag(flag);
    const Worker worker = flag.worker;
    return writeEventFile(folder, std::move(flag), worker, text);
}

Result<JobEvent> writeJobEventFile(const fs::path& jobFolder, JobEvent event)
{
    const std::string text = writeJobEvent(event);
    const Worker author = event.author;
    return writeEventFile(jobEventsFolder(jobFolder), std::move(event), author, text);
}

Result<Settlement> writeSettlementFile(const fs::path& jobFolder, Settlement settlement)
{
    const fs::path folder = objectEventsFolder(jobFolder, settlement.object);
    const std::string text = writeSettlement(settlement);
    const Worker worker = settlement.worker;
    return writeEventFile(folder, std::move(settlement), worker, text);
}

} // namespace labelwright
