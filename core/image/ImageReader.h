// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/image/DeepImage.h"
#include "core/image/Image.h"
#include "core/image/Window.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

namespace labelwright {

enum class ImageFormat : std::uint8_t { Jpeg, Png, Tiff, WebP, Bmp };

/// EXIF orientation 1 to 8; 1 is upright. The photo is turned by it before anybody sees it, so masks live in the
/// displayed orientation. A PNG's counts when its eXIf chunk stands before the pixels.
struct ImageInfo {
    ImageFormat format{};
    Size storedSize;     ///< As the file holds it.
    Size size;           ///< As it is displayed, after orientation.
    int orientation = 1; ///< EXIF, or TIFF's own; 1 where the file says nothing or nonsense.
    int bitDepth = 8;    ///< Per channel, as stored; of the index where the file has a palette.
    int channels = 3;    ///< As stored; a palette counts as 3.
};

/// A decoded picture, upright.
struct Photo {
    Image image;
    std::optional<DeepImage> deep; ///< Of a file with 16 bits a sample.
    ValueWindow range{};           ///< Of deep: its valueRange(), through which image shows it.
};

/// File endings that are read, lower case with the dot: what a folder scan takes.
std::span<const std::string_view> imageExtensions();

/// 100 million pixels and 40 MB are Ground Truth's limits; these are ours, against hostile files.
inline constexpr std::int64_t kMaxImagePixels = 500'000'000;
inline constexpr int kMaxImageExtent = 32768;
inline constexpr std::uintmax_t kMaxImageFileBytes = 1U << 30U;

/// Reads the header alone; the format is told from the content, never from the name. Of a file whose header lies behind
/// its first 256 KB, as TIFF's often does, everything is read.
/// Errors: NotFound, Unreadable, Truncated (also an empty file), Malformed, Unsupported, TooLarge; with the path.
Result<ImageInfo> readImageInfo(const std::filesystem::path& path);
Result<ImageInfo> readImageInfo(std::span<const std::uint8_t> file);

/// Decodes a whole picture to 8-bit colour, turned upright. 16-bit samples are shown from the least to the greatest
/// value in the picture (see valueRange), alpha lies on white, CMYK becomes RGB without a colour profile. Of several
/// pages or sizes the first counts. A file cut short is an error, never a half-grey picture; other damage to a JPEG's
/// pixels shows in the picture, as in any viewer.
/// Thread: any. Cost: about that of the format's library alone; a turned photo, and a WebP with alpha, is held twice
/// for a moment. Errors: as readImageInfo.
Result<Image> readImage(const std::filesystem::path& path);
Result<Image> decodeImage(std::span<const std::uint8_t> file);

/// As readImage, with the 16-bit samples where the file has such.
Result<Photo> readPhoto(const std::filesystem::path& path);
Result<Photo> decodePhoto(std::span<const std::uint8_t> file);

/// A picture of at most maxExtent pixels a side, for thumbnails: JPEG is decoded at an eighth, quarter or half, which
/// is many times faster than decoding it whole. Never enlarged. Errors: as readImageInfo.
/// Precondition: maxExtent > 0.
Result<Image> decodeThumbnail(std::span<const std::uint8_t> file, int maxExtent);

} // namespace labelwright
