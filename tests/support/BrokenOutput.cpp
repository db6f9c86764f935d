// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/BrokenOutput.h"

#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/PalettePng.h"
#include "tests/support/TestFiles.h"

#include <algorithm>
#include <utility>

namespace labelwright::test {

PaletteMask paletteMaskAt(const std::filesystem::path& file)
{
    Result<IndexedPng> png = decodeIndexedPng(bytesOf(file));
    if (!png)
        qFatal("%s", sentence(png.error()).c_str());
    return {png->size, std::move(png->indices), std::move(png->palette)};
}

void writePaletteMask(const std::filesystem::path& file, const PaletteMask& mask)
{
    const PalettePngFormat format{
        .size = mask.size, .palette = mask.palette, .alpha = {}, .memoryLevel = 9, .maxDataChunk = 65536};
    writeBytes(file, writePalettePng(format, [&mask](int y, std::span<std::uint8_t> row) {
                   std::copy_n(mask.values.begin() + y * mask.size.width, mask.size.width, row.begin());
               }));
}

Image pictureOf(const PaletteMask& mask)
{
    Image picture(mask.size);
    for (int y = 0; y < mask.size.height; ++y) {
        for (int x = 0; x < mask.size.width; ++x) {
            const Color color = mask.palette[mask.values[std::size_t(y * mask.size.width + x)]];
            std::uint8_t* const pixel = picture.writableRow(y).data() + x * Image::kBytesPerPixel;
            pixel[0] = color.blue;
            pixel[1] = color.green;
            pixel[2] = color.red;
        }
    }
    return picture;
}

void reverseIndices(const std::filesystem::path& file)
{
    PaletteMask mask = paletteMaskAt(file);
    std::swap(mask.palette[1], mask.palette[3]);
    for (std::uint8_t& value : mask.values)
        value = value == 1 ? 3 : value == 3 ? 1 : value;
    writePaletteMask(file, mask);
}

void replaceAll(const std::filesystem::path& textFile, const std::string& before, const std::string& after)
{
    std::string text = textOf(textFile);
    for (std::size_t at = 0; (at = text.find(before, at)) != std::string::npos; at += after.size())
        text.replace(at, before.size(), after);
    writeText(textFile, text);
}

} // namespace labelwright::test
