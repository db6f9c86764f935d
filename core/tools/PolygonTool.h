// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

#include <optional>
#include <vector>

namespace labelwright {

/// Each click adds a vertex; a click on the first one, or commit(), fills the polygon with the active label, or with
/// "unlabelled" when its last click had PointerEvent::erase. Vertices lie on pixel corners and clamp to the image, so
/// that its very edge can be reached. A click on the vertex before it adds none, as the second of a double click.
class PolygonTool : public Tool {
public:
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// With fewer than three vertices nothing happens, and they stay: false.
    bool commit(Document& document, Label label) override;
    bool stepBack() override;
    bool cancel() override;
    bool isActive() const override;
    /// The vertices, then the pointer; closed while a click would close the polygon.
    ToolOutline outline() const override;
    std::string hint() const override;

private:
    PointF corner(PointF position) const;
    bool isOn(PointF vertex, const PointerEvent& event) const;
    bool closesAt(const PointerEvent& event) const;

    Size m_imageSize;
    std::vector<PointF> m_vertices;
    bool m_erases = false;
    std::optional<PointF> m_pointer; ///< A corner, or the first vertex while a click would close the polygon.
};

} // namespace labelwright
