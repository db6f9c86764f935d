// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/PolygonTool.h"

#include "core/edit/MaskEdit.h"
#include "core/mask/Shapes.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr std::size_t kFewestVertices = 3;

} // namespace

void PolygonTool::press(Document& document, const PointerEvent& event)
{
    m_imageSize = document.mask().size();
    m_erases = event.erase;
    if (closesAt(event))
        commit(document, event.label);
    else if (m_vertices.empty() || !isOn(m_vertices.back(), event))
        m_vertices.push_back(corner(event.position));
    hover(document, event);
}

void PolygonTool::drag(Document& document, const PointerEvent& event)
{
    hover(document, event);
}

void PolygonTool::release(Document& document, const PointerEvent& event)
{
    hover(document, event);
}

void PolygonTool::hover(const Document&, const PointerEvent& event)
{
    if (isActive())
        m_pointer = closesAt(event) ? m_vertices.front() : corner(event.position);
}

bool PolygonTool::commit(Document& document, Label label)
{
    if (m_vertices.size() < kFewestVertices)
        return false;
    MaskEdit edit(document);
    edit.paint(polygon(m_vertices), m_erases ? kUnlabelled : label);
    edit.commit("polygon");
    return cancel();
}

bool PolygonTool::stepBack()
{
    if (m_vertices.empty())
        return false;
    m_vertices.pop_back();
    if (m_vertices.empty())
        m_pointer.reset();
    return true;
}

bool PolygonTool::cancel()
{
    const bool wasActive = isActive();
    m_vertices.clear();
    m_pointer.reset();
    return wasActive;
}

bool PolygonTool::isActive() const
{
    return !m_vertices.empty();
}

ToolOutline PolygonTool::outline() const
{
    ToolOutline outline;
    if (!isActive())
        return outline;
    outline.path = m_vertices;
    outline.closed = m_vertices.size() >= kFewestVertices && m_pointer == m_vertices.front();
    if (m_pointer && !outline.closed)
        outline.path.push_back(*m_pointer);
    for (const PointF& vertex : m_vertices)
        outline.markers.push_back({vertex, ToolOutline::Handle::Vertex});
    outline.markers.front().handle = ToolOutline::Handle::Start;
    return outline;
}

std::string PolygonTool::hint() const
{
    if (m_vertices.empty())
        return "polygon.start";
    return m_vertices.size() < kFewestVertices ? "polygon.next" : "polygon.close";
}

PointF PolygonTool::corner(PointF position) const
{
    return {std::clamp(std::round(position.x), 0.0, static_cast<double>(m_imageSize.width)),
            std::clamp(std::round(position.y), 0.0, static_cast<double>(m_imageSize.height))};
}

bool PolygonTool::isOn(PointF vertex, const PointerEvent& event) const
{
    const PointF at = corner(event.position);
    return at == vertex || std::hypot(at.x - vertex.x, at.y - vertex.y) <= event.snapDistance;
}

bool PolygonTool::closesAt(const PointerEvent& event) const
{
    return m_vertices.size() >= kFewestVertices && isOn(m_vertices.front(), event);
}

} // namespace labelwright
