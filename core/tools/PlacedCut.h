// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/RegionEdits.h"
#include "core/tools/Tool.h"

#include <optional>
#include <vector>

namespace labelwright {

/// Pixels that were cut out of a mask and lie over another one, where they can be moved until they are painted.
class PlacedCut {
public:
    /// Where the pixels came from. Precondition: `cut` is of one label, and not empty within the mask's size.
    PlacedCut(MaskCut cut, Size mask);

    Label label() const { return m_cut.labels.front(); }
    /// As far as it lies on the mask; may be empty where only a corner of its bounds does.
    Region region() const;

    /// By whole pixels; part of its bounds stays on the mask.
    void moveBy(int dx, int dy);
    /// A press takes hold of it wherever it is on the mask, then it follows the pointer until the release.
    void press(PointF position);
    void drag(PointF position);
    void release() { m_held.reset(); }

    /// Obeys the paint rule; one step of the history. False when no pixel changed.
    bool paint(Document& document) const;
    ToolOutline outline() const;

private:
    struct Held {
        PointF pressedAt;
        Point offset; ///< At the press.
    };

    void moveTo(Point offset);

    MaskCut m_cut;
    Rect m_mask;
    std::vector<std::vector<PointF>> m_rings; ///< Where the pixels came from.
    Point m_offset;
    std::optional<Held> m_held;
};

} // namespace labelwright
