// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/PhotoPyramid.h"

#include <cstdint>
#include <vector>

namespace labelwright {

class Viewport;

/// A part of the photo as the screen shows it, row by row. Enlarged, or where the level is not yet the fitting one: the
/// pixel under the middle of each device pixel. Shrunk: bilinear in the level that fits, see PyramidLevel.h. Each
/// device pixel depends on nothing but itself, so a part drawn alone is the same as in the whole.
///
/// Thread: any number may read, each with its own Scratch.
class PhotoRows {
public:
    /// Precondition: each pixel of the rect shows a part of the image, see Viewport::deviceFromImage().
    PhotoRows(const PhotoPyramid::Level& level, const Viewport& viewport, const Rect& deviceRect);

    using Scratch = std::vector<std::uint8_t>;

    /// Whether device rows y and y - 1 show the same. Precondition: the rect holds both.
    bool repeats(int y) const;
    /// Writes the rect's width of 0xffRRGGBB.
    void read(int y, Scratch& scratch, std::uint32_t* to) const;

private:
    const std::uint8_t* pixels(int row) const;

    PhotoPyramid::Level m_level;
    Rect m_rect;
    bool m_smooth = false;
    bool m_identical = false; ///< A pixel of the level for each of the device.
    int m_firstColumn = 0;
    int m_columnCount = 0;               ///< Of the level, from m_firstColumn on.
    std::vector<std::int32_t> m_columns; ///< From m_firstColumn on, for each device pixel; where smooth, the first of
                                         ///< the two it lies between.
    std::vector<std::uint8_t> m_columnShares; ///< How far it is towards the second, in 1/256.
    std::vector<std::int32_t> m_rows;         ///< Likewise.
    std::vector<std::uint8_t> m_rowShares;
};

} // namespace labelwright
