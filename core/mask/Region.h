// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <cstdint>
#include <span>
#include <utility>
#include <vector>

namespace labelwright {

/// Pixels [x0, x1) of row y.
struct RowSpan {
    int y = 0;
    int x0 = 0;
    int x1 = 0;
    friend bool operator==(const RowSpan&, const RowSpan&) = default;
};

/// A set of pixels, as row spans: what tools paint and engines return. It may reach beyond the image; MaskEdit clips.
///
/// Invariant: spans are sorted by y, then x0; none is empty, no two of a row touch or overlap.
/// Size: 12 bytes a span, so a filled shape costs its height, not its area.
class Region {
public:
    Region() = default;

    /// Sorts, joins and drops empty spans. Cost: n log n.
    static Region fromSpans(std::vector<RowSpan> spans);
    /// Non-zero bytes of a row-major raster whose top left pixel is (bounds.x, bounds.y).
    /// Precondition: raster.size() == bounds.width * bounds.height.
    static Region fromRaster(const Rect& bounds, std::span<const std::uint8_t> raster);
    static Region fromRect(const Rect& rect);

    const std::vector<RowSpan>& spans() const& { return m_spans; }
    std::vector<RowSpan> spans() && { return std::move(m_spans); } // so that a loop over a temporary's spans is safe
    /// Smallest rectangle that holds every pixel; empty for the empty region.
    const Rect& bounds() const { return m_bounds; }
    bool isEmpty() const { return m_spans.empty(); }
    std::int64_t area() const;
    bool contains(Point p) const; ///< Cost: log n.

    /// The inverse of fromRaster(): 255 inside and 0 outside, of the pixels in `bounds`. Cost: its area.
    std::vector<std::uint8_t> raster(const Rect& bounds) const;
    Region clipped(const Rect& rect) const;
    Region translated(int dx, int dy) const;

    friend bool operator==(const Region& a, const Region& b) { return a.m_spans == b.m_spans; }

private:
    explicit Region(std::vector<RowSpan> spans); ///< Precondition: they hold the invariant.

    std::vector<RowSpan> m_spans;
    Rect m_bounds;
};

/// Pixels that are in either, in the first but not in the second, in both. Cost: linear in the spans.
Region united(const Region& a, const Region& b);
Region subtracted(const Region& a, const Region& b);
Region intersected(const Region& a, const Region& b);

} // namespace labelwright
