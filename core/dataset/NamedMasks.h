// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/groundtruth/MendColorMap.h"
#include "core/labels/LabelSet.h"

#include <string>
#include <vector>

namespace labelwright {

/// A mask that a line of the output manifest names.
struct NamedMask {
    std::string attribute;
    std::string uri;
    LabelSet labels;
    bool isSuspect = false;
};

/// Those of a line whose colour maps are sound once `colors` has mended them; what stands in the way of others goes to
/// `problems`.
std::vector<NamedMask> namedMasksOf(const ColorMapMender& colors, const std::string& line,
                                    std::vector<Error>& problems);

} // namespace labelwright
