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

template <std::ptrdiff_t samplesPerPixel, typename Picture>
void turnPixels(const Picture& stored, int orientation, Picture& upright)
{
    const Turn& turn = turnOf(orientation);
    const auto rowLength = static_cast<std::ptrdiff_t>(stored.width()) * samplesPerPixel;
    const std::ptrdiff_t alongX = turn.fromRight ? -samplesPerPixel : samplesPerPixel;
    const std::ptrdiff_t alongY = turn.fromBottom ? -rowLength : rowLength;
    const std::ptrdiff_t nextColumn = turn.swapsAxes ? alongY : alongX;
    const std::ptrdiff_t nextRow = turn.swapsAxes ? alongX : alongY;
    const auto* first = stored.row(turn.fromBottom ? stored.height() - 1 : 0).data() +
                        (turn.fromRight ? rowLength - samplesPerPixel : 0);

    constexpr int kTile = 32; // both pictures' lines of a tile stay in the cache
    for (int tileY = 0; tileY < upright.height(); tileY += kTile) {
        for (int tileX = 0; tileX < upright.width(); tileX += kTile) {
            const int endX = std::min(tileX + kTile, upright.width());
            for (int y = tileY; y < std::min(tileY + kTile, upright.height()); ++y) {
                const auto* from = first + y * nextRow + tileX * nextColumn;
                auto* to = upright.writableRow(y).data() + tileX * samplesPerPixel;
                for (int x = tileX; x < endX; ++x, from += nextColumn, to += samplesPerPixel)
                    std::copy_n(from, samplesPerPixel, to);
            }
        }
    }
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
    Image upright(turnedSize(stored.size(), orientation));
    turnPixels<Image::kBytesPerPixel>(stored, orientation, upright);
    return upright;
}

DeepImage turnedUpright(const DeepImage& stored, int orientation)
{
    if (orientation == kUpright)
        return stored;
    DeepImage upright(turnedSize(stored.size(), orientation), stored.channels());
    if (stored.channels() == 1)
        turnPixels<1>(stored, orientation, upright);
    else
        turnPixels<3>(stored, orientation, upright);
    return upright;
}

} // namespace labelwright
