// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/TiffDecoder.h"

#include "core/image/Orientation.h"
#include "core/image/SampleRows.h"
#include "core/image/TiffPage.h"

#include <climits>

#include <algorithm>
#include <cstdarg>
#include <cstdio>
#include <cstring>
#include <string>
#include <tiffio.h>
#include <utility>
#include <vector>

namespace labelwright {
namespace {

constexpr tmsize_t kMostBlockBytes = tmsize_t{1} << 28U;
/// Of libtiff's own, which are a strip at most: the largest picture that we read, in one strip.
constexpr tmsize_t kMostAllocatedBytes = tmsize_t{kMaxImagePixels} * 6;

Error endsTooEarly()
{
    return {ErrorCode::Truncated, "the TIFF picture ends too early"};
}

/// One file in memory, its messages kept from stderr.
class TiffFile {
public:
    /// Header copies the little that it reads, and notices when that ends; Pixels reads in place.
    enum class Use : std::uint8_t { Header, Pixels };

    TiffFile(std::span<const std::uint8_t> bytes, Use use) : m_bytes(bytes)
    {
        TIFFOpenOptions* options = TIFFOpenOptionsAlloc();
        TIFFOpenOptionsSetMaxSingleMemAlloc(options, kMostAllocatedBytes);
        TIFFOpenOptionsSetErrorHandlerExtR(options, onError, this);
        TIFFOpenOptionsSetWarningHandlerExtR(options, onWarning, nullptr);
        m_tiff = TIFFClientOpenExt("picture", use == Use::Header ? "rm" : "r", this, onRead, onWrite, onSeek, onClose,
                                   onSize, onMap, onUnmap, options);
        TIFFOpenOptionsFree(options);
    }
    ~TiffFile()
    {
        if (m_tiff)
            TIFFClose(m_tiff);
    }
    TiffFile(const TiffFile&) = delete;
    TiffFile& operator=(const TiffFile&) = delete;

    bool isOpen() const { return m_tiff != nullptr; }
    TIFF* tiff() const { return m_tiff; }

    TiffPage page() const
    {
        TiffPage page;
        page.size = {extent(TIFFTAG_IMAGEWIDTH), extent(TIFFTAG_IMAGELENGTH)};
        page.bitDepth = tag(TIFFTAG_BITSPERSAMPLE);
        page.samples = tag(TIFFTAG_SAMPLESPERPIXEL);
        if (!TIFFGetField(m_tiff, TIFFTAG_PHOTOMETRIC, &page.photometric))
            page.photometric = page.samples >= 3 ? PHOTOMETRIC_RGB : PHOTOMETRIC_MINISBLACK;
        page.sampleFormat = tag(TIFFTAG_SAMPLEFORMAT);
        page.compression = tag(TIFFTAG_COMPRESSION);
        page.isPlanar = tag(TIFFTAG_PLANARCONFIG) == PLANARCONFIG_SEPARATE && page.samples > 1;
        const int orientation = tag(TIFFTAG_ORIENTATION);
        page.orientation = orientation >= 1 && orientation <= 8 ? orientation : 1;
        std::uint32_t kind = 0;
        page.isReduced = TIFFGetField(m_tiff, TIFFTAG_SUBFILETYPE, &kind) && (kind & FILETYPE_REDUCEDIMAGE) != 0;
        page.alpha = alpha();
        return page;
    }

    /// Every strip or tile lies within the file.
    bool holdsItsPixels() const
    {
        const std::uint32_t blocks = TIFFIsTiled(m_tiff) ? TIFFNumberOfTiles(m_tiff) : TIFFNumberOfStrips(m_tiff);
        for (std::uint32_t i = 0; i < blocks; ++i) {
            const std::uint64_t offset = TIFFGetStrileOffset(m_tiff, i);
            if (offset > m_bytes.size() || TIFFGetStrileByteCount(m_tiff, i) > m_bytes.size() - offset)
                return false;
        }
        return true;
    }

    /// Of Use::Header: something that was to be read lies behind the end.
    bool hasRunOut() const { return m_ranOut; }

