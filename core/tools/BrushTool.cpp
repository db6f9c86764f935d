// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushTool.h"

#include "core/mask/Shapes.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace labelwright {

BrushTool::BrushTool(BrushOptions options) : m_options(options)
{
    setDiameter(options.diameterPx);
}

void BrushTool::setDiameter(double diameterPx)
{
    m_options.diameterPx = std::clamp(diameterPx, BrushOptions::kMinDiameter, BrushOptions::kMaxDiameter);
}

void BrushTool::press(Document& document, const PointerEvent& event)
{
    m_stroke.reset(); // a press without a release before it: the gesture was lost
    m_stroke = std::make_unique<MaskEdit>(document);
    const bool erases = m_options.erases || event.erase;
    m_strokeLabel = erases ? kUnlabelled : event.label;
    m_strokeName = erases ? "eraser" : "brush";
    m_pointer = snapped(event.position);
    m_last = event.straight && m_lineStart ? *m_lineStart : *m_pointer;
    paintTo(*m_pointer);
}

void BrushTool::drag(Document&, const PointerEvent& event)
{
    m_pointer = snapped(event.position);
    if (m_stroke && *m_pointer != m_last)
        paintTo(*m_pointer);
}

void BrushTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    commit(document, event.label);
}

void BrushTool::hover(const Document&, const PointerEvent& event)
{
    m_pointer = snapped(event.position);
}

bool BrushTool::commit(Document&, Label)
{
    if (!m_stroke)
        return false;
    m_stroke->commit(m_strokeName);
    m_stroke.reset();
    m_lineStart = m_last;
    return true;
}

bool BrushTool::stepBack()
{
    return false;
}

bool BrushTool::cancel()
{
    m_lineStart.reset();
    return std::exchange(m_stroke, nullptr) != nullptr;
}

bool BrushTool::isActive() const
{
    return m_stroke != nullptr;
}

ToolOutline BrushTool::outline() const
{
    ToolOutline outline;
    outline.ringCentre = m_pointer;
    outline.ringRadius = m_options.diameterPx / 2;
    return outline;
}

std::string BrushTool::hint() const
{
    return m_options.erases ? "eraser" : "brush";
}

PointF BrushTool::snapped(PointF position) const
{
    const bool isOdd = std::lround(m_options.diameterPx) % 2 == 1;
    const auto snap = [isOdd](double value) {
        const double inside = std::clamp(value, -kMaxShapeCoordinate / 2, kMaxShapeCoordinate / 2);
        return isOdd ? std::floor(inside) + 0.5 : std::round(inside);
    };
    return {snap(position.x), snap(position.y)};
}

void BrushTool::paintTo(PointF position)
{
    m_stroke->paint(capsule(m_last, position, m_options.diameterPx / 2), m_strokeLabel);
    m_last = position;
}

} // namespace labelwright
