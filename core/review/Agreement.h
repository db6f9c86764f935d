// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/ConfusionMatrix.h"

#include <cstddef>
#include <optional>
#include <span>

namespace labelwright {

// Figures of agreement, 0 to 1 unless said otherwise; nullopt where there is nothing to compare.

/// Share of pixels, or images, to which both gave the same label.
std::optional<double> accuracyOf(const ConfusionMatrix& matrix);

/// Intersection over union of what the two gave `label`; nullopt where neither did.
std::optional<double> iouOf(const ConfusionMatrix& matrix, std::size_t label);

/// Harmonic mean of precision and recall of `label`, whichever rater is taken for the right one.
std::optional<double> f1Of(const ConfusionMatrix& matrix, std::size_t label);

/// Mean of iouOf() over the labels that either gave. Label 0, unlabeled, does not count.
std::optional<double> meanIou(const ConfusionMatrix& matrix);

/// Agreement beyond chance of two raters, -1 to 1 (J. Cohen, 1960); nullopt also where both gave one label to all.
std::optional<double> cohensKappa(const ConfusionMatrix& matrix);

/// Agreement beyond chance of any number of raters (J. L. Fleiss, 1971), from the matrices of all their pairs; each
/// object counts by its pixels. At most 1; nullopt also where all gave one label to all.
/// Precondition: as many labels in each.
std::optional<double> fleissKappa(std::span<const ConfusionMatrix> pairs);

} // namespace labelwright
