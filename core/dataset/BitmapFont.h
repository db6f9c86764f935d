// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/image/Image.h"
#include "core/labels/Color.h"

#include <string>
#include <string_view>

namespace labelwright {

/// A small fixed-width font of our own, so that pictures get text without a display or a font file. It holds printable
/// ASCII; every other character of the UTF-8 text is drawn as one hollow box.
///
/// A character is 5 x 9 pixels (capitals 7 high, baseline under row 6) in a cell of kAdvance x kLineHeight, all times
/// `scale`.
struct BitmapFont {
    static constexpr int kAdvance = 6;
    static constexpr int kLineHeight = 11;
};

/// Extent of one line of text. Precondition: scale >= 1.
Size textSize(std::string_view text, int scale);

/// Draws one line with its top left corner at `origin`, cut off at the image's edges.
void drawText(Image& image, Point origin, std::string_view text, Color color, int scale);

/// Fills the part of `rect` that lies inside the image.
void fillRect(Image& image, const Rect& rect, Color color);

/// `text` cut to at most `maxCharacters` characters, the last three dots when something is left out.
/// Precondition: maxCharacters >= 4.
std::string elided(std::string_view text, int maxCharacters);

} // namespace labelwright
