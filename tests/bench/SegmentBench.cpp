// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/segment/Engine.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <random>

namespace labelwright {
namespace {

/// A wavy object with shading and grain on an uneven background, half the photo wide; and its four points.
struct Scene {
    Image image;
    ExtremePoints points;
};

/// How far inside the object's outline a place is, 1 in its middle, 0 on it; both coordinates are 0 to 1.
double depth(double x, double y)
{
    const double angle = std::atan2(y - 0.5, x - 0.5);
    const double reach = 0.25 * (1 + 0.25 * std::sin(5 * angle) + 0.08 * std::sin(17 * angle));
    return 1 - std::hypot(x - 0.5, y - 0.5) / reach;
}

void includePoint(ExtremePoints& points, Point p)
{
    points.top = p.y < points.top.y ? p : points.top;
    points.bottom = p.y > points.bottom.y ? p : points.bottom;
    points.left = p.x < points.left.x ? p : points.left;
    points.right = p.x > points.right.x ? p : points.right;
}

Scene drawScene(Size size)
{
    const Point middle{size.width / 2, size.height / 2};
    Scene scene{Image(size), {middle, middle, middle, middle}};
    std::minstd_rand random(3);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* to = scene.image.writableRow(y).data();
        for (int x = 0; x < size.width; ++x) {
            const double across = (x + 0.5) / size.width;
            const double down = (y + 0.5) / size.height;
            const double inside = depth(across, down);
            if (inside >= 0)
                includePoint(scene.points, {x, y});
            const double blend = std::clamp(0.5 + inside * 60, 0.0, 1.0);
            const double wave = 25 * std::sin(across * 40) * std::cos(down * 31);
            for (double channel :
                 {60 + 70 * across - 20 * blend, 110 + wave - 30 * blend, 80 + wave + 90 * blend * down})
                *to++ = static_cast<std::uint8_t>(std::clamp(channel + static_cast<double>(random() % 30), 0.0, 255.0));
        }
    }
    return scene;
}

const Scene& scene1Mp()
{
    static const Scene scene = drawScene({1152, 864});
    return scene;
}

const Scene& scene12Mp()
{
    static const Scene scene = drawScene({4000, 3000});
    return scene;
}

void segment(benchmark::State& state, const Scene& scene)
{
    for (auto _ : state) {
        const Result<Segmentation> result = segmentObject(engines().front(), scene.image, {.points = scene.points});
        if (!result)
            state.SkipWithError(sentence(result.error()).c_str());
        benchmark::DoNotOptimize(result);
    }
}

void segment1Mp(benchmark::State& state)
{
    segment(state, scene1Mp());
}

/// A click on what an earlier segmentation has left out.
void correct1Mp(benchmark::State& state)
{
    const Scene& scene = scene1Mp();
    ObjectHints hints{.points = scene.points};
    const Result<Segmentation> before = segmentObject(engines().front(), scene.image, hints);
    const Point corner{scene.points.box().x + 10, scene.points.box().y + 10};
    hints.strokes = {{{corner}, true}};
    for (auto _ : state) {
        if (!before) {
            state.SkipWithError(sentence(before.error()).c_str());
            break;
        }
        const auto result = correctObject(engines().front(), scene.image, hints, before->region);
        benchmark::DoNotOptimize(result);
    }
}

void segment12Mp(benchmark::State& state)
{
    segment(state, scene12Mp());
}

/// Plain cv::grabCut on the whole photo, one iteration; at 12 MP it takes minutes.
void segment1MpReference(benchmark::State& state)
{
    const Image& image = scene1Mp().image;
    const Rect box = scene1Mp().points.box();
    const cv::Mat colors(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()));
    for (auto _ : state) {
        cv::Mat mask;
        cv::Mat background;
        cv::Mat foreground;
        cv::grabCut(colors, mask, {box.x, box.y, box.width, box.height}, background, foreground, 1,
                    cv::GC_INIT_WITH_RECT);
        benchmark::DoNotOptimize(mask.data);
    }
}

BENCHMARK(segment1Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(segment1MpReference)->Unit(benchmark::kMillisecond);
BENCHMARK(segment12Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(correct1Mp)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace labelwright
