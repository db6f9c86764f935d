// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/MaskPatch.h"

#include <fmt/format.h>
#include <zlib.h>

#include <algorithm>
#include <array>
#include <new>
#include <string_view>
#include <utility>

namespace labelwright {
namespace {

// Encoded form, all numbers little endian: "LWP1", width, height, count of tiles (u32 each), then column and row (u16
// each) of every tile, then one zlib stream of the tiles' pixels, in the same order, each row by row.
constexpr std::array<std::uint8_t, 4> kMagic{'L', 'W', 'P', '1'};
constexpr std::size_t kHeaderSize = kMagic.size() + 3 * sizeof(std::uint32_t);
constexpr std::size_t kPlaceSize = 2 * sizeof(std::uint16_t);
constexpr int kZlibLevel = 1;
constexpr Label kNeverWritten = 255;

int tilesAcross(int extent)
{
    return (extent + MaskPatch::kTileSize - 1) / MaskPatch::kTileSize;
}

template <typename Number>
void append(std::vector<std::uint8_t>& bytes, Number number)
{
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        bytes.push_back(static_cast<std::uint8_t>(number >> (8 * i)));
}

/// Precondition: bytes.size() >= offset + sizeof(Number).
template <typename Number>
Number numberAt(std::span<const std::uint8_t> bytes, std::size_t offset)
{
    Number number = 0;
    for (std::size_t i = 0; i < sizeof(Number); ++i)
        number = static_cast<Number>(number | static_cast<Number>(bytes[offset + i]) << (8 * i));
    return number;
}

Error truncated()
{
    return {ErrorCode::Truncated, "the recorded edit ends too early"};
}

Error malformed(std::string_view what)
{
    return {ErrorCode::Malformed, fmt::format("the recorded edit {}", what)};
}

/// Exactly `size` bytes from all of `compressed`.
Result<std::vector<std::uint8_t>> inflated(std::span<const std::uint8_t> compressed, std::size_t size)
{
    // One more byte than is wanted, so that a longer stream shows.
    std::vector<std::uint8_t> bytes(size + 1);
    z_stream stream{};
    if (inflateInit(&stream) != Z_OK)
        return malformed("can't be decompressed");
    // zlib does not write to its input; its type is not const in this version.
    stream.next_in = const_cast<Bytef*>(compressed.data());
    stream.avail_in = static_cast<uInt>(compressed.size());
    stream.next_out = bytes.data();
    stream.avail_out = static_cast<uInt>(bytes.size());
    const int outcome = inflate(&stream, Z_FINISH);
    inflateEnd(&stream);
    if (outcome == Z_BUF_ERROR && stream.avail_in == 0 && stream.avail_out > 0)
        return truncated();
    if (outcome != Z_STREAM_END || stream.avail_in != 0 || stream.total_out != size)
        return malformed("does not hold the pixels that it names");
    bytes.resize(size);
    return bytes;
}

} // namespace

MaskPatch::MaskPatch(Size maskSize)
    : m_size(maskSize), m_kept(static_cast<std::size_t>(tilesAcross(maskSize.width)) *
                               static_cast<std::size_t>(tilesAcross(maskSize.height)))
{}

Rect MaskPatch::tileRect(TilePlace place) const
{
    const Rect whole{place.column * kTileSize, place.row * kTileSize, kTileSize, kTileSize};
    return whole.intersected({0, 0, m_size.width, m_size.height});
}

bool MaskPatch::markKept(TilePlace place)
{
    const std::size_t index =
        static_cast<std::size_t>(place.row) * static_cast<std::size_t>(tilesAcross(m_size.width)) +
        static_cast<std::size_t>(place.column);
    const bool wasKept = m_kept[index];
    m_kept[index] = true;
    return !wasKept;
}

std::vector<Label> MaskPatch::labelsAt(const LabelMask& mask, TilePlace place) const
{
    const Rect rect = tileRect(place);
    std::vector<Label> labels;
    labels.reserve(static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height));
    for (int y = rect.y; y < rect.bottom(); ++y) {
        const auto row = mask.row(y).subspan(static_cast<std::size_t>(rect.x), static_cast<std::size_t>(rect.width));
        labels.insert(labels.end(), row.begin(), row.end());
    }
    return labels;
}

void MaskPatch::keep(const LabelMask& mask, const Rect& rect)
{
    assert(mask.size() == m_size);
    const Rect inside = rect.intersected(mask.bounds());
    if (inside.isEmpty())
        return;
    for (int row = inside.y / kTileSize; row <= (inside.bottom() - 1) / kTileSize; ++row) {
        for (int column = inside.x / kTileSize; column <= (inside.right() - 1) / kTileSize; ++column) {
            const TilePlace place{column, row};
            if (markKept(place))
                m_tiles.push_back({place, labelsAt(mask, place)});
        }
    }
}

