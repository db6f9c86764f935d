// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/LabelMapping.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace labelwright {

/// Who answered. Workers outside of private teams have an id only.
struct WorkerIdentity {
    std::string workerId;     ///< "private.us-east-1.<16 hexadecimal digits>".
    std::string providerType; ///< "Cognito" or "Oidc"; empty where the file has no workerMetadata.
    std::string issuer;
    std::string sub;
    friend bool operator==(const WorkerIdentity&, const WorkerIdentity&) = default;
};

/// What the segmentation page submits: the object "crowd-semantic-segmentation".
struct SegmentationAnswer {
    Size imageSize;
    std::vector<LabelMapping> mappings;       ///< Written sorted by name, whatever their order here.
    std::vector<std::uint8_t> png;            ///< The worker PNG, as it is.
    std::optional<bool> initialValueModified; ///< Only where the worker began with an earlier mask.
    friend bool operator==(const SegmentationAnswer&, const SegmentationAnswer&) = default;
};

/// What the single-label classification page submits: the object "crowd-image-classifier".
struct ClassifierAnswer {
    std::string label;
    std::string workerComment{}; ///< Mostly empty, and then not written.
    friend bool operator==(const ClassifierAnswer&, const ClassifierAnswer&) = default;
};

/// What the multi-label classification page submits: the object "crowd-image-classifier-multi-select".
struct MultiSelectAnswer {
    std::vector<std::string> labels; ///< None: the worker found that no label applies.
    friend bool operator==(const MultiSelectAnswer&, const MultiSelectAnswer&) = default;
};

using TaskAnswer = std::variant<SegmentationAnswer, ClassifierAnswer, MultiSelectAnswer>;

/// One element of `answers`.
struct WorkerAnswer {
    Time acceptance;
    Time submission;
    double timeSpentInSeconds = 0; ///< Active time; three decimals are written.
    WorkerIdentity worker;
    TaskAnswer answer;
    friend bool operator==(const WorkerAnswer&, const WorkerAnswer&) = default;
};

/// A worker response file: one line without a line break, keys in alphabetical order at every level.
/// Source: GROUND-TRUTH.md section 3.
std::string writeWorkerResponse(std::span<const WorkerAnswer> answers);

/// Accepts any order and any subset of the labels in labelMappings, a missing workerMetadata, acceptanceTime (then the
/// submission's) and timeSpentInSeconds (then the time between the two), and another name of a segmentation than
/// "crowd-semantic-segmentation".
/// Errors: Malformed, with the answer from 1 and the member that is wrong; Unsupported for other kinds of answer.
Result<std::vector<WorkerAnswer>> readWorkerResponse(std::string_view text);

/// The value of answerContent, `{"crowd-semantic-segmentation":{…}}`: also the content of a consolidation request.
std::string answerContent(const TaskAnswer& answer);

/// Errors: as readWorkerResponse.
Result<TaskAnswer> readAnswerContent(std::string_view text);

} // namespace labelwright
