// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/Image.h"

#include <memory>
#include <stop_token>
#include <vector>

namespace labelwright {

/// The part of an image in which to look for a way along edges from `anchor` to `pointer`, with room for detours.
/// The same for all pointers near the anchor, so that one map serves them. Holds both where they lie in the image.
Rect liveWireArea(Point anchor, Point pointer, Size imageSize);

/// The cheapest ways along the edges of a part of a photo, from one pixel to every other. Immutable; any thread.
///
/// Source: E. Mortensen, W. Barrett, "Intelligent scissors for image composition", SIGGRAPH 1995, as in OpenCV's
/// segmentation::IntelligentScissorsMB.
class LiveWireMap {
public:
    static constexpr int kMaxExtent = 1024; ///< Longer sides of an area are scaled down to it.

    /// Cost: about half a second for a megapixel; not for the thread that draws. Errors: InvalidArgument where `area`
    /// is empty or not inside the image, or the anchor not inside it; Cancelled; TooLarge where memory does not
    /// suffice.
    static Result<LiveWireMap> build(const Image& image, const Rect& area, Point anchor,
                                     const std::stop_token& stop = {});
    ~LiveWireMap();
    LiveWireMap(LiveWireMap&&) noexcept;
    LiveWireMap& operator=(LiveWireMap&&) noexcept;

    Rect area() const;    ///< In image pixels.
    Point anchor() const; ///< In image pixels.

    /// Pixels on the way from the anchor to `target`, both included, each touching the next where the area was not
    /// scaled down. Outside the area's pixels are reached by a straight last step. Cost: the way's length.
    std::vector<Point> wayTo(Point target) const;

private:
    struct Ways;
    explicit LiveWireMap(std::unique_ptr<const Ways> ways);

    std::unique_ptr<const Ways> m_ways;
};

} // namespace labelwright
