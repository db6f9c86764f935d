// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageReader.h"

#include "core/base/AtomicFile.h"
#include "core/image/JpegDecoder.h"
#include "core/image/Orientation.h"
#include "core/image/PngDecoder.h"

#include <fmt/format.h>
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <exception>
#include <fstream>

namespace labelwright {
namespace {

/// Room for the headers and the EXIF block of nearly every photo.
constexpr std::size_t kHeaderBytes = std::size_t{1} << 18U;

constexpr std::array<std::string_view, 4> kExtensions{".jpg", ".jpeg", ".jpe", ".png"};

struct Signature {
    ImageFormat format;
    std::string_view bytes;
};

constexpr std::array kSignatures{Signature{ImageFormat::Jpeg, "\xFF\xD8\xFF"},
                                 Signature{ImageFormat::Png, "\x89PNG\r\n\x1A\n"}};

Result<ImageFormat> formatOf(std::span<const std::uint8_t> file)
{
    if (file.empty())
        return Error{ErrorCode::Truncated, "the file is empty"};
    for (const Signature& signature : kSignatures) {
        const std::string_view start(reinterpret_cast<const char*>(file.data()),
                                     std::min(file.size(), signature.bytes.size()));
        if (start == signature.bytes)
            return signature.format;
        if (signature.bytes.starts_with(start))
            return Error{ErrorCode::Truncated, fmt::format("the file ends after {} bytes", file.size())};
    }
    return Error{ErrorCode::Unsupported, "its content is neither a JPEG nor a PNG picture, which are the kinds read"};
}

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

Result<Image> decodeReduced(std::span<const std::uint8_t> file, const ImageInfo& info, JpegReduction reduction)
{
    Result<Image> stored = info.format == ImageFormat::Jpeg ? decodeJpeg(file, reduction) : decodePng(file);
    if (!stored)
        return stored;
    return turnedUpright(*stored, info.orientation);
}

/// The edge that no lack of memory crosses as an exception, OpenCV's included.
template <typename Decode>
Result<Image> withinMemory(Size size, Decode decode)
try {
    return decode();
} catch (const std::exception&) {
    return Error{ErrorCode::TooLarge,
                 fmt::format("there is not enough memory for a picture of {} x {} pixels", size.width, size.height)};
}

/// The strongest reduction that leaves at least maxExtent pixels on the longer side.
JpegReduction reductionFor(Size size, int maxExtent)
{
    const int longer = std::max(size.width, size.height);
    for (JpegReduction reduction : {JpegReduction::Eighth, JpegReduction::Quarter, JpegReduction::Half}) {
        if (longer / static_cast<int>(reduction) >= maxExtent)
            return reduction;
    }
    return JpegReduction::Whole;
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
    return kExtensions;
}

Result<ImageInfo> readImageInfo(std::span<const std::uint8_t> file)
{
    const Result<ImageFormat> format = formatOf(file);
    if (!format)
        return format.error();
    Result<ImageInfo> info = *format == ImageFormat::Jpeg ? readJpegInfo(file) : readPngInfo(file);
    if (!info)
        return info;
    if (const Status fits = checkExtent(info->storedSize); !fits)
        return fits.error();
    return info;
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

Result<Image> decodeImage(std::span<const std::uint8_t> file)
{
    const Result<ImageInfo> info = readImageInfo(file);
    if (!info)
        return info.error();
    return withinMemory(info->size, [&] { return decodeReduced(file, *info, JpegReduction::Whole); });
}

Result<Image> readImage(const std::filesystem::path& path)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, kMaxImageFileBytes);
    if (!bytes)
        return bytes.error();
    Result<Image> image = decodeImage(*bytes);
    if (!image)
        return image.error().at(path);
    return image;
}

Result<Image> decodeThumbnail(std::span<const std::uint8_t> file, int maxExtent)
{
    assert(maxExtent > 0);
    const Result<ImageInfo> info = readImageInfo(file);
    if (!info)
        return info.error();
    return withinMemory(info->size, [&]() -> Result<Image> {
        const Result<Image> image = decodeReduced(file, *info, reductionFor(info->size, maxExtent));
        if (!image)
            return image;
        return averagedTo(*image, maxExtent);
    });
}

} // namespace labelwright
