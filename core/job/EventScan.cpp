// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventScan.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <span>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kJobEvents = "job"; ///< The folder of events about the job itself.
constexpr std::uintmax_t kMaxEventBytes = 16U << 20U;

using Kind = EventProblem::Kind;

constexpr std::size_t kTimeChars = 22; ///< Of "20261122T090742870123Z" in an event's or mask's name.

std::string_view timeIn(std::string_view name)
{
    return name.substr(0, kTimeChars);
}

std::string_view workerIn(std::string_view name)
{
    constexpr std::size_t kWorkerDigits = 16;
    return name.substr(kTimeChars + 1, kWorkerDigits);
}

constexpr std::int64_t kObjectsPerFolder = 1000;

std::string thousandName(std::int64_t thousand)
{
    return fmt::format("{:03}", thousand);
}

std::optional<ObjectId> parseObjectId(std::string_view text)
{
    ObjectId object = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), object);
    if (failure != std::errc() || end != text.data() + text.size() || object < 0 || fmt::to_string(object) != text)
        return std::nullopt;
    return object;
}

Kind kindOf(const Error& error)
{
    return error.code == ErrorCode::NewerVersion ? Kind::NewerVersion : Kind::Damaged;
}

/// Names in one folder, sorted.
Result<std::vector<std::string>> listFolder(const fs::path& folder)
{
    std::error_code failure;
    std::vector<std::string> names;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
        names.push_back(entry->path().filename().string());
    if (failure)
        return errorFromErrno(failure.value(), "reading", folder);
    std::sort(names.begin(), names.end());
    return names;
}

/// Scans the folders level by level and collects what it meets.
class Scanner {
public:
    explicit Scanner(fs::path eventsFolder) : m_eventsFolder(std::move(eventsFolder)) {}

    EventScan take() { return std::move(m_scan); }

    void scanJob() { scanJob(m_eventsFolder / kJobEvents); }

    void scanOne(ObjectId object)
    {
        const std::string thousand = thousandName(object / kObjectsPerFolder);
        scanObject(m_eventsFolder / thousand / fmt::to_string(object), thousand);
    }

    void scanThousands(const std::vector<std::string>& names)
    {
        for (const std::string& name : names) {
            const fs::path folder = m_eventsFolder / name;
            if (name == kJobEvents)
                scanJob(folder);
            else if (const std::optional<std::vector<std::string>> objects = entriesOf(folder))
                for (const std::string& object : *objects)
                    scanObject(folder / object, name);
        }
    }

private:
    void report(Kind kind, const Error& error) { m_scan.problems.push_back({kind, error}); }

    void reportForeign(const fs::path& path)
    {
        report(Kind::Foreign, {ErrorCode::Unsupported, "this is no event of Labelwright and was left alone", path});
    }

    std::optional<std::vector<std::string>> entriesOf(const fs::path& folder)
    {
        Result<std::vector<std::string>> names = listFolder(folder);
        if (names)
            return *std::move(names);
        if (names.error().code == ErrorCode::NotFound) // It is a file.
            reportForeign(folder);
        else
            report(Kind::Damaged, names.error());
        return std::nullopt;
    }

    void scanJob(const fs::path& folder)
    {
        const std::optional<std::vector<std::string>> names = entriesOf(folder);
        if (!names)
            return;
        for (const std::string& name : *names) {
            const fs::path file(name);
            if (name.starts_with('.')) // As in an object's folder.
                continue;
            if (!isEventStem(file.stem().string()) || file.extension() != ".json")
                reportForeign(folder / name);
            else if (const std::optional<std::string> text = wholeText(folder / name))
                takeJobEvent(*text, folder / name);
        }
    }

    void takeJobEvent(std::string_view text, const fs::path& path)
    {
        Result<std::optional<JobEvent>> event = parseJobEvent(text);
        if (!event)
            return report(kindOf(event.error()), event.error().at(path));
        if (!*event)
            return;
        (*event)->name = path.filename().string();
        m_scan.jobEvents.push_back(**std::move(event));
    }

    void scanObject(const fs::path& folder, std::string_view thousands)
    {
        const std::optional<ObjectId> object = parseObjectId(folder.filename().string());
        if (!object || thousandName(*object / kObjectsPerFolder) != thousands)
            return reportForeign(folder);
        const std::optional<std::vector<std::string>> names = entriesOf(folder);
        if (!names)
            return;
        std::vector<std::string> masks;
        std::vector<std::string> events;
        for (const std::string& name : *names) {
            const fs::path file(name);
            // What a killed save, or a sync tool, has begun and not renamed is no event yet and nobody's concern.
            if (name.starts_with('.'))
                continue;
            if (!isEventStem(file.stem().string()))
                reportForeign(folder / name);
            else if (file.extension() == ".png")
                masks.push_back(name);
            else if (file.extension() == ".json")
                events.push_back(name);
            else
                reportForeign(folder / name);
        }
        const std::size_t before = m_scan.answers.size();
        for (const std::string& name : events)
            readEvent(folder / name, *object, masks);
        const std::span<const AnswerEvent> answers = std::span(m_scan.answers).subspan(before);
        for (const std::string& unused : masks) {
            if (!isSuperseded(unused, answers))
                report(Kind::NotYetSynced, {ErrorCode::Mismatch,
                                            "this mask is not counted: saving its answer was interrupted, which its "
                                            "draft outlives, or its event has not been synchronized yet",
                                            folder / unused});
        }
    }

