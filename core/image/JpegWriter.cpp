// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"

#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace labelwright {
namespace {

/// libjpeg's errors end here: it stores why, then jumps back to write().
struct ErrorTrap {
    jpeg_error_mgr manager;
    std::jmp_buf jump;
};

[[noreturn]] void jumpBack(j_common_ptr encoder)
{
    std::longjmp(reinterpret_cast<ErrorTrap*>(encoder->err)->jump, 1); // its first member
}

void stayQuiet(j_common_ptr)
{}

/// One file being encoded, into memory that libjpeg takes.
class JpegWriter {
public:
    JpegWriter()
    {
        m_encoder.err = jpeg_std_error(&m_trap.manager);
        m_trap.manager.error_exit = jumpBack;
        m_trap.manager.output_message = stayQuiet;
    }
    ~JpegWriter()
    {
        jpeg_destroy_compress(&m_encoder);
        std::free(m_bytes); // NOLINT: libjpeg took it with malloc
    }
    JpegWriter(const JpegWriter&) = delete;
    JpegWriter& operator=(const JpegWriter&) = delete;

    bool write(const Image& image, int quality)
    {
        if (setjmp(m_trap.jump) != 0)
            return false;
        writeAll(image, quality);
        return true;
    }

    std::span<const std::uint8_t> bytes() const { return {m_bytes, m_size}; }
    std::string message() const
    {
        char text[JMSG_LENGTH_MAX] = {};
        m_trap.manager.format_message(reinterpret_cast<j_common_ptr>(const_cast<jpeg_compress_struct*>(&m_encoder)),
                                      text);
        return text;
    }

private:
    void writeAll(const Image& image, int quality)
    {
        jpeg_create_compress(&m_encoder);
        jpeg_mem_dest(&m_encoder, &m_bytes, &m_size);
        m_encoder.image_width = static_cast<JDIMENSION>(image.width());
        m_encoder.image_height = static_cast<JDIMENSION>(image.height());
        m_encoder.input_components = Image::kBytesPerPixel;
        m_encoder.in_color_space = JCS_EXT_BGR;
        jpeg_set_defaults(&m_encoder);
        jpeg_set_quality(&m_encoder, quality, TRUE);
        m_encoder.comp_info[0].h_samp_factor = 1;
        m_encoder.comp_info[0].v_samp_factor = 1;
        jpeg_start_compress(&m_encoder, TRUE);
        while (m_encoder.next_scanline < m_encoder.image_height) {
            // libjpeg only reads it.
            auto* row = const_cast<JSAMPROW>(image.row(static_cast<int>(m_encoder.next_scanline)).data());
            jpeg_write_scanlines(&m_encoder, &row, 1);
        }
        jpeg_finish_compress(&m_encoder);
    }

    jpeg_compress_struct m_encoder{};
    ErrorTrap m_trap{};
    unsigned char* m_bytes = nullptr;
    unsigned long m_size = 0;
};

} // namespace

Result<std::vector<std::uint8_t>> encodeJpeg(const Image& image, int quality)
{
    if (image.isNull())
        return Error{ErrorCode::InvalidArgument, "there is no picture to write"};
    JpegWriter writer;
    if (!writer.write(image, std::clamp(quality, 1, 100)))
        return Error{ErrorCode::TooLarge, "the picture can't be written as JPEG (" + writer.message() + ")"};
    const std::span<const std::uint8_t> bytes = writer.bytes();
    return std::vector<std::uint8_t>(bytes.begin(), bytes.end());
}

} // namespace labelwright
