// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/Region.h"
#include "core/tools/ObjectSketch.h"

#include <cstddef>
#include <vector>

namespace labelwright {

/// A part of an object that may have several, which overlap as they like. Moments are numbers that grow with time.
class ObjectPart {
public:
    ObjectPart(AutoSegmentStart start, int begun) : sketch(start), m_begun(begun) {}

    void addStroke(HintStroke stroke, int moment);
    void eraseStroke(std::size_t stroke);

    int begun() const { return m_begun; }
    int momentOf(std::size_t stroke) const { return m_moments[stroke]; }

    ObjectSketch sketch;
    std::vector<Region> masks; ///< Without strokes, then with each: those that are answered.

private:
    int m_begun;
    std::vector<int> m_moments; ///< Of the sketch's strokes.
};

Region regionOf(const HintStroke& stroke);

/// All that the parts' masks hold. What a stroke says of one part's pixels holds for the others too that have them and
/// were begun before it: what "does not belong" takes out of one, they lose.
Region united(const std::vector<ObjectPart>& parts);

} // namespace labelwright
