// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/RawPng.h"

#include "core/mask/LabelMask.h"
#include "core/mask/Runs.h"

#include <fmt/format.h>
#include <png.h>

#include <algorithm>
#include <array>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <new>

namespace labelwright {
namespace {

constexpr std::int64_t kMaxPixels = 1LL << 28;
constexpr std::int64_t kMaxDeflateRatio = 1032; // RFC 1951: one bit for a match of 258 bytes

/// libpng's state and what its callbacks leave. libpng leaves a call by longjmp when it fails, which must not skip a
/// destructor: setjmp is called only in the guarded functions below, which own nothing.
class Reading {
public:
    explicit Reading(std::span<const std::uint8_t> bytes) : m_rest(bytes)
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, &Reading::fail, &Reading::ignoreWarning);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
        if (!m_info) {
            png_destroy_read_struct(&m_png, nullptr, nullptr);
            throw std::bad_alloc();
        }
        png_set_read_fn(m_png, this, &Reading::supply);
    }
    ~Reading() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    Reading(const Reading&) = delete;
    Reading& operator=(const Reading&) = delete;

    png_structp png() const { return m_png; }
    png_infop info() const { return m_info; }

    Error error() const
    {
        if (m_endedEarly)
            return {ErrorCode::Truncated, "the PNG ends too early"};
        return {ErrorCode::Malformed, fmt::format("the PNG is damaged ({})", m_message.data())};
    }

private:
    static Reading& of(void* pointer) { return *static_cast<Reading*>(pointer); }

    [[noreturn]] static void fail(png_structp png, png_const_charp message)
    {
        std::snprintf(of(png_get_error_ptr(png)).m_message.data(), kMessageSize, "%s", message);
        png_longjmp(png, 1);
    }
    static void ignoreWarning(png_structp, png_const_charp) {}
    static void supply(png_structp png, png_bytep target, std::size_t size)
    {
        Reading& reading = of(png_get_io_ptr(png));
        if (size > reading.m_rest.size()) {
            reading.m_endedEarly = true;
            png_error(png, "too short");
        }
        std::memcpy(target, reading.m_rest.data(), size);
        reading.m_rest = reading.m_rest.subspan(size);
    }

    static constexpr std::size_t kMessageSize = 120;

    std::span<const std::uint8_t> m_rest;
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    bool m_endedEarly = false;
    std::array<char, kMessageSize> m_message{};
};

/// Guarded. False when libpng failed.
bool readHeader(const Reading& reading)
{
    if (setjmp(png_jmpbuf(reading.png())) != 0)
        return false;
    png_set_user_limits(reading.png(), PNG_UINT_31_MAX, PNG_UINT_31_MAX); // sizes are checked afterwards, by name
    png_set_crc_action(reading.png(), PNG_CRC_ERROR_QUIT, PNG_CRC_ERROR_QUIT);
    png_set_keep_unknown_chunks(reading.png(), PNG_HANDLE_CHUNK_NEVER, nullptr, -1);
    png_read_info(reading.png(), reading.info());
    return true;
}

/// Guarded. Sets up one byte a pixel, or RGBA.
bool chooseForm(const Reading& reading, bool stored)
{
    if (setjmp(png_jmpbuf(reading.png())) != 0)
        return false;
    if (stored) {
        png_set_packing(reading.png());
        png_set_check_for_invalid_index(reading.png(), -1); // checkIndices() does, in a tenth of the time.
    } else {
        png_set_expand(reading.png());
        png_set_scale_16(reading.png());
        png_set_gray_to_rgb(reading.png());
        png_set_add_alpha(reading.png(), 0xFF, PNG_FILLER_AFTER);
    }
    png_set_interlace_handling(reading.png());
    png_read_update_info(reading.png(), reading.info());
    return true;
}

/// Guarded. Reads to IEND. Precondition: there is a pointer for each row.
bool readRows(const Reading& reading, png_bytepp rows)
{
    if (setjmp(png_jmpbuf(reading.png())) != 0)
        return false;
    png_read_image(reading.png(), rows);
    png_read_end(reading.png(), nullptr);
    return true;
}

