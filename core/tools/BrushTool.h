// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/MaskEdit.h"
#include "core/tools/Tool.h"

#include <memory>
#include <optional>

namespace labelwright {

struct BrushOptions {
    static constexpr double kMinDiameter = 1;
    static constexpr double kMaxDiameter = 2000;
    double diameterPx = 24;
    bool erases = false; ///< Paints "unlabelled", whatever the active label: the eraser.
};

/// Paints round capsules between pointer events: gap-free at any speed of hand, hard edges always.
///
/// The brush snaps to pixels: an odd diameter to the centre of the pixel under the pointer, an even one to the nearest
/// pixel corner, so that a dab is symmetric and as wide as its diameter says. What a stroke paints is settled by its
/// press: the label, or "unlabelled" for the eraser.
class BrushTool : public Tool {
public:
    explicit BrushTool(BrushOptions options);

    const BrushOptions& options() const { return m_options; }
    /// Clamped to kMinDiameter and kMaxDiameter; a stroke under way goes on with it.
    void setDiameter(double diameterPx);

    void press(Document& document, const PointerEvent& event) override;
    void drag(Document& document, const PointerEvent& event) override;
    void release(Document& document, const PointerEvent& event) override;
    void hover(const Document& document, const PointerEvent& event) override;
    /// Ends the stroke under way and keeps it; brush strokes need no commit otherwise.
    bool commit(Document& document, Label label) override;
    bool stepBack() override;
    /// Restores the pixels of the stroke under way, and forgets where the last one ended.
    bool cancel() override;
    /// True during a stroke.
    bool isActive() const override;
    ToolOutline outline() const override;
    std::string hint() const override;

private:
    PointF snapped(PointF position) const;
    void paintTo(PointF position);

    BrushOptions m_options;
    std::unique_ptr<MaskEdit> m_stroke;
    Label m_strokeLabel = kUnlabelled;
    std::string m_strokeName;
    PointF m_last;                     ///< Of the stroke under way, snapped.
    std::optional<PointF> m_lineStart; ///< Where the last stroke ended, for a straight line from there.
    std::optional<PointF> m_pointer;   ///< Snapped.
};

} // namespace labelwright
