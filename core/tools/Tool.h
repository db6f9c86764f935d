// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/mask/Region.h"
#include "core/segment/ExtremePoints.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// A pointer event in image coordinates; the position may lie outside the image.
struct PointerEvent {
    PointF position;
    Label label = kUnlabelled; ///< The palette's active label.
    bool erase = false;        ///< A stroke of the tool that takes away: eraser end, or its modifier.
    bool straight = false;     ///< Shift: a line from where the last stroke ended.
    double snapDistance = 0;   ///< Image pixels that count as "on the point" at this zoom.
};

/// What a tool wants drawn over the picture, in image coordinates. The canvas decides on lines and colours.
struct ToolOutline {
    enum class Handle : std::uint8_t { Vertex, Start, Extreme };
    struct Marker {
        PointF position;
        Handle handle{};
    };
    std::vector<PointF> path; ///< Joined by lines.
    bool closed = false;
    std::vector<Marker> markers;
    std::optional<Region> preview;    ///< What commit() would paint, in the label's colour.
    std::optional<PointF> ringCentre; ///< Of the brush's cursor.
    double ringRadius = 0;
};

/// Slow work that a tool asks for. Whoever runs the tool computes it elsewhere and calls deliver().
struct SegmentRequest {
    std::uint64_t id = 0; ///< Of the newest request only the answer counts.
    ExtremePoints points;
};

/// What becomes of pointer gestures: one class a tool, in image pixels, without widget, timer or signal. A gesture is
/// press, any number of drags, release; hover comes between gestures. All calls come from the document's thread.
class Tool {
public:
    virtual ~Tool() = default;

    virtual void press(Document& document, const PointerEvent& event) = 0;
    virtual void drag(Document& document, const PointerEvent& event) = 0;
    virtual void release(Document& document, const PointerEvent& event) = 0;
    virtual void hover(const PointerEvent& event) = 0;

    /// Ends what is under construction and keeps it (Enter). True when that painted or there was something to end.
    virtual bool commit(Document& document, Label label) = 0;
    /// Takes back the last vertex or click (Backspace); false when there is none.
    virtual bool stepBack() = 0;
    /// Drops what is under construction without a trace (Escape, change of tool or image); false when there was none.
    virtual bool cancel() = 0;
    /// True between the first press of something that needs commit() and its end.
    virtual bool isActive() const = 0;

    virtual ToolOutline outline() const = 0;

    /// The stable key of what the user should do next, such as "auto-segment.click-top"; ui has the words.
    virtual std::string hint() const = 0;
};

} // namespace labelwright
