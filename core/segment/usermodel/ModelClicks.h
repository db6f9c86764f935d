// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/ObjectHints.h"

#include <vector>

namespace labelwright {

/// A place of which a person says what it belongs to, for networks that were trained on clicks.
struct ModelClick {
    PointF place; ///< In image pixels.
    bool belongs = true;
};

/// The four points, moved a little towards the object's inside: on its very edge a click would be half wrong.
std::vector<ModelClick> clicksOfPoints(const ExtremePoints& points);

/// Of each stroke its ends and some points between, at most eight.
std::vector<ModelClick> clicksOfStrokes(const std::vector<HintStroke>& strokes);

} // namespace labelwright
