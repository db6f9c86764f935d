// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AutoSegmentTool.h"

#include <memory>
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

inline void click(AutoSegmentTool& tool, Document& document, const std::vector<PointF>& places)
{
    for (const PointF& place : places)
        click(tool, document, place);
}

inline std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

inline const Region kObject = Region::fromRect({20, 10, 61, 51});
inline const Region kOther = Region::fromRect({1, 1, 2, 2});

/// Finds kObject, but kOther when the right point lies in an odd column.
inline const Engine kEngine{"fixed", [](const Image&, const ExtremePoints& points) -> Result<Segmentation> {
                                return Segmentation{points.right.x % 2 == 0 ? kObject : kOther, 1};
                            }};

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
inline bool deliverFailure(AutoSegmentTool& tool, Document& document)
{
    return tool.deliver(document, tool.takeWork(), kFailure);
}

} // namespace labelwright::test