    Error error() const
    {
        if (m_ranOut)
            return endsTooEarly();
        return {ErrorCode::Malformed, std::string("the TIFF picture can't be decoded (") + m_message + ")"};
    }

private:
    /// 0 where it is not there.
    std::uint16_t tag(std::uint32_t number) const
    {
        std::uint16_t value = 0;
        return TIFFGetFieldDefaulted(m_tiff, number, &value) ? value : std::uint16_t{0};
    }
    int extent(std::uint32_t number) const
    {
        std::uint32_t value = 0;
        return TIFFGetField(m_tiff, number, &value) ? static_cast<int>(std::min<std::uint32_t>(value, INT_MAX)) : 0;
    }
    SampleMeaning::Alpha alpha() const
    {
        std::uint16_t count = 0;
        std::uint16_t* kinds = nullptr;
        if (!TIFFGetField(m_tiff, TIFFTAG_EXTRASAMPLES, &count, &kinds) || count == 0)
            return SampleMeaning::Alpha::None;
        return kinds[0] == EXTRASAMPLE_UNASSALPHA   ? SampleMeaning::Alpha::Straight
               : kinds[0] == EXTRASAMPLE_ASSOCALPHA ? SampleMeaning::Alpha::Premultiplied
                                                    : SampleMeaning::Alpha::None;
    }

    static tmsize_t onRead(thandle_t handle, void* to, tmsize_t count)
    {
        auto* file = static_cast<TiffFile*>(handle);
        const std::size_t left = file->m_bytes.size() - std::min<std::size_t>(file->m_place, file->m_bytes.size());
        const std::size_t read = std::min(left, static_cast<std::size_t>(count));
        file->m_ranOut |= read < static_cast<std::size_t>(count);
        if (read > 0)
            std::memcpy(to, file->m_bytes.data() + file->m_place, read);
        file->m_place += read;
        return static_cast<tmsize_t>(read);
    }
    static tmsize_t onWrite(thandle_t, void*, tmsize_t) { return 0; }
    static toff_t onSeek(thandle_t handle, toff_t offset, int from)
    {
        auto* file = static_cast<TiffFile*>(handle);
        const toff_t start = from == SEEK_CUR ? file->m_place : from == SEEK_END ? file->m_bytes.size() : 0;
        return file->m_place = start + offset;
    }
    static int onClose(thandle_t) { return 0; }
    static toff_t onSize(thandle_t handle) { return static_cast<TiffFile*>(handle)->m_bytes.size(); }
    static int onMap(thandle_t handle, void** base, toff_t* size)
    {
        const auto* file = static_cast<TiffFile*>(handle);
        *base = const_cast<std::uint8_t*>(file->m_bytes.data()); // never written: the file is open for reading
        *size = file->m_bytes.size();
        return 1;
    }
    static void onUnmap(thandle_t, void*, toff_t) {}

    static int onError(TIFF*, void* handle, const char*, const char* format, std::va_list arguments)
    {
        auto* file = static_cast<TiffFile*>(handle);
        std::vsnprintf(file->m_message, sizeof file->m_message, format, arguments);
        return 1; // handled: nothing goes to stderr
    }
    static int onWarning(TIFF*, void*, const char*, const char*, std::va_list) { return 1; }

    std::span<const std::uint8_t> m_bytes;
    toff_t m_place = 0;
    bool m_ranOut = false;
    TIFF* m_tiff = nullptr;
    char m_message[256] = "its header is damaged";
};

/// Reads the samples of a plain page into `picture`, row by row or tile by tile.
template <typename Picture>
class PlainReader {
public:
    using Sample = typename SampleRows<Picture>::Sample;

    PlainReader(const TiffFile& file, const TiffPage& page, Picture& picture)
        : m_file(file), m_page(page), m_rows(picture, page.meaning())
    {}

