// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobSummary.h"

#include "core/job/JobLayout.h"
#include "core/job/JobSpec.h"
#include "core/job/ManifestIndex.h"
#include "core/job/SummaryCache.h"

namespace labelwright {
namespace {

namespace fs = std::filesystem;

FileStamp stampOf(const fs::path& path)
{
    return fileStamp(path.c_str()).value_or(FileStamp{});
}

/// Whether a file that was read when it had the stamp `known` is still the same.
bool isSame(const FileStamp& known, const FileStamp& present)
{
    return known != FileStamp{} && known == present;
}

FileStamp lasting(const FileStamp& stamp)
{
    return stamp.isSettled() ? stamp : FileStamp{};
}

/// Reads job.json and manifest where they have changed. Errors: as Job::open().
Status refreshObjects(const fs::path& folder, SummaryCache& cache)
{
    const FileStamp jobStamp = stampOf(jobFile(folder));
    const FileStamp manifestStamp = stampOf(manifestFile(folder));
    if (isSame(cache.jobFile, jobStamp) && isSame(cache.manifest, manifestStamp))
        return ok();
    const Result<JobSpec> spec = readJobSpec(folder);
    if (!spec)
        return spec.error();
    if (!isSame(cache.jobFile, jobStamp))
        cache = SummaryCache{}; // It may be another job.
    cache.jobFile = lasting(jobStamp);
    cache.name = spec->name;
    cache.copyFor = spec->copyFor;
    cache.taskType = spec->taskType;
    cache.created = spec->created;
    cache.workersPerObject = spec->workersPerObject;
    const Result<Manifest> manifest = openCheckedManifest(folder, spec->manifest);
    if (!manifest)
        return manifest.error();
    cache.manifest = lasting(manifestStamp);
    cache.objects = manifest->lineCount();
    return ok();
}

Status refresh(const fs::path& folder, SummaryCache& cache)
{
    std::error_code failure;
    if (!fs::is_directory(folder, failure))
        return Error{ErrorCode::NotFound, "there is no such folder; its disk may not be connected", folder};
    if (Status objects = refreshObjects(folder, cache); !objects)
        return objects;
    Result<EventDigest> events = digestEvents(folder, cache.workersPerObject, cache.events);
    if (!events)
        return events.error();
    cache.events = *std::move(events);
    return ok();
}

JobSummary summaryOf(const fs::path& folder, const SummaryCache& cache)
{
    JobSummary summary{.folder = folder,
                       .name = cache.name,
                       .copyFor = cache.copyFor,
                       .taskType = cache.taskType,
                       .created = cache.created};
    summary.total = cache.objects;
    summary.counters = cache.events.counters(cache.objects);
    summary.status = cache.events.status(cache.objects);
    return summary;
}

/// With what job.json says, as far as it can be read.
JobSummary failedSummary(const fs::path& folder, Error failure)
{
    JobSummary summary{.folder = folder, .name = folder.filename().string(), .status = JobStatus::Failed};
    if (const Result<JobSpec> spec = readJobSpec(folder)) {
        summary.name = spec->name;
        summary.copyFor = spec->copyFor;
        summary.taskType = spec->taskType;
        summary.created = spec->created;
        summary.total = spec->manifest.lines;
    }
    summary.failure = std::move(failure);
    return summary;
}

} // namespace

JobSummary summarizeJob(const fs::path& folder)
{
    const std::optional<SummaryCache> known = readSummaryCache(folder);
    SummaryCache cache = known.value_or(SummaryCache{});
    if (Status refreshed = refresh(folder, cache); !refreshed)
        return failedSummary(folder, refreshed.error());
    if (cache != known)
        writeSummaryCache(folder, cache);
    return summaryOf(folder, cache);
}

} // namespace labelwright
