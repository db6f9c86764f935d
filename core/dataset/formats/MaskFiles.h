// SPDX-License-Identifier: GPL-3.0-or-later
// Masks as the pictures that datasets have: of labels' numbers, or of labels' colours.
#pragma once

#include "core/dataset/DatasetFormat.h"
#include "core/dataset/formats/ClassList.h"
#include "core/mask/LabelMask.h"

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// A palette PNG of 8 bits. Precondition: pixels.size() == width * height; the palette has an entry for each pixel.
std::vector<std::uint8_t> encodePaletteMask(Size size, std::span<const std::uint8_t> pixels,
                                            const std::vector<Color>& palette);

/// An RGB PNG of the labels' colours. Errors: as encodePng; Mismatch for a label that `labels` lacks.
Result<std::vector<std::uint8_t>> encodeColorMask(const LabelMask& mask, const LabelSet& labels, Color background);

/// What each value of a pixel stands for; nullopt for a value that no pixel may have.
using LabelOfValue = std::array<std::optional<Label>, 256>;

/// Values 0 to `labelCount` are the labels.
LabelOfValue labelsByValue(std::size_t labelCount);

/// A gray or palette PNG whose stored value says the label. Errors: those of the decoders of MaskPng.h; Unsupported
/// for colours; Mismatch that lists values without a label.
Result<LabelMask> decodeIndexMask(std::span<const std::uint8_t> png, const LabelOfValue& table);

/// A PNG of any kind by its pixels' colours; what is transparent is unlabelled. With `nearestColors` a colour without a
/// label becomes the nearest of `colors`, and `notes` says how many pixels did. Errors: those of the decoders of
/// MaskPng.h; Mismatch that lists colours without a label.
Result<LabelMask> decodeColorMask(std::span<const std::uint8_t> png, std::span<const ColorEntry> colors,
                                  bool nearestColors, std::vector<std::string>& notes);

} // namespace labelwright
