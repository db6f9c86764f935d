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

bool isUniform(const LabelMask& mask, const Rect& rect)
{
    const Label label = mask.at({rect.x, rect.y});
    for (int y = rect.y; y < rect.bottom(); ++y) {
        const std::span<const Label> row = rowOf(mask, rect, y);
        if (row[0] != label || runLength(row) != row.size())
            return false;
    }
    return true;
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

void MaskPatch::write(const PackedTile& tile, const Rect& rect, LabelMask& mask)
{
    TilePixels pixels;
    const auto width = static_cast<std::size_t>(rect.width);
    if (!tile.isUniform())
        tile.unpack(std::span(pixels).first(width * static_cast<std::size_t>(rect.height)));
    const Label* next = pixels.data();
    for (int y = rect.y; y < rect.bottom(); ++y, next += width) {
        const auto row = mask.writableRow(y).begin() + rect.x;
        if (tile.isUniform())
            std::fill_n(row, width, tile.label());
        else
            std::copy_n(next, width, row);
    }
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
    for (Tile& tile : m_tiles) {
        const Rect rect = tileRect(tile.place);
        PackedTile before = packed(mask, rect);
        write(tile.labels, rect, mask);
        tile.labels = std::move(before);
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
