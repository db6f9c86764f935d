// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/PhotoRows.h"

#include "ui/canvas/PyramidLevel.h"
#include "ui/canvas/RowKernels.h"
#include "ui/canvas/Viewport.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace labelwright {
namespace {

/// One side of the picture: `scale` device pixels for each of the level's `extent` pixels, from `origin` on.
struct Axis {
    int start = 0;
    int count = 0;
    int origin = 0;
    double scale = 1;
    int extent = 1;

    double middle(int index) const { return (start + index + 0.5 - origin) / scale; }
    std::int32_t clamped(double place) const { return static_cast<std::int32_t>(std::clamp(place, 0.0, extent - 1.0)); }
};

std::vector<std::int32_t> nearestPixels(const Axis& axis)
{
    std::vector<std::int32_t> pixels;
    pixels.reserve(static_cast<std::size_t>(axis.count));
    for (int i = 0; i < axis.count; ++i)
        pixels.push_back(axis.clamped(std::floor(axis.middle(i))));
    return pixels;
}

/// Of the two pixels between which each middle lies the first, and how far it is towards the second, in 1/256.
void findPairs(const Axis& axis, std::vector<std::int32_t>& first, std::vector<std::uint8_t>& shares)
{
    for (int i = 0; i < axis.count; ++i) {
        const double place = std::clamp(axis.middle(i) - 0.5, 0.0, axis.extent - 1.0);
        const double floor = std::floor(place);
        first.push_back(static_cast<std::int32_t>(floor));
        shares.push_back(static_cast<std::uint8_t>((place - floor) * 256));
    }
}

} // namespace

PhotoRows::PhotoRows(const PhotoPyramid::Level& level, const Viewport& viewport, const Rect& deviceRect)
    : m_level(level), m_rect(deviceRect)
{
    const double scale = viewport.zoom() * level.shrink;
    const Axis across{deviceRect.x, deviceRect.width, viewport.origin().x, scale, level.image.width()};
    const Axis down{deviceRect.y, deviceRect.height, viewport.origin().y, scale, level.image.height()};
    m_identical = scale == 1;
    const bool isFitting = scale >= kSmallestShownPixel && (level.shrink > 1 || scale < 1);
    m_smooth = isFitting && !m_identical;
    if (m_smooth) {
        findPairs(across, m_columns, m_columnShares);
        findPairs(down, m_rows, m_rowShares);
    } else {
        m_columns = nearestPixels(across);
        m_rows = nearestPixels(down);
    }
    m_firstColumn = m_columns.front();
    const int lastColumn = std::min(m_columns.back() + (m_smooth ? 1 : 0), level.image.width() - 1);
    m_columnCount = lastColumn - m_firstColumn + 1;
    std::ranges::for_each(m_columns, [this](std::int32_t& column) { column -= m_firstColumn; });
}

bool PhotoRows::repeats(int y) const
{
    const auto index = static_cast<std::size_t>(y - m_rect.y);
    return !m_smooth && m_rows[index] == m_rows[index - 1];
}

const std::uint8_t* PhotoRows::pixels(int row) const
{
    return m_level.image.row(row).data() + std::ptrdiff_t{m_firstColumn} * Image::kBytesPerPixel;
}

void PhotoRows::read(int y, Scratch& scratch, std::uint32_t* to) const
{
    const auto index = static_cast<std::size_t>(y - m_rect.y);
    const std::uint8_t* from = pixels(m_rows[index]);
    if (m_identical && m_columnCount == m_rect.width) {
        expandRow(from, to, m_rect.width);
        return;
    }
    if (!m_smooth) {
        pickRow(from, m_columns.data(), to, m_rect.width);
        return;
    }
    const int bytes = m_columnCount * Image::kBytesPerPixel;
    scratch.resize(static_cast<std::size_t>(bytes + kReadBeyond));
    const int second = std::min(m_rows[index] + 1, m_level.image.height() - 1);
    mixRows(from, pixels(second), m_rowShares[index], scratch.data(), bytes);
    interpolateRow(scratch.data(), m_columns.data(), m_columnShares.data(), to, m_rect.width);
}

} // namespace labelwright
