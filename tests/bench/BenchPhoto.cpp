// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/BenchPhoto.h"

#include <opencv2/imgcodecs.hpp>

#include <cmath>
#include <cstdlib>
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

} // namespace

const std::filesystem::path& benchPhoto()
{
    static const PhotoFile file;
    return file.path();
}

} // namespace labelwright
