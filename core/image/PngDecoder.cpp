// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/PngDecoder.h"

#include "core/image/Orientation.h"

#include <png.h>

#include <bit>
#include <csetjmp>
#include <cstdio>
#include <cstring>
#include <string>
#include <vector>

namespace labelwright {
namespace {

/// One file being decoded. Each step returns false when libpng gave up; error() then says why.
class PngFile {
public:
    explicit PngFile(std::span<const std::uint8_t> bytes) : m_left(bytes)
    {
        m_png = png_create_read_struct(PNG_LIBPNG_VER_STRING, this, onError, onWarning);
        m_info = m_png ? png_create_info_struct(m_png) : nullptr;
    }
    ~PngFile() { png_destroy_read_struct(&m_png, &m_info, nullptr); }
    PngFile(const PngFile&) = delete;
    PngFile& operator=(const PngFile&) = delete;

    bool readHeader()
    {
        if (!m_info)
            return false;
        return guarded([this] {
            png_set_user_limits(m_png, PNG_UINT_31_MAX, PNG_UINT_31_MAX);
            png_set_read_fn(m_png, this, onRead);
            png_read_info(m_png, m_info);
        });
    }

    /// After readHeader(). Precondition: image has storedSize(), and rows holds its rows.
    bool read(std::vector<png_bytep>& rows)
    {
        return guarded([this, &rows] {
            png_set_expand(m_png);
            if (!isDeep())
                png_set_gray_to_rgb(m_png);
            else if constexpr (std::endian::native == std::endian::little)
                png_set_swap(m_png);
            png_set_bgr(m_png);
            if (hasAlpha())
                putOnWhite();
            png_set_interlace_handling(m_png);
            png_read_image(m_png, rows.data());
            png_read_end(m_png, nullptr);
        });
    }

    Size storedSize() const
    {
        return {static_cast<int>(png_get_image_width(m_png, m_info)),
                static_cast<int>(png_get_image_height(m_png, m_info))};
    }
    int bitDepth() const { return png_get_bit_depth(m_png, m_info); }
    int channels() const
    {
        return png_get_color_type(m_png, m_info) == PNG_COLOR_TYPE_PALETTE ? 3 : png_get_channels(m_png, m_info);
    }
    bool isDeep() const { return bitDepth() == 16; }
    bool isGray() const { return (png_get_color_type(m_png, m_info) & PNG_COLOR_MASK_COLOR) == 0; }
    int orientation() const
    {
        png_bytep exif = nullptr;
        png_uint_32 size = 0;
        return png_get_eXIf_1(m_png, m_info, &size, &exif) ? exifOrientation({exif, size}) : 1;
    }

    Error error() const
    {
        if (!m_info)
            return {ErrorCode::TooLarge, "there is not enough memory to decode the PNG picture"};
        if (m_ranOut)
            return {ErrorCode::Truncated, "the PNG picture ends too early"};
        return {ErrorCode::Malformed, std::string("the PNG picture can't be decoded (") + m_message + ")"};
    }

private:
    bool hasAlpha() const
    {
        return (png_get_color_type(m_png, m_info) & PNG_COLOR_MASK_ALPHA) != 0 ||
               png_get_valid(m_png, m_info, PNG_INFO_tRNS) != 0;
    }
    void putOnWhite()
    {
        png_color_16 white{};
        white.red = white.green = white.blue = white.gray = isDeep() ? 0xFFFF : 0xFF;
        png_set_background(m_png, &white, PNG_BACKGROUND_GAMMA_SCREEN, 0, 1);
    }

    static void onRead(png_structp png, png_bytep to, std::size_t count)
    {
        auto* file = static_cast<PngFile*>(png_get_io_ptr(png));
        if (count > file->m_left.size()) {
            file->m_ranOut = true;
            png_error(png, "end of file");
        }
        std::memcpy(to, file->m_left.data(), count);
        file->m_left = file->m_left.subspan(count);
    }
    [[noreturn]] static void onError(png_structp png, png_const_charp message)
    {
        auto* file = static_cast<PngFile*>(png_get_error_ptr(png));
        std::snprintf(file->m_message, sizeof file->m_message, "%s", message);
        std::longjmp(file->m_jump, 1);
    }
    static void onWarning(png_structp, png_const_charp) {}

    /// Runs `step`, whose frames must hold nothing that has a destructor: the jump would skip it.
    template <typename Step>
    bool guarded(Step step)
    {
        if (setjmp(m_jump) != 0)
            return false;
        step();
        return true;
    }

    std::span<const std::uint8_t> m_left;
    std::jmp_buf m_jump{};
    png_structp m_png = nullptr;
    png_infop m_info = nullptr;
    bool m_ranOut = false;
    char m_message[128] = {};
};

template <typename Picture>
std::vector<png_bytep> rowsOf(Picture& picture)
{
    std::vector<png_bytep> rows;
    for (int y = 0; y < picture.height(); ++y)
        rows.push_back(reinterpret_cast<png_bytep>(picture.writableRow(y).data()));
    return rows;
}

} // namespace

Result<ImageInfo> readPngInfo(std::span<const std::uint8_t> file)
{
    PngFile png(file);
    if (!png.readHeader())
        return png.error();
    const int orientation = png.orientation();
    return ImageInfo{.format = ImageFormat::Png,
                     .storedSize = png.storedSize(),
                     .size = turnedSize(png.storedSize(), orientation),
                     .orientation = orientation,
                     .bitDepth = png.bitDepth(),
                     .channels = png.channels()};
}

Result<StoredPicture> decodePng(std::span<const std::uint8_t> file)
{
    PngFile png(file);
    if (!png.readHeader())
        return png.error();
    StoredPicture picture;
    std::vector<png_bytep> rows;
    if (png.isDeep()) {
        DeepImage deep(png.storedSize(), png.isGray() ? 1 : 3);
        rows = rowsOf(deep);
        picture = std::move(deep);
    } else {
        Image image(png.storedSize());
        rows = rowsOf(image);
        picture = std::move(image);
    }
    if (!png.read(rows))
        return png.error();
    return picture;
}

} // namespace labelwright
