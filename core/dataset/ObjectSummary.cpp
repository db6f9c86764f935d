// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ObjectSummary.h"

#include "core/job/DraftedObjects.h"
#include "core/job/JobState.h"

#include <utility>

namespace labelwright {
namespace {

ObjectSummary summaryOf(const Job& job, ObjectId object)
{
    ObjectSummary summary;
    Result<ManifestLine> line = job.manifest().parsedLine(object);
    if (line) {
        summary.sourceRef = std::move(line->sourceRef);
    } else {
        Error problem = line.error().at(job.manifest().path()).atLine(object + 1);
        problem.code = ErrorCode::InvalidArgument; // A job's lines can't be mended, so that no advice to do it.
        summary.problem = sentence(problem);
    }
    const auto wanted = static_cast<std::size_t>(job.spec().workersPerObject);
    summary.answers = job.events().countedAnswers(object, job.spec().workersPerObject);
    summary.flag = job.events().currentFlag(object);
    summary.review = reviewOf(job.events(), object, job.spec().workersPerObject);
    summary.hasOpenThreads = !openThreads(job.events(), object).empty();
    if (!line)
        summary.status = TaskStatus::Unreadable;
    else if (objectFate(job.events(), object, job.spec().workersPerObject) == ObjectFate::Failed)
        summary.status = TaskStatus::Failed;
    else if (!summary.answers.empty())
        summary.status = summary.answers.size() < wanted ? TaskStatus::Answered : TaskStatus::Labelled;
    return summary;
}

} // namespace

ObjectSummaries summarizeObjects(const Job& job, std::span<const Worker> team)
{
    ObjectSummaries summaries;
    summaries.objects.reserve(static_cast<std::size_t>(job.objectCount()));
    for (ObjectId object = 0; object < job.objectCount(); ++object)
        summaries.objects.push_back(summaryOf(job, object));
    for (const Worker& worker : team) {
        const Result<std::vector<ObjectId>> drafted = draftedObjects(job, worker);
        if (!drafted) {
            summaries.problems.push_back(drafted.error());
            continue;
        }
        for (const ObjectId object : *drafted) {
            if (object >= job.objectCount())
                continue;
            TaskStatus& status = summaries.objects[static_cast<std::size_t>(object)].status;
            if (status == TaskStatus::Unlabelled)
                status = TaskStatus::Draft;
        }
    }
    return summaries;
}

} // namespace labelwright
