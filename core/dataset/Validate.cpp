// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"

#include "core/base/AtomicFile.h"
#include "core/dataset/Findings.h"
#include "core/dataset/JobChecks.h"
#include "core/dataset/ManifestChecks.h"
#include "core/dataset/MaskChecks.h"
#include "core/dataset/OutputChecks.h"
#include "core/groundtruth/Manifest.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/image/ImageReader.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// The folder of the Ground Truth job that a manifest is part of, else the manifest's own.
fs::path rootOf(const fs::path& manifest)
{
    const fs::path folder = manifest.parent_path();
    const fs::path above = folder.parent_path();
    const bool isOutput = folder.filename() == "output" && above.filename().string().starts_with("manifest");
    return isOutput ? above.parent_path() : folder;
}

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
        : m_folder(manifest.parent_path()), m_root(rootOf(manifest)), m_mappings(mappings)
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

void checkManifestObject(ManifestChecks& checks, const FindingPlace& place, const References& references,
                         const std::string& line)
{
    const std::int64_t index = place.line - 1;
    const std::optional<std::string> sourceRef = checks.checkLine(index, line);
    std::optional<ImageInfo> image;
    if (sourceRef)
        if (const std::optional<fs::path> file = references.find(*sourceRef))
            image = checkImage(place, *file);
    const std::vector<MaskMention> mentions = checks.checkAttributes(index, line);
    if (image && !mentions.empty())
        checkOrientation(place, *image);
    const std::optional<Size> imageSize = image ? std::optional(image->size) : std::nullopt;
    for (const MaskMention& mention : mentions) {
        if (const std::optional<fs::path> mask = references.find(mention.uri)) {
            checkMaskFile(place, *mask, mention, imageSize);
            continue;
        }
        if (references.hasMasks())
            place.report(Rule::MaskMissing, "the mask is not in this folder: " + mention.uri, ErrorCode::NotFound);
        if (mention.isSuspect)
            reportIndexDefect(place);
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
    for (std::int64_t index = 0; index < manifest->lineCount(); ++index) {
        const FindingPlace place{findings, path, index + 1};
        const Result<std::string> line = manifest->line(index);
        if (line)
            checkManifestObject(checks, place, references, *line);
        else
            findings.add(Rule::ManifestLine, line.error());
    }
    checks.checkCount(manifest->lineCount());
    checkManifestEnd({findings, path}, *manifest);
    return findings.finish();
}

} // namespace labelwright
