// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AutoSegmentTool.h"
#include "core/tools/BrushTool.h"
#include "core/tools/EdgeSnapTool.h"
#include "core/tools/RegionTool.h"
#include "core/tools/SuperpixelTool.h"
#include "core/tools/Tool.h"
#include "core/tools/WandTool.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace labelwright {

enum class ToolId : std::uint8_t {
    Brush,
    Eraser,
    Polygon,
    AutoSegment,
    LiveWire,
    Fill,
    Wand,
    Superpixel,
    Region,
    EdgeSnap
};

inline constexpr std::array kToolIds{ToolId::Region,      ToolId::Polygon, ToolId::LiveWire, ToolId::Brush,
                                     ToolId::Eraser,      ToolId::Fill,    ToolId::Wand,     ToolId::Superpixel,
                                     ToolId::AutoSegment, ToolId::EdgeSnap};

/// Stable: settings and the table of actions have it.
std::string_view toolName(ToolId id);
std::optional<ToolId> toolNamed(std::string_view name);

/// The tools of the labeling window, one of them in use. Each keeps its own options; brush and eraser have sizes of
/// their own.
class ToolSet {
public:
    ToolSet();

    ToolId current() const { return m_current; }
    /// Drops what the tool before had under construction.
    void select(ToolId id);

    /// To every tool; see Tool::setPhoto().
    void setPhoto(const Image& photo);
    /// View pixels for each image pixel, for the brushes that keep their size on the screen.
    void setZoom(double zoom);

    Tool& tool(ToolId id) { return *m_tools[static_cast<std::size_t>(id)]; }
    Tool& currentTool() { return tool(m_current); }
    WandTool& wand() { return static_cast<WandTool&>(tool(ToolId::Wand)); }
    SuperpixelTool& superpixel() { return static_cast<SuperpixelTool&>(tool(ToolId::Superpixel)); }
    AutoSegmentTool& autoSegment() { return static_cast<AutoSegmentTool&>(tool(ToolId::AutoSegment)); }
    EdgeSnapTool& edgeSnap() const
    {
        return static_cast<EdgeSnapTool&>(*m_tools[static_cast<std::size_t>(ToolId::EdgeSnap)]);
    }
    RegionTool& region() { return static_cast<RegionTool&>(tool(ToolId::Region)); }

    /// The brush or the eraser when it is the current tool, else nullptr.
    BrushTool* currentBrush();
    /// Of the current tool, or of the brush when the current tool has none. Image pixels.
    double brushDiameter() const;
    void setBrushDiameter(double diameterPx);
    /// A quarter larger (smaller) for each step, at least one pixel.
    void stepBrushDiameter(int steps);

private:
    /// The current tool, or the brush when that is none.
    BrushTool& brush() const;

    std::array<std::unique_ptr<Tool>, kToolIds.size()> m_tools; ///< By id.
    ToolId m_current = ToolId::Brush;
};

} // namespace labelwright
