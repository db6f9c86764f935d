// SPDX-License-Identifier: GPL-3.0-or-later
// MaskPatch::encode() and decode().
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

/// Compresses piece by piece, so that no copy of all pixels is ever made. zlib fails here only for want of memory, as
/// any allocation can.
class Deflater {
public:
    explicit Deflater(std::vector<std::uint8_t>& output) : m_output(output)
    {
        if (deflateInit(&m_stream, kZlibLevel) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { deflateEnd(&m_stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    void add(std::span<const Label> labels) { deflateAll(labels, Z_NO_FLUSH); }
    void finish() { deflateAll({}, Z_FINISH); }

private:
    void deflateAll(std::span<const Label> labels, int flush)
    {
        // zlib does not write to its input; its type is not const in this version.
        m_stream.next_in = const_cast<Bytef*>(labels.data());
        m_stream.avail_in = static_cast<uInt>(labels.size());
        do {
            std::array<std::uint8_t, 4096> chunk;
            m_stream.next_out = chunk.data();
            m_stream.avail_out = static_cast<uInt>(chunk.size());
            deflate(&m_stream, flush);
            m_output.insert(m_output.end(), chunk.begin(), chunk.end() - m_stream.avail_out);
        } while (m_stream.avail_out == 0);
    }

    z_stream m_stream{};
    std::vector<std::uint8_t>& m_output;
};

/// Decompresses piece by piece.
class Inflater {
public:
    explicit Inflater(std::span<const std::uint8_t> compressed)
    {
        if (inflateInit(&m_stream) != Z_OK)
            throw std::bad_alloc();
        m_stream.next_in = const_cast<Bytef*>(compressed.data());
        m_stream.avail_in = static_cast<uInt>(compressed.size());
    }
    ~Inflater() { inflateEnd(&m_stream); }
    Inflater(const Inflater&) = delete;
    Inflater& operator=(const Inflater&) = delete;

    /// Fills all of `labels`.
    Status read(std::span<Label> labels)
    {
        const int outcome = inflateInto(labels);
        return m_stream.avail_out == 0 ? ok() : failure(outcome);
    }

    /// Nothing may be left, neither pixels nor bytes.
    Status finish()
    {
        std::array<Label, 1> extra{};
        const int outcome = inflateInto(extra);
        const bool isAtEnd = outcome == Z_STREAM_END && m_stream.avail_out == extra.size() && m_stream.avail_in == 0;
        return isAtEnd ? ok() : failure(outcome);
    }

private:
    int inflateInto(std::span<Label> labels)
    {
        m_stream.next_out = labels.data();
        m_stream.avail_out = static_cast<uInt>(labels.size());
        return inflate(&m_stream, Z_SYNC_FLUSH);
    }

    Error failure(int outcome) const
    {
        const bool wantsMore = outcome == Z_OK || outcome == Z_BUF_ERROR;
        if (wantsMore && m_stream.avail_in == 0 && m_stream.avail_out > 0)
            return truncated();
        return malformed("does not hold the pixels that it names");
    }

    z_stream m_stream{};
};

} // namespace

std::vector<std::uint8_t> MaskPatch::encode() const
{
    std::vector<std::uint8_t> bytes(kMagic.begin(), kMagic.end());
    append(bytes, static_cast<std::uint32_t>(m_size.width));
    append(bytes, static_cast<std::uint32_t>(m_size.height));
    append(bytes, static_cast<std::uint32_t>(m_tiles.size()));
    for (const Tile& tile : m_tiles) {
        append(bytes, static_cast<std::uint16_t>(tile.place.column));
        append(bytes, static_cast<std::uint16_t>(tile.place.row));
    }
    Deflater deflater(bytes);
    TilePixels pixels;
    for (const Tile& tile : m_tiles) {
        const std::span<Label> labels = std::span(pixels).first(pixelCount(tile.place));
        tile.labels.unpack(labels);
        deflater.add(labels);
    }
    deflater.finish();
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
    Inflater inflater(compressed);
    TilePixels pixels;
    for (Tile& tile : m_tiles) {
        const std::span<Label> labels = std::span(pixels).first(pixelCount(tile.place));
        if (Status filled = inflater.read(labels); !filled)
            return filled;
        if (std::find(labels.begin(), labels.end(), kNeverWritten) != labels.end())
            return malformed("holds a pixel value that is no label");
        tile.labels = PackedTile(labels);
    }
    return inflater.finish();
}

} // namespace labelwright
