// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace labelwright {

/// One value a pixel, row-major, rows without padding.
template <typename T>
class Grid {
public:
    Grid() = default;
    explicit Grid(Size size, T fill = T{})
        : m_size(size), m_values(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height), fill)
    {}

    Size size() const { return m_size; }
    int width() const { return m_size.width; }
    int height() const { return m_size.height; }
    Rect bounds() const { return {0, 0, m_size.width, m_size.height}; }

    /// Precondition: bounds().contains({x, y}).
    T& at(int x, int y) { return m_values[indexOf(x, y)]; }
    const T& at(int x, int y) const { return m_values[indexOf(x, y)]; }
    T& at(Point p) { return at(p.x, p.y); }
    const T& at(Point p) const { return at(p.x, p.y); }

    std::vector<T>& values() { return m_values; }
    const std::vector<T>& values() const { return m_values; }
    std::size_t indexOf(int x, int y) const
    {
        return static_cast<std::size_t>(y) * static_cast<std::size_t>(m_size.width) + static_cast<std::size_t>(x);
    }

private:
    Size m_size;
    std::vector<T> m_values;
};

using PixelColor = std::array<std::uint8_t, 3>;
using ColorGrid = Grid<PixelColor>;

/// 255 where the object is, 0 elsewhere.
using ObjectMask = Grid<std::uint8_t>;
inline constexpr std::uint8_t kObject = 255;

/// A neighbour of a pixel, each pair of pixels once: right, down, down right, down left.
struct Neighbour {
    int dx;
    int dy;
    float closeness; ///< 1 over the distance.
};
inline constexpr std::array<Neighbour, 4> kNeighbours{{{1, 0, 1.F}, {0, 1, 1.F}, {1, 1, 0.7071F}, {-1, 1, 0.7071F}}};

/// Squared distance of two colours.
inline int squaredDistance(const PixelColor& a, const PixelColor& b)
{
    const int d0 = a[0] - b[0];
    const int d1 = a[1] - b[1];
    const int d2 = a[2] - b[2];
    return d0 * d0 + d1 * d1 + d2 * d2;
}

} // namespace labelwright
