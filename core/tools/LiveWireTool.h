// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/LiveWire.h"
#include "core/tools/AwaitedWork.h"
#include "core/tools/Tool.h"

#include <memory>
#include <optional>
#include <vector>

namespace labelwright {

/// A polygon whose sides follow the edges in the photo: each click sets an anchor, and from the last one the cheapest
/// way along edges leads to the pointer. A click on the first anchor, or commit(), closes it and fills it with the
/// active label, or with "unlabelled" when its last click had PointerEvent::erase; "live-wire" in the history.
///
/// The ways from an anchor are computed elsewhere; until they are there, and with PointerEvent::straight or
/// PointerEvent::freehand, the side is a straight line.
class LiveWireTool : public Tool {
public:
    /// One of the same size, as after a change of its window of values, keeps what is under construction.
    void setPhoto(const Image& photo) override;
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// The last side leads from the last anchor to the first. With nothing to enclose nothing happens: false.
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
    };

    static bool isSuspended(const PointerEvent& event);
    Point insideImage(PointF position) const;
    bool closesAt(const PointerEvent& event) const;
    std::vector<PointF> sides() const;
    Region enclosed() const; ///< By the sides and the way back to the first anchor.
    std::vector<PointF> wayTo(Point pixel, bool isStraight) const; ///< Behind the last anchor.
    void startFrom(Point anchor);
    void follow(const PointerEvent& event);
    void askFor(Point pointer);
    void forgetMap();

    Image m_photo;
    Size m_imageSize;
    std::vector<Anchor> m_anchors;
    bool m_erases = false;
    std::vector<PointF> m_toPointer; ///< The side that a click would make.
    std::optional<PointerEvent> m_pointer;
    std::shared_ptr<const LiveWireMap> m_map; ///< Of the last anchor.
    Rect m_asked;                             ///< The area of the largest map of the last anchor that was asked for.
    AwaitedWork<Work> m_awaited;
};

} // namespace labelwright
