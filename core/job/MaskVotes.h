// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <cstddef>
#include <vector>

namespace labelwright {

inline constexpr std::size_t kMostVoters = 9;

/// What several masks of one size amount to.
struct MaskOutcome {
    std::vector<Label> labels; ///< Row by row, one a pixel.
    double confidence = 1; ///< 0 to 1, averaged over the pixels that anyone labeled; 1 where nobody labeled anything.
};

// Precondition of both: 2 to kMostVoters masks of one size.

/// Plurality of the masks at each pixel. Among labels with equally many votes the one wins whose voter agrees with the
/// others at the most pixels of the image; among voters who agree equally often the lower label. The masks' order does
/// not matter. The confidence is the share of votes that went to the winner.
/// Cost: one pass with n x n comparisons where the n masks disagree, and once more those where they are tied.
MaskOutcome pluralityOf(const std::vector<LabelMask>& masks);

/// STAPLE (S. K. Warfield, K. H. Zou, W. M. Wells, 2004) for several labels: the likeliest label at each pixel, where
/// how often each worker takes one label for another is estimated along with it, from this image alone and without
/// regard to neighbors. Equally likely labels, to six decimals: the lower. The confidence is the likelihood.
/// Cost: two passes, and rounds over the different combinations of labels that the masks have at one pixel; people's
/// masks have some hundreds. Memory: some numbers a combination, for each of the labels.
MaskOutcome stapleOf(const std::vector<LabelMask>& masks);

} // namespace labelwright
