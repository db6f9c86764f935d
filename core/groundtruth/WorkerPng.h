// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/LabelMapping.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// "pngImageData" of an answer, before Base64.
struct WorkerPng {
    std::vector<std::uint8_t> bytes;
    std::vector<Label> paletteLabels; ///< Palette index to label; 0 where the entry is transparent.
};

/// As the worker's browser writes it: palette in order of first appearance in raster order, the fewest bits that hold
/// it, unlabelled transparent black, tRNS only where that occurs, filter 0, one IDAT.
/// Thread: any. Cost: 12 megapixels in about a third of what libpng takes for the 8-bit mask.
/// Errors: Mismatch when `mask` holds a label that `labels` lacks. Source: GROUND-TRUTH.md section 4.2.
Result<WorkerPng> encodeWorkerPng(const LabelMask& mask, const LabelSet& labels);

/// Any PNG, read by colour: alpha 0 is unlabelled, any other pixel has the label whose name `mappings` gives its
/// colour. Mappings that do not occur may name labels that `labels` lacks; the name "BACKGROUND" is unlabelled.
/// Errors: Truncated, Malformed, TooLarge; Mismatch that lists the colours that belong to no label of `labels`.
Result<LabelMask> decodeWorkerPng(std::span<const std::uint8_t> bytes, std::span<const LabelMapping> mappings,
                                  const LabelSet& labels);

} // namespace labelwright
