// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/CreateJob.h"

#include "core/base/AtomicFile.h"
#include "core/base/FolderInTheMaking.h"
#include "core/groundtruth/LabelCategories.h"
#include "core/groundtruth/Names.h"
#include "core/job/EventLog.h"
#include "core/job/JobLayout.h"
#include "core/job/ManifestIndex.h"
#include "core/job/NewJobCheck.h"
#include "core/job/NewManifest.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultOutputPrefix = "s3://labelwright";
constexpr std::uintmax_t kMaxLabelFileBytes = 64U << 20U;
constexpr std::size_t kMaxClassesMultiLabel = 50; ///< GROUND-TRUTH.md section 1.2.

Error stopped()
{
    return {ErrorCode::Cancelled, "making the job was stopped; nothing is left of it"};
}

/// Absolute, without dots and without a '/' at its end. Empty stays empty.
fs::path absolutePath(const fs::path& path)
{
    if (path.empty())
        return {};
    std::error_code failure;
    fs::path absolute = fs::absolute(path, failure).lexically_normal();
    return absolute.has_filename() ? absolute : absolute.parent_path();
}

/// Labels and, where the request has none, instructions from the label category file.
Status readLabelFile(const fs::path& file, JobSpec& spec, WarningList& warnings)
{
    const Result<std::string> text = readTextFile(file, kMaxLabelFileBytes);
    if (!text)
        return text.error();
    const Result<LabelCategories> categories = readLabelCategories(*text);
    if (!categories)
        return categories.error().at(file);
    spec.labels = categories->labels;
    Instructions& instructions = spec.task.instructions;
    if (instructions == Instructions{}) {
        instructions.shortHtml = categories->shortInstruction;
        instructions.fullHtml = categories->fullInstruction;
    }
    for (const std::string& note : categories->notes)
        warnings.add({ErrorCode::Unsupported, note, file});
    return ok();
}

void warnOfLabels(const JobSpec& spec, WarningList& warnings)
{
    const LabelSet& labels = spec.labels;
    if (spec.taskType == TaskType::SemanticSegmentation && labels.size() > kMaxTrainableLabels)
        warnings.add(
            {ErrorCode::TooLarge, fmt::format("the job has {} labels; SageMaker's trainer holds {} and the background",
                                              labels.size(), kMaxTrainableLabels)});
    if (spec.taskType == TaskType::ImageClassificationMultiLabel && labels.size() > kMaxClassesMultiLabel)
        warnings.add({ErrorCode::TooLarge,
                      fmt::format("the job has {} labels; Ground Truth takes {} in a multi-label classification",
                                  labels.size(), kMaxClassesMultiLabel)});
    for (const std::string& clash : namesEqualButForCase(labels))
        warnings.add({ErrorCode::Mismatch, clash});
}

void warnOfFolders(const std::vector<PrefixMapping>& prefixes, WarningList& warnings)
{
    for (const PrefixMapping& mapping : prefixes) {
        std::error_code failure;
        if (!fs::is_directory(mapping.folder, failure))
            warnings.add(
                {ErrorCode::NotFound, fmt::format("the folder of {} is not there", mapping.prefix), mapping.folder});
    }
}

/// job.json holds workers alone; a team of the workspace, with its name and roles, is the job's first event.
Status writeTeamEvent(const fs::path& folder, const Team& team, Time created)
{
    if (team.name.empty())
        return ok();
    const Result<JobEvent> written =
        writeJobEventFile(folder, {decidingMember(team)->worker, created, TeamChange{team}, {}, {}});
    return written ? ok() : Status(written.error());
}

/// Writes the job's files, job.json last.
Status writeJob(const fs::path& folder, const std::string& manifest, const Team& team, JobSpec& spec)
{
    FolderInTheMaking making(folder);
    if (Status written = writeFileVerified(manifestFile(making.path()), manifest, IfExists::Refuse); !written)
        return written;
    Result<ManifestStamp> stamp = stampManifest(manifestFile(making.path()));
    if (!stamp)
        return stamp.error();
    spec.manifest = *std::move(stamp);
    if (Status written = writeTeamEvent(making.path(), team, spec.created); !written)
        return written;
    if (Status written = writeFileVerified(jobFile(making.path()), writeJobSpec(spec), IfExists::Refuse); !written)
        return written;
    return making.moveToTarget();
}

NewJob withAbsolutePaths(NewJob request)
{
    request.folder = absolutePath(request.folder);
    request.images = absolutePath(request.images);
    request.manifest = absolutePath(request.manifest);
    request.sourceFolder = absolutePath(request.sourceFolder);
    request.prelabel.folder = absolutePath(request.prelabel.folder);
    for (PrefixMapping& mapping : request.inputPrefixes)
        mapping.folder = absolutePath(mapping.folder);
    return request;
}

/// The spec but for labels, prefixes and manifest.
JobSpec specOf(const NewJob& request, const std::string& attribute)
{
    JobSpec spec;
    spec.name = request.name;
    spec.taskType = request.taskType;
    spec.attribute = attribute;
    spec.labels = request.labels;
    spec.noneCategory = request.noneCategory;
    spec.outputPrefix = request.outputPrefix.empty() ? std::string(kDefaultOutputPrefix) : request.outputPrefix;
    while (spec.outputPrefix.ends_with('/'))
        spec.outputPrefix.pop_back();
    spec.task = {request.description, request.instructions, request.taskTimeLimit};
    spec.workersPerObject = request.workersPerObject;
    spec.maskConsolidation = request.maskConsolidation;
    spec.team = request.team.members.empty() ? defaultTeam(request.workersPerObject) : workersOf(request.team);
    spec.prelabel = request.prelabel;
    spec.created = now();
    return spec;
}

} // namespace

Result<CreatedJob> createJob(const NewJob& original, const std::stop_token& stop)
{
    const NewJob request = withAbsolutePaths(original);
    const std::string attribute =
        request.attribute.empty() ? defaultAttributeName(request.name, request.taskType) : request.attribute;
    if (const std::vector<FieldProblem> problems = problemsOf(request); !problems.empty())
        return problems.front().error;

    JobSpec spec = specOf(request, attribute);
    WarningList warnings;
    if (!request.labelFile.empty()) {
        if (Status read = readLabelFile(request.labelFile, spec, warnings); !read)
            return read.error();
    }
    if (Status checked = checkTaskLabels(spec.taskType, spec.labels, spec.noneCategory); !checked)
        return checked.error();
    warnOfLabels(spec, warnings);
    Result<NewManifest> manifest =
        request.images.empty() ? manifestOfFile(request.manifest, request.inputPrefixes)
                               : manifestOfImages(request.images, request.name, request.inputPrefixes, warnings, stop);
    if (!manifest)
        return manifest.error();
    spec.inputPrefixes = std::move(manifest->prefixes);
    spec.sourceFolder = std::move(manifest->sourceFolder);
    if (!request.sourceFolder.empty() && request.images.empty())
        spec.sourceFolder = request.sourceFolder;
    if (stop.stop_requested())
        return stopped();
    warnOfFolders(spec.inputPrefixes, warnings);
    const LineChecks checks{request.images.empty() ? request.manifest : request.images, request.taskType, attribute,
                            request.prelabel.attribute};
    if (Status checked = checkLines(manifest->text, checks, warnings); !checked)
        return checked.error();
    if (stop.stop_requested())
        return stopped();
    if (Status written = writeJob(request.folder, manifest->text, request.team, spec); !written)
        return written.error();
    return CreatedJob{std::move(spec), warnings.finish()};
}

} // namespace labelwright
