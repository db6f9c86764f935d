// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Which labels of a job a dataset has, and which become one.
struct ClassChoice {
    LabelSet labels; ///< The dataset's.
    /// By label of the job; kUnlabelled for one that is left out. What no label has stays, so that a choice of all
    /// labels changes nothing.
    std::array<Label, 256> to{};
};

/// Labels that become one, or one that gets another name. The name may be that of one of them, or a new one; the colour
/// is the first's.
struct ClassMerge {
    std::string name;
    std::vector<std::string> labels;
};

/// "vehicle=car+bus". Errors: InvalidArgument.
Result<ClassMerge> parseClassMerge(std::string_view text);

/// `kept` are names of the job's labels, all of them where it is empty; labels stay in the job's order, one that is
/// made of several where the first of them was. Errors: InvalidArgument for a name that no label has, a label merged
/// twice, and what LabelSet::create refuses.
Result<ClassChoice> chooseClasses(const LabelSet& labels, std::span<const std::string> kept,
                                  std::span<const ClassMerge> merges);

} // namespace labelwright
