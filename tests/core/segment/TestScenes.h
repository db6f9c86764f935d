// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/Image.h"
#include "core/mask/Region.h"
#include "core/segment/ExtremePoints.h"

#include <functional>

namespace labelwright::test {

/// An object of one colour, with grain, on a background of another: what an engine must find.
struct Scene {
    Image image;
    Region object;
    ExtremePoints points;
};

using IsInside = std::function<bool(int x, int y)>;

/// Precondition: some pixel is inside.
Scene drawScene(Size size, const IsInside& isInside);
IsInside disc(int x, int y, int radius);

/// Grain from a fixed sequence, so that every run sees the same.
Image noise(Size size);
Image flat(Size size);

/// Intersection over union.
double agreement(const Region& a, const Region& b);

} // namespace labelwright::test
