// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Shapes.h"
#include "core/tools/AwaitedWork.h"
#include "core/tools/Tool.h"

#include <deque>
#include <memory>
#include <optional>
#include <string>

namespace labelwright {

/// A brush over the boundary of the active label: what it went over snaps to the picture's edges (snapEdge) when it is
/// let go, computed elsewhere; "edge-snap" in the history. What the label loses goes to the label across the boundary.
/// Strokes made meanwhile follow one after the other.
class EdgeSnapTool : public Tool {
public:
    static constexpr double kMinDiameter = 4;
    static constexpr double kMaxDiameter = 400;

    double diameter() const { return m_diameterPx; }
    /// Clamped to kMinDiameter and kMaxDiameter. Image pixels.
    void setDiameter(double diameterPx);

    void setPhoto(const Image& photo) override { m_photo = photo; }
    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// Ends the stroke under way and keeps it.
    bool commit(Document& document, Label label) override;
    bool stepBack() override { return cancel(); }
    /// Drops the stroke under way and those that are not answered yet.
    bool cancel() override;
    /// True from the press until the boundary has changed.
    bool isActive() const override { return m_stroke || !m_waiting.empty(); }
    ToolOutline outline() const override;
    std::string hint() const override;

    std::shared_ptr<ToolWork> takeWork() override;
    bool deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome) override;

private:
    class Work;
    struct Stroke {
        Region covered;
        Label label = kUnlabelled;
        double diameterPx = 0;
    };

    void strokeTo(PointF position);
    void end(const Document& document);
    /// For the first of those that wait, unless something is on its way.
    void ask(const Document& document);

    Image m_photo;
    double m_diameterPx = 32;
    std::optional<PointF> m_pointer;
    PointF m_last; ///< Of the stroke under way.
    std::optional<Stroke> m_stroke;
    std::deque<Stroke> m_waiting; ///< Let go, the first one asked for.
    bool m_hasMissed = false;     ///< The last stroke went over no boundary of its label.
    AwaitedWork<Work> m_awaited;
};

} // namespace labelwright
