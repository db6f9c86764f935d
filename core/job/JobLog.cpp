// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLog.h"

#include "core/base/Json.h"
#include "core/job/JobState.h"
#include "core/job/LabelChange.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <tuple>

namespace labelwright {
namespace {

using Kind = LogEntry::Kind;

constexpr std::array<std::string_view, 13> kNames{"accepted",  "submitted", "returned",  "declined", "progress",
                                                  "status",    "flagged",   "unflagged", "edited",   "reviewed",
                                                  "commented", "adjusted",  "settled"};

std::string oneLine(std::string text)
{
    std::replace_if(
        text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
    return text;
}

void addTask(std::vector<LogEntry>& log, const LogEntry& done)
{
    LogEntry accepted = done;
    accepted.kind = Kind::Accepted;
    accepted.time = done.accepted;
    accepted.text.clear();
    log.push_back(std::move(accepted));
    log.push_back(done);
}

void addStatus(std::vector<LogEntry>& log, const JobEvent& event)
{
    const auto* change = std::get_if<StatusChange>(&event.change);
    if (!change)
        return;
    constexpr std::array kStatuses{JobStatus::Stopped, JobStatus::InProgress, JobStatus::Completed};
    log.push_back({.kind = Kind::StatusChanged,
                   .time = event.time,
                   .event = event.name,
                   .worker = event.author,
                   .text = std::string(statusName(kStatuses[static_cast<std::size_t>(change->kind)]))});
}

/// What an edit made another; empty for a change that is none.
struct EditText {
    const LabelSet& labelsBefore; ///< For a change of them.

    std::string operator()(const TeamChange& change) const
    {
        const std::string name = change.team.name.empty() ? "" : change.team.name + ", ";
        return fmt::format("team: {}{} members", name, change.team.members.size());
    }
    std::string operator()(const DescriptionChange& change) const { return "task description: " + change.description; }
    std::string operator()(const InstructionsChange&) const { return "instructions"; }
    std::string operator()(const TimeLimitChange& change) const
    {
        return fmt::format("task time limit: {} seconds", change.limit.count());
    }
    std::string operator()(const VerdictListChange& change) const
    {
        return fmt::format("verdicts: {}", fmt::join(change.categories, ", "));
    }
    std::string operator()(const GoldChange& change) const
    {
        return fmt::format("gold objects: {}", objectCountOf(change.objects));
    }
    std::string operator()(const LabelsChange& change) const
    {
        const std::string text = labelChangeText(labelsBefore, change.labels);
        return "labels: " + (text.empty() ? "as one of the copies has them" : text);
    }
    std::string operator()(const StatusChange&) const { return {}; }
    std::string operator()(const Assignment&) const { return {}; }
};

void addEdit(std::vector<LogEntry>& log, const JobEvent& event, const Job& job)
{
    const LabelSet before = std::holds_alternative<LabelsChange>(event.change)
                                ? labelsBefore(event, job.firstLabels(), job.events().jobEvents())
                                : LabelSet();
    if (std::string text = std::visit(EditText{before}, event.change); !text.empty())
        log.push_back({.kind = Kind::Edited,
                       .time = event.time,
                       .event = event.name,
                       .worker = event.author,
                       .text = std::move(text)});
}

void addReview(std::vector<LogEntry>& log, const EventLog& events)
{
    const auto add = [&log](Kind kind, const auto& event, Time time, std::string text) {
        log.push_back({.kind = kind,
                       .time = time,
                       .event = event.name,
                       .worker = event.worker,
                       .object = event.object,
                       .text = oneLine(std::move(text))});
    };
    for (const auto& [object, verdicts] : events.verdicts()) {
        for (const Verdict& verdict : verdicts)
            add(Kind::Reviewed, verdict, verdict.time,
                verdict.category + (verdict.comment.empty() ? "" : ": " + verdict.comment));
    }
    for (const auto& [object, comments] : events.comments()) {
        for (const Comment& comment : comments)
            add(Kind::Commented, comment, comment.time,
                comment.text.empty() ? std::string(commentName(comment.kind)) : comment.text);
    }
    for (const auto& [object, adjustments] : events.adjustments()) {
        for (const AnswerEvent& adjustment : adjustments)
            add(Kind::Adjusted, adjustment, adjustment.submitted, {});
    }
}

std::vector<LogEntry> entriesOfEvents(const Job& job)
{
    const EventLog& events = job.events();
    std::vector<LogEntry> log;
    for (const auto& [object, answers] : events.answers()) {
        for (const AnswerEvent& answer : answers)
            addTask(log, {.kind = Kind::Submitted,
                          .time = answer.submitted,
                          .event = answer.name,
                          .worker = answer.worker,
                          .object = object,
                          .accepted = answer.accepted});
    }
    for (const auto& [object, releases] : events.releases()) {
        for (const TaskRelease& release : releases)
            addTask(log, {.kind = release.kind == TaskRelease::Kind::Declined ? Kind::Declined : Kind::Returned,
                          .time = release.time,
                          .event = release.name,
                          .worker = release.worker,
                          .object = object,
                          .accepted = release.accepted,
                          .text = oneLine(release.reason)});
    }
    for (const auto& [object, flags] : events.flags()) {
        for (const ObjectFlag& flag : flags)
            log.push_back({.kind = flag.kind == ObjectFlag::Kind::Flagged ? Kind::Flagged : Kind::Unflagged,
                           .time = flag.time,
                           .event = flag.name,
                           .worker = flag.worker,
                           .object = object,
                           .text = oneLine(flag.note)});
    }
    addReview(log, events);
    for (const auto& [object, settlements] : events.settlements()) {
        for (const Settlement& settlement : settlements)
            log.push_back({.kind = Kind::Settled,
                           .time = settlement.time,
                           .event = settlement.name,
                           .worker = settlement.worker,
                           .object = object,
                           .text = settlement.keeps + " counts"});
    }
    for (const JobEvent& event : events.jobEvents()) {
        addStatus(log, event);
        addEdit(log, event, job);
    }
    return log;
}

/// Counts objects as their events go by.
class ProgressCount {
public:
    explicit ProgressCount(const Job& job)
        : m_objects(job.objectCount()), m_wanted(static_cast<std::size_t>(job.spec().workersPerObject))
    {}

    /// Whether `entry` made an object labelled or given up, or took it back from being given up.
    bool changedBy(const LogEntry& entry)
    {
        if (entry.object >= m_objects || (entry.kind != Kind::Submitted && entry.kind != Kind::Declined))
            return false;
        Workers& workers = m_workers[entry.object];
        const ObjectFate before = fateOf(workers);
        if (entry.kind == Kind::Submitted) {
            workers.answered.insert(entry.worker.id);
            workers.declined.erase(entry.worker.id);
        } else if (!workers.answered.contains(entry.worker.id)) {
            workers.declined.insert(entry.worker.id);
        }
        const ObjectFate after = fateOf(workers);
        count(before, -1);
        count(after, 1);
        return before != after;
    }

    LabelingProgress progress() const { return {m_objects, m_labeled, m_failed}; }

private:
    struct Workers {
        std::set<std::string> answered;
        std::set<std::string> declined;
    };

    ObjectFate fateOf(const Workers& workers) const
    {
        if (workers.answered.size() >= m_wanted)
            return ObjectFate::Labelled;
        return workers.declined.size() >= m_wanted ? ObjectFate::Failed : ObjectFate::Open;
    }

    void count(ObjectFate fate, int step)
    {
        m_labeled += fate == ObjectFate::Labelled ? step : 0;
        m_failed += fate == ObjectFate::Failed ? step : 0;
    }

    std::int64_t m_objects;
    std::size_t m_wanted;
    std::int64_t m_labeled = 0;
    std::int64_t m_failed = 0;
    std::map<ObjectId, Workers> m_workers;
};

bool isActivity(Kind kind)
{
    return kind <= Kind::Declined;
}

/// And no activity of Ground Truth's.
bool isAboutObject(Kind kind)
{
    return kind == Kind::Flagged || kind == Kind::Unflagged || kind >= Kind::Reviewed;
}

/// Precondition: isActivity().
WorkerActivity::Kind activityKind(Kind kind)
{
    return static_cast<WorkerActivity::Kind>(kind);
}

WorkerActivity activityOf(const LogEntry& entry, const Job& job)
{
    const std::string team = currentTeam(job).name;
    return {activityKind(entry.kind), identityOf(entry.worker),       entry.accepted, entry.time,
            job.spec().name,          team.empty() ? "private" : team};
}

} // namespace

std::span<const std::string_view> logKindNames()
{
    return kNames;
}

std::string_view logKindName(Kind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::optional<Kind> parseLogKind(std::string_view text)
{
    const auto* found = std::find(kNames.begin(), kNames.end(), text);
    return found == kNames.end() ? std::nullopt : std::optional(static_cast<Kind>(found - kNames.begin()));
}

std::vector<LogEntry> jobLog(const Job& job)
{
    std::vector<LogEntry> entries = entriesOfEvents(job);
    std::sort(entries.begin(), entries.end(), [](const LogEntry& left, const LogEntry& right) {
        return std::tie(left.time, left.event, left.kind) < std::tie(right.time, right.event, right.kind);
    });
    std::vector<LogEntry> log;
    ProgressCount count(job);
    for (LogEntry& entry : entries) {
        const bool isProgress = count.changedBy(entry);
        log.push_back(std::move(entry));
        if (!isProgress)
            continue;
        LogEntry progress = log.back();
        progress.kind = Kind::ProgressLine;
        progress.text.clear();
        progress.progress = count.progress();
        log.push_back(std::move(progress));
    }
    return log;
}

bool LogFilter::passes(const LogEntry& entry) const
{
    const Worker& by = entry.worker;
    const bool isKind = kinds.empty() || std::find(kinds.begin(), kinds.end(), entry.kind) != kinds.end();
    const bool isWorker = worker.empty() || by.name == worker || by.id == worker || by.email == worker;
    return isKind && isWorker;
}

namespace {

/// Precondition: of a kind that is about an object.
std::string_view objectEventName(Kind kind)
{
    switch (kind) {
    case Kind::Flagged:
        return "Object flagged";
    case Kind::Unflagged:
        return "Flag taken away";
    case Kind::Reviewed:
        return "Object reviewed";
    case Kind::Commented:
        return "Comment";
    case Kind::Adjusted:
        return "Labels adjusted";
    case Kind::Settled:
        return "Answers settled";
    default:
        return activityName(activityKind(kind));
    }
}

} // namespace

std::string logText(const LogEntry& entry)
{
    const std::string time = formatMillisUtc(entry.time);
    if (entry.kind == Kind::ProgressLine)
        return fmt::format("{}  {}", time, progressLine(entry.progress));
    if (entry.kind == Kind::StatusChanged)
        return fmt::format("{}  Labeling job status:{}  {}", time, entry.text, entry.worker.name);
    if (entry.kind == Kind::Edited)
        return fmt::format("{}  Labeling job edited: {}  {}", time, entry.text, entry.worker.name);
    const std::string reason = entry.text.empty() ? "" : ": " + entry.text;
    return fmt::format("{}  {}  object {}  {}{}", time, objectEventName(entry.kind), entry.object, entry.worker.name,
                       reason);
}

std::string logJson(const LogEntry& entry, const Job& job)
{
    if (isActivity(entry.kind)) {
        Result<Json> json = parseJson(writeWorkerActivity(activityOf(entry, job)));
        (*json)["object"] = entry.object;
        if (!entry.text.empty())
            (*json)["reason"] = entry.text;
        return writeJson(*json);
    }
    Json json{{"event_type", logKindName(entry.kind)}, {"time", formatMillisUtc(entry.time)}};
    if (entry.kind == Kind::StatusChanged) {
        json["LabelingJobStatus"] = entry.text;
        json["worker_id"] = entry.worker.id;
    } else if (isAboutObject(entry.kind)) {
        json["worker_id"] = entry.worker.id;
        json["object"] = entry.object;
        if (!entry.text.empty())
            json[entry.kind == Kind::Flagged || entry.kind == Kind::Unflagged ? "note" : "text"] = entry.text;
    } else if (entry.kind == Kind::Edited) {
        json["message"] = entry.text;
        json["worker_id"] = entry.worker.id;
    } else {
        json["message"] = progressLine(entry.progress);
    }
    return writeJson(json);
}

} // namespace labelwright
