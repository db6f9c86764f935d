// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/image/ImageReader.h"

#include <benchmark/benchmark.h>
#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <string>

namespace labelwright {
namespace {

constexpr int kWidth = 4000;
constexpr int kHeight = 3000;

/// A 12 MP JPEG with the detail of a photo, written once and removed at the end.
class PhotoFile {
public:
    PhotoFile()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "labelwright-bench-XXXXXX").string();
        m_folder = mkdtemp(pattern.data());
        m_path = m_folder / "photo.jpg";
        cv::Mat noise(kHeight / 4, kWidth / 4, CV_8UC3);
        cv::Mat pixels(kHeight, kWidth, CV_8UC3);
        cv::RNG random(1);
        random.fill(noise, cv::RNG::UNIFORM, 0, 48);
        for (int y = 0; y < kHeight; ++y) {
            for (int x = 0; x < kWidth; ++x) {
                const cv::Vec3b& grain = noise.at<cv::Vec3b>(y / 4, x / 4);
                const double wave = 90 + 60 * std::sin(x * 0.011) * std::cos(y * 0.007) + random.uniform(0, 12);
                pixels.at<cv::Vec3b>(y, x) = {cv::saturate_cast<std::uint8_t>(wave + grain[0]),
                                              cv::saturate_cast<std::uint8_t>(wave * 0.8 + grain[1]),
                                              cv::saturate_cast<std::uint8_t>(200 - wave + grain[2])};
            }
        }
        cv::imwrite(m_path.string(), pixels, {cv::IMWRITE_JPEG_QUALITY, 92});
    }
    ~PhotoFile() { std::filesystem::remove_all(m_folder); }
    PhotoFile(const PhotoFile&) = delete;
    PhotoFile& operator=(const PhotoFile&) = delete;

    const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_folder;
    std::filesystem::path m_path;
};

const std::filesystem::path& photo()
{
    static const PhotoFile file;
    return file.path();
}

void decode12Mp(benchmark::State& state)
{
    const std::filesystem::path& path = photo();
    for (auto _ : state) {
        const Result<Image> image = readImage(path);
        if (!image)
            state.SkipWithError(sentence(image.error()).c_str());
        benchmark::DoNotOptimize(image);
    }
}

void decode12MpReference(benchmark::State& state)
{
    const std::filesystem::path& path = photo();
    for (auto _ : state)
        benchmark::DoNotOptimize(cv::imread(path.string()));
}

void thumbnail12Mp(benchmark::State& state)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(photo());
    for (auto _ : state)
        benchmark::DoNotOptimize(decodeThumbnail(*bytes, 160));
}

BENCHMARK(decode12Mp)->Unit(benchmark::kMillisecond);
BENCHMARK(decode12MpReference)->Unit(benchmark::kMillisecond);
BENCHMARK(thumbnail12Mp)->Unit(benchmark::kMillisecond);

} // namespace
} // namespace labelwright