    Status read()
    {
        const int planes = m_page.isPlanar ? m_page.meaning().used() : 1;
        for (int plane = 0; plane < planes; ++plane) {
            if (const Status done = TIFFIsTiled(m_file.tiff()) ? readTiles(plane) : readStrips(plane); !done)
                return done;
        }
        return ok();
    }

private:
    Status readStrips(int plane)
    {
        const auto samples = static_cast<std::size_t>(m_page.size.width) * samplesPerPixel();
        const auto bytes = static_cast<std::size_t>(TIFFScanlineSize(m_file.tiff()));
        m_block.resize(std::max(samples, bytes / sizeof(Sample) + 1));
        for (int y = 0; y < m_page.size.height; ++y) {
            if (TIFFReadScanline(m_file.tiff(), m_block.data(), static_cast<std::uint32_t>(y),
                                 static_cast<std::uint16_t>(plane)) != 1)
                return m_file.error();
            putRow({0, y}, m_page.size.width, plane, m_block.data());
        }
        return ok();
    }

    Status readTiles(int plane)
    {
        std::uint32_t width = 0;
        std::uint32_t height = 0;
        TIFFGetField(m_file.tiff(), TIFFTAG_TILEWIDTH, &width);
        TIFFGetField(m_file.tiff(), TIFFTAG_TILELENGTH, &height);
        const tmsize_t bytes = TIFFTileSize(m_file.tiff());
        if (bytes <= 0 || bytes > kMostBlockBytes)
            return Error{ErrorCode::TooLarge, "the TIFF picture's tiles are too large"};
        m_block.resize(static_cast<std::size_t>(bytes) / sizeof(Sample));
        const Size tile{static_cast<int>(width), static_cast<int>(height)};
        for (int y = 0; y < m_page.size.height; y += tile.height) {
            for (int x = 0; x < m_page.size.width; x += tile.width) {
                if (TIFFReadTile(m_file.tiff(), m_block.data(), static_cast<std::uint32_t>(x),
                                 static_cast<std::uint32_t>(y), 0, static_cast<std::uint16_t>(plane)) < 0)
                    return m_file.error();
                putTile(Rect{x, y, tile.width, tile.height}, plane);
            }
        }
        return ok();
    }

    void putTile(const Rect& tile, int plane)
    {
        const Rect inside = tile.intersected({0, 0, m_page.size.width, m_page.size.height});
        const std::size_t rowLength = static_cast<std::size_t>(tile.width) * samplesPerPixel();
        for (int row = 0; row < inside.height; ++row)
            putRow({inside.x, inside.y + row}, inside.width, plane,
                   m_block.data() + static_cast<std::size_t>(row) * rowLength);
    }

    void putRow(Point start, int count, int plane, const Sample* from)
    {
        if (m_page.isPlanar)
            return m_rows.put(start, count, plane, from, 1);
        for (int which = 0; which < m_page.meaning().used(); ++which)
            m_rows.put(start, count, which, from + which, samplesPerPixel());
    }

    std::size_t samplesPerPixel() const { return m_page.isPlanar ? 1 : static_cast<std::size_t>(m_page.samples); }

    const TiffFile& m_file;
    const TiffPage& m_page;
    SampleRows<Picture> m_rows;
    std::vector<Sample> m_block;
};

template <typename Picture>
Result<StoredPicture> readPlain(const TiffFile& file, const TiffPage& page, Picture picture)
{
    if (const Status done = PlainReader<Picture>(file, page, picture).read(); !done)
        return done.error();
    return StoredPicture(std::move(picture));
}

/// libtiff's own way to 8-bit RGB, with alpha premultiplied.
class ColorReader {
public:
    explicit ColorReader(const TiffFile& file) : m_file(file)
    {
        m_isReady = TIFFRGBAImageOK(file.tiff(), m_message) && TIFFRGBAImageBegin(&m_image, file.tiff(), 1, m_message);
        // As stored: the reader turns every format's pictures alike.
        m_image.orientation = m_image.req_orientation = ORIENTATION_TOPLEFT;
    }
    ~ColorReader()
    {
        if (m_isReady)
            TIFFRGBAImageEnd(&m_image);
    }
    ColorReader(const ColorReader&) = delete;
    ColorReader& operator=(const ColorReader&) = delete;

