// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"
#include "core/tools/VertexRings.h"

#include <optional>
#include <vector>

namespace labelwright {

/// Each click adds a vertex; a click on the first one, or commit(), fills the polygon with the active label, or with
/// "unlabelled" when its last click had PointerEvent::erase. Vertices lie on pixel corners and clamp to the image, so
/// that its very edge can be reached; within PointerEvent::snapDistance of a border between labels they lie on it,
/// unless PointerEvent::freehand. A click on the vertex before it adds none, as the second of a double click.
///
/// Until then it can be changed: dragging a vertex moves it, dragging from an edge puts a vertex there, a click with
/// PointerEvent::erase on a vertex takes it out, except on the last one and where it closes the polygon; takeOut() can
/// take out any. stepBack() takes the last of these back.
///
/// edit() opens a region of the mask instead: its outlines are changed in the same way, and commit() reshapes it.
/// Where no vertex was touched its border stays as it is, pixel by pixel.
class PolygonTool : public Tool {
public:
    /// Drops what is under construction. Precondition: `region` lies inside the mask, is not empty and has one label
    /// there, which is not "unlabelled".
    void edit(const Document& document, const Region& region);

    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// With fewer than three vertices nothing happens, and they stay: false. A region keeps its label, whatever `label`
    /// is; what leaves it gets the nearest label around.
    bool commit(Document& document, Label label) override;
    bool canCommit() const override;
    bool stepBack() override;
    bool cancel() override;
    /// Of a region's outlines, which stay closed, none of the last three.
    bool takeOut(const Document& document, const PointerEvent& event) override;
    bool isActive() const override;
    /// The vertices, then the pointer; closed while a click would close the polygon. Of a region its rings, and
    /// at the pointer the vertex that dragging from there would put on an edge.
    ToolOutline outline() const override;
    std::string hint() const override;

private:
    struct Edited {
        Region before;
        Label label = kUnlabelled;
    };
    /// A press on a vertex or an edge.
    struct Held {
        VertexRings::Place place;
        bool isEdge = false;
        PointerEvent press;
        bool moves = false; ///< The pointer has left the place of the press.
    };

    void click(Document& document, const PointerEvent& event);
    void moveHeld(const Document& document, const PointerEvent& event);
    bool takesOut(const PointerEvent& event) const;
    bool commitRegion(Document& document);

    PointF corner(PointF position) const;
    PointF snapped(const LabelMask& mask, const PointerEvent& event) const;
    bool isOn(PointF vertex, const PointerEvent& event) const;
    bool closesAt(const PointerEvent& event) const;
    void appendMarkers(ToolOutline& outline) const;

    Size m_imageSize;
    VertexRings m_rings;
    std::optional<Edited> m_edited;
    std::optional<Held> m_held;
    bool m_erases = false;
    std::optional<PointF> m_pointer; ///< A corner, or the first vertex while a click would close the polygon.
    double m_reach = 0;              ///< PointerEvent::snapDistance of the last event.
};

} // namespace labelwright
