// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/segment/ObjectHints.h"
#include "core/tools/Tool.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace labelwright {

/// How an object is shown at first.
enum class AutoSegmentStart : std::uint8_t {
    Points, ///< Four clicks on its outermost points, in any order.
    Box,    ///< A box dragged around it.
    Lasso,  ///< A line drawn around it.
};

/// The hints for one object while they are made: where it is, then strokes that correct what was found.
///
/// A press on a placed point or on a corner of the box (within the snap distance) takes hold of it, and it follows once
/// the pointer has moved by half that distance. Released before that it was a click: while fewer than four points are
/// placed, it adds a point there, as one place may be an object's top and its left end. Places lie inside the image.
class ObjectSketch {
public:
    static constexpr std::size_t kClicks = 4;

    explicit ObjectSketch(AutoSegmentStart start = AutoSegmentStart::Points) : m_start(start) {}

    AutoSegmentStart start() const { return m_start; }
    bool isEmpty() const { return m_places.empty(); }
    /// All is placed: what presses elsewhere mean is not the sketch's business.
    bool isComplete() const;
    /// Points that are placed, of four.
    std::size_t clicks() const { return m_start == AutoSegmentStart::Points ? m_places.size() : 0; }
    /// A point or a corner follows the pointer, or a line is being drawn.
    bool isHeld() const { return m_held.has_value(); }

    /// False where there is nothing to place or to take hold of.
    bool press(PointF place, double snapDistance);
    void drag(PointF place, double snapDistance);
    /// Whether it was but a click where all is placed already, which is not the sketch's business.
    bool release(PointF place, double snapDistance);
    /// What is held stays where it is, but a box or a lasso that is being drawn goes: true.
    bool letGo();

    /// nullopt while too little is placed. Where one point is missing, `last` stands in for it.
    std::optional<ObjectHints> hints(std::optional<PointF> last = std::nullopt) const;

    std::vector<HintStroke>& strokes() { return m_strokes; }
    const std::vector<HintStroke>& strokes() const { return m_strokes; }

    /// Takes the last point back, or the box or the lasso; false when it is empty. Precondition: there is no stroke.
    bool stepBack();

    void addTo(ToolOutline& outline) const;

private:
    struct Held {
        std::size_t place = 0;
        PointF pressedAt;
        bool begins = false; ///< Box or lasso are being drawn.
        bool moves = false;  ///< The pointer has left the place of the press.
    };

    std::optional<std::size_t> placeUnder(PointF place, double snapDistance);
    bool isBeingDrawn() const { return m_held && m_held->begins; }
    std::optional<ObjectHints> hintsOfPoints(std::optional<PointF> last) const;
    std::optional<ObjectHints> hintsOfBox() const;
    std::optional<ObjectHints> hintsOfLasso() const;

    AutoSegmentStart m_start;
    std::vector<PointF> m_places; ///< At most four points; two opposite corners of the box; the lasso's line.
    std::vector<HintStroke> m_strokes;
    std::optional<Held> m_held;
};

/// As lines and clicks are drawn.
ToolOutline::Stroke outlineOf(const HintStroke& stroke);

} // namespace labelwright
