// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Consolidate.h"

#include "core/groundtruth/MaskPng.h"
#include "core/job/MaskVotes.h"
#include "core/mask/Runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

Status checkSameSize(const std::vector<LabelMask>& masks)
{
    for (const LabelMask& mask : masks)
        if (mask.size() != masks.front().size())
            return Error{ErrorCode::Mismatch,
                         fmt::format("one worker's mask is {} x {}, another's {} x {}", masks.front().width(),
                                     masks.front().height(), mask.width(), mask.height())};
    return ok();
}

} // namespace

Result<ConsolidatedMask> consolidateMasks(std::vector<LabelMask> masks, MaskConsolidation method)
{
    if (masks.empty() || masks.size() > kMostVoters)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("1 to {} masks can be consolidated, not {}", kMostVoters, masks.size())};
    if (masks.size() == 1)
        return ConsolidatedMask{std::move(masks.front()), 0};
    if (Status same = checkSameSize(masks); !same)
        return same.error();

    MaskOutcome outcome = method == MaskConsolidation::Staple ? stapleOf(masks) : pluralityOf(masks);
    Result<LabelMask> mask = LabelMask::create(masks.front().size(), std::move(outcome.labels));
    if (!mask)
        return mask.error();
    return ConsolidatedMask{*std::move(mask), std::round(outcome.confidence * 1e6) / 1e6};
}

Result<LabelMask> answerMask(const AnswerEvent& answer, std::span<const std::uint8_t> workerPng, const LabelSet& labels)
{
    Result<IndexedPng> png = decodeIndexedPng(workerPng);
    if (!png)
        return png.error();
    if (png->size != answer.image.size)
        return Error{ErrorCode::Mismatch,
                     fmt::format("the answer is of an image of {} x {}, its mask of {} x {}", answer.image.size.width,
                                 answer.image.size.height, png->size.width, png->size.height)};
    std::array<Label, 256> table{};
    for (std::size_t index = 0; index < answer.pixelLabelIds.size() && index < table.size(); ++index)
        table[index] = labels.findId(answer.pixelLabelIds[index]).value_or(kUnlabelled);
    const std::array<bool, 256> occurs = occurringLabels(png->indices);
    for (std::size_t index = answer.pixelLabelIds.size(); index < occurs.size(); ++index) {
        if (occurs[index])
            return Error{ErrorCode::Mismatch,
                         fmt::format("the mask holds palette index {}, the answer's table {} entries", index,
                                     answer.pixelLabelIds.size())};
    }
    mapLabels(png->indices, table);
    return LabelMask::create(png->size, std::move(png->indices));
}

Result<ConsolidatedMask> consolidateAnswers(const EventLog& events, std::span<const AnswerEvent* const> counted,
                                            const JobSpec& spec)
{
    std::vector<LabelMask> masks;
    for (const AnswerEvent* answer : counted) {
        const Result<std::vector<std::uint8_t>> png = events.maskBytes(*answer);
        if (!png)
            return png.error();
        Result<LabelMask> mask = answerMask(*answer, *png, spec.labels);
        if (!mask)
            return mask.error().at(answer->maskFile);
        masks.push_back(*std::move(mask));
    }
    return consolidateMasks(std::move(masks), spec.maskConsolidation);
}

} // namespace labelwright
