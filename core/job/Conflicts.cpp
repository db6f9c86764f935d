// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Conflicts.h"

#include "core/job/Assignments.h"
#include "core/job/EventOrder.h"
#include "core/job/LabelChoice.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>

namespace labelwright {
namespace {

using Kind = Conflict::Kind;

constexpr std::array<std::string_view, 13> kNames{
    "answers",    "flag",         "team", "status",  "assignment", "description", "instructions",
    "time-limit", "verdict-list", "gold", "verdict", "adjustment", "labels"};

/// In the order of JobChange.
constexpr std::array kKindOfChange{Kind::Team,        Kind::StatusOfJob,  Kind::Assignment,
                                   Kind::Description, Kind::Instructions, Kind::TimeLimit,
                                   Kind::VerdictList, Kind::Gold,         Kind::Labels};

/// Names of workers by their ids, as far as job and teams tell them.
using Names = std::map<std::string, std::string>;

Names namesIn(const JobSpec& spec, const EventLog& events)
{
    Names names;
    for (const Worker& worker : spec.team)
        names.emplace(worker.id, worker.name);
    for (const JobEvent& event : events.jobEvents()) {
        if (const auto* change = std::get_if<TeamChange>(&event.change)) {
            for (const TeamMember& member : change->team.members)
                names.emplace(member.worker.id, member.worker.name);
        }
    }
    return names;
}

std::string joined(const std::vector<std::string>& texts)
{
    return fmt::format("{}", fmt::join(texts, ", "));
}

/// What a decision about the job says.
struct ChangeText {
    const Names& names;

