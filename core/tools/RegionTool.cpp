// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/RegionTool.h"

#include "core/mask/Components.h"
#include "core/tools/PixelUnder.h"

#include <algorithm>
#include <utility>

namespace labelwright {

const std::optional<RegionTool::Selection>& RegionTool::selected(const Document& document)
{
    if (m_selection && document.revision() != m_revision)
        select(document, remaining(document.mask()).value_or(m_clicked));
    return m_selection;
}

void RegionTool::place(const Document& document, MaskCut cut)
{
    m_polygon.cancel();
    deselect();
    m_placed.emplace(std::move(cut), document.mask().size());
}

void RegionTool::setPhoto(const Image& photo)
{
    if (!photo.isNull() && photo.size() == m_photoSize)
        return;
    m_photoSize = photo.size();
    m_polygon.cancel();
    m_placed.reset();
    deselect();
}

void RegionTool::press(Document& document, const PointerEvent& event)
{
    if (m_placed)
        return m_placed->press(event.position);
    if (isEditing())
        return m_polygon.press(document, event);
    const Point pixel = pixelUnder(event.position);
    const bool isSelected = selected(document) && m_selection->region.contains(pixel);
    if (!isSelected)
        select(document, pixel);
}

void RegionTool::drag(Document& document, const PointerEvent& event)
{
    if (m_placed)
        m_placed->drag(event.position);
    else if (isEditing())
        m_polygon.drag(document, event);
}

void RegionTool::release(Document& document, const PointerEvent& event)
{
    if (m_placed) {
        m_placed->drag(event.position);
        m_placed->release();
    } else if (isEditing()) {
        m_polygon.release(document, event);
    }
}

void RegionTool::hover(const Document& document, const PointerEvent& event)
{
    if (isEditing())
        m_polygon.hover(document, event);
    else if (!m_placed)
        selected(document);
}

bool RegionTool::commit(Document& document, Label label)
{
    if (m_placed)
        return commitPlaced(document);
    if (isEditing()) {
        m_polygon.commit(document, label);
        selected(document);
        return true;
    }
    if (!selected(document))
        return false;
    m_polygon.edit(document, m_selection->region);
    return true;
}

bool RegionTool::commitPlaced(Document& document)
{
    if (!canCommit())
        return false;
    m_placed->paint(document);
    const Region region = m_placed->region();
    const RowSpan first = region.spans().front();
    m_selection = Selection{region, m_placed->label()};
    m_clicked = {first.x0, first.y};
    const std::optional<Point> painted = remaining(document.mask());
    deselect();
    if (!painted)
        return false;
    m_placed.reset();
    select(document, *painted);
    return true;
}

bool RegionTool::canCommit() const
{
    return m_placed ? !m_placed->region().isEmpty() : m_polygon.canCommit();
}

bool RegionTool::moveBy(int dx, int dy)
{
    if (m_placed)
        m_placed->moveBy(dx, dy);
    return m_placed.has_value();
}

bool RegionTool::stepBack()
{
    return m_polygon.stepBack();
}

bool RegionTool::cancel()
{
    if (std::exchange(m_placed, std::nullopt) || m_polygon.cancel())
        return true;
    const bool wasSelected = m_selection.has_value();
    deselect();
    return wasSelected;
}

bool RegionTool::takeOut(const Document& document, const PointerEvent& event)
{
    return m_polygon.takeOut(document, event);
}

bool RegionTool::isActive() const
{
    return m_placed || isEditing();
}

ToolOutline RegionTool::outline() const
{
    if (m_placed)
        return m_placed->outline();
    ToolOutline outline;
    if (isEditing()) {
        outline = m_polygon.outline();
        if (m_selection)
            outline.previewLabel = m_selection->label;
        return outline;
    }
    outline.rings = m_outlines;
    return outline;
}

std::string RegionTool::hint() const
{
    if (m_placed)
        return "region.place";
    if (isEditing())
        return m_polygon.hint();
    return m_selection ? "region.selected" : "region.select";
}

void RegionTool::select(const Document& document, Point pixel)
{
    deselect();
    const LabelMask& mask = document.mask();
    if (!mask.bounds().contains(pixel) || mask.at(pixel) == kUnlabelled)
        return;
    m_selection = Selection{componentAt(mask, pixel), mask.at(pixel)};
    m_outlines = VertexRings::ofRegion(m_selection->region).rings();
    m_clicked = pixel;
    m_revision = document.revision();
}

/// A pixel of the selection that still has its label, the clicked one if possible.
std::optional<Point> RegionTool::remaining(const LabelMask& mask) const
{
    const Label label = m_selection->label;
    if (mask.at(m_clicked) == label)
        return m_clicked;
    for (const RowSpan& span : m_selection->region.spans()) {
        const auto row = mask.row(span.y);
        const auto found = std::find(row.begin() + span.x0, row.begin() + span.x1, label);
        if (found != row.begin() + span.x1)
            return Point{static_cast<int>(found - row.begin()), span.y};
    }
    return std::nullopt;
}

void RegionTool::deselect()
{
    m_selection.reset();
    m_outlines.clear();
}

} // namespace labelwright
