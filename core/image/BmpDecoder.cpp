// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/BmpDecoder.h"

#include "core/image/SampleRows.h"

#include <climits>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <bit>
#include <optional>

namespace labelwright {
namespace {

constexpr std::size_t kFileHeader = 14;
constexpr std::uint32_t kCoreHeader = 12;
constexpr std::uint32_t kInfoHeader = 40;
constexpr std::uint32_t kMostHeader = 124; // BITMAPV5HEADER

enum Compression : std::uint32_t { kPlain = 0, kRunLength8 = 1, kRunLength4 = 2, kBitFields = 3, kAlphaBitFields = 6 };

using Bytes = std::span<const std::uint8_t>;
using Bgr = std::array<std::uint8_t, 3>;
using Palette = std::array<Bgr, 256>;

Error endsTooEarly()
{
    return {ErrorCode::Truncated, "the BMP picture ends too early"};
}

/// Little endian. Precondition: the bytes are there.
std::uint32_t numberAt(Bytes file, std::size_t offset, std::size_t bytes)
{
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < bytes; ++i)
        value |= std::uint32_t{file[offset + i]} << 8U * i;
    return value;
}

struct Header {
    Size size;
    bool isTopDown = false;
    int bits = 0; ///< A pixel.
    std::uint32_t compression = kPlain;
    std::array<std::uint32_t, 4> masks{}; ///< Blue, green, red, alpha; of 16 and 32 bits.
    std::size_t paletteOffset = 0;
    std::size_t paletteEntryBytes = 4;
    std::uint32_t paletteEntries = 0;
    std::size_t pixelOffset = 0;

    bool hasOwnMasks() const { return compression == kBitFields || compression == kAlphaBitFields; }
};

Status checkKind(const Header& header)
{
    const int bits = header.bits;
    if (bits != 1 && bits != 4 && bits != 8 && bits != 16 && bits != 24 && bits != 32)
        return Error{ErrorCode::Malformed, fmt::format("the BMP picture has {} bits a pixel", bits)};
    if (header.compression == kPlain || (header.compression == kRunLength8 && bits == 8 && !header.isTopDown) ||
        (header.hasOwnMasks() && (bits == 16 || bits == 32)))
        return ok();
    return Error{ErrorCode::Unsupported,
                 fmt::format("the BMP picture is compressed in a way that is not read ({}, with {} bits a pixel)",
                             header.compression, bits)};
}

/// Behind a header of 40 bytes, or in a longer one. Errors: Truncated.
Status readMasks(Bytes file, std::uint32_t headerSize, Header& header)
{
    if (!header.hasOwnMasks()) {
        header.masks =
            header.bits == 16 ? std::array{0x1FU, 0x3E0U, 0x7C00U, 0U} : std::array{0xFFU, 0xFF00U, 0xFF0000U, 0U};
        return ok();
    }
    const bool hasAlpha = header.compression == kAlphaBitFields || headerSize >= 56;
    const std::size_t offset = kFileHeader + kInfoHeader;
    if (file.size() < offset + (hasAlpha ? 16 : 12))
        return endsTooEarly();
    header.masks = {numberAt(file, offset + 8, 4), numberAt(file, offset + 4, 4), numberAt(file, offset, 4),
                    hasAlpha ? numberAt(file, offset + 12, 4) : 0};
    if (headerSize == kInfoHeader)
        header.paletteOffset += hasAlpha ? 16 : 12;
    return ok();
}

Header readCoreHeader(Bytes file)
{
    Header header;
    header.size = {static_cast<int>(numberAt(file, 18, 2)), static_cast<int>(numberAt(file, 20, 2))};
    header.bits = static_cast<int>(numberAt(file, 24, 2));
    header.paletteEntryBytes = 3;
    return header;
}

Result<Header> readInfoHeader(Bytes file)
{
    const auto width = std::bit_cast<std::int32_t>(numberAt(file, 18, 4));
    const auto height = std::bit_cast<std::int32_t>(numberAt(file, 22, 4));
    if (height == INT_MIN)
        return Error{ErrorCode::Malformed, "the BMP picture's header is damaged"};
    Header header;
    header.size = {width, height < 0 ? -height : height};
    header.isTopDown = height < 0;
    header.bits = static_cast<int>(numberAt(file, 28, 2));
    header.compression = numberAt(file, 30, 4);
    header.paletteEntries = numberAt(file, 46, 4);
    return header;
}

Result<Header> readHeader(Bytes file)
{
    if (file.size() < kFileHeader + 4)
        return endsTooEarly();
    const std::uint32_t headerSize = numberAt(file, kFileHeader, 4);
    if (headerSize != kCoreHeader && (headerSize < kInfoHeader || headerSize > kMostHeader))
        return Error{ErrorCode::Malformed, "the BMP picture's header is damaged"};
    if (file.size() < kFileHeader + headerSize)
        return endsTooEarly();
    Result<Header> header = headerSize == kCoreHeader ? readCoreHeader(file) : readInfoHeader(file);
    if (!header)
        return header;
    if (header->size.width <= 0 || header->size.height <= 0)
        return Error{ErrorCode::Malformed, "the BMP picture has no extent"};
    header->pixelOffset = numberAt(file, 10, 4);
    header->paletteOffset = kFileHeader + headerSize;
    if (const Status known = checkKind(*header); !known)
        return known.error();
    if (const Status read = readMasks(file, headerSize, *header); !read)
        return read.error();
    return header;
}

/// 256 colours; those that the file does not have are black.
Result<Palette> readPalette(Bytes file, const Header& header)
{
    std::size_t entries = std::size_t{1} << static_cast<unsigned>(header.bits);
    if (header.paletteEntries > 0)
        entries = std::min<std::size_t>(entries, header.paletteEntries);
    if (header.pixelOffset > header.paletteOffset)
        entries = std::min(entries, (header.pixelOffset - header.paletteOffset) / header.paletteEntryBytes);
    Palette palette{};
    for (std::size_t i = 0; i < entries; ++i) {
        const std::size_t offset = header.paletteOffset + i * header.paletteEntryBytes;
        if (offset + 3 > file.size())
            return endsTooEarly();
        std::copy_n(&file[offset], 3, palette[i].begin());
    }
    return palette;
}

/// The pixel rows of a file that is not run-length encoded, in the picture's order.
class StoredRows {
public:
    StoredRows(Bytes file, const Header& header)
        : m_pixels(file.subspan(std::min(header.pixelOffset, file.size()))), m_height(header.size.height),
          m_rowBytes((static_cast<std::size_t>(header.size.width) * static_cast<std::size_t>(header.bits) + 31) / 32 *
                     4),
          m_isTopDown(header.isTopDown)
    {}