Status checkSignature(std::span<const std::uint8_t> bytes)
{
    constexpr std::array<std::uint8_t, 8> kSignature{0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n'};
    if (bytes.empty())
        return Error{ErrorCode::Truncated, "the file is empty"};
    const std::size_t known = std::min(bytes.size(), kSignature.size());
    if (!std::equal(kSignature.begin(), kSignature.begin() + known, bytes.begin()))
        return Error{ErrorCode::Malformed, "this is not a PNG file"};
    return ok();
}

/// Before memory is asked for.
Status checkSize(const Reading& reading, std::size_t fileSize)
{
    const std::int64_t width = png_get_image_width(reading.png(), reading.info());
    const std::int64_t height = png_get_image_height(reading.png(), reading.info());
    if (width > LabelMask::kMaxExtent || height > LabelMask::kMaxExtent || width * height > kMaxPixels)
        return Error{ErrorCode::TooLarge, fmt::format("the picture is {} x {} pixels, at most {} a side and {} in all "
                                                      "are read",
                                                      width, height, LabelMask::kMaxExtent, kMaxPixels)};
    const auto rowBytes = static_cast<std::int64_t>(png_get_rowbytes(reading.png(), reading.info()));
    if (rowBytes * height > static_cast<std::int64_t>(fileSize) * kMaxDeflateRatio)
        return Error{ErrorCode::Truncated,
                     fmt::format("{} bytes are too few for {} x {} pixels", fileSize, width, height)};
    return ok();
}

PngKind kindOf(int colorType)
{
    switch (colorType) {
    case PNG_COLOR_TYPE_GRAY:
        return PngKind::Gray;
    case PNG_COLOR_TYPE_GRAY_ALPHA:
        return PngKind::GrayAlpha;
    case PNG_COLOR_TYPE_PALETTE:
        return PngKind::Palette;
    case PNG_COLOR_TYPE_RGB:
        return PngKind::Rgb;
    default:
        return PngKind::RgbAlpha;
    }
}

bool keeps(KeepStored keepStored, PngKind kind, int bitDepth)
{
    if (kind == PngKind::Palette)
        return true;
    return kind == PngKind::Gray && bitDepth <= 8 && keepStored == KeepStored::PaletteAndGray;
}

void takePalette(const Reading& reading, RawPng& raw)
{
    png_colorp colors = nullptr;
    int count = 0;
    png_get_PLTE(reading.png(), reading.info(), &colors, &count);
    for (int i = 0; i < count; ++i)
        raw.palette.push_back({colors[i].red, colors[i].green, colors[i].blue});

    png_bytep alpha = nullptr;
    int alphaCount = 0;
    png_get_tRNS(reading.png(), reading.info(), &alpha, &alphaCount, nullptr);
    raw.alpha.assign(raw.palette.size(), 255);
    std::copy_n(alpha, std::min(alphaCount, count), raw.alpha.begin());
}

Status checkIndices(const RawPng& raw)
{
    if (raw.kind != PngKind::Palette)
        return ok();
    const std::array<bool, 256> occurs = occurringLabels(raw.pixels);
    const auto beyond = std::find(occurs.begin() + static_cast<std::ptrdiff_t>(raw.palette.size()), occurs.end(), true);
    if (beyond != occurs.end())
        return Error{ErrorCode::Malformed, fmt::format("the PNG is damaged (pixel value {}, {} palette entries)",
                                                       beyond - occurs.begin(), raw.palette.size())};
    return ok();
}

} // namespace

Result<RawPng> decodeRawPng(std::span<const std::uint8_t> bytes, KeepStored keepStored)
{
    if (Status signature = checkSignature(bytes); !signature)
        return signature.error();
    const Reading reading(bytes);
    if (!readHeader(reading))
        return reading.error();
    if (Status size = checkSize(reading, bytes.size()); !size)
        return size.error();

    RawPng raw;
    raw.size = {static_cast<int>(png_get_image_width(reading.png(), reading.info())),
                static_cast<int>(png_get_image_height(reading.png(), reading.info()))};
    raw.kind = kindOf(png_get_color_type(reading.png(), reading.info()));
    raw.bitDepth = png_get_bit_depth(reading.png(), reading.info());
    raw.isStored = keeps(keepStored, raw.kind, raw.bitDepth);
    if (raw.kind == PngKind::Palette)
        takePalette(reading, raw);
    if (!chooseForm(reading, raw.isStored))
        return reading.error();

    const auto rowBytes = static_cast<std::size_t>(png_get_rowbytes(reading.png(), reading.info()));
    raw.pixels.resize(rowBytes * static_cast<std::size_t>(raw.size.height));
    std::vector<png_bytep> rows(static_cast<std::size_t>(raw.size.height));
    for (std::size_t y = 0; y < rows.size(); ++y)
        rows[y] = raw.pixels.data() + y * rowBytes;
    if (!readRows(reading, rows.data()))
        return reading.error();
    if (Status indices = checkIndices(raw); !indices)
        return indices.error();
    return raw;
}

} // namespace labelwright
