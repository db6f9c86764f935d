// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/MaskEdit.h"
#include "core/tools/PolygonTool.h"

#include <vector>

/// Apart from what other tests of tools call the same: they are in one program.
namespace labelwright::test::polygon_hand {

inline Document blank()
{
    return Document(*LabelMask::create({200, 160}));
}

inline void paint(Document& document, const Region& region, Label label)
{
    MaskEdit edit(document);
    edit.paint(region, label);
    edit.commit("test");
}

inline PointerEvent at(PointF position)
{
    return {.position = position, .label = 1, .snapDistance = 4};
}

inline PointerEvent taking(PointF position)
{
    return {.position = position, .label = 1, .erase = true, .snapDistance = 4};
}

inline void click(PolygonTool& tool, Document& document, const PointerEvent& event)
{
    tool.press(document, event);
    tool.release(document, event);
}

inline void drag(PolygonTool& tool, Document& document, PointF from, PointF to)
{
    tool.press(document, at(from));
    tool.drag(document, at({(from.x + to.x) / 2, (from.y + to.y) / 2}));
    tool.drag(document, at(to));
    tool.release(document, at(to));
}

inline std::vector<PointF> vertices(const PolygonTool& tool)
{
    std::vector<PointF> positions;
    for (const ToolOutline::Marker& marker : tool.outline().markers)
        positions.push_back(marker.position);
    return positions;
}

} // namespace labelwright::test::polygon_hand
