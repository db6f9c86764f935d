// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/PolygonTool.h"

#include "core/edit/MaskEdit.h"
#include "core/edit/RegionEdits.h"
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "core/tools/BorderSnap.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr std::size_t kFewestVertices = 3;
constexpr std::size_t kMostMarkers = 400; ///< With more vertices only those near the pointer are marked.
constexpr double kMarkerReach = 20;       ///< Near: within so many snap distances.

double distance(PointF a, PointF b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

void PolygonTool::edit(const Document& document, const Region& region)
{
    cancel();
    const RowSpan first = region.spans().front();
    m_imageSize = document.mask().size();
    m_edited = Edited{region, document.mask().at({first.x0, first.y})};
    m_rings = VertexRings::ofRegion(region);
}

void PolygonTool::press(Document& document, const PointerEvent& event)
{
    m_imageSize = document.mask().size();
    m_held.reset();
    m_rings.beginStep();
    if (takesOut(event)) {
        m_rings.remove(*m_rings.vertexNear(event.position, event.snapDistance));
    } else if (const auto vertex = m_rings.vertexNear(event.position, event.snapDistance)) {
        m_held = Held{*vertex, false, event};
    } else if (const auto edge = m_rings.edgeNear(event.position, event.snapDistance)) {
        m_held = Held{*edge, true, event};
    } else {
        click(document, event);
    }
    hover(document, event);
}

void PolygonTool::drag(Document& document, const PointerEvent& event)
{
    if (m_held)
        moveHeld(document, event);
    hover(document, event);
}

void PolygonTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    if (const std::optional<Held> held = std::exchange(m_held, std::nullopt); held && !held->moves)
        click(document, held->press);
    hover(document, event);
}

void PolygonTool::hover(const Document& document, const PointerEvent& event)
{
    m_reach = event.snapDistance;
    if (isActive())
        m_pointer = closesAt(event) ? m_rings.at({}) : snapped(document.mask(), event);
}

/// A press and release in one place.
void PolygonTool::click(Document& document, const PointerEvent& event)
{
    if (m_edited)
        return;
    if (closesAt(event)) {
        m_erases = event.erase;
        commit(document, event.label);
    } else if (!isActive() || !isOn(m_rings.at(m_rings.last()), event)) {
        m_erases = event.erase;
        m_rings.append(snapped(document.mask(), event));
    }
}

void PolygonTool::moveHeld(const Document& document, const PointerEvent& event)
{
    Held& held = *m_held;
    // A trembling hand clicks.
    held.moves = held.moves || distance(event.position, held.press.position) > event.snapDistance / 2;
    if (!held.moves)
        return;
    const PointF place = snapped(document.mask(), event);
    if (std::exchange(held.isEdge, false))
        held.place = m_rings.insert(held.place, place);
    else if (m_rings.at(held.place) != place)
        m_rings.move(held.place, place);
}

bool PolygonTool::takesOut(const PointerEvent& event) const
{
    if (!event.erase || closesAt(event))
        return false;
    const std::optional<VertexRings::Place> vertex = m_rings.vertexNear(event.position, event.snapDistance);
    return vertex && (m_edited || *vertex != m_rings.last());
}

bool PolygonTool::commit(Document& document, Label label)
{
    if (m_edited)
        return commitRegion(document);
    if (!canCommit())
        return false;
    MaskEdit edit(document);
    edit.paint(polygon(m_rings.rings()), m_erases ? kUnlabelled : label);
    edit.commit(m_erases ? "polygon-erase" : "polygon");
    return cancel();
}

bool PolygonTool::canCommit() const
{
    return m_edited || m_rings.vertexCount() >= kFewestVertices;
}

bool PolygonTool::commitRegion(Document& document)
{
    // Of the region as it was opened only what still has its label can be reshaped.
    const Region before =
        intersected(m_edited->before, pixelsOf(document.mask(), m_edited->label, m_edited->before.bounds()));
    const Region after = polygon(m_rings.outlines());
    const Rect changed = subtracted(before, after).bounds().united(subtracted(after, before).bounds());
    // What leaves the region is no deeper in it than the change is wide; the rest need not be looked at.
    const Rect window = changed.grown(std::max(changed.width, changed.height) + 2);
    reshape(document, before.clipped(window), after.clipped(window), "edit-contour");
    return cancel();
}