    bool areAllThere() const { return m_pixels.size() / m_rowBytes >= static_cast<std::size_t>(m_height); }
    Bytes row(int y) const
    {
        const int stored = m_isTopDown ? y : m_height - 1 - y;
        return m_pixels.subspan(static_cast<std::size_t>(stored) * m_rowBytes, m_rowBytes);
    }

private:
    Bytes m_pixels;
    int m_height;
    std::size_t m_rowBytes;
    bool m_isTopDown;
};

void readIndexed(const StoredRows& rows, int bits, const Palette& palette, Image& image)
{
    const unsigned perByte = 8U / static_cast<unsigned>(bits);
    const unsigned highest = (1U << static_cast<unsigned>(bits)) - 1;
    for (int y = 0; y < image.height(); ++y) {
        const Bytes from = rows.row(y);
        std::uint8_t* to = image.writableRow(y).data();
        for (unsigned x = 0; x < static_cast<unsigned>(image.width()); ++x) {
            const unsigned shift = (perByte - 1 - x % perByte) * static_cast<unsigned>(bits);
            to = std::ranges::copy(palette[from[x / perByte] >> shift & highest], to).out;
        }
    }
}

/// The bits of a mask, spread to 8.
class MaskedChannel {
public:
    explicit MaskedChannel(std::uint32_t mask)
        : m_mask(mask), m_shift(mask == 0 ? 0 : std::countr_zero(mask)), m_highest(mask >> m_shift)
    {}

    std::uint8_t of(std::uint32_t pixel) const
    {
        if (m_mask == 0)
            return 0;
        const std::uint64_t value = (pixel & m_mask) >> m_shift;
        if (m_highest == 255)
            return static_cast<std::uint8_t>(value);
        return static_cast<std::uint8_t>((value * 255 + m_highest / 2) / m_highest);
    }

private:
    std::uint32_t m_mask;
    int m_shift;
    std::uint32_t m_highest;
};

/// Some programs declare alpha and store nothing but zeros: such a picture is opaque.
bool hasAlpha(const StoredRows& rows, const Header& header)
{
    const auto bytes = static_cast<std::size_t>(header.bits) / 8;
    for (int y = 0; header.masks[3] != 0 && y < header.size.height; ++y) {
        const Bytes row = rows.row(y);
        for (std::size_t x = 0; x < static_cast<std::size_t>(header.size.width); ++x) {
            if ((numberAt(row, x * bytes, bytes) & header.masks[3]) != 0)
                return true;
        }
    }
    return false;
}

/// 16 and 32 bits a pixel.
void readMasked(const StoredRows& rows, const Header& header, Image& image)
{
    const auto bytes = static_cast<std::size_t>(header.bits) / 8;
    const std::array channels{MaskedChannel(header.masks[2]), MaskedChannel(header.masks[1]),
                              MaskedChannel(header.masks[0]), MaskedChannel(header.masks[3])};
    using Alpha = SampleMeaning::Alpha;
    const SampleMeaning meaning{SampleMeaning::Color::Rgb, hasAlpha(rows, header) ? Alpha::Straight : Alpha::None};
    SampleRows target(image, meaning);
    std::vector<std::uint8_t> samples(static_cast<std::size_t>(image.width()));
    for (int y = 0; y < image.height(); ++y) {
        const Bytes row = rows.row(y);
        for (int which = 0; which < meaning.used(); ++which) {
            for (std::size_t x = 0; x < samples.size(); ++x)
                samples[x] = channels[static_cast<std::size_t>(which)].of(numberAt(row, x * bytes, bytes));
            target.put({0, y}, image.width(), which, samples.data(), 1);
        }
    }
}

/// Runs of pixels of one colour and of pixels each by itself, from the bottom row up. What none covers has the
/// palette's first colour.
class RunLength8 {
public:
    RunLength8(Bytes data, const Palette& palette, Image& image) : m_data(data), m_palette(palette), m_image(image) {}

