// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/ObjectId.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// The objects from `first` to `last`, both of them included.
struct ObjectRange {
    ObjectId first = 0;
    ObjectId last = 0;
    friend bool operator==(const ObjectRange&, const ObjectRange&) = default;
};

/// In order, none touching another: the same objects always make the same ranges.
std::vector<ObjectRange> mergedRanges(std::vector<ObjectRange> ranges);

/// Whether one of `ranges`, which are merged, holds the object. Cost: logarithmic.
bool holdsObject(const std::vector<ObjectRange>& ranges, ObjectId object);

std::int64_t objectCountOf(const std::vector<ObjectRange>& ranges);

/// "0-99,120" as merged ranges. Errors: InvalidArgument, naming the part that is none.
Result<std::vector<ObjectRange>> parseObjectRanges(std::string_view text);

/// What parseObjectRanges() reads.
std::string formatObjectRanges(const std::vector<ObjectRange>& ranges);

} // namespace labelwright
