// SPDX-License-Identifier: GPL-3.0-or-later
// Edits of a 24-megapixel mask: undo against a memcpy of the mask, fill and the scan for islands against OpenCV's, and
// what a day's strokes hold of memory.
#include "core/edit/MaskEdit.h"
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "tests/bench/BenchMask.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <random>
#include <vector>

namespace {

using namespace labelwright;

constexpr Size kSize{6000, 4000};

const LabelMask& mask24Mp()
{
    static const LabelMask mask = streetMask(kSize);
    return mask;
}

void paint(Document& document, const Region& region, Label label)
{
    MaskEdit edit(document);
    edit.paint(region, label);
    edit.commit("brush");
}

/// The street's mask with 3,000 slips of the hand.
const LabelMask& maskWithSpecks()
{
    static const LabelMask mask = [] {
        Document document(mask24Mp());
        std::mt19937 random(1);
        for (int i = 0; i < 3000; ++i)
            paint(document,
                  Region::fromRect({static_cast<int>(random() % 6000), static_cast<int>(random() % 4000),
                                    1 + static_cast<int>(random() % 6), 1 + static_cast<int>(random() % 6)}),
                  static_cast<Label>(random() % 6));
        return std::move(document).takeMask();
    }();
    return mask;
}

cv::Mat matOf(const LabelMask& mask)
{
    cv::Mat copy(mask.height(), mask.width(), CV_8UC1);
    std::memcpy(copy.data, mask.pixels().data(), mask.pixels().size());
    return copy;
}

/// The middle of the largest component's first row.
Point placeInLargest(const LabelMask& mask)
{
    const std::vector<Component> all = components(mask);
    return std::max_element(all.begin(), all.end(), [](const auto& a, const auto& b) { return a.area < b.area; })->seed;
}

void memcpy24Mp(benchmark::State& state)
{
    const auto pixels = mask24Mp().pixels();
    std::vector<Label> copy(pixels.size());
    for ([[maybe_unused]] auto _ : state) {
        std::memcpy(copy.data(), pixels.data(), pixels.size());
        benchmark::DoNotOptimize(copy.data());
        benchmark::ClobberMemory();
    }
}

void undoFill24Mp(benchmark::State& state)
{
    Document document(mask24Mp());
    paint(document, Region::fromRect(document.mask().bounds()), 3);
    for ([[maybe_unused]] auto _ : state) {
        document.undo();
        state.PauseTiming();
        document.redo();
        state.ResumeTiming();
    }
}

void floodFill24MpReference(benchmark::State& state)
{
    cv::Mat mask = matOf(mask24Mp());
    const Point seed = placeInLargest(mask24Mp());
    int label = 100;
    for ([[maybe_unused]] auto _ : state)
        cv::floodFill(mask, {seed.x, seed.y}, cv::Scalar(label = 201 - label));
}

void floodFill24Mp(benchmark::State& state)
{
    Document document(mask24Mp());
    const Point seed = placeInLargest(mask24Mp());
    Label label = 100;
    for ([[maybe_unused]] auto _ : state)
        paint(document, componentAt(document.mask(), seed), label = static_cast<Label>(201 - label));
}

void islands24MpReference(benchmark::State& state)
{
    const cv::Mat labelled = matOf(maskWithSpecks()) > 2;
    cv::Mat labels;
    cv::Mat stats;
    cv::Mat centroids;
    for ([[maybe_unused]] auto _ : state)
        state.counters["found"] = cv::connectedComponentsWithStats(labelled, labels, stats, centroids);
}

void islands24Mp(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        state.counters["found"] = static_cast<double>(findIslands(maskWithSpecks(), 1000).size());
}

/// A brush of 64 px, 500 px a stroke in eight moves of the mouse.
void thousandStrokes24Mp(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        Document document(mask24Mp());
        std::mt19937 random(1);
        std::uniform_real_distribution<double> place(0, 1);
        for (int stroke = 0; stroke < 1000; ++stroke) {
            MaskEdit edit(document);
            PointF at{place(random) * kSize.width, place(random) * kSize.height};
            double angle = place(random) * 6.28;
            for (int move = 0; move < 8; ++move, angle += place(random) - 0.5) {
                const PointF next{at.x + 62.5 * std::cos(angle), at.y + 62.5 * std::sin(angle)};
                edit.paint(capsule(at, next, 32), static_cast<Label>(1 + stroke % 5));
                at = next;
            }
            edit.commit("brush");
        }
        state.counters["mebibytes"] = static_cast<double>(document.history().byteSize()) / (1 << 20);
    }
}

BENCHMARK(memcpy24Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(undoFill24Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(floodFill24MpReference)->Unit(benchmark::kMillisecond);
BENCHMARK(floodFill24Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(islands24MpReference)->Unit(benchmark::kMillisecond);
BENCHMARK(islands24Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(thousandStrokes24Mp)->Unit(benchmark::kMillisecond)->Iterations(1);

} // namespace
