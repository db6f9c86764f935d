// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LabelChange.h"

#include "core/job/EventOrder.h"
#include "core/job/Job.h"
#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "core/job/NewJobCheck.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <random>

namespace labelwright {
namespace {

// Ids of a new job are counted from 1, at most to kMaxLabels.
constexpr int kFirstDrawnId = 1000;
constexpr int kLastDrawnId = 999'999'999;

const LabelSet& labelsOf(const JobEvent& event)
{
    return std::get<LabelsChange>(event.change).labels;
}

/// Of the changes that `event` takes the place of, the one that it repeats, as a settlement does, else the one that was
/// in force; nullptr where that was none of them.
const JobEvent* replacedByEvent(const JobEvent& event, const std::vector<JobEvent>& events)
{
    const JobEvent* replaced = nullptr;
    for (const JobEvent& other : events) {
        if (!std::holds_alternative<LabelsChange>(other.change) ||
            std::ranges::find(event.replaces, other.name) == event.replaces.end())
            continue;
        if (labelsOf(other).classes() == labelsOf(event).classes())
            return &other;
        replaced = replaced ? replaced : &other;
    }
    return replaced;
}

/// What the labels were made to be, one after another, up to what is in force.
std::vector<LabelSet> succession(const std::vector<JobEvent>& events)
{
    std::vector<LabelSet> all;
    for (const JobEvent* event = currentOf<LabelsChange>(events); event; event = replacedByEvent(*event, events))
        all.push_back(labelsOf(*event));
    std::ranges::reverse(all);
    return all;
}

const LabelClass* classOf(const LabelSet& labels, int id)
{
    const auto found = std::ranges::find(labels.classes(), id, &LabelClass::id);
    return found == labels.classes().end() ? nullptr : &*found;
}

void addChangesOf(const LabelClass& old, const LabelSet& after, std::vector<std::string>& said)
{
    const LabelClass* label = classOf(after, old.id);
    if (!label) {
        const std::optional<Label> into = after.findId(old.id);
        said.push_back(into ? fmt::format("{} merged into {}", old.name, after.at(*into).name)
                            : fmt::format("{} deleted", old.name));
        return;
    }
    if (label->name != old.name)
        said.push_back(fmt::format("{} is now {}", old.name, label->name));
    if (label->color != old.color)
        said.push_back(fmt::format("{} is now {}", label->name, hexColor(label->color)));
}

/// Ids of `labels` that `other` has too, in order.
std::vector<int> commonIds(const LabelSet& labels, const LabelSet& other)
{
    std::vector<int> ids;
    for (const LabelClass& label : labels.classes()) {
        if (classOf(other, label.id))
            ids.push_back(label.id);
    }
    return ids;
}

} // namespace

LabelSet labelsOfToday(const LabelSet& first, const std::vector<JobEvent>& events)
{
    const JobEvent* current = currentOf<LabelsChange>(events);
    return current ? labelsOf(*current) : first;
}

std::optional<LabelSet> labelsBeforeChange(const LabelSet& first, const std::vector<JobEvent>& events)
{
    // A change that makes the labels what they were before the one that is on top takes that back.
    std::vector<LabelSet> standing{first};
    for (const LabelSet& labels : succession(events)) {
        if (labels.classes() == standing.back().classes()) {
            standing.back() = labels; // A settlement said what was so already.
        } else if (standing.size() > 1 && labels == withIdsOf(standing[standing.size() - 2], standing.back())) {
            standing.pop_back();
            standing.back() = labels;
        } else {
            standing.push_back(labels);
        }
    }
    if (standing.size() < 2)
        return std::nullopt;
    return withIdsOf(standing[standing.size() - 2], standing.back());
}

LabelSet labelsBefore(const JobEvent& change, const LabelSet& first, const std::vector<JobEvent>& events)
{
    const JobEvent* before = replacedByEvent(change, events);
    return before ? labelsOf(*before) : first;
}

std::vector<LabelSet> labelsEver(const LabelSet& first, const std::vector<JobEvent>& events)
{
    std::vector<LabelSet> all{first};
    for (const JobEvent& event : events) {
        const auto* change = std::get_if<LabelsChange>(&event.change);
        if (change && std::ranges::find(all, change->labels) == all.end())
            all.push_back(change->labels);
    }
    return all;
}

LabelsEdit editOf(const LabelSet& labels)
{
    return {labels.classes(), {}};
}

int newLabelId()
{
    std::random_device source;
    return std::uniform_int_distribution(kFirstDrawnId, kLastDrawnId)(source);
}

Result<LabelSet> editedLabels(const LabelSet& now, const LabelsEdit& edit)
{
    const auto isThere = [&edit](int id) {
        return std::ranges::find(edit.classes, id, &LabelClass::id) != edit.classes.end();
    };
    const auto placeOf = [&](int id) {
        const auto merged = edit.merged.find(id);
        return isThere(id) ? id : merged == edit.merged.end() ? 0 : merged->second;
    };
    GoneLabels gone;
    for (const auto& [id, into] : now.gone()) {
        if (!isThere(id))
            gone[id] = into == 0 ? 0 : placeOf(into);
    }
    for (const LabelClass& label : now.classes()) {
        if (!isThere(label.id))
            gone[label.id] = placeOf(label.id);
    }
    return LabelSet::create(edit.classes, std::move(gone));
}

std::string labelChangeText(const LabelSet& before, const LabelSet& after)
{
    std::vector<std::string> said;
    for (const LabelClass& old : before.classes())
        addChangesOf(old, after, said);
    for (const LabelClass& label : after.classes()) {
        if (!classOf(before, label.id))
            said.push_back(fmt::format("{} {}", label.name, before.gone().contains(label.id) ? "is back" : "added"));
    }
    if (commonIds(before, after) != commonIds(after, before))
        said.emplace_back("another order");
    if (said.empty() && before != after)
        said.emplace_back("what earlier labels went into");
    return fmt::format("{}", fmt::join(said, "; "));
}

std::array<Label, 256> labelTable(const LabelSet& from, const LabelSet& to)
{
    std::array<Label, 256> table{};
    for (std::size_t label = 1; label <= from.size(); ++label)
        table[label] = to.findId(from.at(static_cast<Label>(label)).id).value_or(kUnlabelled);
    return table;
}

LabelSet withIdsOf(const LabelSet& labels, const LabelSet& now)
{
    GoneLabels gone = labels.gone();
    const auto note = [&](int id, int into) {
        if (!classOf(labels, id))
            gone.try_emplace(id, classOf(labels, into) ? into : 0);
    };
    for (const LabelClass& label : now.classes())
        note(label.id, 0);
    for (const auto& [id, into] : now.gone())
        note(id, into);
    const Result<LabelSet> all = LabelSet::create(labels.classes(), std::move(gone));
    return all ? *all : labels; // It is always: the classes are as they were.
}

std::optional<Label> prelabelNamed(std::string_view name, const LabelSet& first, const LabelSet& labels)
{
    const std::optional<Label> known = first.findName(name);
    return known ? labels.findId(first.at(*known).id).value_or(kUnlabelled) : labels.findName(name);
}

std::string goneText(const LabelSet& labels)
{
    std::string text;
    for (const auto& [id, into] : labels.gone())
        text += fmt::format("{}>{}\n", id, into);
    return text;
}

Status checkLabelChange(const Job& job, const LabelSet& labels, const Worker& author)
{
    const auto refused = [&job](std::string detail) {
        return Error{ErrorCode::InvalidArgument, std::move(detail), job.folder()};
    };
    const LabelSet now = labelsOfToday(job.firstLabels(), job.events().jobEvents());
    if (labels == now)
        return refused("the labels are so already");
    if (jobState(job).completion)
        return refused("the job is completed, and its files hold the labels that it had; resume it first");
    if (!decides(currentTeam(job), author))
        return refused(fmt::format("{} is no lead of the job's team, and leads change its labels", author.name));
    for (const LabelClass& label : now.classes()) {
        if (!classOf(labels, label.id) && !labels.gone().contains(label.id))
            return refused(fmt::format("it is not said what becomes of \"{}\"", label.name));
    }
    return checkTaskLabels(job.spec().taskType, labels, job.spec().noneCategory);
}

Result<JobEvent> changeLabels(Job& job, const LabelSet& labels, const Worker& author)
{
    if (Status checked = checkLabelChange(job, labels, author); !checked)
        return checked.error();
    return writeJobChange(job, LabelsChange{labels}, author);
}

} // namespace labelwright
