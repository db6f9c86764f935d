// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobCopy.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// From the job's folder, for what lies in it.
fs::path movable(const fs::path& path, const fs::path& jobFolder)
{
    const fs::path relative = path.lexically_relative(jobFolder);
    const bool isInside = path.is_absolute() && !relative.empty() && *relative.begin() != "..";
    return isInside ? relative : path;
}

std::string identityOf(JobSpec spec)
{
    for (PrefixMapping& mapping : spec.inputPrefixes)
        mapping.folder = "elsewhere";
    spec.sourceFolder.clear();
    spec.copyFor.clear();
    if (!spec.prelabel.folder.empty())
        spec.prelabel.folder = "elsewhere";
    return writeJobSpec(spec);
}

} // namespace

JobSpec specOfCopy(const Job& job)
{
    JobSpec spec = writtenSpec(job);
    spec.copyFor.clear();
    for (PrefixMapping& mapping : spec.inputPrefixes)
        mapping.folder = movable(mapping.folder, job.folder());
    spec.sourceFolder = movable(spec.sourceFolder, job.folder());
    spec.prelabel.folder = movable(spec.prelabel.folder, job.folder());
    return spec;
}

Status checkSameJob(const JobSpec& job, const JobSpec& other, const fs::path& where)
{
    if (identityOf(other) == identityOf(job))
        return ok();
    return Error{ErrorCode::Mismatch,
                 other.manifest.sha256 == job.manifest.sha256
                     ? fmt::format("this is a copy of another job, {}, with the same manifest", other.name)
                     : fmt::format("this is a copy of another job, {}, with another manifest", other.name),
                 where};
}

} // namespace labelwright
