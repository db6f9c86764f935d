// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/Image.h"

#include <algorithm>
#include <cassert>

namespace labelwright {

Image::Image(Size size)
    : m_size(size), m_pixels(new std::uint8_t[bytesPerRow() * static_cast<std::size_t>(size.height)])
{
    assert(size.width > 0 && size.height > 0);
}

Image Image::cropped(const Rect& rect) const
{
    assert(!rect.isEmpty() && bounds().intersected(rect) == rect);
    Image part({rect.width, rect.height});
    for (int y = 0; y < rect.height; ++y) {
        const auto from =
            row(rect.y + y).subspan(static_cast<std::size_t>(rect.x) * kBytesPerPixel, part.bytesPerRow());
        std::ranges::copy(from, part.writableRow(y).begin());
    }
    return part;
}

} // namespace labelwright
