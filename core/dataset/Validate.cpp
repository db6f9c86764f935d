// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"

#include "core/base/AtomicFile.h"
#include "core/dataset/DatasetChecks.h"
#include "core/dataset/DatasetItemChecks.h"
#include "core/dataset/Findings.h"
#include "core/dataset/JobChecks.h"
#include "core/dataset/ManifestChecks.h"
#include "core/dataset/MaskChecks.h"
#include "core/dataset/OutputChecks.h"
#include "core/dataset/PhotoContents.h"
#include "core/groundtruth/Manifest.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/OutputFolder.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/image/ImageReader.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <charconv>
#include <optional>
#include <set>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Copies made by way of Windows have another name, which strict readers don't find.
void checkFileName(const FindingPlace& place, const fs::path& file, const std::string& uri)
{
    const std::string wanted = uri.substr(uri.rfind('/') + 1);
    if (file.filename() != wanted)
        place.report(Rule::FileName, fmt::format("the file of the mask {} is named {}", wanted, file.string()),
                     ErrorCode::Mismatch);
}

/// Finds the files that a manifest's lines name.
class References {
public:
    References(const fs::path& manifest, std::span<const PrefixMapping> mappings)
        : m_folder(manifest.parent_path()), m_root(outputRootOf(manifest)), m_mappings(mappings)
    {}

    /// nullopt for an s3:// name that no mapping covers and that is not in the folder: it can't be checked here.
    std::optional<fs::path> find(const std::string& reference) const
    {
        std::error_code failure;
        const Result<fs::path> path = resolveReference(reference, m_mappings, m_folder);
        if (path && fs::exists(*path, failure))
            return *path;
        if (const Result<fs::path> below = findMask(m_root, reference))
            return *below;
        return path ? std::optional(*path) : std::nullopt;
    }

    const fs::path& root() const { return m_root; }

    /// Whether the manifest lies in a whole output folder, which holds its masks.
    bool hasMasks() const
    {
        std::error_code failure;
        return fs::is_directory(m_root / layout::kMasks, failure);
    }

private:
    fs::path m_folder;
    fs::path m_root;
    std::span<const PrefixMapping> m_mappings;
};

void checkMaskFile(const FindingPlace& place, const fs::path& file, const MaskMention& mention,
                   const std::optional<Size>& imageSize)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(file, kMaxImageFileBytes);
    if (bytes) {
        checkFileName(place, file, mention.uri);
        checkMask({place.findings, file}, *bytes, mention.labels, imageSize, mention.isSuspect);
    } else if (bytes.error().code == ErrorCode::NotFound) {
        place.report(Rule::MaskMissing, "the mask is not there: " + file.string(), ErrorCode::NotFound);
    } else {
        place.findings.add(Rule::MaskUnreadable, bytes.error());
    }
}

/// What the lines of a manifest name.
struct Named {
    PhotoContents photos;
    std::set<std::string> masks; ///< Names of files.
};

void checkManifestObject(ManifestChecks& checks, const FindingPlace& place, const References& references,
                         const std::string& line, Named& named)
{
    const std::int64_t index = place.line - 1;
    const std::optional<std::string> sourceRef = checks.checkLine(index, line);
    std::optional<ImageInfo> image;
    if (sourceRef)
        if (const std::optional<fs::path> file = references.find(*sourceRef))
            if ((image = checkImage(place, *file)))
                named.photos.add(place.line, *file);
    const std::vector<MaskMention> mentions = checks.checkAttributes(index, line);
    if (image && !mentions.empty())
        checkOrientation(place, *image);
    const std::optional<Size> imageSize = image ? std::optional(image->size) : std::nullopt;
    for (const MaskMention& mention : mentions) {
        const std::optional<fs::path> mask = references.find(mention.uri);
        named.masks.insert(mask ? mask->filename().string() : std::string());
        if (mask) {
            checkMaskFile(place, *mask, mention, imageSize);
            continue;
        }
        if (references.hasMasks())
            place.report(Rule::MaskMissing, "the mask is not in this folder: " + mention.uri, ErrorCode::NotFound);
        if (mention.isSuspect)
            reportIndexDefect(place);
    }
}

