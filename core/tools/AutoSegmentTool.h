// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// Four clicks in any order on the extreme points of an object ask for a segmentation, whose result is shown until it
/// is committed or cancelled. From the third click on the pointer's own place stands in for the fourth, so that the
/// preview is live. A placed point can be dragged, which asks again. After a commit it is ready for the next object.
///
/// A press on a placed point (within PointerEvent::snapDistance) takes hold of it; while fewer than four are placed, a
/// release without moving adds a point there instead, as one place may be an object's top and its left end.
class AutoSegmentTool : public Tool {
public:
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const PointerEvent& event) override;
    /// Paints the preview as it is shown; false, and all stays, while there is none.
    bool commit(Document& document, Label label) override;
    bool stepBack() override;
    bool cancel() override;
    bool isActive() const override;
    ToolOutline outline() const override;
    std::string hint() const override;

    /// The newest request, if it was not yet taken. Ids grow over the tool's life.
    std::optional<SegmentRequest> takeRequest();
    /// The answer to request `id`; false, and nothing happens, when a newer one was made or the work was cancelled.
    bool deliver(std::uint64_t id, Region region);
    /// As above, when the engine failed: the points stay, the preview goes.
    bool deliverFailure(std::uint64_t id);
    bool hasPreview() const { return m_preview.has_value(); }

private:
    struct Held {
        std::size_t click = 0;
        PointF pressedAt;
        bool moves = false; ///< The pointer has left the place of the press.
    };

    void addClick(PointF position);
    void moveHeld(const PointerEvent& event);
    std::optional<std::size_t> clickUnder(const PointerEvent& event) const;
    PointF insideImage(PointF position) const;
    /// Asks when there are enough points and they are not those last asked for. `fourth` stands in for a click.
    void ask(std::optional<PointF> fourth = std::nullopt);
    void forgetRequest();

    Size m_imageSize;
    std::vector<PointF> m_clicks; ///< At most four.
    std::optional<Held> m_held;
    std::uint64_t m_lastId = 0;
    std::optional<ExtremePoints> m_asked;    ///< What the preview shows, or will show once it is there.
    std::optional<SegmentRequest> m_request; ///< Not yet taken.
    bool m_isWaiting = false;                ///< For the answer to request m_lastId.
    std::optional<Region> m_preview;
};

} // namespace labelwright
