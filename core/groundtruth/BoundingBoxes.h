// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A box of a bounding-box job; shown, never edited.
struct BoundingBox {
    int classId = 0;       ///< From 0.
    std::string className; ///< Empty when the line's class-map lacks the id.
    Rect area;             ///< In pixels of the image; may reach beyond it.
    double confidence = 0; ///< From 0 to 1; 0 where the line has none.
    friend bool operator==(const BoundingBox&, const BoundingBox&) = default;
};

/// A box attribute of an object and its metadata. Source: GROUND-TRUTH.md section 5.4.
struct BoxAnnotation {
    Size imageSize; ///< 0 x 0 for a failed object.
    std::vector<BoundingBox> boxes;
    std::string jobName;                      ///< Without the prefix "labeling-job/".
    std::optional<std::string> failureReason; ///< Set for a failed object.
    friend bool operator==(const BoxAnnotation&, const BoxAnnotation&) = default;
};

/// The box `attribute` of a manifest line, or of the content of a consolidation response; nullopt when the line has
/// neither the attribute nor its metadata.
/// Numbers may stand as text; fractions of a pixel are rounded.
/// Errors: Malformed, with the box from 1 and the member that is wrong; Unsupported when `type` names another kind.
Result<std::optional<BoxAnnotation>> readBoundingBoxes(std::string_view line, std::string_view attribute);

} // namespace labelwright
