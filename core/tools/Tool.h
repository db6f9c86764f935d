// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/edit/Document.h"
#include "core/image/Image.h"
#include "core/mask/Region.h"
#include "core/mask/Shapes.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// A pointer event in image coordinates; the position may lie outside the image.
struct PointerEvent {
    PointF position;
    Label label = kUnlabelled; ///< The palette's active label.
    bool erase = false;        ///< A stroke of the tool that takes away: eraser end, or its modifier.
    bool straight = false;     ///< Shift: a line from where the last stroke ended.
    bool constrained = false;  ///< That line keeps to steps of 15 degrees.
    bool takesOut = false;     ///< Ctrl: takes out what was placed under the pointer, in tools that have such.
    bool freehand = false;     ///< Snapping to borders and edges is suspended as long as its key is held.
    double snapDistance = 0;   ///< Image pixels that count as "on the point" at this zoom.
    double pressure = 1;       ///< Of the pen, 0 to 1; a mouse has 1.
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
    std::vector<std::vector<PointF>> rings; ///< Closed paths besides: a region's outlines and holes.
    std::vector<Marker> markers;
    /// What a person says of an object: a line, or a single point for a click.
    struct Stroke {
        std::vector<PointF> path;
        bool belongs = true; ///< To the object.
    };
    std::vector<Stroke> strokes;
    std::optional<Region> preview;     ///< What commit() would paint, in the label's colour.
    std::optional<Label> previewLabel; ///< nullopt: the active one.
    std::optional<PointF> ringCentre;  ///< Of the brush's cursor.
    double ringRadius = 0;
    BrushTip ringTip = BrushTip::Round; ///< A square has sides of twice the radius.
};

/// Slow work that a tool asks for. It holds all it needs: an Image shares its pixels, of a mask it copies a crop.
class ToolWork {
public:
    virtual ~ToolWork() = default;
    /// Called once, on another thread; the results stay in the object. Errors: what the work has; Cancelled after
    /// `stop` was requested, as nobody waits any more. Throws nothing.
    virtual Status run(const std::stop_token& stop) = 0;
    /// What the user should be told once although run() succeeded.
    virtual std::optional<Error> remark() const { return std::nullopt; }
};

/// What becomes of pointer gestures: one class a tool, in image pixels, without widget, timer or signal. A gesture is
/// press, any number of drags, release; hover comes between gestures. All calls come from the document's thread.
class Tool {
public:
    virtual ~Tool() = default;

    /// The photo under the mask; a null image when it goes away. Comes before the first gesture on it.
    virtual void setPhoto(const Image&) {}

    virtual void press(Document& document, const PointerEvent& event) = 0;
    virtual void drag(Document& document, const PointerEvent& event) = 0;
    virtual void release(Document& document, const PointerEvent& event) = 0;
    virtual void hover(const Document& document, const PointerEvent& event) = 0;

    /// Ends what is under construction and keeps it (Enter). True when that painted or there was something to end.
    virtual bool commit(Document& document, Label label) = 0;
    /// Whether commit() would keep what is under construction as it is now.
    virtual bool canCommit() const { return isActive(); }
    /// What commit() would keep is not known yet: it would wait for work that is on its way.
    virtual bool awaitsWork() const { return false; }
    /// Takes back the last vertex or click (Backspace); false when there is none.
    virtual bool stepBack() = 0;
    /// Drops what is under construction without a trace (Escape, change of tool or image); false when there was none.
    virtual bool cancel() = 0;
    /// True between the first press of something that needs commit() and its end.
    virtual bool isActive() const = 0;

    /// What is under construction can be corrected now: the right button presses with PointerEvent::erase, else it does
    /// nothing, and a double click is two presses, else it is commit().
    virtual bool takesCorrections() const { return false; }

    /// Takes out the vertex or correction under the pointer (Delete); false where there is none that can be.
    virtual bool takeOut(const Document&, const PointerEvent&) { return false; }

    /// Moves what is under construction by so many pixels (arrow keys); false, and all stays, where it can't be moved.
    virtual bool moveBy(int /*dx*/, int /*dy*/) { return false; }

    virtual ToolOutline outline() const = 0;

    /// The stable key of what the user should do next, such as "auto-segment.first"; ui has the words.
    virtual std::string hint() const = 0;

    /// The newest work that nobody took yet, else nullptr: whoever runs the tool asks after every call of the tool and
    /// has it computed elsewhere. Of several only the newest needs to be run.
    virtual std::shared_ptr<ToolWork> takeWork() { return nullptr; }
    /// Work that was run, with what run() returned. False, and nothing happens, when the tool does not wait for it any
    /// more.
    virtual bool deliver(Document&, const std::shared_ptr<ToolWork>& /*done*/, const Status& /*outcome*/)
    {
        return false;
    }
};

} // namespace labelwright
