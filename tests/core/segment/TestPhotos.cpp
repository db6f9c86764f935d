// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/segment/TestPhotos.h"

#include <cmath>
#include <random>

namespace labelwright::test {
namespace {

template <typename ColorAt>
Image draw(Size size, ColorAt colorAt)
{
    Image photo(size);
    for (int y = 0; y < size.height; ++y) {
        std::uint8_t* to = photo.writableRow(y).data();
        for (int x = 0; x < size.width; ++x) {
            for (int channel = 0; channel < Image::kBytesPerPixel; ++channel)
                *to++ = colorAt(x, y, channel);
        }
    }
    return photo;
}

} // namespace

Image uniformPhoto(Size size, std::uint8_t gray)
{
    return draw(size, [gray](int, int, int) { return gray; });
}

Image noisePhoto(Size size, unsigned seed)
{
    std::minstd_rand random(seed);
    return draw(size, [&, gray = std::uint8_t{0}](int, int, int channel) mutable {
        gray = channel == 0 ? static_cast<std::uint8_t>(random() % 256) : gray;
        return gray;
    });
}

Image blotchPhoto(Size size, Point offset)
{
    return draw(size, [offset](int x, int y, int channel) {
        const double u = x + offset.x;
        const double v = y + offset.y;
        const double waves = std::sin(u / 5.3 + channel) * std::cos(v / 6.1) + std::sin((u + 2 * v) / 9.7) +
                             std::cos((3 * u - v) / 17.9) + std::sin(u * v / 900);
        return static_cast<std::uint8_t>(128 + 30 * waves);
    });
}

} // namespace labelwright::test
