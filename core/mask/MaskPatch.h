// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"
#include "core/mask/PackedTile.h"

#include <array>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// A copy of some tiles of a mask: the state before an edit (for undo) or after it (for the draft journal).
///
/// Tiles are kTileSize squares on a grid from (0, 0), cut at the mask's right and bottom edge. Tiles are kept whole and
/// packed; only those that were touched are kept, so its cost follows the edit's area and not the image's.
class MaskPatch {
public:
    static constexpr int kTileSize = 64;

    explicit MaskPatch(Size maskSize);

    /// Keeps the pixels of every tile that meets `rect` and is not yet kept. Precondition: mask.size() is the one given
    /// to the constructor.
    void keep(const LabelMask& mask, const Rect& rect);

    /// Exchanges the kept pixels with the mask's, for undo and redo.
    void swap(LabelMask& mask);

    /// The tiles of this patch as they are in `mask` now.
    MaskPatch captured(const LabelMask& mask) const;

    /// Replaces label k by table[k] in what is kept.
    void relabel(const std::array<Label, 256>& table);

    bool isEmpty() const { return m_tiles.empty(); }
    Rect bounds() const;          ///< Smallest rectangle that holds the kept tiles.
    std::size_t byteSize() const; ///< Memory held.

    /// Self-contained and compressed (zlib, level 1); decode() checks everything it reads.
    std::vector<std::uint8_t> encode() const;
    /// Precondition: maskSize is a mask's size. Errors: Malformed, Truncated; Mismatch when it is of a mask of another
    /// size.
    static Result<MaskPatch> decode(Size maskSize, std::span<const std::uint8_t> bytes);

private:
    /// Of the tile grid.
    struct TilePlace {
        int column = 0;
        int row = 0;
    };
    struct Tile {
        TilePlace place;
        PackedTile labels;
    };
    using TilePixels = std::array<Label, PackedTile::kMostPixels>;
    static_assert(kTileSize * kTileSize == PackedTile::kMostPixels);

    Rect tileRect(TilePlace place) const; ///< Empty for a place outside the mask.
    std::size_t pixelCount(TilePlace place) const
    {
        const Rect rect = tileRect(place);
        return static_cast<std::size_t>(rect.width) * static_cast<std::size_t>(rect.height);
    }
    bool markKept(TilePlace place); ///< False when it was kept already.
    static PackedTile packed(const LabelMask& mask, const Rect& rect);
    static void writeMixed(const PackedTile& tile, const Rect& rect, LabelMask& mask);
    // A strip is a run of neighbouring tiles in one row of the grid. Whole strips are read and written row by row, as
    // they lie in memory.
    static std::size_t stripLength(std::span<const Tile> tiles); ///< Of the strip that `tiles` begins with.
    std::vector<PackedTile> packedStrip(const LabelMask& mask, std::span<const Tile> strip) const;
    void writeStrip(std::span<const Tile> strip, LabelMask& mask) const;
    Status readPlaces(std::span<const std::uint8_t> bytes);
    Status readLabels(std::span<const std::uint8_t> compressed);

    Size m_size;
    std::vector<Tile> m_tiles;
    std::vector<bool> m_kept; ///< One flag a tile of the grid, row by row.
};

} // namespace labelwright
