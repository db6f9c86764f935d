// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/mask/Components.h"
#include "core/review/BoundaryAgreement.h"
#include "core/review/ConfusionMatrix.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace labelwright {

/// What became of one label.
struct LabelDifference {
    Label label = kUnlabelled;
    std::int64_t before = 0;     ///< Pixels.
    std::int64_t after = 0;      ///< Pixels.
    std::int64_t changed = 0;    ///< Pixels that had it before or have it after, but not both.
    std::optional<double> iou{}; ///< iouOf().
    BoundaryAgreement fine{};    ///< With kFineTolerance; nothing for unlabeled.
    BoundaryAgreement coarse{};  ///< With coarseTolerance(); nothing for unlabeled.
    friend bool operator==(const LabelDifference&, const LabelDifference&) = default;
};

/// Pixels that had one label and have another now.
struct Change {
    Label from = kUnlabelled;
    Label to = kUnlabelled;
    std::int64_t pixels = 0;
    friend bool operator==(const Change&, const Change&) = default;
};

/// What two masks of one photo have not in common.
struct Difference {
    ConfusionMatrix pixels{0};           ///< Rows are the labels before, columns those after.
    std::vector<LabelDifference> labels; ///< By label, unlabeled first, also those that occur nowhere.
    std::vector<Change> changes;         ///< The largest first, then by from and to.

    std::int64_t changed() const { return pixels.total() - pixels.agreed(); }
};

/// Precondition: every label of both lies below `labels`. Cost: that of confusionOf() and, for each label whose pixels
/// changed, of boundaryAgreement(). Errors: Mismatch for masks of different sizes.
Result<Difference> differenceOf(const LabelMask& before, const LabelMask& after, std::size_t labels);

/// How many changes changeMap() tells apart.
inline constexpr std::size_t kMostMappedChanges = 253;

/// Where each change is: its place in `changes`, counted from 1, in each of its pixels, and 0 where nothing changed.
/// Those after the first kMostMappedChanges share the number after these, as does a change that is not in the list.
/// Precondition: masks of one size. Cost: one pass.
LabelMask changeMap(const LabelMask& before, const LabelMask& after, std::span<const Change> changes);

/// The parts of a changeMap() that hang together, corners too; the largest first, then by their first pixels.
std::vector<Component> changedParts(const LabelMask& map);

/// How many of the raters gave each pixel another label than the most of them did: 0 where all agree.
/// Precondition: 1 to 254 masks of one size. Cost: one pass over all masks.
LabelMask disagreementMap(std::span<const LabelMask> masks);

} // namespace labelwright
