// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AutoSegmentTool.h"
#include "core/tools/BrushTool.h"
#include "core/tools/PolygonTool.h"

#include <array>
#include <cstdint>

namespace labelwright {

enum class ToolId : std::uint8_t { Brush, Eraser, Polygon, AutoSegment };

inline constexpr std::array kToolIds{ToolId::Polygon, ToolId::Brush, ToolId::Eraser, ToolId::AutoSegment};

/// The tools of the labeling window, one of them in use. Brush and eraser keep sizes of their own.
class ToolSet {
public:
    ToolId current() const { return m_current; }
    /// Drops what the tool before had under construction.
    void select(ToolId id);

    /// To every tool; see Tool::setPhoto().
    void setPhoto(const Image& photo);

    Tool& tool(ToolId id);
    Tool& currentTool() { return tool(m_current); }
    AutoSegmentTool& autoSegment() { return m_autoSegment; }

    /// The brush or the eraser when it is the current tool, else nullptr.
    BrushTool* currentBrush();
    /// Of the current tool, or of the brush when the current tool has none. Image pixels.
    double brushDiameter() const;
    void setBrushDiameter(double diameterPx);
    /// A quarter larger (smaller) for each step, at least one pixel.
    void stepBrushDiameter(int steps);

private:
    BrushTool m_brush{BrushOptions{}};
    BrushTool m_eraser{BrushOptions{.erases = true}};
    PolygonTool m_polygon;
    AutoSegmentTool m_autoSegment;
    ToolId m_current = ToolId::Brush;
};

} // namespace labelwright
