// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"

#include <stop_token>

namespace labelwright {

// Distances are Euclidean, between pixel centres. Cost: about the area of the region's bounds, whatever the radius;
// memory a few rows of them. Once `stop` is requested these return early, with a result of no use.

/// Every pixel at most radiusPx away from one of `region`. Precondition: 0 <= radiusPx <= 32768.
Region grown(const Region& region, double radiusPx, const std::stop_token& stop = {});

/// Every pixel that is more than radiusPx away from all pixels outside `region`: grown() of the outside, seen from
/// inside. Precondition as above.
Region shrunk(const Region& region, double radiusPx, const std::stop_token& stop = {});

/// `region` with its outline smoothed by a median filter: a pixel belongs to it when more than half of the disc of
/// radiusPx around it does. Straight borders stay, bumps, dents, specks and holes smaller than the disc go. Strands
/// that are too thin for the disc, and slits in the region, stay as they are when they are longer than four radii, so
/// that wires and poles survive. Cost: the outline's length times radiusPx squared. Precondition: 0 <= radiusPx <= 256.
Region smoothed(const Region& region, double radiusPx, const std::stop_token& stop = {});

/// `region`, clipped to `frame`, and its pixels on the frame's edges repeated outwards for marginPx: shrunk() and
/// smoothed() of it leave the frame's edges alone, where an object is cut by the image and does not end.
Region continuedBeyond(const Rect& frame, const Region& region, int marginPx);

} // namespace labelwright
