// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AutoSegmentTool.h"

#include <memory>
#include <utility>
#include <vector>

namespace labelwright::test {

inline constexpr PointF kTop{50.5, 10.5};
inline constexpr PointF kBottom{52.5, 60.5};
inline constexpr PointF kLeft{20.5, 30.5};
inline constexpr PointF kRight{80.5, 35.5};

inline Document blank()
{
    return Document(*LabelMask::create({100, 80}));
}

inline PointerEvent at(PointF position)
{
    return {.position = position, .label = 1, .snapDistance = 3};
}

inline void click(AutoSegmentTool& tool, Document& document, PointF place)
{
    tool.press(document, at(place));
    tool.release(document, at(place));
}

/// The keys held, or a pen's eraser end.
struct How {
    bool erase = false;
    bool straight = false;
    bool takesOut = false;
};

/// A press, a drag to each of the places after the first, and a release at the last.
inline void stroke(AutoSegmentTool& tool, Document& document, const std::vector<PointF>& places, How how = {})
{
    const auto there = [&how](PointF place) {
        PointerEvent event = at(place);
        event.erase = how.erase;
        event.straight = how.straight;
        event.takesOut = how.takesOut;
        return event;
    };
    tool.press(document, there(places.front()));
    for (const PointF& place : places)
        tool.drag(document, there(place));
    tool.release(document, there(places.back()));
}

inline void click(AutoSegmentTool& tool, Document& document, const std::vector<PointF>& places)
{
    for (const PointF& place : places)
        click(tool, document, place);
}

inline std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

inline const Region kFound = Region::fromRect({20, 10, 61, 51});
inline const Region kOther = Region::fromRect({1, 1, 2, 2});

/// Finds kFound, but kOther when the right point lies in an odd column; and of strokes the points themselves.
inline Result<Segmentation> segmentFixed(const Image&, const ObjectHints& hints, const SegmentOptions&)
{
    Region found = hints.points.right.x % 2 == 0 ? kFound : kOther;
    for (const HintStroke& stroke : hints.strokes) {
        for (const Point& pixel : pixelsOf(stroke)) {
            const Region one = Region::fromRect({pixel.x, pixel.y, 1, 1});
            found = stroke.belongs ? united(found, one) : subtracted(found, one);
        }
    }
    if (found.isEmpty())
        return nothingLeft();
    return Segmentation{std::move(found), 1};
}
inline const Engine kEngine{"fixed", segmentFixed};

inline const Error kFailure{ErrorCode::Unsupported, "no object"};

inline std::shared_ptr<SegmentWork> takenFrom(AutoSegmentTool& tool)
{
    return std::static_pointer_cast<SegmentWork>(tool.takeWork());
}

/// Runs the newest work and delivers it; whether the tool waited for it.
inline bool deliver(AutoSegmentTool& tool, Document& document, const std::shared_ptr<ToolWork>& work)
{
    const Status outcome = work->run({});
    return tool.deliver(document, work, outcome);
}
inline bool deliver(AutoSegmentTool& tool, Document& document)
{
    return deliver(tool, document, tool.takeWork());
}
/// Delivers until the tool asks for nothing more; how many works that were.
inline int deliverAll(AutoSegmentTool& tool, Document& document)
{
    int works = 0;
    while (const std::shared_ptr<ToolWork> work = tool.takeWork()) {
        deliver(tool, document, work);
        ++works;
    }
    return works;
}
inline bool deliverFailure(AutoSegmentTool& tool, Document& document)
{
    return tool.deliver(document, tool.takeWork(), kFailure);
}

} // namespace labelwright::test
