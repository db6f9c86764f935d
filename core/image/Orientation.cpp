// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Orientation.h"

#include <libexif/exif-data.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <string_view>
#include <vector>

namespace labelwright {
namespace {

constexpr int kUpright = 1;
constexpr int kTurned = 8;
constexpr std::string_view kExifHeader("Exif\0\0", 6);

/// How to find the stored pixel of a displayed one: swap x and y, then count from the far side.
struct Turn {
    bool swapsAxes;
    bool fromRight;
    bool fromBottom;
};

constexpr std::array<Turn, kTurned> kTurns{{
    {false, false, false}, // 1
    {false, true, false},  // 2
    {false, true, true},   // 3
    {false, false, true},  // 4
    {true, false, false},  // 5
    {true, false, true},   // 6
    {true, true, true},    // 7
    {true, true, false},   // 8
}};

const Turn& turnOf(int orientation)
{
    return kTurns[static_cast<std::size_t>(orientation - kUpright)];
}

bool hasExifHeader(std::span<const std::uint8_t> exif)
{
    return exif.size() >= kExifHeader.size() && std::memcmp(exif.data(), kExifHeader.data(), kExifHeader.size()) == 0;
}

} // namespace

int exifOrientation(std::span<const std::uint8_t> exif)
{
    std::vector<std::uint8_t> block;
    if (!hasExifHeader(exif))
        block.assign(kExifHeader.begin(), kExifHeader.end());
    block.insert(block.end(), exif.begin(), exif.end());

    const std::unique_ptr<ExifData, decltype(&exif_data_unref)> data(
        exif_data_new_from_data(block.data(), static_cast<unsigned>(block.size())), &exif_data_unref);
    if (!data)
        return kUpright;
    const ExifEntry* entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], EXIF_TAG_ORIENTATION);
    if (!entry || entry->format != EXIF_FORMAT_SHORT || entry->components != 1 || entry->size < sizeof(ExifShort))
        return kUpright;
    const int orientation = exif_get_short(entry->data, exif_data_get_byte_order(data.get()));
    return orientation >= kUpright && orientation <= kTurned ? orientation : kUpright;
}

Size turnedSize(Size stored, int orientation)
{
    return turnOf(orientation).swapsAxes ? Size{stored.height, stored.width} : stored;
}

Image turnedUpright(const Image& stored, int orientation)
{
    if (orientation == kUpright)
        return stored;
    const Turn& turn = turnOf(orientation);
    Image upright(turnedSize(stored.size(), orientation));
    const auto pixelBytes = static_cast<std::ptrdiff_t>(Image::kBytesPerPixel);
    const auto rowBytes = static_cast<std::ptrdiff_t>(stored.bytesPerRow());
    const std::ptrdiff_t alongX = turn.fromRight ? -pixelBytes : pixelBytes;
    const std::ptrdiff_t alongY = turn.fromBottom ? -rowBytes : rowBytes;
    const std::ptrdiff_t nextColumn = turn.swapsAxes ? alongY : alongX;
    const std::ptrdiff_t nextRow = turn.swapsAxes ? alongX : alongY;
    const std::uint8_t* first = stored.data() + (turn.fromRight ? rowBytes - pixelBytes : 0) +
                                (turn.fromBottom ? (stored.height() - 1) * rowBytes : 0);

    constexpr int kTile = 32; // both pictures' lines of a tile stay in the cache
    for (int tileY = 0; tileY < upright.height(); tileY += kTile) {
        for (int tileX = 0; tileX < upright.width(); tileX += kTile) {
            const int endX = std::min(tileX + kTile, upright.width());
            for (int y = tileY; y < std::min(tileY + kTile, upright.height()); ++y) {
                const std::uint8_t* from = first + y * nextRow + tileX * nextColumn;
                std::uint8_t* to = upright.writableRow(y).data() + tileX * pixelBytes;
                for (int x = tileX; x < endX; ++x, from += nextColumn, to += pixelBytes)
                    std::memcpy(to, from, Image::kBytesPerPixel);
            }
        }
    }
    return upright;
}

} // namespace labelwright
