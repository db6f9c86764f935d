// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/PlacedCut.h"

#include "core/tools/PixelUnder.h"
#include "core/tools/VertexRings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace labelwright {

PlacedCut::PlacedCut(MaskCut cut, Size mask)
    : m_cut(std::move(cut)), m_mask{0, 0, mask.width, mask.height}, m_rings(VertexRings::ofRegion(m_cut.region).rings())
{}

Region PlacedCut::region() const
{
    return m_cut.region.translated(m_offset.x, m_offset.y).clipped(m_mask);
}

void PlacedCut::moveBy(int dx, int dy)
{
    moveTo({m_offset.x + dx, m_offset.y + dy});
}

void PlacedCut::moveTo(Point offset)
{
    const Rect bounds = m_cut.region.bounds();
    m_offset = {std::clamp(offset.x, 1 - bounds.right(), m_mask.width - 1 - bounds.x),
                std::clamp(offset.y, 1 - bounds.bottom(), m_mask.height - 1 - bounds.y)};
}

void PlacedCut::press(PointF position)
{
    const Point pixel = pixelUnder(position);
    if (region().contains(pixel))
        m_held = Held{position, m_offset};
}

void PlacedCut::drag(PointF position)
{
    if (m_held)
        moveTo({m_held->offset.x + static_cast<int>(std::lround(position.x - m_held->pressedAt.x)),
                m_held->offset.y + static_cast<int>(std::lround(position.y - m_held->pressedAt.y))});
}

bool PlacedCut::paint(Document& document) const
{
    return paste(document, m_cut, m_offset.x, m_offset.y);
}

ToolOutline PlacedCut::outline() const
{
    ToolOutline outline;
    outline.rings = m_rings;
    for (std::vector<PointF>& ring : outline.rings) {
        for (PointF& vertex : ring)
            vertex = {vertex.x + m_offset.x, vertex.y + m_offset.y};
    }
    outline.preview = region();
    outline.previewLabel = label();
    return outline;
}

} // namespace labelwright
