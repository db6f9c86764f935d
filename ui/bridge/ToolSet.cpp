// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ToolSet.h"

#include "core/tools/FillTool.h"
#include "core/tools/LiveWireTool.h"
#include "core/tools/PolygonTool.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

struct Row {
    ToolId id;
    std::string_view name;
    std::unique_ptr<Tool> (*create)();
};

template <typename T>
std::unique_ptr<Tool> create()
{
    return std::make_unique<T>();
}

template <bool erases>
std::unique_ptr<Tool> createBrush()
{
    return std::make_unique<BrushTool>(BrushOptions{.erases = erases});
}

constexpr std::array kRows{
    Row{ToolId::Brush, "brush", createBrush<false>},
    Row{ToolId::Eraser, "eraser", createBrush<true>},
    Row{ToolId::Polygon, "polygon", create<PolygonTool>},
    Row{ToolId::AutoSegment, "auto-segment", create<AutoSegmentTool>},
    Row{ToolId::LiveWire, "live-wire", create<LiveWireTool>},
    Row{ToolId::Fill, "fill", create<FillTool>},
    Row{ToolId::Wand, "wand", create<WandTool>},
    Row{ToolId::Superpixel, "superpixel", create<SuperpixelTool>},
    Row{ToolId::Region, "region", create<RegionTool>},
    Row{ToolId::EdgeSnap, "edge-snap", create<EdgeSnapTool>},
};
static_assert(kRows.size() == kToolIds.size());

} // namespace

std::string_view toolName(ToolId id)
{
    return std::ranges::find(kRows, id, &Row::id)->name;
}

std::optional<ToolId> toolNamed(std::string_view name)
{
    const auto* row = std::ranges::find(kRows, name, &Row::name);
    return row == kRows.end() ? std::nullopt : std::optional(row->id);
}

ToolSet::ToolSet()
{
    for (const Row& row : kRows)
        m_tools[static_cast<std::size_t>(row.id)] = row.create();
}

void ToolSet::select(ToolId id)
{
    if (id == m_current)
        return;
    currentTool().cancel();
    m_current = id;
}

void ToolSet::setPhoto(const Image& photo)
{
    for (const std::unique_ptr<Tool>& each : m_tools)
        each->setPhoto(photo);
}

void ToolSet::setZoom(double zoom)
{
    for (const ToolId id : {ToolId::Brush, ToolId::Eraser})
        static_cast<BrushTool&>(tool(id)).setZoom(zoom);
}

BrushTool* ToolSet::currentBrush()
{
    const bool isBrush = m_current == ToolId::Brush || m_current == ToolId::Eraser;
    return isBrush ? &brush() : nullptr;
}

double ToolSet::brushDiameter() const
{
    return m_current == ToolId::EdgeSnap ? edgeSnap().diameter() : brush().options().diameterPx;
}

void ToolSet::setBrushDiameter(double diameterPx)
{
    if (m_current == ToolId::EdgeSnap)
        edgeSnap().setDiameter(diameterPx);
    else
        brush().setDiameter(diameterPx);
}

void ToolSet::stepBrushDiameter(int steps)
{
    double diameter = std::round(brushDiameter());
    for (int step = 0; step < std::abs(steps); ++step)
        diameter = steps > 0 ? std::max(diameter + 1, std::round(diameter * 1.25))
                             : std::min(diameter - 1, std::round(diameter / 1.25));
    setBrushDiameter(diameter);
}

BrushTool& ToolSet::brush() const
{
    const ToolId id = m_current == ToolId::Eraser ? ToolId::Eraser : ToolId::Brush;
    return static_cast<BrushTool&>(*m_tools[static_cast<std::size_t>(id)]);
}

} // namespace labelwright
