// SPDX-License-Identifier: GPL-3.0-or-later
// A 12-megapixel mask on its way into a COCO dataset: run lengths of all labels against a memcpy of the mask, and all
// that is written of it against decoding the mask's PNG.
#include "core/dataset/CocoRle.h"
#include "core/dataset/DatasetFormat.h"
#include "core/groundtruth/MaskPng.h"
#include "core/mask/LabelledRegions.h"
#include "tests/bench/BenchMask.h"

#include <benchmark/benchmark.h>

#include <cstring>
#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

using namespace labelwright;

constexpr Size kSize{4000, 3000};

const LabelMask& mask12Mp()
{
    static const LabelMask mask = streetMask(kSize);
    return mask;
}

LabelSet fiveLabels()
{
    return *LabelSet::fromNames({"road", "car", "person", "sign", "tree"});
}

void memcpy12Mp(benchmark::State& state)
{
    const auto pixels = mask12Mp().pixels();
    std::vector<Label> copy(pixels.size());
    for ([[maybe_unused]] auto _ : state) {
        std::memcpy(copy.data(), pixels.data(), pixels.size());
        benchmark::DoNotOptimize(copy.data());
        benchmark::ClobberMemory();
    }
}

void cocoRuns12Mp(benchmark::State& state)
{
    std::size_t bytes = 0;
    for ([[maybe_unused]] auto _ : state) {
        bytes = 0;
        for (const LabelledRegion& each : labelledRegions(mask12Mp()))
            bytes += compressedCocoRuns(cocoRuns(each.region, kSize)).size();
    }
    state.counters["bytes"] = static_cast<double>(bytes);
    state.counters["megapixels/s"] = benchmark::Counter(static_cast<double>(mask12Mp().pixels().size()) / 1e6,
                                                        benchmark::Counter::kIsIterationInvariantRate);
}

void decodeMaskPng12Mp(benchmark::State& state)
{
    const LabelSet labels = fiveLabels();
    const std::vector<std::uint8_t> png = *encodeConsolidatedMask(mask12Mp(), labels);
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize(decodeConsolidatedMask(png, labels, ReadBy::Index));
}

void cocoAnnotations12Mp(benchmark::State& state)
{
    const std::filesystem::path root =
        std::filesystem::temp_directory_path() / ("labelwright-coco-bench-" + std::to_string(::getpid()));
    DatasetFolder folder(root);
    const auto writer = findDatasetFormat("coco")->write(folder, {.name = "bench", .labels = fiveLabels()});
    DatasetItem item;
    item.name = "photo";
    item.size = kSize;
    item.mask = mask12Mp();
    for ([[maybe_unused]] auto _ : state)
        benchmark::DoNotOptimize((*writer)->encode(item));
    std::filesystem::remove_all(root);
}

BENCHMARK(memcpy12Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(cocoRuns12Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(decodeMaskPng12Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(cocoAnnotations12Mp)->Unit(benchmark::kMillisecond);

} // namespace
