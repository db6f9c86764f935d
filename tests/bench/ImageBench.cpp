// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/image/ImageReader.h"
#include "tests/bench/BenchPhoto.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgcodecs.hpp>

#include <string>

namespace labelwright {
namespace {

void decode12Mp(benchmark::State& state)
{
    const std::filesystem::path& path = benchPhoto();
    for (auto _ : state) {
        const Result<Image> image = readImage(path);
        if (!image)
            state.SkipWithError(sentence(image.error()).c_str());
        benchmark::DoNotOptimize(image);
    }
}

void decode12MpReference(benchmark::State& state)
{
    const std::filesystem::path& path = benchPhoto();
    for (auto _ : state)
        benchmark::DoNotOptimize(cv::imread(path.string()));
}

void thumbnail12Mp(benchmark::State& state)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(benchPhoto());
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeThumbnail(*bytes, 160));
}

BENCHMARK(decode12Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(decode12MpReference)->Unit(benchmark::kMillisecond);
BENCHMARK(thumbnail12Mp)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace labelwright
