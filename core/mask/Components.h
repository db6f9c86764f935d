// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"
#include "core/mask/Region.h"

#include <cstdint>
#include <stop_token>
#include <vector>

namespace labelwright {

/// Which pixels are neighbours: those with a common side, or also those with a common corner.
enum class Connectivity : std::uint8_t { Four, Eight };

/// Pixels of one label that hang together.
struct Component {
    Label label = kUnlabelled;
    std::int64_t area = 0; ///< In pixels.
    Rect bounds;
    Point seed; ///< Its first pixel, row by row; names the component while the mask stays.
    friend bool operator==(const Component&, const Component&) = default;
};

/// A component small enough to be a slip of the hand: a speck of a label, a hole in one, an unlabelled pocket. Corners
/// count as contact (Connectivity::Eight), so that a thin slanting line is one island and not many.
using Island = Component;

/// Every pixel that has `label`, inside `window`. Cost: the window's area, at the speed of memory.
Region pixelsOf(const LabelMask& mask, Label label, const Rect& window);
Region pixelsOf(const LabelMask& mask, Label label);

/// The component that `seed` belongs to; empty when it lies outside the mask. Cost: the component's rows times the
/// mask's width at the speed of memory, and its runs; small ones far below a millisecond on any mask.
Region componentAt(const LabelMask& mask, Point seed, Connectivity connectivity = Connectivity::Four);

/// Every component, unlabelled ones too, in the order of their seeds. Cost: one pass over the mask; memory a few rows
/// and the components. Once `stop` is requested it returns early, with a result of no use.
std::vector<Component> components(const LabelMask& mask, Connectivity connectivity = Connectivity::Four,
                                  const std::stop_token& stop = {});

/// The components of at most maxArea pixels, the smallest first and then in the order of their seeds; a mask that is
/// one component has none. Cost and `stop` as components().
std::vector<Island> findIslands(const LabelMask& mask, std::int64_t maxArea, const std::stop_token& stop = {});

/// The island's pixels. Empty when its seed no longer has its label.
Region pixelsOf(const LabelMask& mask, const Island& island);

/// The label outside `region` that shares the longest border with it, in pixel sides; of equal ones the lowest, but
/// unlabelled last. Precondition: `region` lies inside the mask, is not empty and has one label; where it covers the
/// mask, the result is that label.
Label surroundingLabel(const LabelMask& mask, const Region& region);
/// Precondition: the island's seed has its label.
Label surroundingLabel(const LabelMask& mask, const Island& island);

/// The parts of `region` that hang together, in the order of their first pixels. Cost: n log n in its spans.
std::vector<Region> parts(const Region& region, Connectivity connectivity = Connectivity::Four);

} // namespace labelwright
