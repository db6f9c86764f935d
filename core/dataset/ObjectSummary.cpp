// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ObjectSummary.h"

#include "core/job/Draft.h"
#include "core/job/JobState.h"

#include <utility>

namespace labelwright {
namespace {

ObjectSummary summaryOf(const Job& job, ObjectId object)
{
    ObjectSummary summary;
    Result<ManifestLine> line = job.manifest().parsedLine(object);
    if (line)
        summary.sourceRef = std::move(line->sourceRef);
    else
        summary.problem = sentence(line.error().at(job.manifest().path()).atLine(object + 1));
    const auto wanted = static_cast<std::size_t>(job.spec().workersPerObject);
    summary.answers = job.events().countedAnswers(object, job.spec().workersPerObject);
    summary.flag = job.events().currentFlag(object);
    if (!line)
        summary.status = TaskStatus::Unreadable;
    else if (objectFate(job.events(), object, job.spec().workersPerObject) == ObjectFate::Failed)
        summary.status = TaskStatus::Failed;
    else if (!summary.answers.empty())
        summary.status = summary.answers.size() < wanted ? TaskStatus::Answered : TaskStatus::Labelled;
    return summary;
}

} // namespace

std::vector<ObjectSummary> summarizeObjects(const Job& job, std::span<const Worker> team)
{
    std::vector<ObjectSummary> summaries;
    summaries.reserve(static_cast<std::size_t>(job.objectCount()));
    for (ObjectId object = 0; object < job.objectCount(); ++object)
        summaries.push_back(summaryOf(job, object));
    for (const Worker& worker : team) {
        const Result<std::vector<DraftEntry>> drafts = listDrafts(job.folder(), worker);
        if (!drafts)
            continue;
        for (const DraftEntry& draft : *drafts) {
            if (draft.object < job.objectCount() &&
                summaries[static_cast<std::size_t>(draft.object)].status == TaskStatus::Unlabelled)
                summaries[static_cast<std::size_t>(draft.object)].status = TaskStatus::Draft;
        }
    }
    return summaries;
}

} // namespace labelwright
