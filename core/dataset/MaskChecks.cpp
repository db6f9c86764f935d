// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/MaskChecks.h"

#include "core/groundtruth/MaskPng.h"
#include "core/image/ImageReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::uintmax_t kMaxFileBytes = 40'000'000;
constexpr std::int64_t kMaxPixels = 100'000'000;

bool hasPaletteOf(const IndexedPng& png, const LabelSet& labels)
{
    if (png.palette.size() <= labels.size() || png.palette.front() != kWhite)
        return false;
    for (std::size_t label = 1; label <= labels.size(); ++label)
        if (png.palette[label] != labels.at(static_cast<Label>(label)).color)
            return false;
    return true;
}

/// What can be told with the colour map: indices, palette, and the bytes themselves.
void checkAgainstLabels(const FindingPlace& place, std::span<const std::uint8_t> bytes, IndexedPng png,
                        const LabelSet& labels, bool isSuspect)
{
    if (isSuspect && !hasPaletteOf(png, labels))
        reportIndexDefect(place);
    const std::uint8_t highest = *std::max_element(png.indices.begin(), png.indices.end());
    if (highest > labels.size()) {
        place.report(Rule::MaskIndices,
                     fmt::format("the mask holds the value {}, the color map ends at {}", highest, labels.size()));
        return;
    }
    if (highest == 0)
        place.report(Rule::MaskEmpty, "no pixel of the mask is labeled; some readers refuse such masks");
    if (!hasPaletteOf(png, labels)) {
        place.report(Rule::MaskPalette, "the mask's palette is not white and the color map's colors in order");
        return;
    }
    const Result<LabelMask> mask = LabelMask::create(png.size, std::move(png.indices));
    if (!mask)
        return;
    const Result<std::vector<std::uint8_t>> expected = encodeConsolidatedMask(*mask, labels);
    if (expected && !std::equal(expected->begin(), expected->end(), bytes.begin(), bytes.end()))
        place.report(Rule::MaskForm,
                     "the mask's file is not the one that Ground Truth writes for its pixels: its depth, "
                     "palette length, chunks, filter or compression differ");
}

} // namespace

void checkMask(const FindingPlace& place, std::span<const std::uint8_t> bytes, const std::optional<LabelSet>& labels,
               const std::optional<Size>& imageSize, bool isSuspect)
{
    Result<IndexedPng> png = decodeIndexedPng(bytes);
    if (!png) {
        place.report(Rule::MaskUnreadable, fmt::format("the mask can't be read: {}", png.error().detail),
                     png.error().code);
        return;
    }
    if (imageSize && png->size != *imageSize)
        place.report(Rule::MaskSize,
                     fmt::format("the image is {} x {}, its mask {} x {}", imageSize->width, imageSize->height,
                                 png->size.width, png->size.height),
                     ErrorCode::Mismatch);
    if (labels)
        checkAgainstLabels(place, bytes, *std::move(png), *labels, isSuspect);
    else if (isSuspect)
        reportIndexDefect(place);
}

void reportIndexDefect(const FindingPlace& place)
{
    place.report(Rule::IndexDefect, "the mask is of the time in which Ground Truth wrote wrong indices: its colors "
                                    "are right, its indices may not be");
}

std::optional<ImageInfo> checkImage(const FindingPlace& place, const fs::path& image)
{
    std::error_code failure;
    const std::uintmax_t bytes = fs::file_size(image, failure);
    if (failure) {
        place.report(Rule::ImageMissing, fmt::format("the photo is not there: {}", image.string()),
                     ErrorCode::NotFound);
        return std::nullopt;
    }
    const Result<ImageInfo> info = readImageInfo(image);
    if (!info) {
        place.report(Rule::ImageUnreadable, fmt::format("{}: {}", image.string(), info.error().detail),
                     info.error().code);
        return std::nullopt;
    }
    const std::int64_t pixels = static_cast<std::int64_t>(info->size.width) * info->size.height;
    if (bytes > kMaxFileBytes || pixels > kMaxPixels)
        place.report(Rule::ImageLimit,
                     fmt::format("{} has {} bytes and {} pixels; Ground Truth takes 40 MB and 100 million pixels",
                                 image.string(), bytes, pixels),
                     ErrorCode::TooLarge);
    return *info;
}

void checkOrientation(const FindingPlace& place, const ImageInfo& labelled)
{
    if (labelled.orientation == 1)
        return;
    place.report(Rule::ImageOrientation,
                 fmt::format("the photo is stored as {} x {} and turned by its EXIF orientation {}: the mask lies on "
                             "the turned photo, and software that ignores EXIF shows another",
                             labelled.storedSize.width, labelled.storedSize.height, labelled.orientation),
                 ErrorCode::Mismatch);
}

} // namespace labelwright
