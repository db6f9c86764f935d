// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/MaskPyramid.h"

#include <cstdint>
#include <vector>

namespace labelwright {

class Viewport;

/// The label that each device pixel of a part of the picture shows, row by row, and of `margin` pixels around it;
/// kUnlabelled outside the picture. Where a label of the level is larger than a device pixel: the label under its
/// middle, where the photo's pixel is taken too. Where it is smaller: the rarest label under the device pixel, so that
/// nothing is too thin to be seen.
///
/// Thread: any number may read, each with its own Scratch.
class LabelRows {
public:
    LabelRows(const MaskPyramid::Level& level, const Viewport& viewport, const Rect& deviceRect, int margin);

    using Scratch = std::vector<Label>;

    int margin() const { return m_margin; }
    int stride() const { return m_around.width; } ///< The rect's width and both margins.
    /// Whether device rows y and y - 1 show the same. Precondition: both lie in the rect or its margin.
    bool repeats(int y) const;
    /// Writes stride() labels, from the left margin on.
    void read(int y, Scratch& scratch, Label* to) const;

private:
    /// First and last pixel of the level under a device pixel, at most one apart; last < first outside the picture.
    struct Footprint {
        std::int32_t first = 0;
        std::int32_t last = -1;
        friend bool operator==(const Footprint&, const Footprint&) = default;
    };
    /// One side: device pixels from `start` on, of which [origin, end) lie in the picture, with `scale` of them for
    /// each of the level's `extent` pixels.
    struct Axis {
        int start = 0;
        int count = 0;
        int origin = 0;
        int end = 0;
        double scale = 1;
        int extent = 1;
    };
    static std::vector<Footprint> footprints(const Axis& axis);
    Footprint rows(int y) const { return m_rows[static_cast<std::size_t>(y - m_around.y)]; }
    void readEnlarged(const Label* from, Label* to) const;
    void readShrunk(const Footprint& rows, Scratch& scratch, Label* to) const;

    MaskPyramid::Level m_level;
    int m_margin;
    Rect m_around;
    double m_scale;
    std::vector<Footprint> m_columns;
    std::vector<Footprint> m_rows;
    int m_begin = 0; ///< Of m_columns inside the picture.
    int m_end = 0;
};

/// The rows around one device row; going down a row, each is read only once.
class LabelWindow {
public:
    explicit LabelWindow(const LabelRows& rows);

    /// Precondition: y is the next row down, or it is the first call.
    void moveTo(int y);
    /// From the rect's first column on; the margin on both sides is there too. -margin <= dy <= margin.
    const Label* row(int dy) const { return m_window[static_cast<std::size_t>(dy + m_rows.margin())]; }
    /// True when all rows show the same.
    bool isUniform() const { return m_window.front() == m_window.back(); }

private:
    const Label* read(int y);

    const LabelRows& m_rows;
    LabelRows::Scratch m_scratch;
    std::vector<Label> m_buffers; ///< One more than the window has rows, used in turn.
    std::size_t m_nextBuffer = 0;
    std::vector<const Label*> m_window;
    const Label* m_last = nullptr; ///< The row read last.
};

} // namespace labelwright
