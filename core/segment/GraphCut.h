// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/Grid.h"

namespace labelwright {

/// What a cut decides between, one value a pixel of the same grid.
struct CutProblem {
    const ColorGrid& colors;
    /// Log odds for the object.
    const Grid<float>& odds;
    /// Non-zero: the cut decides about the pixel. Elsewhere `fixed` holds.
    const Grid<std::uint8_t>& isOpen;
    const ObjectMask& fixed;
    /// How much dearer a border through even colour is than following one pixel's odds.
    float smoothness;
    /// How fast a border gets cheaper with the squared distance of the colours on its sides; see contrastScale().
    float beta;
};

/// The beta for which a border along the mean squared distance of neighbouring colours costs 0.6 of one through even
/// colour; 0 for a picture of one colour.
float contrastScale(const ColorGrid& colors);

/// The mask of least cost: odds followed, borders along colour edges. Exact (max-flow), deterministic, one thread.
/// Source: Y. Boykov, M.-P. Jolly, "Interactive graph cuts", ICCV 2001.
ObjectMask cutGraph(const CutProblem& problem);

} // namespace labelwright
