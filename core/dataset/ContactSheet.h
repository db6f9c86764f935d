// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/Overlay.h"
#include "core/image/Image.h"
#include "core/mask/LabelMask.h"

#include <span>
#include <string_view>

namespace labelwright {

/// The largest picture of the same shape that fits into `room`, averaged over areas; never enlarged.
/// Precondition: room is not empty.
Image fitted(const Image& picture, Size room);

/// `mask` at another, smaller size: the label in the middle of each new pixel's area. Precondition: size is not empty.
LabelMask reduced(const LabelMask& mask, Size size);

/// One cell of a contact sheet: the photo reduced to at most `width` pixels a side, with its overlay and with a legend
/// below that is always `width` wide. Keep cells, not photos: a sheet of many large photos then costs no more than
/// itself. Precondition: width >= 64. Errors: Mismatch as renderOverlay.
Result<Image> contactCell(const Image& photo, const LabelMask& mask, const LabelSet& labels, std::string_view title,
                          int width, const RenderStyle& style = {});

/// Cells in rows of `columns`, each row as high as its highest cell, on a light ground.
/// Errors: InvalidArgument without cells or columns; TooLarge when the sheet would have over 500 million pixels.
Result<Image> contactSheet(std::span<const Image> cells, int columns);

} // namespace labelwright