    /// Returns false when the data ends before the picture does.
    bool read()
    {
        for (int y = 0; y < m_image.height(); ++y) {
            m_at = {0, y};
            putRun(m_image.width(), 0);
        }
        m_at = {0, m_image.height() - 1};
        while (m_at.y >= 0) {
            if (m_data.size() < 2)
                return m_at.y == 0 && m_at.x >= m_image.width(); // only the end's mark is missing
            const std::uint8_t count = take();
            const std::uint8_t value = take();
            if (count > 0)
                putRun(count, value);
            else if (!readEscape(value))
                return false;
        }
        return true;
    }

private:
    enum Escape : std::uint8_t { kEndOfRow = 0, kEndOfPicture = 1, kJump = 2 };

    std::uint8_t take()
    {
        const std::uint8_t byte = m_data.front();
        m_data = m_data.subspan(1);
        return byte;
    }

    void putRun(int count, std::uint8_t index)
    {
        const int end = std::min(m_at.x + count, m_image.width());
        std::uint8_t* to = m_image.writableRow(m_at.y).data() + std::ptrdiff_t{m_at.x} * Image::kBytesPerPixel;
        for (; m_at.x < end; ++m_at.x)
            to = std::ranges::copy(m_palette[index], to).out;
    }

    bool readEscape(std::uint8_t escape)
    {
        if (escape == kEndOfRow) {
            m_at = {0, m_at.y - 1};
        } else if (escape == kEndOfPicture) {
            m_at.y = -1;
        } else if (escape == kJump) {
            if (m_data.size() < 2)
                return false;
            m_at.x = std::min(m_at.x + take(), m_image.width());
            m_at.y -= take();
        } else {
            return putPixels(escape);
        }
        return true;
    }

    bool putPixels(std::uint8_t count)
    {
        if (m_data.size() < count)
            return false;
        for (int i = 0; i < count; ++i)
            putRun(1, take());
        if (count % 2 != 0 && !m_data.empty())
            take();
        return true;
    }

    Bytes m_data;
    const Palette& m_palette;
    Image& m_image;
    Point m_at;
};

Result<Image> decodeRunLength(Bytes file, const Header& header, const Palette& palette)
{
    Image image(header.size);
    if (!RunLength8(file.subspan(std::min(header.pixelOffset, file.size())), palette, image).read())
        return endsTooEarly();
    return image;
}

Result<Image> decodeRows(Bytes file, const Header& header, const Palette& palette)
{
    const StoredRows rows(file, header);
    if (!rows.areAllThere())
        return endsTooEarly();
    Image image(header.size);
    if (header.bits <= 8) {
        readIndexed(rows, header.bits, palette, image);
    } else if (header.bits == 24) {
        for (int y = 0; y < image.height(); ++y)
            std::copy_n(rows.row(y).begin(), image.bytesPerRow(), image.writableRow(y).begin());
    } else {
        readMasked(rows, header, image);
    }
    return image;
}

} // namespace

Result<ImageInfo> readBmpInfo(Bytes file)
{
    const Result<Header> header = readHeader(file);
    if (!header)
        return header.error();
    return ImageInfo{.format = ImageFormat::Bmp,
                     .storedSize = header->size,
                     .size = header->size,
                     .orientation = 1,
                     .bitDepth = header->bits <= 8 ? header->bits : 8,
                     .channels = header->masks[3] == 0 ? 3 : 4};
}

Result<Image> decodeBmp(Bytes file)
{
    const Result<Header> header = readHeader(file);
    if (!header)
        return header.error();
    const Result<Palette> palette = header->bits <= 8 ? readPalette(file, *header) : Palette{};
    if (!palette)
        return palette.error();
    return header->compression == kRunLength8 ? decodeRunLength(file, *header, *palette)
                                              : decodeRows(file, *header, *palette);
}

} // namespace labelwright
