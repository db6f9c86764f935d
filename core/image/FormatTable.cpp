// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/FormatTable.h"

#include "core/image/BmpDecoder.h"
#include "core/image/JpegDecoder.h"
#include "core/image/PngDecoder.h"
#include "core/image/TiffDecoder.h"
#include "core/image/WebpDecoder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>

namespace labelwright {
namespace {

using namespace std::string_view_literals;

constexpr std::array kJpegSignatures{"\xFF\xD8\xFF"sv};
constexpr std::array kPngSignatures{"\x89PNG\r\n\x1A\n"sv};
constexpr std::array kTiffSignatures{"II*\0"sv, "MM\0*"sv, "II+\0"sv, "MM\0+"sv};
constexpr std::array kWebpSignatures{"RIFF????WEBP"sv};
constexpr std::array kBmpSignatures{"BM"sv};

constexpr std::array kJpegExtensions{".jpg"sv, ".jpeg"sv, ".jpe"sv};
constexpr std::array kPngExtensions{".png"sv};
constexpr std::array kTiffExtensions{".tif"sv, ".tiff"sv};
constexpr std::array kWebpExtensions{".webp"sv};
constexpr std::array kBmpExtensions{".bmp"sv};

template <auto decodeWhole>
Result<StoredPicture> decodeAny(std::span<const std::uint8_t> file, int)
{
    auto picture = decodeWhole(file);
    if (!picture)
        return picture.error();
    return StoredPicture(*std::move(picture));
}

Result<StoredPicture> decodeJpegAtLeast(std::span<const std::uint8_t> file, int leastExtent)
{
    Result<Image> image = decodeJpeg(file, leastExtent);
    if (!image)
        return image.error();
    return StoredPicture(*std::move(image));
}

constexpr std::array kTable{
    FormatRow{ImageFormat::Jpeg, "JPEG", kJpegSignatures, kJpegExtensions, readJpegInfo, decodeJpegAtLeast},
    FormatRow{ImageFormat::Png, "PNG", kPngSignatures, kPngExtensions, readPngInfo, decodeAny<decodePng>},
    FormatRow{ImageFormat::Tiff, "TIFF", kTiffSignatures, kTiffExtensions, readTiffInfo, decodeAny<decodeTiff>},
    FormatRow{ImageFormat::WebP, "WebP", kWebpSignatures, kWebpExtensions, readWebpInfo, decodeAny<decodeWebp>},
    FormatRow{ImageFormat::Bmp, "BMP", kBmpSignatures, kBmpExtensions, readBmpInfo, decodeAny<decodeBmp>},
};

/// The shorter of the two ends the comparison.
bool agree(std::string_view start, std::string_view signature)
{
    const std::size_t length = std::min(start.size(), signature.size());
    return std::equal(start.begin(), start.begin() + static_cast<std::ptrdiff_t>(length), signature.begin(),
                      [](char byte, char wanted) { return wanted == '?' || byte == wanted; });
}

/// "JPEG, PNG, TIFF, WebP or BMP"
std::string allNames()
{
    std::string names;
    for (std::size_t i = 0; i < kTable.size(); ++i) {
        if (i > 0)
            names += i + 1 == kTable.size() ? " or " : ", ";
        names += kTable[i].name;
    }
    return names;
}

} // namespace

std::span<const FormatRow> formatTable()
{
    return kTable;
}

Result<const FormatRow*> formatOf(std::span<const std::uint8_t> file)
{
    if (file.empty())
        return Error{ErrorCode::Truncated, "the file is empty"};
    const std::string_view start(reinterpret_cast<const char*>(file.data()), file.size());
    for (const FormatRow& row : kTable) {
        for (const std::string_view signature : row.signatures) {
            if (!agree(start, signature))
                continue;
            if (start.size() < signature.size())
                return Error{ErrorCode::Truncated, fmt::format("the file ends after {} bytes", file.size())};
            return &row;
        }
    }
    return Error{ErrorCode::Unsupported, fmt::format("its content is no {} picture", allNames())};
}

} // namespace labelwright
