// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/PlacedCut.h"
#include "core/tools/PolygonTool.h"

#include <cstdint>
#include <optional>

namespace labelwright {

/// A click selects the pixels of one label that hang together, at their sides, with the one under it; a click on
/// unlabelled pixels or outside the image selects nothing. commit() (Enter, or a double click) opens the selected
/// region as a polygon, a second one keeps what was changed; see PolygonTool::edit().
///
/// place() puts pixels over the labels, to be dragged or moved by the arrow keys; commit() paints and selects them.
class RegionTool : public Tool {
public:
    struct Selection {
        Region region; ///< Not empty.
        Label label = kUnlabelled;
    };

    /// What a click has selected, as it is in the document now: after a change, what hangs together with a pixel of it
    /// that kept its label, or else with the one that was clicked. For what can be done to a region.
    const std::optional<Selection>& selected(const Document& document);
    /// Drops polygon and selection, and pixels that were placed before. Precondition: as PlacedCut's.
    void place(const Document& document, MaskCut cut);
    /// The selected region is open as a polygon.
    bool isEditing() const { return m_polygon.isActive(); }

    /// One of the same size, as after a change of its window of values, keeps everything.
    void setPhoto(const Image& photo) override;
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// Where the paint rule protects everything below placed pixels these stay: false.
    bool commit(Document& document, Label label) override;
    bool canCommit() const override;
    bool stepBack() override;
    /// Drops the placed pixels, or the polygon, or else the selection.
    bool cancel() override;
    bool takeOut(const Document& document, const PointerEvent& event) override;
    /// True while the region is open as a polygon or pixels are placed.
    bool isActive() const override;
    bool moveBy(int dx, int dy) override;
    ToolOutline outline() const override;
    std::string hint() const override;

private:
    bool commitPlaced(Document& document);
    void select(const Document& document, Point pixel);
    std::optional<Point> remaining(const LabelMask& mask) const;
    void deselect();

    Size m_photoSize;
    std::optional<Selection> m_selection;
    std::vector<std::vector<PointF>> m_outlines; ///< Of the selection, simplified.
    Point m_clicked;
    std::uint64_t m_revision = 0; ///< The document's, when the selection was made.
    PolygonTool m_polygon;
    std::optional<PlacedCut> m_placed;
};

} // namespace labelwright
