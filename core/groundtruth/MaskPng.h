// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// The consolidated mask of Ground Truth, byte for byte: 8-bit palette PNG whose pixel value is the label, 256 entries
/// (white, the labels' colours, white), no tRNS, filter 0, deflate level 6.
/// Errors: Mismatch when `mask` holds a label that `labels` lacks. Source: GROUND-TRUTH.md section 4.3.
Result<std::vector<std::uint8_t>> encodeConsolidatedMask(const LabelMask& mask, const LabelSet& labels);

/// A palette PNG of 1, 2, 4 or 8 bits as it is stored.
struct IndexedPng {
    Size size;
    std::vector<Color> palette;        ///< 1 to 256 entries.
    std::vector<std::uint8_t> alpha;   ///< One for each palette entry; 255 where the file has none.
    std::vector<std::uint8_t> indices; ///< Row-major, one byte a pixel, each below palette.size().
};

/// Errors of every decoder here: Truncated, Malformed (also for a wrong CRC: never half a picture), TooLarge when an
/// extent is over LabelMask::kMaxExtent or there are more than 268 million pixels.
/// This one also: Unsupported when it is no palette PNG.
Result<IndexedPng> decodeIndexedPng(std::span<const std::uint8_t> bytes);

struct ColorPng {
    Size size;
    std::vector<std::uint8_t> rgba; ///< Row-major, four bytes a pixel, alpha not multiplied in.
};

/// Any PNG; 16 bits are cut to 8.
Result<ColorPng> decodeColorPng(std::span<const std::uint8_t> bytes);

enum class ReadBy : std::uint8_t {
    Index, ///< The pixel value is the label; Ground Truth's own masks outside its defect window.
    Color, ///< The palette's or pixel's colour is the label's; white and transparent are unlabelled.
};

/// A mask that a manifest line names. By Index also 8-bit gray; by Color also RGB and RGBA.
/// Errors: Mismatch that lists the values or colours that belong to no label; Unsupported for an RGB mask by index.
Result<LabelMask> decodeConsolidatedMask(std::span<const std::uint8_t> bytes, const LabelSet& labels, ReadBy readBy);

/// A mask made elsewhere.
///
/// - Palette: by colour when some colour that occurs is a label's, else by index.
/// - Gray of at most 8 bits: the value is the label.
/// - Everything else: by colour.
/// By colour, white, transparent and (unless a label has it) black are unlabelled.
/// Errors: as decodeConsolidatedMask(); Mismatch too where it holds black and white but no label's colour.
Result<LabelMask> decodeForeignMask(std::span<const std::uint8_t> bytes, const LabelSet& labels);

} // namespace labelwright