/// Whether a folder of worker responses is named for an object of the manifest.
bool isObjectFolder(const fs::path& folder, std::int64_t lineCount)
{
    const std::string name = folder.filename().string();
    std::int64_t object = 0;
    const char* const end = name.data() + name.size();
    return std::from_chars(name.data(), end, object).ptr == end && object >= 0 && object < lineCount;
}

void checkOrphans(Findings& findings, const fs::path& root, const std::set<std::string>& masks, std::int64_t lineCount)
{
    std::error_code failure;
    for (fs::directory_iterator file(root / layout::kMasks, failure), end; !failure && file != end;
         file.increment(failure)) {
        if (file->path().extension() == ".png" && !masks.contains(file->path().filename().string()))
            findings.add(Rule::OrphanFile,
                         {ErrorCode::Mismatch, "no line of the manifest names this mask", file->path()});
    }
    for (fs::recursive_directory_iterator entry(root / layout::kWorkerResponses, failure), end;
         !failure && entry != end; entry.increment(failure)) {
        if (entry.depth() == 1 && !isObjectFolder(entry->path(), lineCount))
            findings.add(Rule::OrphanFile,
                         {ErrorCode::Mismatch, "no line of the manifest is this object", entry->path()});
    }
}

} // namespace

Result<std::vector<Finding>> validateJob(const fs::path& folder)
{
    std::error_code failure;
    if (!fs::exists(jobFile(folder), failure))
        return Error{ErrorCode::NotFound, "this folder is no job: it has no job.json", folder};
    Findings findings;
    const Result<Job> job = Job::open(folder);
    if (!job) {
        findings.add(Rule::JobUnreadable, job.error());
        return findings.finish();
    }
    checkSpec(findings, *job);
    checkInput(findings, *job);
    checkEvents(findings, *job);
    checkOutput(findings, *job);
    return findings.finish();
}

Result<std::vector<Finding>> validateManifest(const fs::path& path, std::span<const PrefixMapping> mappings)
{
    std::error_code failure;
    const Result<Manifest> manifest = Manifest::open(fs::absolute(path, failure).lexically_normal());
    if (!manifest)
        return manifest.error();
    Findings findings;
    ManifestChecks checks(path, findings);
    const References references(manifest->path(), mappings);
    Named named;
    for (std::int64_t index = 0; index < manifest->lineCount(); ++index) {
        const FindingPlace place{findings, path, index + 1};
        const Result<std::string> line = manifest->line(index);
        if (line)
            checkManifestObject(checks, place, references, *line, named);
        else
            findings.add(Rule::ManifestLine, line.error());
    }
    checks.checkCount(manifest->lineCount());
    checkManifestEnd({findings, path}, *manifest);
    named.photos.report(findings, path);
    if (isOutputManifest(manifest->path()))
        checkOrphans(findings, references.root(), named.masks, manifest->lineCount());
    return findings.finish();
}

Result<std::vector<Finding>> validateDataset(const fs::path& folder)
{
    std::error_code failure;
    const bool isSummed = fs::exists(folder / kDatasetSums, failure);
    Findings findings;
    if (isSummed)
        checkDatasetFiles(findings, folder);
    const Status read = checkDatasetItems(findings, folder);
    if (!read && !isSummed)
        return read.error();
    if (!read)
        findings.add(Rule::DatasetUnreadable, read.error());
    return findings.finish();
}

Result<std::vector<Finding>> validateTarget(const fs::path& target, std::span<const PrefixMapping> mappings)
{
    std::error_code failure;
    if (!fs::is_directory(target, failure))
        return validateManifest(target, mappings);
    if (fs::exists(jobFile(target), failure))
        return validateJob(target);
    if (fs::exists(target / kDatasetSums, failure))
        return validateDataset(target);
    const Result<OutputFolder> output = openOutputFolder(target);
    if (output)
        return validateManifest(output->manifestPath, mappings);
    if (output.error().code != ErrorCode::NotFound)
        return output.error();
    Result<std::vector<Finding>> dataset = validateDataset(target);
    if (!dataset && dataset.error().code == ErrorCode::Unsupported)
        return Error{ErrorCode::Unsupported,
                     "this folder is no job, no output of Ground Truth and no dataset of a format that can be read: it "
                     "has neither job.json nor output.manifest nor such a dataset's files",
                     target};
    return dataset;
}

} // namespace labelwright
