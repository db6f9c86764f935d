// SPDX-License-Identifier: GPL-3.0-or-later
// Masks of several workers of a 24-megapixel photo: how far two agree, and what three amount to.
#include "core/edit/MaskEdit.h"
#include "core/job/MaskVotes.h"
#include "core/mask/Shapes.h"
#include "core/review/Agreement.h"
#include "tests/bench/BenchMask.h"

#include <benchmark/benchmark.h>

#include <cstring>
#include <random>
#include <vector>

namespace {

using namespace labelwright;

constexpr Size kSize{6000, 4000};
constexpr std::size_t kLabels = 255;

/// The street's mask as one of several people would have made it: slips along some hundred strokes.
LabelMask maskOfWorker(unsigned worker)
{
    Document document(streetMask(kSize));
    std::mt19937 random(worker);
    for (int stroke = 0; stroke < 300; ++stroke) {
        const PointF from{static_cast<double>(random() % 6000), static_cast<double>(random() % 4000)};
        const PointF to{from.x + static_cast<double>(random() % 400), from.y + static_cast<double>(random() % 200)};
        MaskEdit edit(document);
        edit.paint(capsule(from, to, 10 + static_cast<double>(random() % 30)), static_cast<Label>(random() % 6));
        edit.commit("brush");
    }
    return std::move(document).takeMask();
}

const std::vector<LabelMask>& masksOfThree()
{
    static const std::vector<LabelMask> masks{maskOfWorker(1), maskOfWorker(2), maskOfWorker(3)};
    return masks;
}

void compareBytes24Mp(benchmark::State& state)
{
    const auto first = masksOfThree()[0].pixels();
    const std::vector<Label> same(first.begin(), first.end());
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(std::memcmp(first.data(), same.data(), same.size()));
}

void confusion24Mp(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state) {
        const Result<ConfusionMatrix> confusion = confusionOf(masksOfThree()[0], masksOfThree()[1], kLabels);
        benchmark::DoNotOptimize(meanIou(*confusion));
    }
}

void confusionOfNoise24Mp(benchmark::State& state)
{
    std::mt19937 random(1);
    const auto noise = [&random] {
        std::vector<Label> labels(std::size_t{6000} * 4000);
        for (Label& label : labels)
            label = static_cast<Label>(random() % 6);
        return *LabelMask::create(kSize, std::move(labels));
    };
    const LabelMask first = noise();
    const LabelMask second = noise();
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(meanIou(*confusionOf(first, second, kLabels)));
}

void plurality24Mp(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(pluralityOf(masksOfThree()).confidence);
}

void staple24Mp(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(stapleOf(masksOfThree()).confidence);
}

BENCHMARK(compareBytes24Mp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(confusion24Mp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(confusionOfNoise24Mp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(plurality24Mp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(staple24Mp)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
