// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InitialMask.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/SourceRef.h"
#include "core/image/ImageReader.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// The image's name below the prefix that it is mapped by, or its base name where none fits.
fs::path relativeName(const JobSpec& spec, const std::string& sourceRef)
{
    std::size_t longest = 0;
    for (const PrefixMapping& mapping : spec.inputPrefixes) {
        if (sourceRef.starts_with(mapping.prefix))
            longest = std::max(longest, mapping.prefix.size());
    }
    fs::path name = longest == 0 ? fs::path(sourceRef).filename() : fs::path(sourceRef.substr(longest));
    return name.relative_path().lexically_normal();
}

/// The mask file for an image in the prelabel folder; nullopt when there is none.
std::optional<fs::path> findMaskFile(const fs::path& folder, const fs::path& imageName)
{
    for (fs::path name : {imageName, imageName.filename()}) {
        name.replace_extension(".png");
        std::error_code failure;
        if (*name.begin() != ".." && fs::exists(folder / name, failure))
            return folder / name;
    }
    return std::nullopt;
}

Result<std::optional<LabelMask>> checkedMask(Result<LabelMask> mask, Size size, const fs::path& path)
{
    if (!mask)
        return mask.error().at(path);
    if (mask->size() != size)
        return Error{ErrorCode::Mismatch,
                     fmt::format("the image is {} x {} pixels, its initial mask {} x {}", size.width, size.height,
                                 mask->width(), mask->height()),
                     path};
    return std::optional(*std::move(mask));
}

/// `mask` of the labels `from` in the labels `to`, by name.
Result<LabelMask> renamed(LabelMask mask, const LabelSet& from, const LabelSet& to, const Job& job)
{
    const std::array<std::int64_t, 256> counts = countLabels(mask);
    std::array<Label, 256> table{};
    for (std::size_t label = 1; label <= from.size(); ++label) {
        if (counts[label] == 0)
            continue;
        const std::string& name = from.at(static_cast<Label>(label)).name;
        const std::optional<Label> found = prelabelNamed(name, job.firstLabels(), to);
        if (!found)
            return Error{ErrorCode::Mismatch,
                         fmt::format("the initial mask holds \"{}\", which is no label of the job", name)};
        table[label] = *found;
    }
    return relabelled(std::move(mask), table);
}

/// Without colors, as in manifests of 2018 and 2019, its indices tell the labels apart; the colors are then only there
/// to make a set.
ReadBy supplyColors(SegmentationMetadata& metadata)
{
    const auto lacksColor = [](const ColorMapEntry& entry) { return !entry.color; };
    if (std::ranges::none_of(metadata.colorMap, lacksColor))
        return ReadBy::Color;
    for (ColorMapEntry& entry : metadata.colorMap) {
        if (entry.index != kUnlabelled)
            entry.color = defaultLabelColor(entry.index - 1U);
    }
    return ReadBy::Index;
}

Result<LabelMask> decodeAttributeMask(std::span<const std::uint8_t> png, SegmentationMetadata metadata,
                                      const LabelSet& labels, const Job& job)
{
    const ReadBy readBy = supplyColors(metadata);
    const Result<LabelSet> own = labelSetOf(metadata);
    if (!own)
        return own.error();
    Result<LabelMask> mask = decodeConsolidatedMask(png, *own, readBy);
    return mask ? renamed(*std::move(mask), *own, labels, job) : std::move(mask);
}

Result<std::optional<fs::path>> maskInFolder(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    if (!source)
        return source.error();
    return findMaskFile(job.folder() / job.spec().prelabel.folder, relativeName(job.spec(), source->sourceRef));
}

struct AttributeMask {
    fs::path path;
    SegmentationMetadata metadata;
};

/// nullopt where the object's line has no such attribute.
Result<std::optional<AttributeMask>> maskOfAttribute(const Job& job, ObjectId object)
{
    const Result<std::string> line = job.objectLine(object);
    if (!line)
        return line.error();
    const auto located = [&](const Error& error) {
        return Error{error.code, error.detail, job.manifest().path()}.atLine(object + 1);
    };
    Result<std::optional<SegmentationReference>> reference = readSegmentation(*line, job.spec().prelabel.attribute);
    if (!reference)
        return located(reference.error());
    if (!*reference || (*reference)->maskUri.empty())
        return std::optional<AttributeMask>();
    Result<fs::path> path = resolveSource(job, (*reference)->maskUri);
    if (!path)
        return located(path.error());
    return std::optional(AttributeMask{*std::move(path), std::move((*reference)->metadata)});
}

} // namespace

Result<fs::path> resolveSource(const Job& job, std::string_view reference)
{
    const fs::path& own = job.spec().sourceFolder;
    const fs::path base = own.empty() || own.is_relative() ? job.folder() / own : own;
    Result<fs::path> path = resolveReference(reference, job.spec().inputPrefixes, base);
    if (!path && path.error().code == ErrorCode::Unsupported && reference.starts_with("s3://"))
        return Error{path.error().code, fmt::format("{}: add one to input-prefixes in {}", path.error().detail,
                                                    jobFile(job.folder()).string())};
    return path;
}

Result<std::optional<fs::path>> initialMaskFile(const Job& job, ObjectId object)
{
    switch (job.spec().prelabel.kind) {
    case Prelabel::Kind::Folder:
        return maskInFolder(job, object);
    case Prelabel::Kind::Attribute: {
        const Result<std::optional<AttributeMask>> mask = maskOfAttribute(job, object);
        if (!mask)
            return mask.error();
        return *mask ? std::optional((*mask)->path) : std::nullopt;
    }
    case Prelabel::Kind::None:
        break;
    }
    return std::optional<fs::path>();
}

namespace {

Result<std::optional<LabelMask>> initialMaskFromFolder(const LabelSet& labels, const Job& job, ObjectId object,
                                                       Size size)
{
    const Result<std::optional<fs::path>> path = maskInFolder(job, object);
    if (!path)
        return path.error();
    if (!*path)
        return std::optional<LabelMask>();
    const Result<std::vector<std::uint8_t>> png = readFile(**path, kMaxImageFileBytes);
    if (!png)
        return png.error();
    Result<LabelMask> mask = decodeForeignMask(*png, job.firstLabels());
    if (mask && job.firstLabels() != labels)
        mask = relabelled(*std::move(mask), labelTable(job.firstLabels(), labels));
    return checkedMask(std::move(mask), size, **path);
}

Result<std::optional<LabelMask>> initialMaskFromAttribute(const LabelSet& labels, const Job& job, ObjectId object,
                                                          Size size)
{
    const Result<std::optional<AttributeMask>> mask = maskOfAttribute(job, object);
    if (!mask)
        return mask.error();
    if (!*mask)
        return std::optional<LabelMask>();
    const Result<std::vector<std::uint8_t>> png = readFile((*mask)->path, kMaxImageFileBytes);
    if (!png)
        return png.error();
    return checkedMask(decodeAttributeMask(*png, (*mask)->metadata, labels, job), size, (*mask)->path);
}

} // namespace

Result<std::optional<LabelMask>> initialMaskIn(const LabelSet& labels, const Job& job, ObjectId object, Size size)
{
    switch (job.spec().prelabel.kind) {
    case Prelabel::Kind::Folder:
        return initialMaskFromFolder(labels, job, object, size);
    case Prelabel::Kind::Attribute:
        return initialMaskFromAttribute(labels, job, object, size);
    case Prelabel::Kind::None:
        break;
    }
    return std::optional<LabelMask>();
}

} // namespace labelwright
