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

template <typename Event>
std::span<const Event> eventsOf(const std::map<ObjectId, std::vector<Event>>& events, ObjectId object)
{
    const auto found = events.find(object);
    return found == events.end() ? std::span<const Event>() : std::span(found->second);
}

/// The first that no other replaced; nullptr without one.
template <typename Event>
const Event* unreplacedOf(std::span<const Event> events)
{
    const auto current =
        std::find_if(events.begin(), events.end(), [&](const Event& event) { return !isReplaced(event, events); });
    return current == events.end() ? nullptr : &*current;
}

/// One a worker: the one that no other replaced and no settlement put aside, of several the first.
template <typename Takes>
std::vector<const AnswerEvent*> currentOfAll(std::span<const AnswerEvent> answers,
                                             std::span<const Settlement> settlements, Takes takes)
{
    const Ruling ruling = rulingOf(answers, settlements);
    std::vector<const AnswerEvent*> current;
    for (const AnswerEvent& answer : answers) {
        const bool isKnown = std::any_of(current.begin(), current.end(), [&](const AnswerEvent* other) {
            return other->worker.id == answer.worker.id;
        });
        if (!isKnown && takes(answer) && !isReplaced(answer, answers) && !ruling.putAside.contains(answer.name))
            current.push_back(&answer);
    }
    return current;
}

std::set<int> deletedIds(const std::vector<JobEvent>& events)
{
    std::set<int> ids;
    const JobEvent* current = currentOf<LabelsChange>(events);
    if (!current)
        return ids;
    for (const auto& [id, into] : std::get<LabelsChange>(current->change).labels.gone()) {
        if (into == 0)
            ids.insert(id);
    }
    return ids;
}

/// The first of the answers that this one took the place of, one after another; itself where it took none's.
const AnswerEvent& firstOfChain(const AnswerEvent& last, std::span<const AnswerEvent> answers)
{
    std::vector<const AnswerEvent*> chain{&last};
    for (std::size_t place = 0; place < chain.size(); ++place) {
        const std::vector<std::string>& replaces = chain[place]->replaces;
        for (const AnswerEvent& answer : answers) {
            if (answer.worker.id == last.worker.id && !answer.isScoredOnly &&
                std::ranges::find(replaces, answer.name) != replaces.end() &&
                std::ranges::find(chain, &answer) == chain.end())
                chain.push_back(&answer);
        }
    }
    return **std::ranges::min_element(
        chain, [](const AnswerEvent* left, const AnswerEvent* right) { return comesBefore(*left, *right); });
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
        moveTo(scan.verdicts, all.verdicts);
        moveTo(scan.comments, all.comments);
        moveTo(scan.settlements, all.settlements);
        moveTo(scan.problems, all.problems);
    }
    return of(jobFolder, std::move(all));
}

EventLog EventLog::of(const fs::path& jobFolder, EventScan scan)
{
    EventLog log(jobFolder);
    log.m_problems = std::move(scan.problems);
    const auto addAll = [&log](auto& events) {
        for (auto& event : events)
            log.add(std::move(event));
    };
    addAll(scan.answers);
    addAll(scan.releases);
    addAll(scan.flags);
    addAll(scan.verdicts);
    addAll(scan.comments);
    addAll(scan.jobEvents);
    addAll(scan.settlements);
    return log;
}

std::span<const AnswerEvent> EventLog::answersOf(ObjectId object) const
{
    return eventsOf(m_answers, object);
}

std::vector<const AnswerEvent*> EventLog::currentAnswers(ObjectId object) const
{
    return currentOfAll(answersOf(object), settlementsOf(object),
                        [this](const AnswerEvent& answer) { return !answer.isScoredOnly && !saysNothing(answer); });
}

const AnswerEvent* EventLog::currentAnswer(ObjectId object, const Worker& worker) const
{
    // An answer that counts goes before one that is only scored.
    for (const AnswerEvent* answer : currentAnswers(object)) {
        if (answer->worker.id == worker.id)
            return answer;
    }
    for (const AnswerEvent* answer :
         currentOfAll(answersOf(object), settlementsOf(object),
                      [this](const AnswerEvent& each) { return each.isScoredOnly && !saysNothing(each); })) {
        if (answer->worker.id == worker.id)
            return answer;
    }
    return nullptr;
}

std::vector<const AnswerEvent*> EventLog::countedAnswers(ObjectId object, int workersPerObject) const
{
    std::vector<const AnswerEvent*> counted = currentAnswers(object);
    const auto wanted = static_cast<std::size_t>(workersPerObject);
    if (counted.size() <= wanted)
        return counted;
    const std::span<const AnswerEvent> answers = answersOf(object);
    std::ranges::sort(counted, [answers](const AnswerEvent* left, const AnswerEvent* right) {
        return comesBefore(firstOfChain(*left, answers), firstOfChain(*right, answers));
    });
    counted.resize(wanted);
    std::ranges::sort(counted,
                      [](const AnswerEvent* left, const AnswerEvent* right) { return comesBefore(*left, *right); });
    return counted;
}

