// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/LiveWire.h"
#include "core/tools/AwaitedWork.h"
#include "core/tools/Tool.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <vector>

namespace labelwright {

/// A polygon whose sides follow the edges in the photo: each click sets an anchor, and from the last one the cheapest
/// way along edges leads to the pointer. A click on the first anchor, or commit(), closes it and fills it with the
/// active label, or with "unlabelled" when its last click had PointerEvent::erase; "live-wire" in the history.
///
/// The ways from an anchor are computed elsewhere, one anchor after the other. Until they are there the side is shown
/// as a straight line: clicks and commit() need not wait, and what they ask for follows. With PointerEvent::straight or
/// PointerEvent::freehand, and where ways can't be computed, the side stays straight.
class LiveWireTool : public Tool {
public:
    /// One of the same size, as after a change of its window of values, keeps what is under construction.
    void setPhoto(const Image& photo) override;
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// The last side leads from the last anchor to the first. With nothing to enclose nothing happens: false. Where
    /// ways are on their way the tool stays active, and paints when the last one is delivered; clicks do nothing
    /// meanwhile.
    bool commit(Document& document, Label label) override;
    bool canCommit() const override;
    bool stepBack() override;
    bool cancel() override;
    bool isActive() const override;
    /// The sides, then the way to the pointer; closed while a click would close the polygon.
    ToolOutline outline() const override;
    std::string hint() const override;

    std::shared_ptr<ToolWork> takeWork() override;
    bool deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome) override;

private:
    class Work;
    /// A click, and the side that leads to it from the one before.
    struct Anchor {
        Point pixel;
        std::vector<PointF> side; ///< Vertices behind the anchor before, up to this one; never empty.
        bool awaitsWay = false;   ///< The side is straight until the ways from the anchor before are there.
    };

    static bool isSuspended(const PointerEvent& event);
    Point insideImage(PointF position) const;
    bool closesAt(const PointerEvent& event) const;
    std::vector<PointF> sides() const;
    Region enclosed() const;                      ///< By the sides and the way back to the first anchor.
    std::vector<PointF> wayTo(Point pixel) const; ///< Behind the anchor of the map; straight without one.
    void addAnchor(Point pixel, bool isStraight);
    bool hasAllWays() const { return m_from + 1 >= m_anchors.size(); }
    void resolve();
    bool paint(Document& document);
    void follow(const PointerEvent& event);
    void followAgain();
    void askFor(Point pixel);
    void forgetMap();

    Image m_photo;
    Size m_imageSize;
    std::vector<Anchor> m_anchors;
    std::size_t m_from = 0; ///< The anchor whose ways are wanted: before the first side that awaits one, else the last.
    std::optional<Label> m_closing; ///< What commit() is to paint: the last anchor closes the polygon.
    bool m_erases = false;
    std::vector<PointF> m_toPointer; ///< The side that a click would make.
    std::optional<PointerEvent> m_pointer;
    std::shared_ptr<const LiveWireMap> m_map; ///< Of the anchor m_from.
    Rect m_asked;                             ///< The area of the largest map of that anchor that was asked for.
    AwaitedWork<Work> m_awaited;
};

} // namespace labelwright
