// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/DatasetItem.h"
#include "core/mask/LabelMask.h"
#include "core/mask/Region.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// The mask of an item whose labels a dataset lists one by one; what comes later lies on top.
class MaskAssembly {
public:
    /// Errors: TooLarge for no or an overlong extent, or more than 268 million pixels.
    static Result<MaskAssembly> create(Size size);

    Size size() const { return m_size; }

    /// What lies outside of the image is left out.
    void add(const Region& region, Label label);

    /// Gives the item its size and mask, and a note where labels lay on top of each other.
    void finish(DatasetItem& item) &&;

private:
    explicit MaskAssembly(Size size);

    Size m_size;
    std::vector<Label> m_labels;
    std::int64_t m_covered = 0; ///< Pixels that had another label already.
};

/// The pixels whose centres lie inside the outline, by the even-odd rule, in the rows of an image of `size`.
/// Errors: Malformed for fewer than three vertices and for one that lies far outside of any image; TooLarge for an
/// outline that goes up and down through the image more often than any that was drawn.
Result<Region> regionOfOutline(std::span<const PointF> vertices, Size size);

} // namespace labelwright