bool PolygonTool::stepBack()
{
    m_held.reset();
    if (!m_rings.stepBack())
        return false;
    if (!isActive())
        m_pointer.reset();
    return true;
}

bool PolygonTool::cancel()
{
    const bool wasActive = isActive();
    m_rings = {};
    m_edited.reset();
    m_held.reset();
    m_pointer.reset();
    return wasActive;
}

bool PolygonTool::takeOut(const Document& document, const PointerEvent& event)
{
    const std::optional<VertexRings::Place> vertex = m_rings.vertexNear(event.position, event.snapDistance);
    if (!vertex)
        return false;
    m_held.reset();
    m_rings.beginStep();
    if (!m_rings.remove(*vertex))
        return false;
    if (isActive())
        hover(document, event);
    else
        cancel();
    return true;
}

bool PolygonTool::isActive() const
{
    return m_rings.vertexCount() > 0;
}

ToolOutline PolygonTool::outline() const
{
    ToolOutline outline;
    if (!isActive())
        return outline;
    if (m_edited) {
        outline.rings = m_rings.rings();
    } else {
        outline.path = m_rings.rings().front();
        const bool isHeld = m_held && m_held->moves;
        outline.closed = !isHeld && outline.path.size() >= kFewestVertices && m_pointer == outline.path.front();
        if (m_pointer && !isHeld && !outline.closed)
            outline.path.push_back(*m_pointer);
    }
    appendMarkers(outline);
    return outline;
}

void PolygonTool::appendMarkers(ToolOutline& outline) const
{
    const bool showsAll = m_rings.vertexCount() <= kMostMarkers;
    for (const std::vector<PointF>& ring : m_rings.rings()) {
        for (const PointF& vertex : ring) {
            if (showsAll || (m_pointer && distance(vertex, *m_pointer) <= kMarkerReach * m_reach))
                outline.markers.push_back({vertex, ToolOutline::Handle::Vertex});
        }
    }
    const bool mayInsert = m_edited && m_pointer && !m_held && !m_rings.vertexNear(*m_pointer, m_reach);
    if (mayInsert && m_rings.edgeNear(*m_pointer, m_reach))
        outline.markers.push_back({*m_pointer, ToolOutline::Handle::Vertex});
    if (m_rings.isOpen() && !outline.markers.empty() && outline.markers.front().position == m_rings.at({}))
        outline.markers.front().handle = ToolOutline::Handle::Start;
}

std::string PolygonTool::hint() const
{
    if (m_edited)
        return "polygon.edit";
    if (m_rings.vertexCount() == 0)
        return "polygon.start";
    return m_rings.vertexCount() < kFewestVertices ? "polygon.next" : "polygon.close";
}

PointF PolygonTool::corner(PointF position) const
{
    return {std::clamp(std::round(position.x), 0.0, static_cast<double>(m_imageSize.width)),
            std::clamp(std::round(position.y), 0.0, static_cast<double>(m_imageSize.height))};
}

PointF PolygonTool::snapped(const LabelMask& mask, const PointerEvent& event) const
{
    if (event.freehand)
        return corner(event.position);
    // The border of the region that is being edited moves itself.
    const std::optional<Label> own = m_edited ? std::optional(m_edited->label) : std::nullopt;
    return nearestBorderCorner(mask, event.position, event.snapDistance, own).value_or(corner(event.position));
}

bool PolygonTool::isOn(PointF vertex, const PointerEvent& event) const
{
    const PointF at = corner(event.position);
    return at == vertex || distance(at, vertex) <= event.snapDistance;
}

bool PolygonTool::closesAt(const PointerEvent& event) const
{
    const bool canClose = !m_edited && m_rings.vertexCount() >= kFewestVertices;
    return canClose && isOn(m_rings.at({}), event);
}

} // namespace labelwright