    /// Whether the worker whose mask it is has an answer of a later time here: then saving the mask was interrupted and
    /// done again. A flag, say, tells nothing of it.
    static bool isSuperseded(std::string_view mask, std::span<const AnswerEvent> answers)
    {
        return std::any_of(answers.begin(), answers.end(), [&](const AnswerEvent& answer) {
            return workerIn(answer.name) == workerIn(mask) && timeIn(answer.name) > timeIn(mask);
        });
    }

    /// The event's text; nullopt, and reported, when it has not arrived whole.
    std::optional<std::string> wholeText(const fs::path& path)
    {
        Result<std::string> text = readTextFile(path, kMaxEventBytes);
        if (!text) {
            report(Kind::Damaged, text.error());
            return std::nullopt;
        }
        if (!isNamedFor(path.stem().string(), sha256Hex(*text))) {
            report(
                Kind::NotYetSynced,
                {ErrorCode::Mismatch, "this event has not arrived whole: its content is not what its name says", path});
            return std::nullopt;
        }
        return *std::move(text);
    }

    /// Takes the event's mask out of `masks`.
    void readEvent(const fs::path& path, ObjectId object, std::vector<std::string>& masks)
    {
        const std::optional<std::string> text = wholeText(path);
        if (!text)
            return;
        Result<std::optional<AnswerEvent>> event = parseEvent(*text);
        if (!event)
            return report(kindOf(event.error()), event.error().at(path));
        if (*event)
            takeAnswer(**std::move(event), path, object, masks);
        else
            (void)(takeEvent(parseTaskRelease, *text, path, object, m_scan.releases) ||
                   takeEvent(parseObjectFlag, *text, path, object, m_scan.flags) ||
                   takeEvent(parseVerdict, *text, path, object, m_scan.verdicts) ||
                   takeEvent(parseComment, *text, path, object, m_scan.comments) ||
                   takeEvent(parseSettlement, *text, path, object, m_scan.settlements));
    }

    /// Whether it is an event of the kind that `parse` reads, which then was put into `events` or reported.
    template <typename Event>
    bool takeEvent(Result<std::optional<Event>> (*parse)(std::string_view), std::string_view text, const fs::path& path,
                   ObjectId object, std::vector<Event>& events)
    {
        Result<std::optional<Event>> event = parse(text);
        if (event && !*event)
            return false;
        if (!event) {
            report(kindOf(event.error()), event.error().at(path));
        } else if ((*event)->object != object) {
            reportOtherObject((*event)->object, path);
        } else {
            (*event)->name = path.filename().string();
            events.push_back(**std::move(event));
        }
        return true;
    }

    void reportOtherObject(ObjectId object, const fs::path& path)
    {
        report(Kind::Damaged, {ErrorCode::Mismatch, fmt::format("this event is about object {}", object), path});
    }

    void takeAnswer(AnswerEvent answer, const fs::path& path, ObjectId object, std::vector<std::string>& masks)
    {
        if (answer.object != object)
            return reportOtherObject(answer.object, path);
        if (!answer.chosenLabelIds) {
            const auto mask = std::find(masks.begin(), masks.end(), answer.maskFile);
            if (mask == masks.end())
                return report(Kind::NotYetSynced, {ErrorCode::NotFound, "the mask of this answer is not here yet",
                                                   path.parent_path() / answer.maskFile});
            masks.erase(mask);
        }
        answer.name = path.filename().string();
        m_scan.answers.push_back(std::move(answer));
    }

    fs::path m_eventsFolder;
    EventScan m_scan;
};

} // namespace

Result<EventScan> scanEvents(const fs::path& eventsFolder)
{
    const Result<std::vector<std::string>> names = listFolder(eventsFolder);
    if (!names && names.error().code == ErrorCode::NotFound)
        return EventScan{};
    if (!names)
        return names.error();
    Scanner scanner(eventsFolder);
    scanner.scanThousands(*names);
    return scanner.take();
}

EventScan scanJobEvents(const fs::path& eventsFolder)
{
    Scanner scanner(eventsFolder);
    scanner.scanJob();
    return scanner.take();
}

EventScan scanObjectEvents(const fs::path& eventsFolder, ObjectId object)
{
    Scanner scanner(eventsFolder);
    scanner.scanOne(object);
    return scanner.take();
}

Result<std::vector<std::int64_t>> thousandsIn(const fs::path& eventsFolder)
{
    const Result<std::vector<std::string>> names = listFolder(eventsFolder);
    if (!names)
        return names.error();
    std::vector<std::int64_t> thousands;
    for (const std::string& name : *names) {
        const std::size_t zeros = std::min(name.find_first_not_of('0'), name.size() - 1);
        const std::optional<ObjectId> thousand = parseObjectId(std::string_view(name).substr(zeros));
        if (thousand && thousandName(*thousand) == name)
            thousands.push_back(*thousand);
    }
    std::sort(thousands.begin(), thousands.end());
    return thousands;
}

Result<std::vector<ObjectId>> objectsIn(const fs::path& thousandFolder, std::int64_t thousand)
{
    const Result<std::vector<std::string>> names = listFolder(thousandFolder);
    if (!names)
        return names.error();
    std::vector<ObjectId> objects;
    for (const std::string& name : *names) {
        const std::optional<ObjectId> object = parseObjectId(name);
        if (object && *object / kObjectsPerFolder == thousand)
            objects.push_back(*object);
    }
    std::sort(objects.begin(), objects.end());
    return objects;
}

} // namespace labelwright
