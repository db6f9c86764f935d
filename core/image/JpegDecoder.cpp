// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/JpegDecoder.h"

#include "core/image/Orientation.h"

#include <jpeglib.h>

#include <algorithm>
#include <csetjmp>
#include <cstdio>
#include <jerror.h>
#include <string>

namespace labelwright {
namespace {

constexpr int kExifMarker = JPEG_APP0 + 1;
constexpr unsigned kWholeMarker = 0xFFFF;

/// libjpeg's errors end here: it stores why, then jumps back to JpegFile::guarded().
struct ErrorTrap {
    jpeg_error_mgr manager;
    std::jmp_buf jump;
};

ErrorTrap& trapOf(j_common_ptr decoder)
{
    return *reinterpret_cast<ErrorTrap*>(decoder->err); // its first member
}

[[noreturn]] void jumpBack(j_common_ptr decoder)
{
    std::longjmp(trapOf(decoder).jump, 1);
}

/// libjpeg only warns where a file ends early, and paints the rest grey.
void onMessage(j_common_ptr decoder, int level)
{
    const bool isWarning = level < 0;
    const int code = decoder->err->msg_code;
    if (isWarning && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER))
        jumpBack(decoder);
}

void stayQuiet(j_common_ptr)
{}

ErrorCode codeOf(int message)
{
    switch (message) {
    case JWRN_JPEG_EOF:
    case JWRN_HIT_MARKER:
    case JERR_INPUT_EOF:
    case JERR_INPUT_EMPTY:
        return ErrorCode::Truncated;
    case JERR_BAD_PRECISION:
    case JERR_SOF_UNSUPPORTED:
    case JERR_ARITH_NOTIMPL:
    case JERR_CONVERSION_NOTIMPL:
    case JERR_BAD_J_COLORSPACE:
        return ErrorCode::Unsupported;
    case JERR_OUT_OF_MEMORY:
    case JERR_IMAGE_TOO_BIG:
        return ErrorCode::TooLarge;
    default:
        return ErrorCode::Malformed;
    }
}

/// C, M, Y, K as Adobe's files store them (255 - ink) or plain.
enum class InkStorage : std::uint8_t { Light, Ink };

void lightFromInk(std::span<const std::uint8_t> ink, InkStorage storage, std::span<std::uint8_t> row)
{
    const auto lightOf = [storage](std::uint8_t v) { return storage == InkStorage::Light ? v : 255 - v; };
    for (std::size_t from = 0, to = 0; to < row.size(); from += 4, to += Image::kBytesPerPixel) {
        const int black = lightOf(ink[from + 3]);
        for (std::size_t channel = 0; channel < 3; ++channel)
            row[to + channel] = static_cast<std::uint8_t>((lightOf(ink[from + 2 - channel]) * black + 127) / 255);
    }
}

/// 8, 4, 2 or 1: the strongest that leaves at least leastExtent pixels on the longer side.
int reductionFor(Size size, int leastExtent)
{
    int reduction = 8;
    while (reduction > 1 && std::max(size.width, size.height) / reduction < leastExtent)
        reduction /= 2;
    return reduction;
}

/// One file being decoded. Each step returns false when libjpeg gave up; error() then says why.
class JpegFile {
public:
    explicit JpegFile(std::span<const std::uint8_t> bytes) : m_bytes(bytes)
    {
        m_decoder.err = jpeg_std_error(&m_trap.manager);
        m_trap.manager.error_exit = jumpBack;
        m_trap.manager.emit_message = onMessage;
        m_trap.manager.output_message = stayQuiet;
    }
    ~JpegFile() { jpeg_destroy_decompress(&m_decoder); }
    JpegFile(const JpegFile&) = delete;
    JpegFile& operator=(const JpegFile&) = delete;

    bool readHeader()
    {
        return guarded([this] {
            jpeg_create_decompress(&m_decoder);
            jpeg_save_markers(&m_decoder, kExifMarker, kWholeMarker);
            jpeg_mem_src(&m_decoder, m_bytes.data(), static_cast<unsigned long>(m_bytes.size()));
            jpeg_read_header(&m_decoder, TRUE);
        });
    }

    /// After readHeader(): settles the colours and the extent of what read() gives.
    bool start(int reduction)
    {
        return guarded([this, reduction] {
            m_decoder.out_color_space = isInk() ? JCS_CMYK : JCS_EXT_BGR;
            m_decoder.scale_num = 1;
            m_decoder.scale_denom = static_cast<unsigned>(reduction);
            jpeg_start_decompress(&m_decoder);
        });
    }

