// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/LabelSet.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A label category configuration file, annotation-tool/data.json.
struct LabelCategories {
    std::string documentVersion;    ///< As it is in the file; empty when missing.
    LabelSet labels;                ///< In the file's order, with Ground Truth's default colours.
    std::string shortInstruction;   ///< HTML; mostly empty.
    std::string fullInstruction;    ///< HTML; mostly empty.
    std::vector<std::string> notes; ///< One English clause for each member that is not used.
};

/// One line without a line break, document version 2018-11-28. Source: GROUND-TRUTH.md section 1.2.
std::string writeLabelCategories(const LabelSet& labels);

/// Errors: Malformed, with the label from 1 that is wrong; those of LabelSet::fromNames.
Result<LabelCategories> readLabelCategories(std::string_view text);

} // namespace labelwright
