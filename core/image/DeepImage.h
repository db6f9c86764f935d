// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>

namespace labelwright {

/// A picture of 16 bits a sample, 0 to 65535 in the machine's byte order: one sample a pixel (gray) or three (blue,
/// green, red), rows without padding. What is shown of it is a windowed() Image.
///
/// Copy: shares the samples, which nobody may change once the picture has left the function that made it.
/// Thread: any, as long as nobody writes.
class DeepImage {
public:
    DeepImage() = default;
    /// Uninitialised samples; fill them through writableRow() before the picture is shared.
    /// Precondition: both extents are at least 1, channels is 1 or 3. Throws std::bad_alloc, which never leaves core.
    DeepImage(Size size, int channels);

    bool isNull() const { return !m_samples; }
    int width() const { return m_size.width; }
    int height() const { return m_size.height; }
    Size size() const { return m_size; }
    int channels() const { return m_channels; }
    std::size_t samplesPerRow() const
    {
        return static_cast<std::size_t>(m_size.width) * static_cast<std::size_t>(m_channels);
    }

    /// Row y, left to right. Precondition: 0 <= y < height().
    std::span<const std::uint16_t> row(int y) const { return {m_samples.get() + offsetOf(y), samplesPerRow()}; }
    std::span<std::uint16_t> writableRow(int y) { return {m_samples.get() + offsetOf(y), samplesPerRow()}; }

private:
    std::size_t offsetOf(int y) const { return static_cast<std::size_t>(y) * samplesPerRow(); }

    Size m_size;
    int m_channels = 0;
    std::shared_ptr<std::uint16_t[]> m_samples;
};

} // namespace labelwright
