// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/TestScenes.h"

#include <algorithm>
#include <random>
#include <vector>

namespace labelwright::test {
namespace {

/// `colorAt` gives a base in blue, green, red, to which each channel adds its own grain.
Image grained(Size size, int grain, const std::function<std::array<int, 3>(int, int)>& colorAt)
{
    std::minstd_rand random(7);
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* to = image.writableRow(y).data();
        for (int x = 0; x < size.width; ++x) {
            for (int base : colorAt(x, y))
                *to++ =
                    static_cast<std::uint8_t>(std::clamp(base + static_cast<int>(random() % 64) * grain / 64, 0, 255));
        }
    }
    return image;
}

ExtremePoints extremesOf(const Region& object)
{
    const std::vector<RowSpan>& spans = object.spans();
    const auto least = std::ranges::min_element(spans, {}, &RowSpan::x0);
    const auto most = std::ranges::max_element(spans, {}, &RowSpan::x1);
    const auto middle = [](const RowSpan& span) { return Point{(span.x0 + span.x1 - 1) / 2, span.y}; };
    return {middle(spans.front()), middle(spans.back()), {least->x0, least->y}, {most->x1 - 1, most->y}};
}

} // namespace

Scene drawScene(Size size, const IsInside& isInside)
{
    std::vector<RowSpan> spans;
    for (int y = 0; y < size.height; ++y) {
        for (int x = 0; x < size.width; ++x) {
            if (isInside(x, y))
                spans.push_back({y, x, x + 1});
        }
    }
    Scene scene;
    scene.image = grained(size, 40, [&](int x, int y) {
        return isInside(x, y) ? std::array{40, 90, 190} : std::array{120 + 40 * x / size.width, 110, 60};
    });
    scene.object = Region::fromSpans(std::move(spans));
    scene.points = extremesOf(scene.object);
    return scene;
}

IsInside disc(int x, int y, int radius)
{
    return [=](int px, int py) { return (px - x) * (px - x) + (py - y) * (py - y) <= radius * radius; };
}

Image noise(Size size)
{
    return grained(size, 255, [](int, int) { return std::array{0, 0, 0}; });
}

Image flat(Size size)
{
    return grained(size, 0, [](int, int) { return std::array{100, 120, 140}; });
}

double agreement(const Region& a, const Region& b)
{
    std::int64_t shared = 0;
    for (const RowSpan& span : a.spans())
        shared += b.clipped({span.x0, span.y, span.x1 - span.x0, 1}).area();
    const std::int64_t together = a.area() + b.area() - shared;
    return together == 0 ? 1 : static_cast<double>(shared) / static_cast<double>(together);
}

} // namespace labelwright::test
