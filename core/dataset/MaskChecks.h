// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/dataset/Findings.h"
#include "core/image/ImageReader.h"
#include "core/labels/LabelSet.h"

#include <cstdint>
#include <optional>
#include <span>

namespace labelwright {

/// Checks a consolidated mask. `labels`: of its colour map, where that is sound; `imageSize`: where it is known;
/// `isSuspect`: it is of the time in which Ground Truth wrote wrong indices, so that they are right only if the palette
/// says the same.
/// Cost: decodes the mask and encodes it again, to see whether the bytes are Ground Truth's.
void checkMask(const FindingPlace& place, std::span<const std::uint8_t> png, const std::optional<LabelSet>& labels,
               const std::optional<Size>& imageSize, bool isSuspect = false);

/// For a mask of that time that could not be looked at.
void reportIndexDefect(const FindingPlace& place);

/// Checks a photo's file by its header: there, readable, within Ground Truth's limits. Returns what the header says.
std::optional<ImageInfo> checkImage(const FindingPlace& place, const std::filesystem::path& image);

/// Checks that software which ignores EXIF shows a labelled photo as its mask has it.
void checkOrientation(const FindingPlace& place, const ImageInfo& labelled);

} // namespace labelwright
