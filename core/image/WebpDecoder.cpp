// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/WebpDecoder.h"

#include "core/image/Orientation.h"
#include "core/image/SampleRows.h"

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string>
#include <vector>
#include <webp/decode.h>

namespace labelwright {
namespace {

constexpr std::size_t kFileHeader = 12; // RIFF, its size, WEBP
constexpr std::size_t kChunkHeader = 8; // name, size
constexpr std::uint8_t kExifFlag = 0x08;

using Bytes = std::span<const std::uint8_t>;

Error endsTooEarly()
{
    return {ErrorCode::Truncated, "the WebP picture ends too early"};
}

Error errorOf(VP8StatusCode status)
{
    switch (status) {
    case VP8_STATUS_NOT_ENOUGH_DATA:
    case VP8_STATUS_SUSPENDED:
        return endsTooEarly();
    case VP8_STATUS_OUT_OF_MEMORY:
        return {ErrorCode::TooLarge, "there is not enough memory to decode the WebP picture"};
    case VP8_STATUS_UNSUPPORTED_FEATURE:
        return {ErrorCode::Unsupported, "the WebP picture is of a kind that is not read"};
    default:
        return {ErrorCode::Malformed, "the WebP picture can't be decoded (it is damaged)"};
    }
}

std::size_t sizeAt(Bytes file, std::size_t offset)
{
    return std::size_t{file[offset]} | std::size_t{file[offset + 1]} << 8U | std::size_t{file[offset + 2]} << 16U |
           std::size_t{file[offset + 3]} << 24U;
}

bool isNamed(Bytes chunk, std::string_view name)
{
    return std::string_view(reinterpret_cast<const char*>(chunk.data()), name.size()) == name;
}

/// The file's first chunk announces an EXIF block. It stands behind the pixels.
bool announcesExif(Bytes file)
{
    const Bytes first = file.size() > kFileHeader + kChunkHeader ? file.subspan(kFileHeader) : Bytes();
    return !first.empty() && isNamed(first, "VP8X") && (first[kChunkHeader] & kExifFlag) != 0;
}

/// Upright where there is no such block; nullopt where the file ends before it.
std::optional<int> orientationIn(Bytes file)
{
    const std::size_t end = kChunkHeader + sizeAt(file, 4);
    std::size_t place = kFileHeader;
    while (place + kChunkHeader <= std::min(end, file.size())) {
        const Bytes chunk = file.subspan(place);
        const std::size_t size = sizeAt(chunk, 4);
        if (isNamed(chunk, "EXIF") && size <= chunk.size() - kChunkHeader)
            return exifOrientation(chunk.subspan(kChunkHeader, size));
        place += kChunkHeader + size + size % 2;
    }
    return file.size() >= end ? std::optional(1) : std::nullopt;
}

Result<WebPBitstreamFeatures> featuresOf(Bytes file)
{
    WebPBitstreamFeatures features;
    if (const VP8StatusCode status = WebPGetFeatures(file.data(), file.size(), &features); status != VP8_STATUS_OK)
        return errorOf(status);
    if (features.has_animation)
        return Error{ErrorCode::Unsupported, "the WebP file is an animation; still pictures are read"};
    return features;
}

Status decodeInto(Bytes file, WEBP_CSP_MODE mode, std::span<std::uint8_t> pixels, std::size_t bytesPerRow)
{
    WebPDecoderConfig config;
    WebPInitDecoderConfig(&config);
    config.output.colorspace = mode;
    config.output.is_external_memory = 1;
    config.output.u.RGBA = {pixels.data(), static_cast<int>(bytesPerRow), pixels.size()};
    const VP8StatusCode status = WebPDecode(file.data(), file.size(), &config);
    WebPFreeDecBuffer(&config.output);
    return status == VP8_STATUS_OK ? ok() : Status(errorOf(status));
}

std::span<std::uint8_t> allPixels(Image& image)
{
    return {image.writableRow(0).data(), image.bytesPerRow() * static_cast<std::size_t>(image.height())};
}

Status decodeOnWhite(Bytes file, Image& image)
{
    const std::size_t rowLength = static_cast<std::size_t>(image.width()) * 4;
    std::vector<std::uint8_t> pixels(rowLength * static_cast<std::size_t>(image.height()));
    if (const Status decoded = decodeInto(file, MODE_RGBA, pixels, rowLength); !decoded)
        return decoded;
    SampleRows rows(image, {SampleMeaning::Color::Rgb, SampleMeaning::Alpha::Straight});
    for (int y = 0; y < image.height(); ++y) {
        const std::uint8_t* row = pixels.data() + static_cast<std::size_t>(y) * rowLength;
        for (int which = 0; which < 4; ++which)
            rows.put({0, y}, image.width(), which, row + which, 4);
    }
    return ok();
}

} // namespace

Result<ImageInfo> readWebpInfo(Bytes file)
{
    const Result<WebPBitstreamFeatures> features = featuresOf(file);
    if (!features)
        return features.error();
    const std::optional<int> orientation = announcesExif(file) ? orientationIn(file) : 1;
    if (!orientation)
        return endsTooEarly();
    const Size size{features->width, features->height};
    return ImageInfo{.format = ImageFormat::WebP,
                     .storedSize = size,
                     .size = turnedSize(size, *orientation),
                     .orientation = *orientation,
                     .bitDepth = 8,
                     .channels = features->has_alpha ? 4 : 3};
}

Result<Image> decodeWebp(Bytes file)
{
    const Result<WebPBitstreamFeatures> features = featuresOf(file);
    if (!features)
        return features.error();
    Image image({features->width, features->height});
    const Status decoded = features->has_alpha ? decodeOnWhite(file, image)
                                               : decodeInto(file, MODE_BGR, allPixels(image), image.bytesPerRow());
    if (!decoded)
        return decoded.error();
    return image;
}

} // namespace labelwright
