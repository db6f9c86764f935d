// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/OverlayColors.h"
#include "ui/canvas/PhotoColors.h"

#include <array>
#include <cstdint>

namespace labelwright {

// What a screen's row is made of, one loop each, for any processor: the compiler makes a version of each for AVX2 too
// and the right one is chosen when the program starts. Pixels are 0xffRRGGBB, a QImage::Format_RGB32. Rows that are
// read and rows that are written may be the same, but not overlap otherwise.

/// Three bytes a pixel, blue first, to one word a pixel.
void expandRow(const std::uint8_t* bgr, std::uint32_t* to, int count);

/// to = upper + (lower - upper) * share / 256, byte by byte. 0 <= share < 256.
void mixRows(const std::uint8_t* upper, const std::uint8_t* lower, int share, std::uint8_t* to, int count);

/// to[x] is pixel columns[x] of `bgr`. The columns ascend.
void pickRow(const std::uint8_t* bgr, const std::int32_t* columns, std::uint32_t* to, int count);

/// How far behind the last pixel of `bgr` interpolateRow() reads.
constexpr int kReadBeyond = 16;
/// to[x] lies between pixels columns[x] and columns[x] + 1 of `bgr`, shares[x] / 256 of the way. 0 <= shares[x] < 256;
/// where it is 0 the second pixel does not count.
void interpolateRow(const std::uint8_t* bgr, const std::int32_t* columns, const std::uint8_t* shares, std::uint32_t* to,
                    int count);

void recolorRow(std::uint32_t* row, const PhotoColors& colors, int count);

/// Edge where one of the four neighbours has another label.
void edgeRow(const Label* above, const Label* row, const Label* below, Part* to, int count);

constexpr int kOutlineReach = 3;
/// Edge up to two pixels from another label, casing up to three. rows[0] to rows[6] are the rows around rows[3], each
/// readable for kOutlineReach pixels on both sides.
void outlineRow(const std::array<const Label*, 2 * kOutlineReach + 1>& rows, Part* to, int count);

/// Each label where both rows have the same, kMixed elsewhere.
constexpr Label kMixed = 255;
void joinRows(const Label* upper, const Label* lower, Label* to, int count);

/// Draws labels over `under`. `hatch`: what unlabelled pixels look like, one colour a pixel; nullptr for nothing.
void blendRow(const std::uint32_t* under, const Label* labels, const Part* parts, const OverlayColors& colors,
              const std::uint32_t* hatch, std::uint32_t* to, int count);

/// One pixel of premultiplied ARGB over another.
std::uint32_t blended(std::uint32_t under, std::uint32_t over);

} // namespace labelwright
