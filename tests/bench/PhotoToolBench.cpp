// SPDX-License-Identifier: GPL-3.0-or-later
// What the tools that follow the photo wait for: the wand against cv::floodFill, superpixels, a live-wire's map, a
// mask carried along; and a click of the fill tool, for which the window waits.
#include "core/segment/LiveWire.h"
#include "core/segment/MaskFlow.h"
#include "core/segment/Superpixels.h"
#include "core/segment/Wand.h"
#include "core/tools/FillTool.h"
#include "tests/bench/BenchMask.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

#include <cmath>
#include <cstdint>
#include <random>

namespace labelwright {
namespace {

/// Slow waves of brightness with grain: a region with a ragged border and many holes, most of the photo.
Image grainyPhoto(Size size, int shift = 0)
{
    Image photo(size);
    std::minstd_rand random(7);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* to = photo.writableRow(y).data();
        for (int x = 0; x < size.width; ++x) {
            const double wave = 60 * std::sin((x + shift) * 0.01) * std::cos(y * 0.013);
            for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
                *to++ = static_cast<std::uint8_t>(110 + wave + static_cast<double>(random() % 20));
        }
    }
    return photo;
}

const Image& photo24Mp()
{
    static const Image photo = grainyPhoto({6000, 4000});
    return photo;
}

const Image& photo1Mp()
{
    static const Image photo = grainyPhoto({1000, 1000});
    return photo;
}

constexpr Point kSeed{1234, 987};
constexpr int kTolerance = 50;

template <typename T>
void check(benchmark::State& state, const Result<T>& result)
{
    if (!result)
        state.SkipWithError(sentence(result.error()).c_str());
}

void wand24Mp(benchmark::State& state)
{
    const Image& photo = photo24Mp();
    for (auto _ : state)
        check(state, wandRegion(photo, kSeed, kTolerance, photo.bounds()));
}

/// With a mask, as the photo must stay as it is, and without making anything of it.
void wand24MpReference(benchmark::State& state)
{
    const Image& photo = photo24Mp();
    cv::Mat colors(photo.height(), photo.width(), CV_8UC3, const_cast<std::uint8_t*>(photo.data()));
    const cv::Scalar tolerance = cv::Scalar::all(kTolerance);
    constexpr int kFlags = 4 | cv::FLOODFILL_FIXED_RANGE | cv::FLOODFILL_MASK_ONLY | (255 << 8);
    for (auto _ : state) {
        cv::Mat mask = cv::Mat::zeros(photo.height() + 2, photo.width() + 2, CV_8UC1);
        cv::floodFill(colors, mask, {kSeed.x, kSeed.y}, {}, nullptr, tolerance, tolerance, kFlags);
        benchmark::DoNotOptimize(mask.data);
    }
}

void superpixels1Mp(benchmark::State& state)
{
    for (auto _ : state)
        check(state, cutSuperpixels(photo1Mp(), photo1Mp().bounds(), {}));
}

void superpixelTile(benchmark::State& state)
{
    for (auto _ : state)
        check(state, cutSuperpixels(photo1Mp(), {100, 100, 512, 512}, {}));
}

void liveWireMap(benchmark::State& state)
{
    const Point anchor{500, 500};
    const Rect area = liveWireArea(anchor, anchor, photo1Mp().size());
    for (auto _ : state)
        check(state, LiveWireMap::build(photo1Mp(), area, anchor));
}

void liveWireWay(benchmark::State& state)
{
    const Result<LiveWireMap> map = LiveWireMap::build(photo1Mp(), photo1Mp().bounds(), {10, 10});
    check(state, map);
    for (auto _ : state)
        benchmark::DoNotOptimize(map->wayTo({990, 990}));
}

void carryMask24Mp(benchmark::State& state)
{
    const Image next = grainyPhoto(photo24Mp().size(), 12);
    const LabelMask mask = streetMask(next.size());
    for (auto _ : state)
        check(state, carryMask(photo24Mp(), next, mask));
}

/// All of an empty mask and back: the most that a click can be.
void fillClick100Mp(benchmark::State& state)
{
    Document document(*LabelMask::create({12'600, 8'000}));
    FillTool tool;
    Label label = 0;
    for (auto _ : state) {
        label = label == 1 ? 2 : 1;
        tool.press(document, {.position = {6'000, 4'000}, .label = label});
    }
}

BENCHMARK(wand24Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(wand24MpReference)->Unit(benchmark::kMillisecond);
BENCHMARK(superpixels1Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(superpixelTile)->Unit(benchmark::kMillisecond);
BENCHMARK(liveWireMap)->Unit(benchmark::kMillisecond);
BENCHMARK(liveWireWay)->Unit(benchmark::kMillisecond);
BENCHMARK(carryMask24Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(fillClick100Mp)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace labelwright