    std::string operator()(const TeamChange& change) const
    {
        std::vector<std::string> members;
        for (const TeamMember& member : change.team.members)
            members.push_back(member.worker.name);
        return (change.team.name.empty() ? "" : change.team.name + ": ") + joined(members);
    }
    std::string operator()(const StatusChange& change) const
    {
        constexpr std::array kStatuses{"stopped", "in progress", "completed"};
        return kStatuses[static_cast<std::size_t>(change.kind)];
    }
    std::string operator()(const Assignment& change) const
    {
        std::vector<std::string> workers;
        for (const std::string& id : change.workerIds) {
            const auto known = names.find(id);
            workers.push_back(known == names.end() ? id : known->second);
        }
        return workers.empty() ? "the whole team" : joined(workers);
    }
    std::string operator()(const DescriptionChange& change) const { return change.description; }
    std::string operator()(const InstructionsChange& change) const
    {
        return fmt::format("{} characters", change.instructions.shortHtml.size() + change.instructions.fullHtml.size());
    }
    std::string operator()(const TimeLimitChange& change) const
    {
        return fmt::format("{} seconds", change.limit.count());
    }
    std::string operator()(const VerdictListChange& change) const { return joined(change.categories); }
    std::string operator()(const GoldChange& change) const
    {
        return change.objects.empty() ? "none"
                                      : fmt::format("objects {}, {:g} %, seed {}", formatObjectRanges(change.objects),
                                                    100 * change.share, change.seed);
    }
    std::string operator()(const LabelsChange& change) const
    {
        std::vector<std::string> labels;
        for (const LabelClass& label : change.labels.classes())
            labels.push_back(fmt::format("{} {}", label.name, hexColor(label.color)));
        for (const auto& [id, into] : change.labels.gone()) {
            const std::optional<Label> found = change.labels.findId(id);
            labels.push_back(found ? fmt::format("label {} merged into {}", id, change.labels.at(*found).name)
                                   : fmt::format("label {} deleted", id));
        }
        return joined(labels);
    }
};

std::string textOf(const AnswerEvent& answer, const LabelSet& labels)
{
    if (!answer.chosenLabelIds)
        return fmt::format("a mask, {:.0f} s of work", answer.activeSeconds);
    const std::vector<std::string> chosen = labelNamesOf(labels, chosenLabels(labels, answer));
    return chosen.empty() ? "no label" : joined(chosen);
}

/// Whether it makes no difference which one counts.
bool agree(const JobChange& left, const JobChange& right)
{
    const auto* status = std::get_if<StatusChange>(&left);
    const auto* other = std::get_if<StatusChange>(&right);
    return status && other ? status->kind == other->kind : left == right;
}

bool agree(const ObjectFlag& left, const ObjectFlag& right)
{
    return left.kind == right.kind && left.note == right.note;
}

bool agree(const AnswerEvent& left, const AnswerEvent& right)
{
    return left.maskSha256 == right.maskSha256 && left.pixelLabelIds == right.pixelLabelIds &&
           left.chosenLabelIds == right.chosenLabelIds;
}

bool agree(const Verdict& left, const Verdict& right)
{
    return left.answers == right.answers && left.category == right.category && left.comment == right.comment &&
           left.returnedTo == right.returnedTo;
}

template <typename Content, typename Event>
bool allAgree(const std::vector<const Event*>& events, Content content)
{
    return std::ranges::all_of(events, [&](const Event* event) { return agree(content(*event), content(*events[0])); });
}

void addJobConflicts(std::vector<Conflict>& found, const std::vector<JobEvent>& events, const Names& names)
{
    const auto choiceOf = [&names](const JobEvent* event) {
        return Conflict::Choice{event->name, event->author, event->time, std::visit(ChangeText{names}, event->change)};
    };
    const auto add = [&](Kind kind, std::vector<ObjectRange> objects, const std::vector<const JobEvent*>& choices) {
        found.push_back({kind, std::move(objects), {}});
        std::ranges::transform(choices, std::back_inserter(found.back().choices), choiceOf);
    };
    for (std::size_t change = 0; change < kKindOfChange.size(); ++change) {
        if (kKindOfChange[change] == Kind::Assignment)
            continue; // Of each object by itself.
        std::vector<const JobEvent*> current;
        for (const JobEvent& event : events) {
            if (event.change.index() == change && !isReplaced(event, events))
                current.push_back(&event);
        }
        const auto content = [](const JobEvent& event) -> const JobChange& { return event.change; };
        if (current.size() > 1 && !allAgree(current, content))
            add(kKindOfChange[change], {}, current);
    }
    for (AssignmentDispute& dispute : disputedAssignments(events))
        add(Kind::Assignment, std::move(dispute.objects), dispute.choices);
}

/// By worker: the answers that nobody replaced or put aside, and those that a contradicted settlement keeps.
std::map<std::string, std::vector<const AnswerEvent*>> rivals(const EventLog& events, ObjectId object)
{
    const std::span<const AnswerEvent> answers = events.answersOf(object);
    const Ruling ruling = rulingOf(answers, events.settlementsOf(object));
    std::map<std::string, std::vector<const AnswerEvent*>> byWorker;
    for (const AnswerEvent& answer : answers) {
        const bool isKept = std::ranges::any_of(
            ruling.contradicted, [&](const Settlement* settlement) { return settlement->keeps == answer.name; });
        if (!isReplaced(answer, answers) && (isKept || !ruling.putAside.contains(answer.name)))
            byWorker[answer.worker.id].push_back(&answer);
    }
    // The one that counts is the first choice, also where it came later than one that was put aside.
    for (auto& [worker, list] : byWorker)
        std::stable_partition(list.begin(), list.end(),
                              [&](const AnswerEvent* answer) { return !ruling.putAside.contains(answer->name); });
    return byWorker;
}

void addAnswerConflicts(std::vector<Conflict>& found, const JobSpec& spec, const EventLog& events, ObjectId object)
{
    for (const auto& [worker, answers] : rivals(events, object)) {
        const auto content = [](const AnswerEvent& answer) -> const AnswerEvent& { return answer; };
        if (answers.size() < 2 || allAgree(answers, content))
            continue;
        found.push_back({Kind::Answers, {{object, object}}, {}});
        for (const AnswerEvent* answer : answers)
            found.back().choices.push_back(
                {answer->name, answer->worker, answer->submitted, textOf(*answer, spec.labels)});
    }
}

std::string textOf(const ObjectFlag& flag)
{
    return std::string(flagName(flag.kind)) + (flag.note.empty() ? "" : ": " + flag.note);
}

std::string textOf(const Verdict& verdict)
{
    return verdict.category + (verdict.comment.empty() ? "" : ": " + verdict.comment);
}

Time timeOf(const AnswerEvent& adjustment)
{
    return adjustment.submitted;
}

template <typename Event>
Time timeOf(const Event& event)
{
    return event.time;
}

/// Of what an object has one of.
template <typename Event, typename Text>
void addConflict(std::vector<Conflict>& found, Kind kind, std::span<const Event> events, ObjectId object, Text text)
{
    std::vector<const Event*> current;
    for (const Event& event : events) {
        if (!isReplaced(event, events))
            current.push_back(&event);
    }
    const auto content = [](const Event& event) -> const Event& { return event; };
    if (current.size() < 2 || allAgree(current, content))
        return;
    found.push_back({kind, {{object, object}}, {}});
    for (const Event* event : current)
        found.back().choices.push_back({event->name, event->worker, timeOf(*event), text(*event)});
}

} // namespace

std::string_view conflictName(Kind kind)
{
    return kNames[static_cast<std::size_t>(kind)];
}

std::string subjectOf(const Conflict& conflict)
{
    const std::string objects = formatObjectRanges(conflict.objects);
    switch (conflict.kind) {
    case Kind::Answers:
        return fmt::format("Answers of {} to object {}", conflict.choices.front().author.name, objects);
    case Kind::Flag:
        return fmt::format("Flag of object {}", objects);
    case Kind::Assignment:
        return fmt::format("Assignment of objects {}", objects);
    case Kind::Team:
        return "Team";
    case Kind::StatusOfJob:
        return "Status of the job";
    case Kind::Description:
        return "Task description";
    case Kind::Instructions:
        return "Instructions";
    case Kind::TimeLimit:
        return "Task time limit";
    case Kind::VerdictList:
        return "List of verdicts";
    case Kind::Gold:
        return "Gold objects";
    case Kind::Labels:
        return "Labels";
    case Kind::Verdict:
        return fmt::format("Verdict on object {}", objects);
    case Kind::Adjustment:
        return fmt::format("Adjustment of object {}", objects);
    }
    return {};
}

std::string_view shortEventName(std::string_view name)
{
    const std::string_view stem = name.substr(0, name.rfind('.'));
    return stem.substr(stem.rfind('-') + 1);
}

std::vector<Conflict> conflictsOf(const JobSpec& spec, const EventLog& events)
{
    std::vector<Conflict> found;
    addJobConflicts(found, events.jobEvents(), namesIn(spec, events));
    for (const auto& [object, answers] : events.answers())
        addAnswerConflicts(found, spec, events, object);
    const auto said = [](const auto& event) { return textOf(event); };
    const auto painted = [&spec](const AnswerEvent& adjustment) { return textOf(adjustment, spec.labels); };
    for (const auto& [object, flags] : events.flags())
        addConflict<ObjectFlag>(found, Kind::Flag, flags, object, said);
    for (const auto& [object, verdicts] : events.verdicts())
        addConflict<Verdict>(found, Kind::Verdict, verdicts, object, said);
    for (const auto& [object, adjustments] : events.adjustments())
        addConflict<AnswerEvent>(found, Kind::Adjustment, adjustments, object, painted);
    std::ranges::stable_sort(found, {}, [](const Conflict& conflict) {
        return conflict.objects.empty() ? ObjectId{-1} : conflict.objects.front().first;
    });
    return found;
}

} // namespace labelwright
