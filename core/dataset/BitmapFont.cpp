// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/BitmapFont.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace labelwright {
namespace {

constexpr int kColumns = 5;
constexpr int kRows = 9;

/// Rows of five pixels from the top, the leftmost pixel of the first row in the highest of 45 bits.
using Glyph = std::uint64_t;

constexpr Glyph kBox = 0x1f8c6318fc00;

/// From the space (32) to the tilde (126).
constexpr std::array<Glyph, 95> kGlyphs{
    0x000000000000, 0x042108401000, 0x0a5280000000, 0x0a57d5f52800, 0x047d1c5f1000, 0x19c88889cc00, 0x0c9511593400,
    0x042100000000, 0x022210820800, 0x082084222000, 0x04ab88ea9000, 0x00213e420000, 0x000000031888, 0x00003e000000,
    0x000000063000, 0x010888884000, 0x0e8ceb98b800, 0x046508427c00, 0x0e8844447c00, 0x1e085c10f800, 0x0232a5f10800,
    0x1f878218b800, 0x06443d18b800, 0x1f0884421000, 0x0e8c5d18b800, 0x0e8c5e113000, 0x006300c60000, 0x003180631100,
    0x022220820800, 0x0007c1f00000, 0x082082222000, 0x0e8844401000, 0x0e8deb783c00, 0x045463f8c400, 0x1e8c7d18f800,
    0x0e8c2108b800, 0x1c9463197000, 0x1f843d087c00, 0x1f843d084000, 0x0e8c2f18bc00, 0x118c7f18c400, 0x0e2108423800,
    0x071084293000, 0x119531494400, 0x108421087c00, 0x11dd6b18c400, 0x11ce6b39c400, 0x0e8c6318b800, 0x1e8c7d084000,
    0x0e8c63593400, 0x1e8c7d494400, 0x0f841c10f800, 0x1f2108421000, 0x118c6318b800, 0x118c54a51000, 0x118c6b5dc400,
    0x118a88a8c400, 0x118a94421000, 0x1f0888887c00, 0x0e4210843800, 0x108208208400, 0x0e1084213800, 0x045440000000,
    0x0000000003e0, 0x082000000000, 0x000382f8bc00, 0x1087a318f800, 0x0003e1083c00, 0x010be318bc00, 0x0003a3f83c00,
    0x06423c842000, 0x0003e318bc2e, 0x1087a318c400, 0x040308423800, 0x020184210a4c, 0x1084a9c94400, 0x0c2108423800,
    0x0006ab5ad400, 0x0007a318c400, 0x0003a318b800, 0x0007a318fa10, 0x0003e318bc21, 0x0005b3084000, 0x0003e0e0f800,
    0x084790849800, 0x00046318bc00, 0x000462a51000, 0x00046b5aa800, 0x000454454400, 0x00046318bc2e, 0x0007c4447c00,
    0x032110420c00, 0x042108421080, 0x182104426000, 0x00026b200000,
};

/// One glyph a code point: bytes that go on a UTF-8 sequence are skipped.
std::vector<Glyph> glyphsOf(std::string_view text)
{
    std::vector<Glyph> glyphs;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if ((byte & 0xC0U) == 0x80U)
            continue;
        glyphs.push_back(byte >= 32 && byte < 127 ? kGlyphs[byte - 32U] : kBox);
    }
    return glyphs;
}

bool isSet(Glyph glyph, int column, int row)
{
    return (glyph >> static_cast<unsigned>(kColumns * kRows - 1 - (row * kColumns + column)) & 1U) != 0;
}

} // namespace

Size textSize(std::string_view text, int scale)
{
    assert(scale >= 1);
    return {static_cast<int>(glyphsOf(text).size()) * BitmapFont::kAdvance * scale, BitmapFont::kLineHeight * scale};
}

void drawText(Image& image, Point origin, std::string_view text, Color color, int scale)
{
    assert(scale >= 1);
    int left = origin.x;
    for (const Glyph glyph : glyphsOf(text)) {
        for (int row = 0; row < kRows; ++row)
            for (int column = 0; column < kColumns; ++column)
                if (isSet(glyph, column, row))
                    fillRect(image, {left + column * scale, origin.y + row * scale, scale, scale}, color);
        left += BitmapFont::kAdvance * scale;
    }
}

void fillRect(Image& image, const Rect& rect, Color color)
{
    const Rect inside = rect.intersected(image.bounds());
    for (int y = inside.y; y < inside.bottom(); ++y) {
        const std::span<std::uint8_t> row = image.writableRow(y);
        for (int x = inside.x; x < inside.right(); ++x) {
            const std::size_t offset = static_cast<std::size_t>(x) * Image::kBytesPerPixel;
            row[offset] = color.blue;
            row[offset + 1] = color.green;
            row[offset + 2] = color.red;
        }
    }
}

std::string elided(std::string_view text, int maxCharacters)
{
    assert(maxCharacters >= 4);
    const auto limit = static_cast<std::size_t>(maxCharacters);
    std::vector<std::size_t> starts;
    for (std::size_t index = 0; index < text.size(); ++index)
        if ((static_cast<unsigned char>(text[index]) & 0xC0U) != 0x80U)
            starts.push_back(index);
    if (starts.size() <= limit)
        return std::string(text);
    return std::string(text.substr(0, starts[limit - 3])) + "...";
}

} // namespace labelwright
