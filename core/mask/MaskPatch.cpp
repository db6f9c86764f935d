// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/MaskPatch.h"

#include "core/mask/Runs.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

int tilesAcross(int extent)
{
    return (extent + MaskPatch::kTileSize - 1) / MaskPatch::kTileSize;
}

std::span<const Label> rowOf(const LabelMask& mask, const Rect& rect, int y)
{
    return mask.row(y).subspan(static_cast<std::size_t>(rect.x), static_cast<std::size_t>(rect.width));
}

bool isFilledWith(std::span<const Label> row, Label label)
{
    return row[0] == label && runLength(row) == row.size();
}

bool isUniform(const LabelMask& mask, const Rect& rect)
{
    const Label label = mask.at({rect.x, rect.y});
    int y = rect.y;
    while (y < rect.bottom() && isFilledWith(rowOf(mask, rect, y), label))
        ++y;
    return y == rect.bottom();
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

PackedTile MaskPatch::packed(const LabelMask& mask, const Rect& rect)
{
    if (isUniform(mask, rect))
        return PackedTile(mask.at({rect.x, rect.y}));
    TilePixels pixels;
    auto next = pixels.begin();
    for (int y = rect.y; y < rect.bottom(); ++y) {
        const std::span<const Label> row = rowOf(mask, rect, y);
        next = std::copy(row.begin(), row.end(), next);
    }
    return PackedTile(std::span(pixels.begin(), next));
}

void MaskPatch::writeMixed(const PackedTile& tile, const Rect& rect, LabelMask& mask)
{
    TilePixels pixels;
    const auto width = static_cast<std::size_t>(rect.width);
    tile.unpack(std::span(pixels).first(width * static_cast<std::size_t>(rect.height)));
    const Label* next = pixels.data();
    for (int y = rect.y; y < rect.bottom(); ++y, next += width)
        std::copy_n(next, width, mask.writableRow(y).begin() + rect.x);
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
                m_tiles.push_back({place, packed(mask, tileRect(place))});
        }
    }
}

void MaskPatch::swap(LabelMask& mask)
{
    assert(mask.size() == m_size);
    for (std::span<Tile> rest = m_tiles; !rest.empty();) {
        const std::span<Tile> strip = rest.first(stripLength(rest));
        std::vector<PackedTile> before = packedStrip(mask, strip);
        writeStrip(strip, mask);
        for (std::size_t i = 0; i < strip.size(); ++i)
            strip[i].labels = std::move(before[i]);
        rest = rest.subspan(strip.size());
    }
}

void MaskPatch::relabel(const std::array<Label, 256>& table)
{
    TilePixels pixels;
    for (Tile& tile : m_tiles) {
        if (tile.labels.isUniform()) {
            tile.labels = PackedTile(table[tile.labels.label()]);
            continue;
        }
        const std::span<Label> kept = std::span(pixels).first(pixelCount(tile.place));
        tile.labels.unpack(kept);
        std::ranges::transform(kept, kept.begin(), [&table](Label label) { return table[label]; });
        tile.labels = PackedTile(kept);
    }
}

std::size_t MaskPatch::stripLength(std::span<const Tile> tiles)
{
    std::size_t length = 1;
    while (length < tiles.size() && tiles[length].place.row == tiles[0].place.row &&
           tiles[length].place.column == tiles[length - 1].place.column + 1)
        ++length;
    return length;
}

std::vector<PackedTile> MaskPatch::packedStrip(const LabelMask& mask, std::span<const Tile> strip) const
{
    const Rect all = tileRect(strip.front().place).united(tileRect(strip.back().place));
    if (isUniform(mask, all))
        return std::vector(strip.size(), PackedTile(mask.at({all.x, all.y})));
    std::vector<PackedTile> tiles;
    tiles.reserve(strip.size());
    for (const Tile& tile : strip)
        tiles.push_back(packed(mask, tileRect(tile.place)));
    return tiles;
}

void MaskPatch::writeStrip(std::span<const Tile> strip, LabelMask& mask) const
{
    for (std::size_t i = 0; i < strip.size();) {
        const PackedTile& tile = strip[i].labels;
        Rect rect = tileRect(strip[i++].place);
        if (!tile.isUniform()) {
            writeMixed(tile, rect, mask);
            continue;
        }
        for (; i < strip.size() && strip[i].labels.isUniform() && strip[i].labels.label() == tile.label(); ++i)
            rect = rect.united(tileRect(strip[i].place));
        for (int y = rect.y; y < rect.bottom(); ++y)
            std::fill_n(mask.writableRow(y).begin() + rect.x, rect.width, tile.label());
    }
}

MaskPatch MaskPatch::captured(const LabelMask& mask) const
{
    assert(mask.size() == m_size);
    MaskPatch copy(m_size);
    copy.m_kept = m_kept;
    copy.m_tiles.reserve(m_tiles.size());
    for (const Tile& tile : m_tiles)
        copy.m_tiles.push_back({tile.place, packed(mask, tileRect(tile.place))});
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
        size += sizeof(tile) + tile.labels.byteSize();
    return size;
}

} // namespace labelwright
