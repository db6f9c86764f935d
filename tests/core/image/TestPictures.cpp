// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/image/TestPictures.h"

#include <jpeglib.h>
#include <png.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <string_view>

namespace labelwright::test {
namespace {

void appendBigEndian(Bytes& bytes, std::uint32_t value)
{
    for (int shift = 24; shift >= 0; shift -= 8)
        bytes.push_back(static_cast<std::uint8_t>(value >> shift));
}

/// The ink row of a BGR row: C, M, Y, 0; as `storesLight` wants it.
Bytes inkOf(std::span<const std::uint8_t> row, bool storesLight)
{
    Bytes ink;
    for (std::size_t i = 0; i < row.size(); i += 3) {
        for (int light : {int{row[i + 2]}, int{row[i + 1]}, int{row[i]}, 255})
            ink.push_back(static_cast<std::uint8_t>(storesLight ? light : 255 - light));
    }
    return ink;
}

void chooseColors(jpeg_compress_struct& encoder, JpegKind kind)
{
    const bool isInk = kind == JpegKind::AdobeInk || kind == JpegKind::AdobeInkYcck || kind == JpegKind::PlainInk;
    encoder.input_components = isInk ? 4 : 3;
    encoder.in_color_space = isInk ? JCS_CMYK : JCS_EXT_BGR;
    jpeg_set_defaults(&encoder);
    if (kind == JpegKind::Gray)
        jpeg_set_colorspace(&encoder, JCS_GRAYSCALE);
    if (isInk)
        jpeg_set_colorspace(&encoder, kind == JpegKind::AdobeInkYcck ? JCS_YCCK : JCS_CMYK);
    if (kind == JpegKind::PlainInk)
        encoder.write_Adobe_marker = FALSE;
    if (kind == JpegKind::Progressive)
        jpeg_simple_progression(&encoder);
    jpeg_set_quality(&encoder, 95, TRUE);
    for (int i = 0; i < encoder.num_components; ++i)
        encoder.comp_info[i].h_samp_factor = encoder.comp_info[i].v_samp_factor = 1;
}

void appendToBytes(png_structp png, png_bytep from, std::size_t count)
{
    auto& bytes = *static_cast<Bytes*>(png_get_io_ptr(png));
    bytes.insert(bytes.end(), from, from + count);
}

/// One row as PNG stores it: samples packed from the high bit, 16 bits big endian.
Bytes packedRow(const PngLayout& layout, int y, const std::function<std::vector<int>(int, int)>& samplesAt)
{
    Bytes row;
    int freeBits = 0;
    for (int x = 0; x < layout.size.width; ++x) {
        for (int sample : samplesAt(x, y)) {
            if (layout.bitDepth == 16) {
                row.push_back(static_cast<std::uint8_t>(sample >> 8));
                row.push_back(static_cast<std::uint8_t>(sample & 255));
                continue;
            }
            if (freeBits == 0) {
                row.push_back(0);
                freeBits = 8;
            }
            freeBits -= layout.bitDepth;
            row.back() = static_cast<std::uint8_t>(row.back() | (sample << freeBits));
        }
    }
    return row;
}

} // namespace

Image paint(Size size, const std::function<Bgr(int, int)>& colorAt)
{
    Image image(size);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* to = image.writableRow(y).data();
        for (int x = 0; x < size.width; ++x) {
            for (int channel : colorAt(x, y))
                *to++ = static_cast<std::uint8_t>(channel);
        }
    }
    return image;
}

Image scene(Size size)
{
    return paint(size, [size](int x, int y) {
        const int across = 255 * x / size.width;
        const int down = 255 * y / size.height;
        return Bgr{across, down, (across + 2 * down) / 3 ^ (x / 16 % 2 ? 0 : 24)};
    });
}

Bgr pixel(const Image& image, int x, int y)
{
    const auto row = image.row(y).subspan(static_cast<std::size_t>(x) * 3);
    return {row[0], row[1], row[2]};
}

std::vector<int> samples(const DeepImage& deep, int x, int y)
{
    const auto channels = static_cast<std::size_t>(deep.channels());
    const auto found = deep.row(y).subspan(static_cast<std::size_t>(x) * channels, channels);
    return {found.begin(), found.end()};
}

int largestDifference(const Image& a, const Image& b)
{
    if (a.size() != b.size())
        return 256;
    int largest = 0;
    for (int y = 0; y < a.height(); ++y) {
        for (std::size_t i = 0; i < a.bytesPerRow(); ++i)
            largest = std::max(largest, std::abs(a.row(y)[i] - b.row(y)[i]));
    }
    return largest;
}

