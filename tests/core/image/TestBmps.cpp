// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/image/TestBmps.h"

namespace labelwright::test {
namespace {

constexpr int kFileHeader = 14;

void append(Bytes& bytes, std::uint32_t value, int count)
{
    for (int i = 0; i < count; ++i, value >>= 8U)
        bytes.push_back(static_cast<std::uint8_t>(value & 255U));
}

void appendHeader(Bytes& file, const BmpLayout& layout)
{
    const int extentBytes = layout.headerBytes == 12 ? 2 : 4;
    append(file, static_cast<std::uint32_t>(layout.headerBytes), 4);
    append(file, static_cast<std::uint32_t>(layout.size.width), extentBytes);
    append(file, static_cast<std::uint32_t>(layout.topDown ? -layout.size.height : layout.size.height), extentBytes);
    append(file, 1, 2); // planes
    append(file, static_cast<std::uint32_t>(layout.bits), 2);
    if (layout.headerBytes == 12)
        return;
    append(file, static_cast<std::uint32_t>(layout.compression), 4);
    append(file, 0, 4); // bytes of pixels: may be left out
    append(file, 2835, 4);
    append(file, 2835, 4);
    append(file, static_cast<std::uint32_t>(layout.palette.size()), 4);
    append(file, 0, 4);
}

} // namespace

Bytes bmpOf(const BmpLayout& layout, const Bytes& data)
{
    Bytes head;
    appendHeader(head, layout);
    for (const std::uint32_t mask : layout.masks)
        append(head, mask, 4);
    head.resize(std::max(head.size(), static_cast<std::size_t>(layout.headerBytes)));
    for (const auto& [red, green, blue] : layout.palette) {
        for (const int channel : {blue, green, red})
            head.push_back(static_cast<std::uint8_t>(channel));
        if (layout.headerBytes != 12)
            head.push_back(0);
    }
    Bytes file{'B', 'M'};
    append(file, static_cast<std::uint32_t>(kFileHeader + head.size() + data.size()), 4);
    append(file, 0, 4);
    append(file, static_cast<std::uint32_t>(kFileHeader + head.size()), 4);
    file.insert(file.end(), head.begin(), head.end());
    file.insert(file.end(), data.begin(), data.end());
    return file;
}

Bytes encodeBmp(const BmpLayout& layout, const std::function<std::uint32_t(int x, int y)>& valueAt)
{
    Bytes data;
    for (int row = 0; row < layout.size.height; ++row) {
        const int y = layout.topDown ? row : layout.size.height - 1 - row;
        int freeBits = 0;
        for (int x = 0; x < layout.size.width; ++x) {
            if (layout.bits >= 8) {
                append(data, valueAt(x, y), layout.bits / 8);
                continue;
            }
            if (freeBits == 0) {
                data.push_back(0);
                freeBits = 8;
            }
            freeBits -= layout.bits;
            data.back() = static_cast<std::uint8_t>(data.back() | valueAt(x, y) << freeBits);
        }
        while (data.size() % 4 != 0)
            data.push_back(0);
    }
    return bmpOf(layout, data);
}

} // namespace labelwright::test
