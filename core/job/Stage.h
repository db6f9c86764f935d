// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/job/JobSpec.h"

#include <cstdint>
#include <string>

namespace labelwright {

/// A Ground Truth job among those that one job is made of (DESIGN rule 5). Each reads the output manifest of the one
/// before and has an attribute and a folder in output/ of its own.
struct Stage {
    enum class Kind : std::uint8_t {
        Labeling,
        Verification, ///< A lead's verdicts: one category an object.
        Adjustment,   ///< A lead's masks in the place of the workers'.
    };
    Kind kind = Kind::Labeling;
    /// The job's own, but for name, attribute and workers per object; a verification is answered on the page of a
    /// single-label classification, whose labels are its categories.
    JobSpec spec;

    bool hasMasks() const { return !isClassification(spec.taskType); }
};

/// "<job>-verification" and "<job>-adjustment", the first part cut where a job's name would get too long.
std::string verificationName(const JobSpec& spec);
std::string adjustmentName(const JobSpec& spec);

Stage labelingStage(const Job& job);
/// Of a segmentation: Ground Truth has no verification of classifications. Its attribute is the job's without "-ref"
/// and with "-verification", which no attribute of a verification may end in; that of an adjustment ends in
/// "-adjusted-ref". Source: GROUND-TRUTH.md sections 5.5 and 6.
Stage verificationStage(const Job& job);
Stage adjustmentStage(const Job& job);

} // namespace labelwright
