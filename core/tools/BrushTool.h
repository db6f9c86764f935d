// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/MaskEdit.h"
#include "core/mask/Shapes.h"
#include "core/tools/Tool.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>

namespace labelwright {

/// Which pixels a brush leaves alone, by what the photo shows there.
enum class BrushGate : std::uint8_t {
    None,
    Intensity, ///< Those whose luminance lies outside [lowIntensity, highIntensity].
    Color,     ///< Those whose colour differs from the one under the press by more than colorTolerance in a channel.
};

struct BrushOptions {
    static constexpr double kMinDiameter = 1;
    static constexpr double kMaxDiameter = 2000;
    double diameterPx = 24;
    bool erases = false; ///< Paints "unlabelled", whatever the active label: the eraser.
    BrushTip tip = BrushTip::Round;
    bool pressureScales = false; ///< The pen's pressure scales the diameter, down to a tenth of it.
    bool scalesWithZoom = false; ///< Zooming keeps the brush's size on the screen and changes diameterPx.
    BrushGate gate = BrushGate::None;
    int lowIntensity = 0; ///< 0 to 255, both included.
    int highIntensity = 255;
    int colorTolerance = 24; ///< 0 to 255.
};

/// Paints capsules, or swept squares, between pointer events: gap-free at any speed of hand, hard edges always.
///
/// The brush snaps to pixels: an odd diameter to the centre of the pixel under the pointer, an even one to the nearest
/// pixel corner, so that a dab is symmetric and as wide as its diameter says. What a stroke paints is settled by its
/// press: the label, or "unlabelled" for the eraser, and the colour of its gate.
///
/// With PointerEvent::straight a press begins a line from where the last stroke ended. Its other end follows the
/// pointer, also before the press, and the release paints it.
class BrushTool : public Tool {
public:
    explicit BrushTool(BrushOptions options);

    const BrushOptions& options() const { return m_options; }
    /// Values outside their range become the nearest inside; a stroke under way goes on with them.
    void setOptions(const BrushOptions& options);
    void setDiameter(double diameterPx);
    /// View pixels for each image pixel, more than 0; for BrushOptions::scalesWithZoom.
    void setZoom(double zoom);

    void setPhoto(const Image& photo) override { m_photo = photo; }
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
    /// The ring, and the straight line that a press would begin or a release would paint.
    ToolOutline outline() const override;
    std::string hint() const override;

private:
    PointF snapped(PointF position) const;
    /// Where the event puts the brush: snapped, and on a line's angle if it asks for that.
    PointF placeOf(const PointerEvent& event) const;
    Dab dabAt(PointF place, double pressure) const;
    Region gated(const Region& region) const;
    void paintTo(const Dab& dab);

    BrushOptions m_options;
    double m_zoom = 1;
    double m_viewDiameter = 0; ///< What scalesWithZoom keeps, in view pixels.
    Image m_photo;
    std::unique_ptr<MaskEdit> m_stroke;
    Label m_strokeLabel = kUnlabelled;
    std::string m_strokeName;
    Point m_pressed;                   ///< Its pixel; the gate's colour is found there.
    Dab m_last;                        ///< Of the stroke under way.
    Region m_covered;                  ///< By its last move; painted, or kept from it by the gate.
    bool m_drawsLine = false;          ///< The stroke under way is a straight line from m_last, not yet painted.
    std::optional<PointF> m_lineStart; ///< Where the last stroke ended, for a straight line from there.
    bool m_showsLine = false;          ///< From m_lineStart to the pointer.
    std::optional<PointF> m_pointer;   ///< Snapped.
};

} // namespace labelwright
