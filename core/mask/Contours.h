// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"

#include <span>
#include <vector>

namespace labelwright {

/// The region's outlines: closed rings of pixel corners, the last joined to the first, one for each outer border and
/// one for each hole, in the order of their first pixels. A ring turns at every vertex and has the region on its right
/// (outer ones run clockwise on the screen, holes the other way). Pixels that touch at a corner only are not joined.
/// polygon() of all rings gives the region back exactly. Cost: linear in the spans.
std::vector<std::vector<PointF>> contours(const Region& region);

/// One closed ring of pixel corners for each part that hangs together, corners counting as contact, for formats that
/// have no holes: each hole is joined to the ring around it by a cut of no width, a horizontal way there and back.
/// Filled at pixel centres, by the even-odd or the nonzero rule, the rings give the region back exactly. Cost: as
/// contours().
std::vector<std::vector<PointF>> bridgedContours(const Region& region);

/// The ring with the vertices left out that lie at most tolerancePx from the line which then replaces them
/// (Douglas and Peucker 1973), at least three remaining of a ring that has three. Precondition: tolerancePx >= 0. Cost:
/// n log n as a rule.
std::vector<PointF> simplified(std::span<const PointF> ring, double tolerancePx);

} // namespace labelwright