Bytes encodeJpeg(const Image& image, JpegKind kind)
{
    jpeg_compress_struct encoder{};
    jpeg_error_mgr errors{};
    encoder.err = jpeg_std_error(&errors);
    jpeg_create_compress(&encoder);
    unsigned char* memory = nullptr;
    unsigned long size = 0;
    jpeg_mem_dest(&encoder, &memory, &size);
    encoder.image_width = static_cast<JDIMENSION>(image.width());
    encoder.image_height = static_cast<JDIMENSION>(image.height());
    chooseColors(encoder, kind);
    jpeg_start_compress(&encoder, TRUE);
    for (int y = 0; y < image.height(); ++y) {
        const auto row = image.row(y);
        Bytes samples =
            encoder.in_color_space == JCS_CMYK ? inkOf(row, kind != JpegKind::PlainInk) : Bytes(row.begin(), row.end());
        JSAMPROW start = samples.data();
        jpeg_write_scanlines(&encoder, &start, 1);
    }
    jpeg_finish_compress(&encoder);
    jpeg_destroy_compress(&encoder);
    Bytes bytes(memory, memory + size);
    std::free(memory);
    return bytes;
}

Bytes exifBlock(int orientation)
{
    const auto value = static_cast<std::uint8_t>(orientation);
    return {'M',  'M',  0, 42, 0, 0, 0, 8,                 // big endian, first directory at byte 8
            0,    1,                                       // one entry:
            0x01, 0x12, 0, 3,  0, 0, 0, 1, 0, value, 0, 0, // Orientation, one SHORT
            0,    0,    0, 0};                             // no further directory
}

Bytes withExif(const Bytes& jpeg, int orientation)
{
    Bytes block{'E', 'x', 'i', 'f', 0, 0};
    const Bytes tiff = exifBlock(orientation);
    block.insert(block.end(), tiff.begin(), tiff.end());
    Bytes marker{0xFF, 0xE1, 0, static_cast<std::uint8_t>(block.size() + 2)};
    marker.insert(marker.end(), block.begin(), block.end());
    Bytes turned = jpeg;
    turned.insert(turned.begin() + 2, marker.begin(), marker.end());
    return turned;
}

Bytes withChunk(const Bytes& png, const char (&type)[5], const Bytes& content)
{
    Bytes typed(type, type + 4);
    typed.insert(typed.end(), content.begin(), content.end());
    Bytes chunk;
    appendBigEndian(chunk, static_cast<std::uint32_t>(content.size()));
    chunk.insert(chunk.end(), typed.begin(), typed.end());
    appendBigEndian(chunk, static_cast<std::uint32_t>(crc32(0, typed.data(), static_cast<uInt>(typed.size()))));
    constexpr int kBehindHeader = 8 + 25;
    Bytes longer = png;
    longer.insert(longer.begin() + kBehindHeader, chunk.begin(), chunk.end());
    return longer;
}

Bytes encodeSamples(const PngLayout& layout, const std::function<std::vector<int>(int, int)>& samplesAt)
{
    std::vector<Bytes> rows;
    std::vector<png_bytep> starts;
    for (int y = 0; y < layout.size.height; ++y)
        rows.push_back(packedRow(layout, y, samplesAt));
    for (Bytes& row : rows)
        starts.push_back(row.data());

    Bytes bytes;
    png_structp png = png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, nullptr);
    png_infop info = png_create_info_struct(png);
    png_set_write_fn(png, &bytes, appendToBytes, nullptr);
    png_set_IHDR(png, info, static_cast<png_uint_32>(layout.size.width), static_cast<png_uint_32>(layout.size.height),
                 layout.bitDepth, layout.colorType, layout.interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                 PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    std::vector<png_color> palette;
    for (const auto& [red, green, blue] : layout.palette)
        palette.push_back({static_cast<png_byte>(red), static_cast<png_byte>(green), static_cast<png_byte>(blue)});
    if (!palette.empty())
        png_set_PLTE(png, info, palette.data(), static_cast<int>(palette.size()));
    Bytes alpha(layout.transparency.begin(), layout.transparency.end());
    if (!alpha.empty())
        png_set_tRNS(png, info, alpha.data(), static_cast<int>(alpha.size()), nullptr);
    png_write_info(png, info);
    png_write_image(png, starts.data());
    png_write_end(png, info);
    png_destroy_write_struct(&png, &info);
    return bytes;
}

} // namespace labelwright::test
