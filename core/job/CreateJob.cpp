// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/CreateJob.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/LabelCategories.h"
#include "core/groundtruth/Names.h"
#include "core/job/JobLayout.h"
#include "core/job/ManifestIndex.h"
#include "core/job/NewManifest.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <random>
#include <set>
#include <sys/stat.h>
#include <unistd.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDefaultOutputPrefix = "s3://labelwright";
constexpr std::uintmax_t kMaxLabelFileBytes = 64U << 20U;
constexpr std::size_t kMaxNoneCategoryBytes = 256;
// GROUND-TRUTH.md section 1.2.
constexpr std::size_t kMinClasses = 2;
constexpr std::size_t kMaxClassesMultiLabel = 50;

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
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

bool isThere(const fs::path& path)
{
    struct stat info {};
    return ::lstat(path.c_str(), &info) == 0;
}

/// Whether `text` is "s3://bucket" with or without a key after it.
bool isS3(std::string_view text)
{
    constexpr std::string_view kScheme = "s3://";
    return text.starts_with(kScheme) && text.size() > kScheme.size() && text[kScheme.size()] != '/';
}

Status checkPrefixes(const NewJob& request)
{
    for (const PrefixMapping& mapping : request.inputPrefixes) {
        if (!isS3(mapping.prefix) || mapping.folder.empty())
            return invalid(
                fmt::format("an input prefix must read s3://bucket/prefix with a folder, not \"{}\" with \"{}\"",
                            mapping.prefix, mapping.folder.string()));
    }
    if (!request.outputPrefix.empty() && !isS3(request.outputPrefix))
        return invalid(fmt::format("the output prefix must read s3://bucket/prefix, not \"{}\"", request.outputPrefix));
    return ok();
}

Status checkTeam(const std::vector<Worker>& team)
{
    std::set<std::string> known;
    for (const Worker& worker : team) {
        if (worker.name.empty() || worker.id.empty())
            return invalid("a worker of the team lacks a name or an id");
        if (!known.insert(worker.name).second || !known.insert(worker.id).second)
            return invalid(fmt::format("the team holds \"{}\" twice", worker.name));
    }
    return ok();
}

Status checkPrelabel(const Prelabel& prelabel)
{
    std::error_code failure;
    if (prelabel.kind == Prelabel::Kind::Attribute && prelabel.attribute.empty())
        return invalid("the attribute of the initial masks has no name");
    if (prelabel.kind == Prelabel::Kind::Folder && !fs::is_directory(prelabel.folder, failure))
        return Error{ErrorCode::NotFound, "there is no such folder of initial masks", prelabel.folder};
    return ok();
}

/// What only some task types take.
Status checkTask(const NewJob& request)
{
    if (isClassification(request.taskType) && request.prelabel.kind != Prelabel::Kind::None)
        return invalid("an image classification has no masks that its objects could begin with");
    if (request.noneCategory.empty())
        return ok();
    if (request.taskType != TaskType::ImageClassificationMultiLabel)
        return invalid("only a multi-label classification has a none category; add a label such as \"none\" instead");
    const bool isText =
        std::ranges::none_of(request.noneCategory, [](char c) { return static_cast<unsigned char>(c) < 0x20; });
    return isText && request.noneCategory.size() <= kMaxNoneCategoryBytes
               ? ok()
               : Status(invalid(
                     fmt::format("the none category must be one line of at most {} bytes", kMaxNoneCategoryBytes)));
}

/// All that can be told from the request alone.
Status checkRequest(const NewJob& request, const std::string& attribute)
{
    if (Status name = checkJobName(request.name); !name)
        return name;
    if (Status name = checkAttributeName(attribute, request.taskType); !name)
        return name;
    if (request.images.empty() == request.manifest.empty())
        return invalid("a job is made of a folder of photos or of a manifest, of exactly one of them");
    if ((request.labels.size() == 0) == request.labelFile.empty())
        return invalid("a job needs labels or a label category file, exactly one of them");
    if (request.taskTimeLimit < kMinTaskTimeLimit || request.taskTimeLimit > kMaxTaskTimeLimit)
        return invalid(fmt::format("the task time limit must lie between 30 seconds and 8 hours, not at {} seconds",
                                   request.taskTimeLimit.count()));
    if (request.workersPerObject < 1 || request.workersPerObject > kMaxWorkersPerObject)
        return invalid(fmt::format("the workers per object must be 1 to {}, not {}", kMaxWorkersPerObject,
                                   request.workersPerObject));
    if (Status prefixes = checkPrefixes(request); !prefixes)
        return prefixes;
    if (Status team = checkTeam(request.team); !team)
        return team;
    if (Status prelabel = checkPrelabel(request.prelabel); !prelabel)
        return prelabel;
    if (Status task = checkTask(request); !task)
        return task;
    if (request.folder.empty())
        return invalid("the new job has no folder");
    if (isThere(request.folder))
        return Error{ErrorCode::AlreadyExists, "there is such a file or folder already", request.folder};
    return ok();
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
    if (spec.instructions == Instructions{}) {
        spec.instructions.shortHtml = categories->shortInstruction;
        spec.instructions.fullHtml = categories->fullInstruction;
    }
    for (const std::string& note : categories->notes)
        warnings.add({ErrorCode::Unsupported, note, file});
    return ok();
}

