// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Consolidate.h"
#include "core/job/JobChanges.h"
#include "core/job/LabelChange.h"
#include "tests/support/TestJob.h"

#include <QTest>

#include <algorithm>

/// Changes of the labels of jobs whose labels are people, traffic light and bus, with the ids 1, 2 and 3.
namespace labelwright::test::labelchange {

inline constexpr Size kSize{16, 8};

using ChangeLabels = void (*)(LabelsEdit&);

struct Edit {
    ChangeLabels change;
};

inline LabelSet edited(const LabelSet& now, ChangeLabels change)
{
    LabelsEdit edit = editOf(now);
    change(edit);
    Result<LabelSet> labels = editedLabels(now, edit);
    if (!labels)
        qFatal("%s", sentence(labels.error()).c_str());
    return *std::move(labels);
}

inline Worker leadOf(const Job& job)
{
    return job.spec().team.front();
}

inline void apply(Job& job, ChangeLabels change)
{
    const Result<JobEvent> written = changeLabels(job, edited(job.spec().labels, change), leadOf(job));
    if (!written)
        qFatal("%s", sentence(written.error()).c_str());
}

inline void takeBack(Job& job)
{
    const std::optional<LabelSet> before = labelsBeforeChange(job.firstLabels(), job.events().jobEvents());
    const Result<JobEvent> written =
        before ? changeLabels(job, *before, leadOf(job)) : Error{ErrorCode::NotFound, "there is nothing to take back"};
    if (!written)
        qFatal("%s", sentence(written.error()).c_str());
}

inline LabelMask maskNow(const Job& job, ObjectId object)
{
    const Result<ConsolidatedMask> mask =
        consolidateAnswers(job.events(), job.events().countedAnswers(object, 1), job.spec());
    if (!mask)
        qFatal("%s", sentence(mask.error()).c_str());
    return mask->mask;
}

inline std::vector<std::string> namesOfLabels(const LabelSet& labels)
{
    std::vector<std::string> names;
    for (const LabelClass& label : labels.classes())
        names.push_back(label.name);
    return names;
}

inline void renameBus(LabelsEdit& edit)
{
    edit.classes[2].name = "coach";
}

inline void recolorBus(LabelsEdit& edit)
{
    edit.classes[2].color = {1, 2, 3};
}

inline void reverse(LabelsEdit& edit)
{
    std::ranges::reverse(edit.classes);
}

inline void mergeBus(LabelsEdit& edit)
{
    edit.classes.pop_back();
    edit.merged[3] = 1;
}

inline void deleteLight(LabelsEdit& edit)
{
    edit.classes.erase(edit.classes.begin() + 1);
}

inline void addTree(LabelsEdit& edit)
{
    edit.classes.push_back({1234, "tree", {9, 9, 9}});
}

/// A row each: what is changed, and the table from each of the first labels to today's.
inline void addLabelChanges()
{
    QTest::addColumn<Edit>("change");
    QTest::addColumn<std::vector<int>>("table"); ///< From each of the first labels to today's.
    const auto row = [](const char* name, ChangeLabels change, const std::vector<int>& table) {
        QTest::newRow(name) << Edit{change} << table;
    };
    row("rename", renameBus, {0, 1, 2, 3});
    row("recolor", recolorBus, {0, 1, 2, 3});
    row("reorder", reverse, {0, 3, 2, 1});
    row("merge", mergeBus, {0, 1, 2, 1});
    row("delete", deleteLight, {0, 1, 0, 2});
    row("add", addTree, {0, 1, 2, 3});
}

} // namespace labelwright::test::labelchange
