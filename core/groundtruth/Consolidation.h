// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A worker's answer in a consolidation request.
struct RequestedAnnotation {
    std::string workerId;
    std::string content;    ///< JSON text, as answerContent() writes it; for readAnswerContent().
    std::string contentUri; ///< Where the content lies when it was too large for the file; content is empty then.
    friend bool operator==(const RequestedAnnotation&, const RequestedAnnotation&) = default;
};

/// An object of a consolidation request.
struct RequestedObject {
    std::int64_t objectId = 0; ///< The manifest line, from 0.
    std::string sourceRef;
    std::vector<RequestedAnnotation> annotations;
    friend bool operator==(const RequestedObject&, const RequestedObject&) = default;
};

/// An object of a consolidation response.
struct ConsolidatedObject {
    std::int64_t objectId = 0; ///< The manifest line, from 0.
    std::string content;       ///< A JSON object with the attribute and its metadata; readSegmentation() reads it.
    friend bool operator==(const ConsolidatedObject&, const ConsolidatedObject&) = default;
};

/// One line without a line break. Source: GROUND-TRUTH.md section 7.
std::string writeConsolidationRequest(std::span<const RequestedObject> objects);

/// Errors: Malformed, with the element from 1 and the member that is wrong; Unsupported for texts.
Result<std::vector<RequestedObject>> readConsolidationRequest(std::string_view text);

/// One line without a line break. Precondition: every content is a JSON object; it is copied as it is.
std::string writeConsolidationResponse(std::span<const ConsolidatedObject> objects);

/// Content comes back as text without spaces, numbers as they were written (0.0 stays 0.0).
/// Errors: Malformed, with the element from 1 and the member that is wrong.
Result<std::vector<ConsolidatedObject>> readConsolidationResponse(std::string_view text);

} // namespace labelwright
