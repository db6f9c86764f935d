// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace labelwright {

/// Of a picture's copies of full, half, quarter … size the smallest is shown whose pixels are at least this large on
/// the screen, in device pixels; so they are at most twice as large. Below 1 a copy of twice the size would be sharper
/// for a narrow range of zooms and cost four times as much to read, which is what drawing costs there.
constexpr double kSmallestShownPixel = 0.6;

} // namespace labelwright
