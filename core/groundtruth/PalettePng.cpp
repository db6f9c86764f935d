// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/PalettePng.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <new>
#include <string_view>

namespace labelwright {
namespace {

using Bytes = std::vector<std::uint8_t>;

constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
constexpr std::size_t kBatchBytes = 64 * 1024;
constexpr int kDeflateLevel = 6;
constexpr int kWindowBits = 15;

void appendNumber(Bytes& bytes, std::uint32_t number)
{
    for (const int shift : {24, 16, 8, 0})
        bytes.push_back(static_cast<std::uint8_t>(number >> shift));
}

void appendChunk(Bytes& png, std::string_view type, std::span<const std::uint8_t> data)
{
    appendNumber(png, static_cast<std::uint32_t>(data.size()));
    const std::size_t checked = png.size();
    png.insert(png.end(), type.begin(), type.end());
    png.insert(png.end(), data.begin(), data.end());
    appendNumber(png, static_cast<std::uint32_t>(::crc32_z(0, png.data() + checked, png.size() - checked)));
}

Bytes headerData(const PalettePngFormat& format)
{
    Bytes data;
    appendNumber(data, static_cast<std::uint32_t>(format.size.width));
    appendNumber(data, static_cast<std::uint32_t>(format.size.height));
    data.push_back(static_cast<std::uint8_t>(format.bitDepth));
    data.insert(data.end(), {3, 0, 0, 0}); // palette; deflate; the one filter method; not interlaced
    return data;
}

Bytes paletteData(const std::vector<Color>& palette)
{
    Bytes data;
    for (const Color color : palette)
        data.insert(data.end(), {color.red, color.green, color.blue});
    return data;
}

/// One zlib stream of what add() is given, in pieces.
class Deflater {
public:
    explicit Deflater(int memoryLevel)
    {
        // The one failure that valid arguments leave is a lack of memory.
        if (::deflateInit2(&m_stream, kDeflateLevel, Z_DEFLATED, kWindowBits, memoryLevel, Z_DEFAULT_STRATEGY) != Z_OK)
            throw std::bad_alloc();
    }
    ~Deflater() { ::deflateEnd(&m_stream); }
    Deflater(const Deflater&) = delete;
    Deflater& operator=(const Deflater&) = delete;

    void add(std::span<std::uint8_t> input) { run(input, Z_NO_FLUSH); }
    Bytes finish()
    {
        run({}, Z_FINISH);
        return std::move(m_output);
    }

private:
    void run(std::span<std::uint8_t> input, int flush)
    {
        m_stream.next_in = input.data();
        m_stream.avail_in = static_cast<uInt>(input.size());
        do {
            m_stream.next_out = m_room.data();
            m_stream.avail_out = static_cast<uInt>(m_room.size());
            ::deflate(&m_stream, flush);
            m_output.insert(m_output.end(), m_room.data(), m_stream.next_out);
        } while (m_stream.avail_out == 0);
    }

    z_stream m_stream{};
    Bytes m_output;
    Bytes m_room = Bytes(kBatchBytes);
};

Bytes compressedRows(const PalettePngFormat& format, const PackRow& packRow)
{
    const auto bits = static_cast<std::size_t>(format.size.width) * static_cast<std::size_t>(format.bitDepth);
    const std::size_t rowBytes = 1 + (bits + 7) / 8; // filter 0, then the pixels
    const int batchRows = static_cast<int>(std::max<std::size_t>(1, kBatchBytes / rowBytes));
    Bytes batch(rowBytes * static_cast<std::size_t>(batchRows));
    Deflater deflater(format.memoryLevel);
    for (int top = 0; top < format.size.height; top += batchRows) {
        const int rows = std::min(batchRows, format.size.height - top);
        for (int i = 0; i < rows; ++i)
            packRow(top + i, std::span(batch).subspan(static_cast<std::size_t>(i) * rowBytes + 1, rowBytes - 1));
        deflater.add(std::span(batch).first(static_cast<std::size_t>(rows) * rowBytes));
    }
    return deflater.finish();
}

} // namespace

Bytes writePalettePng(const PalettePngFormat& format, const PackRow& packRow)
{
    assert(format.maxDataChunk > 0 && format.maxDataChunk <= 0x7FFFFFFFU);
    Bytes png(kSignature.begin(), kSignature.end());
    appendChunk(png, "IHDR", headerData(format));
    if (format.srgb == SrgbChunk::RelativeColorimetric)
        appendChunk(png, "sRGB", std::array<std::uint8_t, 1>{1});
    appendChunk(png, "PLTE", paletteData(format.palette));
    if (!format.alpha.empty())
        appendChunk(png, "tRNS", format.alpha);
    const Bytes data = compressedRows(format, packRow);
    for (std::size_t at = 0; at < data.size(); at += format.maxDataChunk)
        appendChunk(png, "IDAT", std::span(data).subspan(at, std::min(format.maxDataChunk, data.size() - at)));
    appendChunk(png, "IEND", {});
    return png;
}

} // namespace labelwright