bool EventLog::saysNothing(const AnswerEvent& answer) const
{
    return answer.chosenLabelIds && !answer.chosenLabelIds->empty() &&
           std::ranges::all_of(*answer.chosenLabelIds, [this](int id) { return m_deletedLabels.contains(id); });
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
        return Error{
            ErrorCode::Mismatch,
            "this mask is not the file that its event was written with; take it from a backup, or merge another copy "
            "of the job that has it",
            path};
    return bytes;
}

void EventLog::add(AnswerEvent written)
{
    if (!written.draftId.empty())
        m_draftIds.insert(written.draftId);
    std::vector<AnswerEvent>& answers = (written.isAdjustment() ? m_adjustments : m_answers)[written.object];
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

void EventLog::add(Verdict written)
{
    std::vector<Verdict>& verdicts = m_verdicts[written.object];
    insertInOrder(verdicts, std::move(written));
}

void EventLog::add(Comment written)
{
    std::vector<Comment>& comments = m_comments[written.object];
    insertInOrder(comments, std::move(written));
}

void EventLog::add(JobEvent written)
{
    const bool isOfLabels = std::holds_alternative<LabelsChange>(written.change);
    insertInOrder(m_jobEvents, std::move(written));
    if (isOfLabels)
        m_deletedLabels = deletedIds(m_jobEvents);
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
    addAll(other.m_verdicts);
    addAll(other.m_comments);
    addAll(other.m_adjustments);
    for (const JobEvent& event : other.m_jobEvents)
        add(event);
    addAll(other.m_settlements);
}

void EventLog::forgetOthers(ObjectId object, const Worker& worker)
{
    const auto forget = [&](auto& eventsByObject) {
        const auto found = eventsByObject.find(object);
        if (found == eventsByObject.end())
            return;
        std::erase_if(found->second, [&](const auto& event) { return event.worker.id != worker.id; });
        if (found->second.empty())
            eventsByObject.erase(found);
    };
    forget(m_answers);
    forget(m_releases);
    forget(m_verdicts);
    forget(m_comments);
    forget(m_adjustments);
    forget(m_settlements);
    if (const auto own = m_answers.find(object); own != m_answers.end()) {
        for (AnswerEvent& answer : own->second)
            answer.isScoredOnly = false;
    }
}

EventLog EventLog::partOf(ObjectId object) const
{
    EventLog part(m_jobFolder);
    part.m_jobEvents = m_jobEvents;
    part.m_deletedLabels = m_deletedLabels;
    const auto addAll = [&part](const auto& events) {
        for (const auto& event : events)
            part.add(event);
    };
    addAll(answersOf(object));
    addAll(releasesOf(object));
    addAll(flagsOf(object));
    addAll(verdictsOf(object));
    addAll(commentsOf(object));
    addAll(adjustmentsOf(object));
    addAll(settlementsOf(object));
    return part;
}

std::span<const TaskRelease> EventLog::releasesOf(ObjectId object) const
{
    return eventsOf(m_releases, object);
}

std::span<const ObjectFlag> EventLog::flagsOf(ObjectId object) const
{
    return eventsOf(m_flags, object);
}

std::span<const Settlement> EventLog::settlementsOf(ObjectId object) const
{
    const auto found = m_settlements.find(object);
    return found == m_settlements.end() ? std::span<const Settlement>() : std::span(found->second);
}

const ObjectFlag* EventLog::currentFlag(ObjectId object) const
{
    const ObjectFlag* current = unreplacedOf(flagsOf(object));
    return current && current->kind == ObjectFlag::Kind::Flagged ? current : nullptr;
}

std::span<const Verdict> EventLog::verdictsOf(ObjectId object) const
{
    return eventsOf(m_verdicts, object);
}

const Verdict* EventLog::currentVerdict(ObjectId object) const
{
    return unreplacedOf(verdictsOf(object));
}

std::span<const Comment> EventLog::commentsOf(ObjectId object) const
{
    return eventsOf(m_comments, object);
}

std::span<const AnswerEvent> EventLog::adjustmentsOf(ObjectId object) const
{
    return eventsOf(m_adjustments, object);
}

const AnswerEvent* EventLog::currentAdjustment(ObjectId object) const
{
    return unreplacedOf(adjustmentsOf(object));
}

Result<AnswerEvent> EventLog::appendAnswer(AnswerEvent event, std::span<const std::uint8_t> workerPng)
{
    Result<AnswerEvent> written = writeAnswerFiles(m_jobFolder, std::move(event), workerPng);
    if (written)
        add(*written);
    return written;
}

} // namespace labelwright
