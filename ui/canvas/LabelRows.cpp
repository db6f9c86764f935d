// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/LabelRows.h"

#include "ui/canvas/RowKernels.h"
#include "ui/canvas/Viewport.h"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstring>

namespace labelwright {
namespace {

constexpr int kBlock = 32;

bool isUniform(const Label* labels, int count)
{
    return std::memcmp(labels, labels + 1, static_cast<std::size_t>(count) - 1) == 0;
}

} // namespace

std::vector<LabelRows::Footprint> LabelRows::footprints(const Axis& axis)
{
    std::vector<Footprint> result(static_cast<std::size_t>(axis.count));
    const auto place = [&](double device) { return std::floor((device - axis.origin) / axis.scale); };
    const auto clipped = [&](double value) {
        return static_cast<std::int32_t>(std::clamp(value, 0.0, axis.extent - 1.0));
    };
    for (int device = std::max(axis.start, axis.origin); device < std::min(axis.start + axis.count, axis.end);
         ++device) {
        const double first = axis.scale < 1 ? place(device) : place(device + 0.5);
        const double last = axis.scale < 1 ? std::max(first, place(device + 1) - 1) : first;
        result[static_cast<std::size_t>(device - axis.start)] = {clipped(first), clipped(last)};
    }
    return result;
}

LabelRows::LabelRows(const MaskPyramid::Level& level, const Viewport& viewport, const Rect& deviceRect, int margin)
    : m_level(level), m_margin(margin), m_around(deviceRect.grown(margin)), m_scale(viewport.zoom() * level.shrink)
{
    const Size image = viewport.imageSize();
    const Rect picture = viewport.deviceFromImage({0, 0, image.width, image.height});
    m_columns = footprints({m_around.x, m_around.width, picture.x, picture.right(), m_scale, level.size.width});
    m_rows = footprints({m_around.y, m_around.height, picture.y, picture.bottom(), m_scale, level.size.height});
    const auto isInside = [](const Footprint& column) { return column.first <= column.last; };
    const auto begin = std::ranges::find_if(m_columns, isInside);
    const auto end = std::find_if_not(begin, m_columns.end(), isInside);
    m_begin = static_cast<int>(begin - m_columns.begin());
    m_end = static_cast<int>(end - m_columns.begin());
}

bool LabelRows::repeats(int y) const
{
    return rows(y) == rows(y - 1);
}

void LabelRows::read(int y, Scratch& scratch, Label* to) const
{
    const Footprint footprint = rows(y);
    if (m_begin == m_end || footprint.last < footprint.first) {
        std::fill_n(to, stride(), kUnlabelled);
        return;
    }
    std::fill(to, to + m_begin, kUnlabelled);
    std::fill(to + m_end, to + stride(), kUnlabelled);
    const Label* from = m_level.row(footprint.first);
    if (m_scale < 1) {
        readShrunk(footprint, scratch, to);
    } else if (m_scale == 1) {
        std::copy_n(from + m_columns[static_cast<std::size_t>(m_begin)].first, m_end - m_begin, to + m_begin);
    } else {
        readEnlarged(from, to);
    }
}

void LabelRows::readEnlarged(const Label* from, Label* to) const
{
    const Footprint* columns = m_columns.data();
    for (int x = m_begin; x < m_end; x += kBlock) {
        const int end = std::min(x + kBlock, m_end);
        const int first = columns[x].first;
        if (isUniform(from + first, columns[end - 1].last - first + 1)) {
            std::fill(to + x, to + end, from[first]);
            continue;
        }
        for (int i = x; i < end; ++i)
            to[i] = from[columns[i].first];
    }
}

void LabelRows::readShrunk(const Footprint& rows, Scratch& scratch, Label* to) const
{
    const Footprint* columns = m_columns.data();
    const int firstColumn = columns[m_begin].first;
    const int count = columns[m_end - 1].last - firstColumn + 1;
    scratch.resize(static_cast<std::size_t>(count));
    joinRows(m_level.row(rows.first) + firstColumn, m_level.row(rows.last) + firstColumn, scratch.data(), count);
    const Label* joined = scratch.data() - firstColumn;
    for (int x = m_begin; x < m_end; x += kBlock) {
        const int end = std::min(x + kBlock, m_end);
        const Label* block = joined + columns[x].first;
        if (*block != kMixed && isUniform(block, columns[end - 1].last - columns[x].first + 1)) {
            std::fill(to + x, to + end, *block);
            continue;
        }
        for (int i = x; i < end; ++i) {
            const Footprint column = columns[i];
            const Label label = joined[column.first];
            to[i] = label == joined[column.last] && label != kMixed
                        ? label
                        : MaskPyramid::rarestLabel(m_level, column.first, column.last + 1, rows.first, rows.last + 1);
        }
    }
}

LabelWindow::LabelWindow(const LabelRows& rows)
    : m_rows(rows), m_window(static_cast<std::size_t>(2 * rows.margin() + 1))
{
    m_buffers.resize((m_window.size() + 1) * static_cast<std::size_t>(rows.stride()));
}

void LabelWindow::moveTo(int y)
{
    if (m_last) {
        std::rotate(m_window.begin(), m_window.begin() + 1, m_window.end());
        m_window.back() = read(y + m_rows.margin());
        return;
    }
    for (int dy = -m_rows.margin(); dy <= m_rows.margin(); ++dy)
        m_window[static_cast<std::size_t>(dy + m_rows.margin())] = read(y + dy);
}

const Label* LabelWindow::read(int y)
{
    if (m_last && m_rows.repeats(y))
        return m_last;
    Label* buffer = m_buffers.data() + m_nextBuffer * static_cast<std::size_t>(m_rows.stride());
    m_nextBuffer = (m_nextBuffer + 1) % (m_window.size() + 1);
    m_rows.read(y, m_scratch, buffer);
    m_last = buffer + m_rows.margin();
    return m_last;
}

} // namespace labelwright
