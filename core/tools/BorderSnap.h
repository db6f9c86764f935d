// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <optional>

namespace labelwright {

/// The pixel corner nearest to `place`, at most maxDistance away, where labels meet: the pixels around it have not all
/// the same one. Corners at a pixel of `ignored` do not count. Cost: maxDistance squared at most.
std::optional<PointF> nearestBorderCorner(const LabelMask& mask, PointF place, double maxDistance,
                                          std::optional<Label> ignored = std::nullopt);

} // namespace labelwright
