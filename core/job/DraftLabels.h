// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Draft.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <functional>
#include <vector>

namespace labelwright {

/// DraftHeader::labelIds of a draft that is made with these labels.
std::vector<int> draftLabelIds(const LabelSet& labels);

/// The labels that a draft may have been made with.
struct DraftLabels {
    LabelSet today;
    std::vector<LabelSet> ever; ///< See labelsEver().
    /// What the draft began on, in any of these labels.
    std::function<Result<LabelMask>(const LabelSet&)> baseIn;
};

/// The same work on `base`, which is in the labels of today: every step is there and can be undone. Where the labels
/// are those that the draft was made with it is the draft itself. Where answers tell labels apart today that the draft
/// did not, a first step makes of `base` what the draft began on. Cost: none, or decodes all patches of the draft and
/// what it began on. Errors: Mismatch where the job never had such labels, or the draft began on something else;
/// those of `baseIn` and MaskPatch::decode.
Result<Draft> draftInLabelsOfToday(Draft draft, const LabelMask& base, const DraftLabels& labels);

} // namespace labelwright
