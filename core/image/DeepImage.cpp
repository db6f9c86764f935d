// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/DeepImage.h"

#include <cassert>

namespace labelwright {

DeepImage::DeepImage(Size size, int channels)
    : m_size(size), m_channels(channels),
      m_samples(new std::uint16_t[samplesPerRow() * static_cast<std::size_t>(size.height)])
{
    assert(size.width > 0 && size.height > 0);
    assert(channels == 1 || channels == 3);
}

} // namespace labelwright