void MaskPatch::swap(LabelMask& mask)
{
    assert(mask.size() == m_size);
    for (Tile& tile : m_tiles) {
        const Rect rect = tileRect(tile.place);
        auto kept = tile.labels.begin();
        for (int y = rect.y; y < rect.bottom(); ++y) {
            const auto row = mask.writableRow(y).begin() + rect.x;
            kept = std::swap_ranges(row, row + rect.width, kept);
        }
    }
}

MaskPatch MaskPatch::captured(const LabelMask& mask) const
{
    assert(mask.size() == m_size);
    MaskPatch copy = *this;
    for (Tile& tile : copy.m_tiles)
        tile.labels = labelsAt(mask, tile.place);
    return copy;
}

Rect MaskPatch::bounds() const
{
    Rect all;
    for (const Tile& tile : m_tiles)
        all = all.united(tileRect(tile.place));
    return all;
}

std::size_t MaskPatch::byteSize() const
{
    std::size_t size = sizeof(*this) + m_kept.size() / 8;
    for (const Tile& tile : m_tiles)
        size += sizeof(tile) + tile.labels.size();
    return size;
}

std::vector<std::uint8_t> MaskPatch::encode() const
{
    std::vector<std::uint8_t> bytes(kMagic.begin(), kMagic.end());
    append(bytes, static_cast<std::uint32_t>(m_size.width));
    append(bytes, static_cast<std::uint32_t>(m_size.height));
    append(bytes, static_cast<std::uint32_t>(m_tiles.size()));
    std::vector<Label> labels;
    for (const Tile& tile : m_tiles) {
        append(bytes, static_cast<std::uint16_t>(tile.place.column));
        append(bytes, static_cast<std::uint16_t>(tile.place.row));
        labels.insert(labels.end(), tile.labels.begin(), tile.labels.end());
    }
    const std::size_t start = bytes.size();
    uLongf size = compressBound(labels.size());
    bytes.resize(start + size);
    // With compressBound() bytes of room it can only fail for want of memory, as any allocation here can.
    if (compress2(bytes.data() + start, &size, labels.data(), labels.size(), kZlibLevel) != Z_OK)
        throw std::bad_alloc();
    bytes.resize(start + size);
    return bytes;
}

Result<MaskPatch> MaskPatch::decode(Size maskSize, std::span<const std::uint8_t> bytes)
{
    if (!std::equal(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(std::min(bytes.size(), kMagic.size())),
                    kMagic.begin()))
        return malformed("is not of a kind that this version knows");
    if (bytes.size() < kHeaderSize)
        return truncated();
    const auto width = numberAt<std::uint32_t>(bytes, 4);
    const auto height = numberAt<std::uint32_t>(bytes, 8);
    if (width != static_cast<std::uint32_t>(maskSize.width) || height != static_cast<std::uint32_t>(maskSize.height))
        return Error{ErrorCode::Mismatch, fmt::format("the recorded edit is of a mask of {} x {} pixels, not {} x {}",
                                                      width, height, maskSize.width, maskSize.height)};
    MaskPatch patch(maskSize);
    const std::size_t count = numberAt<std::uint32_t>(bytes, 12);
    if (count > patch.m_kept.size())
        return malformed("names more tiles than there are");
    const std::size_t placesEnd = kHeaderSize + count * kPlaceSize;
    if (bytes.size() < placesEnd)
        return truncated();
    if (Status placed = patch.readPlaces(bytes.subspan(kHeaderSize, count * kPlaceSize)); !placed)
        return placed.error();
    if (Status filled = patch.readLabels(bytes.subspan(placesEnd)); !filled)
        return filled.error();
    return patch;
}

Status MaskPatch::readPlaces(std::span<const std::uint8_t> bytes)
{
    for (std::size_t offset = 0; offset < bytes.size(); offset += kPlaceSize) {
        const TilePlace place{numberAt<std::uint16_t>(bytes, offset), numberAt<std::uint16_t>(bytes, offset + 2)};
        if (tileRect(place).isEmpty())
            return malformed("names a tile outside the mask");
        if (!markKept(place))
            return malformed("names a tile twice");
        m_tiles.push_back({place, {}});
    }
    return ok();
}

Status MaskPatch::readLabels(std::span<const std::uint8_t> compressed)
{
    std::size_t size = 0;
    for (const Tile& tile : m_tiles) {
        const Rect rect = tileRect(tile.place);
        size += static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height);
    }
    const Result<std::vector<std::uint8_t>> labels = inflated(compressed, size);
    if (!labels)
        return labels.error();
    if (std::find(labels->begin(), labels->end(), kNeverWritten) != labels->end())
        return malformed("holds a pixel value that is no label");
    auto next = labels->begin();
    for (Tile& tile : m_tiles) {
        const Rect rect = tileRect(tile.place);
        const auto end = next + static_cast<std::ptrdiff_t>(rect.width) * rect.height;
        tile.labels.assign(next, end);
        next = end;
    }
    return ok();
}

} // namespace labelwright