/// What can be told only once the labels are known.
Status checkLabels(const JobSpec& spec)
{
    if (isClassification(spec.taskType) && spec.labels.size() < kMinClasses)
        return invalid("an image classification needs at least two labels to choose from");
    if (!spec.noneCategory.empty() && spec.labels.findName(spec.noneCategory))
        return invalid(fmt::format("\"{}\" can't be a label and the none category too", spec.noneCategory));
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

/// The folder while it is made; removed again unless it is moved to its place.
class FolderInTheMaking {
public:
    explicit FolderInTheMaking(const fs::path& target)
        : m_target(target), m_path(target.parent_path() /
                                   fmt::format(".{}.new-{:08x}", target.filename().string(), std::random_device()()))
    {}
    ~FolderInTheMaking()
    {
        std::error_code failure;
        if (!m_isMoved)
            fs::remove_all(m_path, failure);
    }
    FolderInTheMaking(const FolderInTheMaking&) = delete;
    FolderInTheMaking& operator=(const FolderInTheMaking&) = delete;

    const fs::path& path() const { return m_path; }

    Status moveToTarget()
    {
        int result = ::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, m_target.c_str(), RENAME_NOREPLACE);
        if (result != 0 && (errno == EINVAL || errno == ENOSYS))
            result = ::rename(m_path.c_str(), m_target.c_str());
        if (result != 0)
            return errorFromErrno(errno, "making the job's folder", m_target);
        m_isMoved = true;
        return syncParent();
    }

private:
    Status syncParent() const
    {
        const int parent = ::open(m_target.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
        if (parent < 0)
            return ok(); // It can be searched but not read; the rename is done.
        ::fsync(parent);
        ::close(parent);
        return ok();
    }

    fs::path m_target;
    fs::path m_path;
    bool m_isMoved = false;
};

/// Writes the job's two files, job.json last.
Status writeJob(const fs::path& folder, const std::string& manifest, JobSpec& spec)
{
    FolderInTheMaking making(folder);
    if (Status written = writeFileVerified(manifestFile(making.path()), manifest, IfExists::Refuse); !written)
        return written;
    Result<ManifestStamp> stamp = stampManifest(manifestFile(making.path()));
    if (!stamp)
        return stamp.error();
    spec.manifest = *std::move(stamp);
    if (Status written = writeFileVerified(jobFile(making.path()), writeJobSpec(spec), IfExists::Refuse); !written)
        return written;
    return making.moveToTarget();
}

NewJob withAbsolutePaths(NewJob request)
{
    request.folder = absolutePath(request.folder);
    request.images = absolutePath(request.images);
    request.manifest = absolutePath(request.manifest);
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
    spec.taskTimeLimit = request.taskTimeLimit;
    spec.workersPerObject = request.workersPerObject;
    spec.instructions = request.instructions;
    spec.team = request.team.empty() ? defaultTeam(request.workersPerObject) : request.team;
    spec.prelabel = request.prelabel;
    spec.created = now();
    return spec;
}

} // namespace

Result<CreatedJob> createJob(const NewJob& original)
{
    const NewJob request = withAbsolutePaths(original);
    const std::string attribute =
        request.attribute.empty() ? defaultAttributeName(request.name, request.taskType) : request.attribute;
    if (Status checked = checkRequest(request, attribute); !checked)
        return checked.error();

    JobSpec spec = specOf(request, attribute);
    WarningList warnings;
    if (!request.labelFile.empty()) {
        if (Status read = readLabelFile(request.labelFile, spec, warnings); !read)
            return read.error();
    }
    if (Status checked = checkLabels(spec); !checked)
        return checked.error();
    warnOfLabels(spec, warnings);
    Result<NewManifest> manifest =
        request.images.empty() ? manifestOfFile(request.manifest, request.inputPrefixes)
                               : manifestOfImages(request.images, request.name, request.inputPrefixes, warnings);
    if (!manifest)
        return manifest.error();
    spec.inputPrefixes = std::move(manifest->prefixes);
    spec.sourceFolder = std::move(manifest->sourceFolder);
    warnOfFolders(spec.inputPrefixes, warnings);
    const LineChecks checks{request.images.empty() ? request.manifest : request.images, request.taskType, attribute,
                            request.prelabel.attribute};
    if (Status checked = checkLines(manifest->text, checks, warnings); !checked)
        return checked.error();
    if (Status written = writeJob(request.folder, manifest->text, spec); !written)
        return written.error();
    return CreatedJob{std::move(spec), warnings.finish()};
}

} // namespace labelwright
