// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A verification attribute of an object and its metadata. Source: GROUND-TRUTH.md section 6.1.
struct Verification {
    int index = 0; ///< From 0, in the order of the verification job's categories.
    std::string className;
    double confidence = 0; ///< From 0 to 1; 0 with one worker.
    bool humanAnnotated = true;
    std::optional<Time> creationDate;
    std::string jobName;               ///< Without the prefix "labeling-job/".
    std::vector<std::string> comments; ///< worker-feedback, which is not written without any.
    friend bool operator==(const Verification&, const Verification&) = default;
};

/// The members `"<attribute>":…,"<attribute>-metadata":{…}` without braces, for appendMembers() or a consolidation
/// response.
std::string verificationMembers(std::string_view attribute, const Verification& verification, ConfidenceStyle style);

/// The verification `attribute` of a manifest line, or of the content of a consolidation response; nullopt when the
/// line has neither the attribute nor its metadata.
///
/// Accepts numbers as text, a missing creation-date, `type` in any case, and a job name with or without
/// "labeling-job/". Errors: Malformed, with the member that is wrong; Unsupported when `type` is not
/// "groundtruth/label-verification".
Result<std::optional<Verification>> readVerification(std::string_view line, std::string_view attribute);

} // namespace labelwright