    /// After start(), of a picture in light. Precondition: image has outputSize().
    bool read(Image& image)
    {
        return guarded([this, &image] {
            while (m_decoder.output_scanline < m_decoder.output_height) {
                JSAMPROW row = image.writableRow(static_cast<int>(m_decoder.output_scanline)).data();
                jpeg_read_scanlines(&m_decoder, &row, 1);
            }
            jpeg_finish_decompress(&m_decoder);
        });
    }

    /// As read(), of a picture in ink. `ink` has room for a row of four bytes a pixel.
    bool readInk(Image& image, std::span<std::uint8_t> ink)
    {
        const InkStorage storage = m_decoder.saw_Adobe_marker ? InkStorage::Light : InkStorage::Ink;
        return guarded([this, &image, ink, storage] {
            while (m_decoder.output_scanline < m_decoder.output_height) {
                const std::span<std::uint8_t> row = image.writableRow(static_cast<int>(m_decoder.output_scanline));
                JSAMPROW samples = ink.data();
                jpeg_read_scanlines(&m_decoder, &samples, 1);
                lightFromInk(ink, storage, row);
            }
            jpeg_finish_decompress(&m_decoder);
        });
    }

    bool isInk() const { return m_decoder.jpeg_color_space == JCS_CMYK || m_decoder.jpeg_color_space == JCS_YCCK; }
    Size storedSize() const
    {
        return {static_cast<int>(m_decoder.image_width), static_cast<int>(m_decoder.image_height)};
    }
    Size outputSize() const
    {
        return {static_cast<int>(m_decoder.output_width), static_cast<int>(m_decoder.output_height)};
    }
    int channels() const { return m_decoder.num_components; }
    int bitDepth() const { return m_decoder.data_precision; }

    /// Other software's APP1 markers (XMP) hold no orientation that EXIF readers know.
    int orientation() const
    {
        for (jpeg_saved_marker_ptr marker = m_decoder.marker_list; marker; marker = marker->next) {
            const int found = exifOrientation({marker->data, marker->data_length});
            if (found != 1)
                return found;
        }
        return 1;
    }

    Error error() const
    {
        char text[JMSG_LENGTH_MAX] = {};
        m_trap.manager.format_message(reinterpret_cast<j_common_ptr>(const_cast<jpeg_decompress_struct*>(&m_decoder)),
                                      text);
        const ErrorCode code = codeOf(m_trap.manager.msg_code);
        if (code == ErrorCode::Truncated)
            return {code, "the JPEG picture ends too early"};
        return {code, std::string("the JPEG picture can't be decoded (") + text + ")"};
    }

private:
    /// Runs `step`, whose frames must hold nothing that has a destructor: the jump would skip it.
    template <typename Step>
    bool guarded(Step step)
    {
        if (setjmp(m_trap.jump) != 0)
            return false;
        step();
        return true;
    }

    std::span<const std::uint8_t> m_bytes;
    jpeg_decompress_struct m_decoder{};
    ErrorTrap m_trap{};
};

} // namespace

Result<ImageInfo> readJpegInfo(std::span<const std::uint8_t> file)
{
    JpegFile jpeg(file);
    if (!jpeg.readHeader())
        return jpeg.error();
    const int orientation = jpeg.orientation();
    return ImageInfo{.format = ImageFormat::Jpeg,
                     .storedSize = jpeg.storedSize(),
                     .size = turnedSize(jpeg.storedSize(), orientation),
                     .orientation = orientation,
                     .bitDepth = jpeg.bitDepth(),
                     .channels = jpeg.channels()};
}

Result<Image> decodeJpeg(std::span<const std::uint8_t> file, int leastExtent)
{
    JpegFile jpeg(file);
    if (!jpeg.readHeader() || !jpeg.start(reductionFor(jpeg.storedSize(), leastExtent)))
        return jpeg.error();
    Image image(jpeg.outputSize());
    std::vector<std::uint8_t> ink(jpeg.isInk() ? static_cast<std::size_t>(image.width()) * 4 : 0);
    if (jpeg.isInk() ? !jpeg.readInk(image, ink) : !jpeg.read(image))
        return jpeg.error();
    return image;
}

} // namespace labelwright
