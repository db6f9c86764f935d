// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"
#include "core/segment/ExtremePoints.h"

#include <cstdint>
#include <optional>
#include <vector>

namespace labelwright {

/// A correction: pixels of which a person says that they belong to the object, or that they don't.
struct HintStroke {
    std::vector<Point> points; ///< Image pixels, joined by lines; a single one for a click. Never empty.
    bool belongs = true;

    friend bool operator==(const HintStroke&, const HintStroke&) = default;
};

/// What a person has shown of an object, for an engine to find the rest.
struct ObjectHints {
    /// What `points` are worth.
    enum class Start : std::uint8_t {
        Points, ///< The object's own extreme points.
        Box,    ///< Middles of the sides of a box around the object.
    };

    ExtremePoints points;
    Start start = Start::Points;
    std::optional<Region> within{};    ///< Nothing outside of it belongs to the object: a lasso's inside.
    std::vector<HintStroke> strokes{}; ///< In the order in which they were made.

    /// Precondition: the box is not empty.
    static ObjectHints ofBox(const Rect& box);
    /// What lies inside a line drawn around the object. Precondition: the region is not empty.
    static ObjectHints ofLasso(Region inside);

    /// Where the object can be: the points' box, grown by strokes that belong to it.
    Rect box() const;
    friend bool operator==(const ObjectHints&, const ObjectHints&) = default;
};

/// The stroke's pixels: its lines, one pixel wide. Neighbouring pixels touch at least by a corner.
std::vector<Point> pixelsOf(const HintStroke& stroke);

} // namespace labelwright
