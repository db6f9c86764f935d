// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"

#include <png.h>

#include <csetjmp>
#include <cstdio>
#include <exception>
#include <string>

namespace labelwright {
namespace {

/// What libpng gets to see of a picture.
struct Rows {
    Size size;
    int colorType;
    const std::uint8_t* pixels;
    std::size_t bytesPerRow;
};

/// One file being encoded; libpng's errors jump back to write().
class PngWriter {
public:
    PngWriter()
    {
        m_png = png_create_write_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
    }
    ~PngWriter() { png_destroy_write_struct(&m_png, &m_info); }
    PngWriter(const PngWriter&) = delete;
    PngWriter& operator=(const PngWriter&) = delete;

    bool write(const Rows& rows)
    {
        if (!m_info || setjmp(m_jump) != 0)
            return false;
        writeAll(rows);
        return true;
    }

    std::vector<std::uint8_t> takeBytes() { return std::move(m_bytes); }
    const char* message() const { return m_message; }

private:
    void writeAll(const Rows& rows)
    {
        png_set_write_fn(m_png, this, onWrite, nullptr);
        png_set_IHDR(m_png, m_info, static_cast<png_uint_32>(rows.size.width),
                     static_cast<png_uint_32>(rows.size.height), 8, rows.colorType, PNG_INTERLACE_NONE,
                     PNG_COMPRESSION_TYPE_BASE, PNG_FILTER_TYPE_BASE);
        png_write_info(m_png, m_info);
        if (rows.colorType == PNG_COLOR_TYPE_RGB)
            png_set_bgr(m_png);
        for (int y = 0; y < rows.size.height; ++y)
            png_write_row(m_png, rows.pixels + static_cast<std::size_t>(y) * rows.bytesPerRow);
        png_write_end(m_png, m_info);
    }

    static void onWrite(png_structp png, png_bytep from, std::size_t count)
    {
        if (!static_cast<PngWriter*>(png_get_io_ptr(png))->append({from, count}))
            png_error(png, "out of memory");
    }
    bool append(std::span<const std::uint8_t> bytes) noexcept
    try {
        m_bytes.insert(m_bytes.end(), bytes.begin(), bytes.end());
        return true;
    } catch (const std::exception&) {
        return false;
    }
    [[noreturn]] static void onError(png_structp png, png_const_charp message)
    {
        auto* writer = static_cast<PngWriter*>(png_get_error_ptr(png));
        std::snprintf(writer->m_message, sizeof writer->m_message, "%s", message);
        std::longjmp(writer->m_jump, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}

    std::vector<std::uint8_t> m_bytes;
    std::jmp_buf m_jump{};
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    char m_message[128] = "out of memory";
};

Result<std::vector<std::uint8_t>> encodeRows(const Rows& rows)
{
    if (rows.size.width <= 0 || rows.size.height <= 0)
        return Error{ErrorCode::InvalidArgument, "there is no picture to write"};
    PngWriter writer;
    if (!writer.write(rows))
        return Error{ErrorCode::TooLarge,
                     std::string("the picture can't be written as PNG (") + writer.message() + ")"};
    return writer.takeBytes();
}

} // namespace

Result<std::vector<std::uint8_t>> encodePng(const Image& image)
{
    return encodeRows({image.size(), PNG_COLOR_TYPE_RGB, image.data(), image.bytesPerRow()});
}

Result<std::vector<std::uint8_t>> encodeGrayPng(Size size, std::span<const std::uint8_t> pixels)
{
    return encodeRows({size, PNG_COLOR_TYPE_GRAY, pixels.data(), static_cast<std::size_t>(size.width)});
}

} // namespace labelwright
