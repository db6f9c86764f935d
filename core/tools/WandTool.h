// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AwaitedWork.h"
#include "core/tools/Tool.h"

#include <memory>
#include <optional>

namespace labelwright {

/// A press asks for the pixels of nearly the same colour that hang together with the one under it (wandRegion);
/// dragging right or up takes in more colours, left or down fewer, with the region shown as it changes. The release
/// paints it, or as soon as it is computed; "wand" in the history. PointerEvent::erase of the press takes away.
class WandTool : public Tool {
public:
    static constexpr int kMaxTolerance = 255;
    static constexpr int kDefaultTolerance = 24;

    /// What the next press begins with, and the outcome of the last drag. Clamped to 0 and kMaxTolerance.
    int tolerance() const { return m_tolerance; }
    void setTolerance(int tolerance);

    void setPhoto(const Image& photo) override;
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// As a release.
    bool commit(Document& document, Label label) override;
    bool stepBack() override;
    bool cancel() override;
    /// True from the press until the region is painted.
    bool isActive() const override;
    ToolOutline outline() const override;
    std::string hint() const override;

    std::shared_ptr<ToolWork> takeWork() override;
    bool deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome) override;

private:
    class Work;
    struct Gesture {
        Point seed;
        PointF pressedAt;
        int toleranceAtPress = 0;
        Label label = kUnlabelled;
        bool isReleased = false;
    };

    void ask();
    bool end(Document& document);

    Image m_photo;
    int m_tolerance = kDefaultTolerance;
    std::optional<Gesture> m_gesture;
    int m_gestures = 0;          ///< Begun so far; the number of the one under way.
    AwaitedWork<Work> m_awaited; ///< What the preview waits for; none while it is up to date.
    std::optional<Region> m_preview;
};

} // namespace labelwright
