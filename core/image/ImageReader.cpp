// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageReader.h"

#include "core/base/AtomicFile.h"
#include "core/image/FormatTable.h"
#include "core/image/Orientation.h"
#include "core/image/Window.h"

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cassert>
#include <cmath>
#include <exception>
#include <fstream>
#include <utility>
#include <variant>

namespace labelwright {
namespace {

/// Room for the headers and the EXIF block of nearly every photo.
constexpr std::size_t kHeaderBytes = std::size_t{1} << 18U;

Status checkExtent(Size size)
{
    const std::int64_t pixels = std::int64_t{size.width} * size.height;
    if (std::max(size.width, size.height) > kMaxImageExtent)
        return Error{ErrorCode::TooLarge, fmt::format("the picture is {} x {} pixels, at most {} a side are read",
                                                      size.width, size.height, kMaxImageExtent)};
    if (pixels > kMaxImagePixels)
        return Error{ErrorCode::TooLarge, fmt::format("the picture has {} million pixels, at most {} million are read",
                                                      pixels / 1'000'000, kMaxImagePixels / 1'000'000)};
    return ok();
}

struct CheckedFile {
    const FormatRow* format;
    ImageInfo info;
};

/// Everything that the header tells, before memory is taken for pixels.
Result<CheckedFile> checkFile(std::span<const std::uint8_t> file)
{
    const Result<const FormatRow*> format = formatOf(file);
    if (!format)
        return format.error();
    const Result<ImageInfo> info = (*format)->readInfo(file);
    if (!info)
        return info.error();
    if (const Status fits = checkExtent(info->storedSize); !fits)
        return fits.error();
    return CheckedFile{*format, *info};
}

Result<Photo> upright(StoredPicture stored, int orientation)
{
    if (const Image* image = std::get_if<Image>(&stored))
        return Photo{turnedUpright(*image, orientation), std::nullopt};
    DeepImage deep = turnedUpright(std::get<DeepImage>(stored), orientation);
    stored = Image(); // given back before the copy to show is made
    const ValueWindow range = valueRange(deep);
    Result<Image> shown = windowed(deep, range);
    if (!shown)
        return shown.error();
    return Photo{*std::move(shown), std::move(deep), range};
}

/// No lack of memory leaves here as an exception, OpenCV's included.
Result<Photo> decodeAtLeast(std::span<const std::uint8_t> file, int leastExtent)
{
    const Result<CheckedFile> checked = checkFile(file);
    if (!checked)
        return checked.error();
    const Size size = checked->info.size;
    try {
        Result<StoredPicture> stored = checked->format->decode(file, leastExtent);
        if (!stored)
            return stored.error();
        return upright(*std::move(stored), checked->info.orientation);
    } catch (const std::exception&) {
        return Error{ErrorCode::TooLarge, fmt::format("there is not enough memory for a picture of {} x {} pixels",
                                                      size.width, size.height)};
    }
}

Image averagedTo(const Image& image, int maxExtent)
{
    const double scale = static_cast<double>(maxExtent) / std::max(image.width(), image.height());
    if (scale >= 1)
        return image;
    const auto scaled = [scale](int extent) { return std::max(1, static_cast<int>(std::lround(extent * scale))); };
    Image small({scaled(image.width()), scaled(image.height())});
    const cv::Mat from(image.height(), image.width(), CV_8UC3, const_cast<std::uint8_t*>(image.data()));
    cv::Mat to(small.height(), small.width(), CV_8UC3, small.writableRow(0).data());
    cv::resize(from, to, to.size(), 0, 0, cv::INTER_AREA);
    return small;
}

/// Up to kHeaderBytes from the start; whatever stands in the way of it is told by reading the whole file.
Result<std::vector<std::uint8_t>> readStart(const std::filesystem::path& path)
{
    std::vector<std::uint8_t> start(kHeaderBytes);
    std::ifstream stream(path, std::ios::binary);
    stream.read(reinterpret_cast<char*>(start.data()), static_cast<std::streamsize>(start.size()));
    if (stream.gcount() == 0)
        return readFile(path, kMaxImageFileBytes);
    start.resize(static_cast<std::size_t>(stream.gcount()));
    return start;
}

} // namespace

std::span<const std::string_view> imageExtensions()
{
    static const std::vector<std::string_view> extensions = [] {
        std::vector<std::string_view> all;
        for (const FormatRow& row : formatTable())
            all.insert(all.end(), row.extensions.begin(), row.extensions.end());
        return all;
    }();
    return extensions;
}

Result<ImageInfo> readImageInfo(std::span<const std::uint8_t> file)
{
    const Result<CheckedFile> checked = checkFile(file);
    if (!checked)
        return checked.error();
    return checked->info;
}

Result<ImageInfo> readImageInfo(const std::filesystem::path& path)
{
    Result<std::vector<std::uint8_t>> bytes = readStart(path);
    if (!bytes)
        return bytes.error();
    Result<ImageInfo> info = readImageInfo(*bytes);
    if (!info && info.error().code == ErrorCode::Truncated && bytes->size() == kHeaderBytes) {
        bytes = readFile(path, kMaxImageFileBytes);
        if (!bytes)
            return bytes.error();
        info = readImageInfo(*bytes);
    }
    if (!info)
        return info.error().at(path);
    return info;
}

Result<Photo> decodePhoto(std::span<const std::uint8_t> file)
{
    return decodeAtLeast(file, kWholeExtent);
}

Result<Photo> readPhoto(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kMaxImageFileBytes);
    if (!bytes)
        return bytes.error();
    Result<Photo> photo = decodePhoto(*bytes);
    if (!photo)
        return photo.error().at(path);
    return photo;
}

Result<Image> decodeImage(std::span<const std::uint8_t> file)
{
    Result<Photo> photo = decodePhoto(file);
    if (!photo)
        return photo.error();
    return std::move(photo->image);
}

Result<Image> readImage(const std::filesystem::path& path)
{
    Result<Photo> photo = readPhoto(path);
    if (!photo)
        return photo.error();
    return std::move(photo->image);
}

Result<Image> decodeThumbnail(std::span<const std::uint8_t> file, int maxExtent)
{
    assert(maxExtent > 0);
    const Result<Photo> photo = decodeAtLeast(file, maxExtent);
    if (!photo)
        return photo.error();
    return averagedTo(photo->image, maxExtent);
}

} // namespace labelwright
