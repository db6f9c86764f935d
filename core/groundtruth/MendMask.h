// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// A colour of a mask that is no label's.
struct ForeignColor {
    Color color;
    Label nearest = kUnlabelled; ///< The label whose colour is nearest in RGB; unlabelled is white.
    std::int64_t pixels = 0;
    friend bool operator==(const ForeignColor&, const ForeignColor&) = default;
};

/// What Ground Truth would have written in a mask's place.
struct MendedMask {
    std::vector<std::uint8_t> png;
    std::string rule; ///< Id of the validation rule that the mask breaks; empty where `png` is the mask as it was.
    std::string text; ///< An English clause: what becomes of the mask.
    /// The most frequent first. Where there are any, the mask is mended only with the user's consent.
    std::vector<ForeignColor> foreign;
};

/// Reads a mask by its colours wherever these say what it is, else by its values; black is unlabelled unless a label
/// has it. `labels`: of its colour map; `isSuspect`: it is of the time in which Ground Truth wrote wrong indices.
/// Errors: those of decodeRawPng; Mismatch for values without a label, Unsupported for gray of 16 bits: then nothing
/// tells what the mask is.
Result<MendedMask> mendMask(std::span<const std::uint8_t> bytes, const LabelSet& labels, bool isSuspect);

} // namespace labelwright
