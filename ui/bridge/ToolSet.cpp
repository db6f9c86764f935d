// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ToolSet.h"

#include <algorithm>
#include <cmath>

namespace labelwright {

void ToolSet::select(ToolId id)
{
    if (id == m_current)
        return;
    currentTool().cancel();
    m_current = id;
}

void ToolSet::setPhoto(const Image& photo)
{
    for (const ToolId id : kToolIds)
        tool(id).setPhoto(photo);
}

Tool& ToolSet::tool(ToolId id)
{
    switch (id) {
    case ToolId::Eraser:
        return m_eraser;
    case ToolId::Polygon:
        return m_polygon;
    case ToolId::AutoSegment:
        return m_autoSegment;
    case ToolId::Brush:
        break;
    }
    return m_brush;
}

BrushTool* ToolSet::currentBrush()
{
    if (m_current == ToolId::Brush)
        return &m_brush;
    return m_current == ToolId::Eraser ? &m_eraser : nullptr;
}

double ToolSet::brushDiameter() const
{
    return (m_current == ToolId::Eraser ? m_eraser : m_brush).options().diameterPx;
}

void ToolSet::setBrushDiameter(double diameterPx)
{
    (m_current == ToolId::Eraser ? m_eraser : m_brush).setDiameter(diameterPx);
}

void ToolSet::stepBrushDiameter(int steps)
{
    double diameter = std::round(brushDiameter());
    for (int step = 0; step < std::abs(steps); ++step)
        diameter = steps > 0 ? std::max(diameter + 1, std::round(diameter * 1.25))
                             : std::min(diameter - 1, std::round(diameter / 1.25));
    setBrushDiameter(diameter);
}

} // namespace labelwright
