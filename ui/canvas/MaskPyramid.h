// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <span>
#include <vector>

namespace labelwright {

/// A mask at full, half, quarter … size, so that drawing it shrunk costs what the screen shows and not what the photo
/// holds. A block of 2 x 2 becomes its rarest label, see rarestLabel(): a thread of one pixel stays visible however far
/// one zooms out.
class MaskPyramid {
public:
    /// What becomes of unlabelled pixels beside labelled ones.
    enum class Unlabelled {
        Yields, ///< They are seen only where there is nothing else.
        Counts, ///< They are like a label: a gap of one pixel stays visible too.
    };

    /// Row-major labels without padding, valid until the pyramid or the mask changes.
    struct Level {
        Size size;
        std::span<const Label> labels;
        int shrink = 1; ///< Image pixels per label along each side: 1, 2, 4 …
        Unlabelled unlabelled = Unlabelled::Yields;

        const Label* row(int y) const
        {
            return labels.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(size.width);
        }
    };

    /// Borrows the mask; nullptr for none.
    void setMask(const LabelMask* mask);
    bool hasMask() const { return m_mask != nullptr; }
    void setUnlabelled(Unlabelled unlabelled);

    /// Pixels inside `rect` are others now; brings the levels made so far up to date. Cost follows the rect.
    void changed(const Rect& rect);

    /// The level to be shown at `zoom` (device pixels per image pixel), see PyramidLevel.h. Makes it when it was not
    /// needed before: one pass over the mask, at memory speed where it is uniform.
    /// Precondition: hasMask().
    Level levelFor(double zoom);

    /// The label that stands for columns [x0, x1) and rows [y0, y1), at most two of each: of several the rarest in the
    /// block, then the rarest in the block and one pixel around it, then the first; for unlabelled pixels see
    /// Unlabelled. Precondition: the block lies inside the level.
    static Label rarestLabel(const Level& level, int x0, int x1, int y0, int y1);

private:
    struct Shrunk {
        Size size;
        std::vector<Label> labels;
    };

    Level level(std::size_t number) const;

    const LabelMask* m_mask = nullptr;
    Unlabelled m_unlabelled = Unlabelled::Yields;
    std::vector<Shrunk> m_shrunk; ///< Half size first.
};

} // namespace labelwright
