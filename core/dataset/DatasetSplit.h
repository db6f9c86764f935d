// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/dataset/DatasetItem.h"

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

namespace labelwright {

/// How much of a dataset each part gets: shares of kDatasetParts, which add up to 1.
using PartShares = std::array<double, kDatasetParts.size()>;

/// "80,10,10", "80,20" or "0.8,0.1,0.1": they add up to 100 or to 1, but for what rounding takes away, as from
/// 33.3,33.3,33.3. Errors: InvalidArgument.
Result<PartShares> parsePartShares(std::string_view text);

/// A sentence for each part that has a share and none of the items. `counts`: items by part.
std::vector<Error> emptyParts(const PartShares& shares, const std::array<std::int64_t, kDatasetParts.size()>& counts);

/// The part of each of `count` items: by chance that depends on the seed alone, with counts as near to the shares as
/// whole numbers can be.
std::vector<DatasetPart> splitByChance(std::size_t count, const PartShares& shares, std::uint64_t seed);

/// The same, but every label gets its share of each part too, as far as that is possible: `labels` are those that occur
/// in each item. Source: iterative stratification, Sechidis, Tsoumakas and Vlahavas 2011: the rarest label's items are
/// given out first, each to the part that lacks most of it. Cost: items times labels.
std::vector<DatasetPart> splitByLabels(std::span<const std::vector<Label>> labels, const PartShares& shares,
                                       std::uint64_t seed);

} // namespace labelwright
