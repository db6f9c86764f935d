// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/BrushTool.h"

#include "core/tools/BrushGate.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace labelwright {
namespace {

constexpr double kLeastPressureShare = 0.1; ///< Of the diameter, where the pen hardly touches.

double clampedDiameter(double diameterPx)
{
    return std::clamp(diameterPx, BrushOptions::kMinDiameter, BrushOptions::kMaxDiameter);
}

/// The point nearest to `end` in a direction from `start` that is a multiple of 15 degrees.
PointF constrained(PointF start, PointF end)
{
    constexpr double kStep = std::numbers::pi / 12;
    const double dx = end.x - start.x;
    const double dy = end.y - start.y;
    const double angle = std::round(std::atan2(dy, dx) / kStep) * kStep;
    const double length = dx * std::cos(angle) + dy * std::sin(angle);
    return {start.x + length * std::cos(angle), start.y + length * std::sin(angle)};
}

} // namespace

BrushTool::BrushTool(BrushOptions options)
{
    setOptions(options);
}

void BrushTool::setOptions(const BrushOptions& options)
{
    m_options = options;
    m_options.lowIntensity = std::clamp(options.lowIntensity, 0, 255);
    m_options.highIntensity = std::clamp(options.highIntensity, 0, 255);
    m_options.colorTolerance = std::clamp(options.colorTolerance, 0, 255);
    setDiameter(options.diameterPx);
}

void BrushTool::setDiameter(double diameterPx)
{
    m_options.diameterPx = clampedDiameter(diameterPx);
    m_viewDiameter = m_options.diameterPx * m_zoom;
}

void BrushTool::setZoom(double zoom)
{
    m_zoom = zoom;
    if (m_options.scalesWithZoom)
        m_options.diameterPx = clampedDiameter(std::round(m_viewDiameter / zoom));
    else
        m_viewDiameter = m_options.diameterPx * zoom;
}

void BrushTool::press(Document& document, const PointerEvent& event)
{
    m_stroke.reset(); // a press without a release before it: the gesture was lost
    m_stroke = std::make_unique<MaskEdit>(document);
    m_covered = {};
    const bool erases = m_options.erases || event.erase;
    m_strokeLabel = erases ? kUnlabelled : event.label;
    m_strokeName = erases ? "eraser" : "brush";
    m_pressed = {static_cast<int>(std::clamp(event.position.x, 0.0, document.mask().width() - 1.0)),
                 static_cast<int>(std::clamp(event.position.y, 0.0, document.mask().height() - 1.0))};
    m_drawsLine = event.straight && m_lineStart;
    m_last = dabAt(m_drawsLine ? *m_lineStart : placeOf(event), event.pressure);
    hover(document, event);
    if (!m_drawsLine)
        paintTo(m_last);
}

void BrushTool::drag(Document& document, const PointerEvent& event)
{
    hover(document, event);
    const Dab dab = dabAt(*m_pointer, event.pressure);
    if (m_stroke && !m_drawsLine && dab != m_last)
        paintTo(dab);
}

void BrushTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    commit(document, event.label);
}

void BrushTool::hover(const Document&, const PointerEvent& event)
{
    m_pointer = placeOf(event);
    m_showsLine = m_stroke ? m_drawsLine : event.straight && m_lineStart;
}

bool BrushTool::commit(Document&, Label)
{
    if (!m_stroke)
        return false;
    if (std::exchange(m_drawsLine, false))
        paintTo({*m_pointer, m_last.radiusPx});
    m_stroke->commit(m_strokeName);
    m_stroke.reset();
    m_lineStart = m_last.centre;
    m_showsLine = false;
    return true;
}

bool BrushTool::stepBack()
{
    return false;
}

bool BrushTool::cancel()
{
    m_lineStart.reset();
    m_drawsLine = false;
    m_showsLine = false;
    return std::exchange(m_stroke, nullptr) != nullptr;
}

bool BrushTool::isActive() const
{
    return m_stroke != nullptr;
}

ToolOutline BrushTool::outline() const
{
    ToolOutline outline;
    if (m_showsLine)
        outline.path = {*m_lineStart, *m_pointer};
    outline.ringCentre = m_pointer;
    outline.ringRadius = m_options.diameterPx / 2;
    outline.ringTip = m_options.tip;
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

PointF BrushTool::placeOf(const PointerEvent& event) const
{
    const bool followsLine = m_stroke ? m_drawsLine : event.straight && m_lineStart;
    return snapped(followsLine && event.constrained ? constrained(*m_lineStart, event.position) : event.position);
}

Dab BrushTool::dabAt(PointF place, double pressure) const
{
    const double share =
        m_options.pressureScales ? kLeastPressureShare + (1 - kLeastPressureShare) * std::clamp(pressure, 0.0, 1.0) : 1;
    return {place, std::max(m_options.diameterPx * share, BrushOptions::kMinDiameter) / 2};
}

Region BrushTool::gated(const Region& region) const
{
    if (m_options.gate == BrushGate::Intensity)
        return withLuminance(region, m_photo, m_options.lowIntensity, m_options.highIntensity);
    if (m_photo.bounds().contains(m_pressed))
        return withColorLike(region, m_photo, m_pressed, m_options.colorTolerance);
    return {};
}

void BrushTool::paintTo(const Dab& dab)
{
    Region covered = brushStroke(m_options.tip, m_last, dab);
    const Region fresh = subtracted(covered, m_covered); // mostly a narrow crescent, however large the brush
    m_stroke->paint(m_options.gate == BrushGate::None ? fresh : gated(fresh), m_strokeLabel);
    m_covered = std::move(covered);
    m_last = dab;
}

} // namespace labelwright
