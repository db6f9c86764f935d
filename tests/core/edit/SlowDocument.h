// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/PaintRule.h"
#include "core/mask/LabelMask.h"
#include "core/mask/Region.h"

#include <functional>
#include <set>
#include <vector>

namespace labelwright::test {

/// A document as one would write it without a thought for speed: all pixels in a row, a copy of them for each step of
/// the history, and every operation a loop over pixels.
class SlowDocument {
public:
    explicit SlowDocument(const LabelMask& mask);

    PaintRule rule;

    const std::vector<Label>& pixels() const { return m_pixels; }
    Label at(Point p) const { return m_pixels[index(p)]; }
    std::size_t undoCount() const { return m_undo.size(); }
    std::size_t redoCount() const { return m_redo.size(); }

    /// Gives each pixel the label that `labelOf` names, where the rule lets it.
    void paint(const std::function<Label(Point)>& labelOf);
    void commit(); ///< Ends a step of one or more paints; one without a change is none.
    void rollBack();
    void undo();
    void redo();
    /// Forgets the oldest steps, as a history does that is over its budget.
    void forget(std::size_t undoCount, std::size_t redoCount);

    /// The pixels around p that have its label and hang together with it.
    std::vector<Point> component(Point p, bool cornersCount) const;
    /// The label with the most pixel sides along these pixels of one label.
    Label surroundings(const std::vector<Point>& component) const;
    /// Of every label, the components, those with the lower first pixel first.
    std::vector<std::vector<Point>> components(Label label) const;
    /// The labels of the pixels outside `region` that are nearest to p, counted in steps from side to side.
    std::set<Label> nearestOutside(const Region& region, Point p) const;
    /// Whether one of the pixels at most `radius` from p is in the region (isIn) or not in it (!isIn). Beyond the
    /// image it goes on as at the image's edge.
    bool discMeets(const Region& region, bool isIn, Point p, double radius) const;

private:
    std::size_t index(Point p) const { return static_cast<std::size_t>(p.y * m_size.width + p.x); }
    bool mayChange(Label label) const;

    Size m_size;
    std::vector<Label> m_pixels;
    std::vector<Label> m_before; ///< Of the step that is not yet committed.
    std::vector<std::vector<Label>> m_undo;
    std::vector<std::vector<Label>> m_redo;
};

} // namespace labelwright::test
