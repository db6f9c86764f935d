// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/image/TestTiffs.h"

#include <algorithm>
#include <cstring>
#include <tiffio.h>

namespace labelwright::test {
namespace {

using SamplesAt = std::function<std::vector<int>(int x, int y)>;

/// A file in memory that libtiff writes and reads again.
struct MemoryFile {
    Bytes bytes;
    std::size_t place = 0;
};

MemoryFile& fileOf(thandle_t handle)
{
    return *static_cast<MemoryFile*>(handle);
}

tmsize_t onRead(thandle_t handle, void* to, tmsize_t count)
{
    MemoryFile& file = fileOf(handle);
    const std::size_t left = file.bytes.size() - std::min(file.place, file.bytes.size());
    const std::size_t read = std::min(left, static_cast<std::size_t>(count));
    std::memcpy(to, file.bytes.data() + file.place, read);
    file.place += read;
    return static_cast<tmsize_t>(read);
}

tmsize_t onWrite(thandle_t handle, void* from, tmsize_t count)
{
    MemoryFile& file = fileOf(handle);
    const std::size_t end = file.place + static_cast<std::size_t>(count);
    file.bytes.resize(std::max(file.bytes.size(), end));
    std::memcpy(file.bytes.data() + file.place, from, static_cast<std::size_t>(count));
    file.place = end;
    return count;
}

toff_t onSeek(thandle_t handle, toff_t offset, int from)
{
    MemoryFile& file = fileOf(handle);
    file.place = offset + (from == SEEK_CUR ? file.place : from == SEEK_END ? file.bytes.size() : 0);
    return file.place;
}

void setTags(TIFF* tiff, const TiffLayout& layout)
{
    TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, layout.size.width);
    TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, layout.size.height);
    TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, layout.bitDepth);
    TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, layout.samples);
    TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, layout.photometric);
    TIFFSetField(tiff, TIFFTAG_COMPRESSION, layout.compression);
    TIFFSetField(tiff, TIFFTAG_ORIENTATION, layout.orientation);
    TIFFSetField(tiff, TIFFTAG_SAMPLEFORMAT, layout.sampleFormat);
    TIFFSetField(tiff, TIFFTAG_PLANARCONFIG, layout.planar ? PLANARCONFIG_SEPARATE : PLANARCONFIG_CONTIG);
    if (layout.subfileType != 0)
        TIFFSetField(tiff, TIFFTAG_SUBFILETYPE, layout.subfileType);
    if (layout.extra) {
        const auto kind = static_cast<std::uint16_t>(*layout.extra);
        TIFFSetField(tiff, TIFFTAG_EXTRASAMPLES, 1, &kind);
    }
    if (layout.photometric == PHOTOMETRIC_YCBCR)
        TIFFSetField(tiff, TIFFTAG_JPEGCOLORMODE, JPEGCOLORMODE_RGB);
    if (layout.tile.width > 0) {
        TIFFSetField(tiff, TIFFTAG_TILEWIDTH, layout.tile.width);
        TIFFSetField(tiff, TIFFTAG_TILELENGTH, layout.tile.height);
    } else {
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, layout.rowsPerStrip);
    }
    std::array<std::vector<std::uint16_t>, 3> maps;
    for (const auto& color : layout.palette) {
        for (std::size_t i = 0; i < maps.size(); ++i)
            maps[i].push_back(static_cast<std::uint16_t>(color[i] * 257));
    }
    if (!layout.palette.empty())
        TIFFSetField(tiff, TIFFTAG_COLORMAP, maps[0].data(), maps[1].data(), maps[2].data());
}

/// Samples packed from the high bit, 16 bits in the machine's order.
class Packer {
public:
    explicit Packer(int bitDepth) : m_bitDepth(bitDepth) {}
    void add(int sample)
    {
        if (m_bitDepth == 16) {
            const auto value = static_cast<std::uint16_t>(sample);
            m_bytes.resize(m_bytes.size() + 2);
            std::memcpy(&m_bytes[m_bytes.size() - 2], &value, 2);
            return;
        }
        if (m_freeBits == 0) {
            m_bytes.push_back(0);
            m_freeBits = 8;
        }
        m_freeBits -= m_bitDepth;
        m_bytes.back() = static_cast<std::uint8_t>(m_bytes.back() | (sample << m_freeBits));
    }
    void endRow() { m_freeBits = 0; }
    Bytes& bytes() { return m_bytes; }

private:
    int m_bitDepth;
    int m_freeBits = 0;
    Bytes m_bytes;
};

/// The pixels of `area`, of one plane or of all; beyond the picture all samples are 0.
Bytes packed(const TiffLayout& layout, const Rect& area, int plane, const SamplesAt& samplesAt)
{
    Packer packer(layout.bitDepth);
    const Rect all{0, 0, layout.size.width, layout.size.height};
    for (int y = area.y; y < area.bottom(); ++y) {
        for (int x = area.x; x < area.right(); ++x) {
            std::vector<int> samples(static_cast<std::size_t>(layout.samples), 0);
            if (all.contains({x, y}))
                samples = samplesAt(x, y);
            if (layout.planar)
                samples = {samples[static_cast<std::size_t>(plane)]};
            for (const int sample : samples)
                packer.add(sample);
        }
        packer.endRow();
    }
    return packer.bytes();
}

void writePlane(TIFF* tiff, const TiffLayout& layout, int plane, const SamplesAt& samplesAt)
{
    const auto planeNumber = static_cast<std::uint16_t>(plane);
    if (layout.tile.width == 0) {
        for (int y = 0; y < layout.size.height; ++y) {
            Bytes row = packed(layout, {0, y, layout.size.width, 1}, plane, samplesAt);
            TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y), planeNumber);
        }
        return;
    }
    for (int y = 0; y < layout.size.height; y += layout.tile.height) {
        for (int x = 0; x < layout.size.width; x += layout.tile.width) {
            Bytes tile = packed(layout, {x, y, layout.tile.width, layout.tile.height}, plane, samplesAt);
            TIFFWriteTile(tiff, tile.data(), static_cast<std::uint32_t>(x), static_cast<std::uint32_t>(y), 0,
                          planeNumber);
        }
    }
}

} // namespace

Bytes encodeTiff(const TiffLayout& layout, const SamplesAt& samplesAt)
{
    MemoryFile file;
    TIFF* tiff = TIFFClientOpen(
        "test", layout.mode, &file, onRead, onWrite, onSeek, [](thandle_t) { return 0; },
        [](thandle_t handle) { return static_cast<toff_t>(fileOf(handle).bytes.size()); },
        [](thandle_t, void**, toff_t*) { return 0; }, [](thandle_t, void*, toff_t) {});
    setTags(tiff, layout);
    for (int plane = 0; plane < (layout.planar ? layout.samples : 1); ++plane)
        writePlane(tiff, layout, plane, samplesAt);
    TIFFClose(tiff);
    return file.bytes;
}

} // namespace labelwright::test