    Status read(Image& image)
    {
        if (!m_isReady)
            return Error{ErrorCode::Unsupported,
                         std::string("the TIFF picture is of a kind that is not read (") + m_message + ")"};
        const int band = bandHeight(image.height());
        m_raster.resize(static_cast<std::size_t>(image.width()) * static_cast<std::size_t>(band));
        for (int y = 0; y < image.height(); y += band) {
            const int rows = std::min(band, image.height() - y);
            m_image.row_offset = y;
            if (!TIFFRGBAImageGet(&m_image, m_raster.data(), static_cast<std::uint32_t>(image.width()),
                                  static_cast<std::uint32_t>(rows)))
                return m_file.error();
            for (int row = 0; row < rows; ++row)
                putRow(m_raster.data() + std::ptrdiff_t{row} * image.width(), image.writableRow(y + row));
        }
        return ok();
    }

private:
    /// Rows of a strip or tile: libtiff decodes those anew for every part of them.
    int bandHeight(int imageHeight) const
    {
        std::uint32_t rows = 0;
        TIFFGetFieldDefaulted(m_file.tiff(), TIFFIsTiled(m_file.tiff()) ? TIFFTAG_TILELENGTH : TIFFTAG_ROWSPERSTRIP,
                              &rows);
        return static_cast<int>(std::clamp<std::uint32_t>(rows, 1, static_cast<std::uint32_t>(imageHeight)));
    }

    static void putRow(const std::uint32_t* from, std::span<std::uint8_t> row)
    {
        for (std::size_t i = 0; i < row.size(); i += Image::kBytesPerPixel, ++from) {
            const std::uint32_t ground = 255 - TIFFGetA(*from);
            row[i] = static_cast<std::uint8_t>(std::min(TIFFGetB(*from) + ground, 255U));
            row[i + 1] = static_cast<std::uint8_t>(std::min(TIFFGetG(*from) + ground, 255U));
            row[i + 2] = static_cast<std::uint8_t>(std::min(TIFFGetR(*from) + ground, 255U));
        }
    }

    const TiffFile& m_file;
    TIFFRGBAImage m_image{};
    bool m_isReady = false;
    std::vector<std::uint32_t> m_raster;
    char m_message[1024] = {};
};

Result<StoredPicture> decodePixels(const TiffFile& tiff)
{
    if (!tiff.isOpen())
        return tiff.error();
    const TiffPage page = tiff.page();
    if (const Status readable = checkPage(page); !readable)
        return readable.error();
    if (!tiff.holdsItsPixels())
        return endsTooEarly();
    if (page.isPlain() && page.bitDepth == 16)
        return readPlain(tiff, page, DeepImage(page.size, page.meaning().colors()));
    if (page.isPlain())
        return readPlain(tiff, page, Image(page.size));
    Image image(page.size);
    if (const Status done = ColorReader(tiff).read(image); !done)
        return done.error();
    return StoredPicture(std::move(image));
}

} // namespace

Result<ImageInfo> readTiffInfo(std::span<const std::uint8_t> file)
{
    const TiffFile tiff(file, TiffFile::Use::Header);
    if (!tiff.isOpen())
        return tiff.error();
    const TiffPage page = tiff.page();
    if (const Status readable = checkPage(page); !readable)
        return readable.error();
    return ImageInfo{.format = ImageFormat::Tiff,
                     .storedSize = page.size,
                     .size = turnedSize(page.size, page.orientation),
                     .orientation = page.orientation,
                     .bitDepth = page.bitDepth,
                     .channels = page.photometric == PHOTOMETRIC_PALETTE ? 3 : page.samples};
}

Result<StoredPicture> decodeTiff(std::span<const std::uint8_t> file)
{
    Result<StoredPicture> picture = decodePixels(TiffFile(file, TiffFile::Use::Pixels));
    if (!picture && TiffFile(file, TiffFile::Use::Header).hasRunOut())
        return endsTooEarly();
    return picture;
}

} // namespace labelwright
