// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/EventLog.h"
#include "core/labels/LabelSet.h"
#include "core/mask/LabelMask.h"

#include <cstdint>
#include <span>
#include <vector>

namespace labelwright {

/// What several workers' masks amount to.
struct ConsolidatedMask {
    LabelMask mask;
    /// 0 with one worker, as Ground Truth writes it. With several the share of votes that went to the winner, averaged
    /// over the pixels that anyone labelled and rounded to six decimals: 1 when all agree everywhere.
    double confidence = 0;
};

/// Plurality of the masks at each pixel. Among labels with equally many votes the one wins whose voter agrees with the
/// others at the most pixels of the image; among voters who agree equally often the lower label. The masks' order does
/// not matter. Ground Truth also smooths, in a way that is unpublished; we do not (GROUND-TRUTH.md section 7).
/// Cost: one pass with n x n comparisons where the n masks disagree, and once more those where they are tied.
/// Errors: Mismatch for masks of different sizes; InvalidArgument for none or more than 9.
Result<ConsolidatedMask> voteOnMasks(std::vector<LabelMask> masks);

/// The mask of an answer in the labels of today: by the answer's own table from palette index to label id (DESIGN rule
/// 8). A label that is no longer in `labels` becomes unlabelled.
/// Errors: those of decodeIndexedPng; Mismatch when size or palette are not what the answer says.
Result<LabelMask> answerMask(const AnswerEvent& answer, std::span<const std::uint8_t> workerPng,
                             const LabelSet& labels);

/// voteOnMasks() on the answers' masks in this order, which is EventLog::countedAnswers()'s.
/// Errors: as above and those of EventLog::maskBytes.
Result<ConsolidatedMask> consolidateAnswers(const EventLog& events, std::span<const AnswerEvent* const> counted,
                                            const LabelSet& labels);

} // namespace labelwright
