// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/RawPng.h"
#include "core/mask/LabelMask.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>

namespace labelwright {

/// The label of a colour and its alpha; nullopt where there is none. Asked once for each colour that occurs.
using LabelOfColor = std::function<std::optional<Label>(Color color, std::uint8_t alpha)>;

/// Precondition: `png` is of kind Palette, or not stored. Errors: Mismatch that lists the colours without label.
Result<LabelMask> labelsByColor(RawPng png, const LabelOfColor& labelOf);

/// The stored value is the label. Precondition: `png` is stored.
/// Errors: Mismatch that lists the values above `labelCount`.
Result<LabelMask> labelsByIndex(RawPng png, std::size_t labelCount);

/// Mismatch when `highest`, the highest label of a mask, is none of a set of `labelCount`.
Status checkHighestLabel(Label highest, std::size_t labelCount);

} // namespace labelwright
