// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <string>
#include <vector>

namespace labelwright {

/// The words of `labels` that say what becomes of a job's labels, in the order in which they are applied. Renames go by
/// today's names, all of them at once. What comes after goes by the names that the labels have by then; one of today
/// that nothing has by then means the label that had it.
struct LabelEdits {
    std::vector<std::string> renames; ///< "bus=coach"
    std::vector<std::string> merges;  ///< "vehicle=car+bus"; the first of them goes on where there is no vehicle.
    std::vector<std::string> deletes; ///< "tree"
    std::vector<std::string> adds; ///< "tree" or "tree=#2ca02c"; without a color, one that no other label has at last.
    std::vector<std::string> colors; ///< "tree=#2ca02c"
    std::string order;               ///< "bus,tree": these come first, in this order.

    bool isEmpty() const;
};

/// The labels after the edits. Errors: InvalidArgument for a word that can't be meant, a name that no label has, and
/// one of which two things are said; those of editedLabels.
Result<LabelSet> editedBy(const LabelEdits& edits, const LabelSet& now);

} // namespace labelwright
