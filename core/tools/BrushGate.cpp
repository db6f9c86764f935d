// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushGate.h"

#include "core/image/Tone.h"

#include <array>
#include <cstdint>
#include <cstdlib>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

const std::uint8_t* pixelAt(const Image& photo, Point p)
{
    return photo.row(p.y).data() + static_cast<std::size_t>(p.x) * Image::kBytesPerPixel;
}

/// The pixels that `passes`, which is given their blue, green and red.
template <typename Passes>
Region filtered(const Region& region, const Image& photo, Passes passes)
{
    const Region inside = region.clipped(photo.bounds());
    std::vector<RowSpan> kept;
    for (const RowSpan& span : inside.spans()) {
        const std::uint8_t* pixel = pixelAt(photo, {span.x0, span.y});
        int start = span.x0;
        for (int x = span.x0; x < span.x1; ++x, pixel += Image::kBytesPerPixel) {
            if (passes(pixel))
                continue;
            if (start < x)
                kept.push_back({span.y, start, x});
            start = x + 1;
        }
        if (start < span.x1)
            kept.push_back({span.y, start, span.x1});
    }
    return Region::fromSpans(std::move(kept));
}

} // namespace

Region withLuminance(const Region& region, const Image& photo, int low, int high)
{
    return filtered(region, photo, [low, high](const std::uint8_t* pixel) {
        const int luminance = luminanceOf(pixel[0], pixel[1], pixel[2]);
        return low <= luminance && luminance <= high;
    });
}

Region withColorLike(const Region& region, const Image& photo, Point like, int tolerance)
{
    const std::uint8_t* wanted = pixelAt(photo, like);
    const std::array<int, 3> color{wanted[0], wanted[1], wanted[2]};
    return filtered(region, photo, [&color, tolerance](const std::uint8_t* pixel) {
        return std::abs(pixel[0] - color[0]) <= tolerance && std::abs(pixel[1] - color[1]) <= tolerance &&
               std::abs(pixel[2] - color[2]) <= tolerance;
    });
}

} // namespace labelwright
