// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <array>
#include <cassert>
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

class MaskEdit;
class MaskPatch;

/// One label per image pixel, row-major and contiguous, aligned 1:1 with the image as it is displayed (after EXIF
/// orientation).
///
/// Shape:  width() x height(), both in [1, kMaxExtent] pixels; rows have no padding.
/// Writes: only through MaskEdit, so that every change is undoable and reports its dirty rect.
/// Copy:   deep. Cost is width * height bytes; pass by const reference.
class LabelMask {
public:
    static constexpr int kMaxExtent = 32768;

    /// An all-unlabelled mask. Errors: TooLarge when an extent lies outside [1, kMaxExtent].
    static Result<LabelMask> create(Size size);

    /// Takes over `labels`, row-major. Errors: TooLarge as above; Mismatch when the count is not width * height.
    static Result<LabelMask> create(Size size, std::vector<Label> labels);

    int width() const { return m_size.width; }
    int height() const { return m_size.height; }
    Size size() const { return m_size; }
    Rect bounds() const { return {0, 0, m_size.width, m_size.height}; }

    /// Precondition: bounds().contains(p).
    Label at(Point p) const { return m_labels[offset(p)]; }
    /// Row y, left to right; valid until the next write. Precondition: 0 <= y < height().
    std::span<const Label> row(int y) const
    {
        return std::span(m_labels).subspan(offset({0, y}), static_cast<std::size_t>(m_size.width));
    }
    std::span<const Label> pixels() const { return m_labels; }

    friend bool operator==(const LabelMask&, const LabelMask&) = default;

private:
    friend class MaskEdit;
    friend class MaskPatch;
    friend LabelMask relabelled(LabelMask mask, const std::array<Label, 256>& table);

    LabelMask(Size size, std::vector<Label> labels) : m_size(size), m_labels(std::move(labels)) {}

    std::size_t offset(Point p) const
    {
        assert(bounds().contains(p));
        return static_cast<std::size_t>(p.y) * static_cast<std::size_t>(m_size.width) + static_cast<std::size_t>(p.x);
    }
    std::span<Label> writableRow(int y)
    {
        return std::span(m_labels).subspan(offset({0, y}), static_cast<std::size_t>(m_size.width));
    }

    Size m_size;
    std::vector<Label> m_labels;
};

/// Pixels per label; entry k counts label k. One pass over the mask.
std::array<std::int64_t, 256> countLabels(const LabelMask& mask);

/// No pixel has a label. Cost: up to the first that has one.
bool isUnlabelled(const LabelMask& mask);

/// `mask` with label k replaced by table[k]. Precondition: table maps every label that occurs.
LabelMask relabelled(LabelMask mask, const std::array<Label, 256>& table);

} // namespace labelwright
