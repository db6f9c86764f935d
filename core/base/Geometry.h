// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>

namespace labelwright {

/// A pixel, or the top left corner of one. Origin top left, y down.
struct Point {
    int x = 0;
    int y = 0;
    friend bool operator==(const Point&, const Point&) = default;
};

/// A place between pixels; the centre of pixel (x, y) is (x + 0.5, y + 0.5).
struct PointF {
    double x = 0;
    double y = 0;
    friend bool operator==(const PointF&, const PointF&) = default;
};

struct Size {
    int width = 0;
    int height = 0;
    friend bool operator==(const Size&, const Size&) = default;
};

/// Half open: covers [x, x + width) times [y, y + height). Empty when either extent is not positive.
struct Rect {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;

    /// The smallest rectangle that holds both corners, each of them inside.
    static Rect spanning(Point a, Point b)
    {
        const int left = std::min(a.x, b.x);
        const int top = std::min(a.y, b.y);
        return {left, top, std::max(a.x, b.x) - left + 1, std::max(a.y, b.y) - top + 1};
    }

    int right() const { return x + width; }   ///< One past the last column.
    int bottom() const { return y + height; } ///< One past the last row.
    bool isEmpty() const { return width <= 0 || height <= 0; }
    bool contains(Point p) const { return p.x >= x && p.x < right() && p.y >= y && p.y < bottom(); }

    Rect intersected(const Rect& other) const
    {
        const int left = std::max(x, other.x);
        const int top = std::max(y, other.y);
        const Rect both{left, top, std::min(right(), other.right()) - left, std::min(bottom(), other.bottom()) - top};
        return both.isEmpty() ? Rect{} : both;
    }

    /// The smallest rectangle that holds both; an empty one does not count.
    Rect united(const Rect& other) const
    {
        if (isEmpty())
            return other;
        if (other.isEmpty())
            return *this;
        const int left = std::min(x, other.x);
        const int top = std::min(y, other.y);
        return {left, top, std::max(right(), other.right()) - left, std::max(bottom(), other.bottom()) - top};
    }

    Rect grown(int margin) const { return {x - margin, y - margin, width + 2 * margin, height + 2 * margin}; }

    friend bool operator==(const Rect&, const Rect&) = default;
};

} // namespace labelwright
