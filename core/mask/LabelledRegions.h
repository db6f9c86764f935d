// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"
#include "core/mask/Region.h"

#include <vector>

namespace labelwright {

struct LabelledRegion {
    Label label = kUnlabelled;
    Region region;
    friend bool operator==(const LabelledRegion&, const LabelledRegion&) = default;
};

/// The pixels of every label that occurs, by label; unlabelled is none. Cost: one pass over the mask at the speed of
/// memory, and its runs.
std::vector<LabelledRegion> labelledRegions(const LabelMask& mask);

/// The same taken apart into what hangs together, corners counting as contact: by label, then by first pixel.
std::vector<LabelledRegion> labelledParts(const LabelMask& mask);

} // namespace labelwright
