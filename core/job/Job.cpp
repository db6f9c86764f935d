// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Job.h"

#include "core/groundtruth/SourceRef.h"
#include "core/job/InitialMask.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "core/job/ManifestIndex.h"

#include <fmt/format.h>

#include <future>

namespace labelwright {

namespace fs = std::filesystem;

Job::Job(fs::path folder, JobSpec spec, Manifest manifest, EventLog events)
    : m_folder(std::move(folder)), m_spec(std::move(spec)), m_firstLabels(m_spec.labels),
      m_manifest(std::move(manifest)), m_events(std::move(events))
{
    renewLabels();
}

Result<Job> Job::open(const fs::path& folder)
{
    std::error_code failure;
    const fs::path absolute = fs::absolute(folder, failure).lexically_normal();
    Result<JobSpec> spec = readJobSpec(absolute);
    if (!spec)
        return spec.error();
    // Each takes up to half a second for a large job, and neither needs the other.
    std::future<Result<EventLog>> scan = std::async(std::launch::async, EventLog::open, absolute);
    Result<Manifest> manifest = openCheckedManifest(absolute, spec->manifest);
    Result<EventLog> events = scan.get();
    if (!manifest)
        return manifest.error();
    if (!events)
        return events.error();
    return Job(absolute, *std::move(spec), *std::move(manifest), *std::move(events));
}

void Job::renewLabels()
{
    m_spec.labels = labelsOfToday(m_firstLabels, m_events.jobEvents());
}

Result<std::string> Job::objectLine(ObjectId object) const
{
    if (object < 0 || object >= objectCount())
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("there is no object {}; the job has 0 to {}", object, objectCount() - 1), m_folder};
    return m_manifest.line(object);
}

Result<ObjectSource> Job::source(ObjectId object) const
{
    Result<std::string> line = objectLine(object);
    if (!line)
        return line.error();
    Result<ManifestLine> parsed = parseManifestLine(*line);
    if (!parsed)
        return parsed.error().at(m_manifest.path()).atLine(object + 1);
    const Result<fs::path> path = resolveSource(*this, parsed->sourceRef);
    if (!path)
        return Error{path.error().code, path.error().detail, m_manifest.path()}.atLine(object + 1);
    return ObjectSource{*std::move(line), std::move(parsed->sourceRef), *path};
}

Result<std::optional<LabelMask>> Job::initialMask(ObjectId object, Size size) const
{
    return initialMaskIn(m_spec.labels, *this, object, size);
}

std::optional<Error> Job::sourceMismatch(ObjectId object) const
{
    const std::span<const AnswerEvent> answers = m_events.answersOf(object);
    if (answers.empty() || object >= objectCount())
        return std::nullopt;
    const Result<ManifestLine> line = m_manifest.parsedLine(object);
    if (!line)
        return line.error();
    for (const AnswerEvent& answer : answers) {
        if (answer.sourceRef != line->sourceRef)
            return Error{ErrorCode::Mismatch,
                         fmt::format("this answer is about {}, but the manifest's line {} is now {}", answer.sourceRef,
                                     object + 1, line->sourceRef),
                         objectEventsFolder(m_folder, object) / answer.name};
    }
    return std::nullopt;
}

std::vector<EventProblem> Job::problems() const
{
    std::vector<EventProblem> problems = m_events.problems();
    const auto& answers = m_events.answers();
    for (auto entry = answers.lower_bound(objectCount()); entry != answers.end(); ++entry)
        problems.push_back({EventProblem::Kind::NotYetSynced,
                            {ErrorCode::NotFound,
                             fmt::format("these answers are about object {}, but the manifest has {} lines",
                                         entry->first, objectCount()),
                             objectEventsFolder(m_folder, entry->first)}});
    return problems;
}

JobSpec writtenSpec(const Job& job)
{
    JobSpec spec = job.spec();
    spec.labels = job.firstLabels();
    return spec;
}

std::vector<Error> unusableEvents(const Job& job)
{
    std::vector<Error> unusable;
    for (EventProblem& problem : job.problems()) {
        if (problem.kind != EventProblem::Kind::Foreign)
            unusable.push_back(std::move(problem.error));
    }
    return unusable;
}

} // namespace labelwright
