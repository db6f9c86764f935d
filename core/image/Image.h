// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace labelwright {

/// An 8-bit colour picture in memory: three bytes a pixel in the order blue, green, red, rows without padding. That is
/// a CV_8UC3, and a QImage::Format_BGR888 that is told bytesPerRow(), without conversion.
///
/// Copy: shares the pixels, which nobody may change once the image has left the function that made it.
/// Thread: any, as long as nobody writes.
class Image {
public:
    static constexpr int kBytesPerPixel = 3;

    Image() = default;
    /// Uninitialised pixels; fill them through writableRow() before the image is shared.
    /// Precondition: both extents are at least 1. Throws std::bad_alloc, which never leaves core.
    explicit Image(Size size);

    bool isNull() const { return !m_pixels; }
    int width() const { return m_size.width; }
    int height() const { return m_size.height; }
    Size size() const { return m_size; }
    Rect bounds() const { return {0, 0, m_size.width, m_size.height}; }
    std::size_t bytesPerRow() const { return static_cast<std::size_t>(m_size.width) * kBytesPerPixel; }

    const std::uint8_t* data() const { return m_pixels.get(); }
    /// Row y, left to right. Precondition: 0 <= y < height().
    std::span<const std::uint8_t> row(int y) const { return {m_pixels.get() + offsetOf(y), bytesPerRow()}; }
    std::span<std::uint8_t> writableRow(int y) { return {m_pixels.get() + offsetOf(y), bytesPerRow()}; }

    /// A copy of the part inside `rect`. Precondition: bounds() holds all of rect, and rect is not empty.
    Image cropped(const Rect& rect) const;

    /// Keeps the pixels alive for as long as a view without ownership (a QImage) needs them.
    std::shared_ptr<const std::uint8_t[]> pixels() const { return m_pixels; }

private:
    std::size_t offsetOf(int y) const { return static_cast<std::size_t>(y) * bytesPerRow(); }

    Size m_size;
    std::shared_ptr<std::uint8_t[]> m_pixels;
};

} // namespace labelwright
