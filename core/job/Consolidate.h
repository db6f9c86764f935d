// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/EventLog.h"
#include "core/job/JobSpec.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// What several workers' masks amount to.
struct ConsolidatedMask {
    LabelMask mask;
    /// 0 with one worker, as Ground Truth writes it; with several MaskOutcome::confidence, rounded to six decimals.
    double confidence = 0;
};

/// pluralityOf() or stapleOf(); a single mask as it is. Ground Truth also smooths, in a way that is unpublished; we do
/// not (GROUND-TRUTH.md section 7).
/// Errors: Mismatch for masks of different sizes; InvalidArgument for none or more than 9.
Result<ConsolidatedMask> consolidateMasks(std::vector<LabelMask> masks, MaskConsolidation method);

/// The mask of an answer in the labels of today: by the answer's own table from palette index to label id (DESIGN rule
/// 8). A label that is no longer in `labels` becomes unlabelled.
/// Errors: those of decodeIndexedPng; Mismatch when size or palette are not what the answer says.
Result<LabelMask> answerMask(const AnswerEvent& answer, std::span<const std::uint8_t> workerPng,
                             const LabelSet& labels);

/// consolidateMasks() on the answers' masks, as `spec` wants it, in this order, which is EventLog::countedAnswers()'s.
/// Errors: as above and those of EventLog::maskBytes.
Result<ConsolidatedMask> consolidateAnswers(const EventLog& events, std::span<const AnswerEvent* const> counted,
                                            const JobSpec& spec);

} // namespace labelwright
