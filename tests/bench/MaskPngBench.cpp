// SPDX-License-Identifier: GPL-3.0-or-later
// Saving a 12-megapixel mask as an answer's PNG, read back, against one cv::imencode of the same mask.
#include "core/base/AtomicFile.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/WorkerPng.h"
#include "tests/bench/BenchMask.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgcodecs.hpp>

#include <filesystem>
#include <string>
#include <unistd.h>
#include <vector>

namespace {

namespace fs = std::filesystem;
using namespace labelwright;

constexpr Size kSize{4000, 3000};

const LabelSet& fiveLabels()
{
    static const LabelSet labels = *LabelSet::fromNames({"people", "traffic light", "bus", "car", "tree"});
    return labels;
}

const LabelMask& mask12Mp()
{
    static const LabelMask mask = streetMask(kSize);
    return mask;
}

void imencodeLevel6(benchmark::State& state)
{
    std::vector<Label> pixels(mask12Mp().pixels().begin(), mask12Mp().pixels().end());
    const cv::Mat mask(kSize.height, kSize.width, CV_8UC1, pixels.data());
    for ([[maybe_unused]] auto _ : state) {
        std::vector<std::uint8_t> png;
        cv::imencode(".png", mask, png, {cv::IMWRITE_PNG_COMPRESSION, 6});
        state.counters["bytes"] = static_cast<double>(png.size());
    }
}
BENCHMARK(imencodeLevel6)->Unit(benchmark::kMillisecond);

void encodeWorker(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        state.counters["bytes"] = static_cast<double>(encodeWorkerPng(mask12Mp(), fiveLabels())->bytes.size());
}
BENCHMARK(encodeWorker)->Unit(benchmark::kMillisecond);

void encodeConsolidated(benchmark::State& state)
{
    for ([[maybe_unused]] auto _ : state)
        state.counters["bytes"] = static_cast<double>(encodeConsolidatedMask(mask12Mp(), fiveLabels())->size());
}
BENCHMARK(encodeConsolidated)->Unit(benchmark::kMillisecond);

void saveWorkerReadBack(benchmark::State& state)
{
    const fs::path path =
        fs::temp_directory_path() / ("labelwright-bench-" + std::to_string(::getpid())) / "answer.png";
    for ([[maybe_unused]] auto _ : state) {
        const auto png = encodeWorkerPng(mask12Mp(), fiveLabels());
        if (!png || !writeFileVerified(path, png->bytes, IfExists::Replace))
            state.SkipWithError("not saved");
    }
    fs::remove_all(path.parent_path());
}
BENCHMARK(saveWorkerReadBack)->Unit(benchmark::kMillisecond)->UseRealTime();

void decodeConsolidated(benchmark::State& state)
{
    const auto png = encodeConsolidatedMask(mask12Mp(), fiveLabels());
    for ([[maybe_unused]] auto _ : state) {
        if (!decodeConsolidatedMask(*png, fiveLabels(), ReadBy::Index))
            state.SkipWithError("not read");
    }
}
BENCHMARK(decodeConsolidated)->Unit(benchmark::kMillisecond);

} // namespace
