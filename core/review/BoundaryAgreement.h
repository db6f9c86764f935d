// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/mask/LabelMask.h"

#include <cstdint>
#include <optional>

namespace labelwright {

/// How much of two outlines lies near the other one; sums over labels and images.
struct BoundaryAgreement {
    std::int64_t firstPixels = 0; ///< Of the first mask's outline,
    std::int64_t firstNear = 0;   ///< and of these the ones with the second's outline within the tolerance.
    std::int64_t secondPixels = 0;
    std::int64_t secondNear = 0;

    BoundaryAgreement& operator+=(const BoundaryAgreement& other);
    /// Harmonic mean of the two shares, 0 to 1; nullopt where there is no outline at all.
    std::optional<double> f() const;
    friend bool operator==(const BoundaryAgreement&, const BoundaryAgreement&) = default;
};

/// The tolerances that agreement is told with, in pixels.
inline constexpr double kFineTolerance = 2;
double coarseTolerance(Size image); ///< 0.75 % of the diagonal (D. Martin and others, 2004), 1 at least.

/// Of what the masks give `label`. The outline is every pixel of the label with another label beside, above or below
/// it; where a label ends at the image's edge there is none. Distances are between centers.
/// Precondition: masks of one size. Cost: some passes over the part of the image that has the label in either mask.
BoundaryAgreement boundaryAgreement(const LabelMask& first, const LabelMask& second, Label label, double tolerance);

} // namespace labelwright
