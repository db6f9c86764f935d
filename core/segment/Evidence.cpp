// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Evidence.h"

#include <algorithm>
#include <cmath>

namespace labelwright {

float Evidence::at(PointF place) const
{
    const PointF on = raster.fromPhoto(place);
    const double x = std::clamp(on.x - 0.5, 0.0, odds.width() - 1.0);
    const double y = std::clamp(on.y - 0.5, 0.0, odds.height() - 1.0);
    const int left = static_cast<int>(x);
    const int top = static_cast<int>(y);
    const int right = std::min(left + 1, odds.width() - 1);
    const int bottom = std::min(top + 1, odds.height() - 1);
    const auto between = [](float a, float b, double share) { return a + static_cast<float>(share) * (b - a); };
    return between(between(odds.at(left, top), odds.at(right, top), x - left),
                   between(odds.at(left, bottom), odds.at(right, bottom), x - left), y - top);
}

Grid<float> Evidence::over(const Rect& area, const Grid<std::uint8_t>& where) const
{
    const double width = static_cast<double>(area.width) / where.width();
    const double height = static_cast<double>(area.height) / where.height();
    Grid<float> values(where.size());
    for (int y = 0; y < where.height(); ++y) {
        for (int x = 0; x < where.width(); ++x) {
            if (where.at(x, y))
                values.at(x, y) = at({area.x + (x + 0.5) * width, area.y + (y + 0.5) * height});
        }
    }
    return values;
}

} // namespace labelwright
