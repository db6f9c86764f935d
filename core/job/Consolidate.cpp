// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Consolidate.h"

#include "core/groundtruth/MaskPng.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr std::size_t kMostVoters = 9;

struct Winner {
    Label label = kUnlabelled;
    int votes = 0;
};

/// The first label of the list with the most votes.
Winner winnerOf(std::span<const Label> ballots)
{
    Winner winner;
    for (const Label label : ballots) {
        const auto votes = static_cast<int>(std::count(ballots.begin(), ballots.end(), label));
        if (votes > winner.votes)
            winner = {label, votes};
    }
    return winner;
}

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

Result<ConsolidatedMask> voteOnMasks(std::vector<LabelMask> masks)
{
    if (masks.empty() || masks.size() > kMostVoters)
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("a vote needs 1 to {} masks, not {}", kMostVoters, masks.size())};
    if (masks.size() == 1)
        return ConsolidatedMask{std::move(masks.front()), 0};
    if (Status same = checkSameSize(masks); !same)
        return same.error();

    const std::size_t pixels = masks.front().pixels().size();
    std::vector<Label> winners(pixels);
    std::array<Label, kMostVoters> ballots{};
    std::int64_t winningVotes = 0;
    for (std::size_t pixel = 0; pixel < pixels; ++pixel) {
        for (std::size_t voter = 0; voter < masks.size(); ++voter)
            ballots[voter] = masks[voter].pixels()[pixel];
        const Winner winner = winnerOf(std::span(ballots).first(masks.size()));
        winners[pixel] = winner.label;
        winningVotes += winner.votes;
    }
    Result<LabelMask> mask = LabelMask::create(masks.front().size(), std::move(winners));
    if (!mask)
        return mask.error();
    const double share = static_cast<double>(winningVotes) / static_cast<double>(pixels * masks.size());
    return ConsolidatedMask{*std::move(mask), std::round(share * 1e5) / 1e5};
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
    for (std::uint8_t& pixel : png->indices) {
        if (pixel >= answer.pixelLabelIds.size())
            return Error{ErrorCode::Mismatch,
                         fmt::format("the mask holds palette index {}, the answer's table {} entries", pixel,
                                     answer.pixelLabelIds.size())};
        pixel = table[pixel];
    }
    return LabelMask::create(png->size, std::move(png->indices));
}

Result<ConsolidatedMask> consolidateAnswers(const EventLog& events, std::span<const AnswerEvent* const> counted,
                                            const LabelSet& labels)
{
    std::vector<LabelMask> masks;
    for (const AnswerEvent* answer : counted) {
        const Result<std::vector<std::uint8_t>> png = events.maskBytes(*answer);
        if (!png)
            return png.error();
        Result<LabelMask> mask = answerMask(*answer, *png, labels);
        if (!mask)
            return mask.error().at(answer->maskFile);
        masks.push_back(*std::move(mask));
    }
    return voteOnMasks(std::move(masks));
}

} // namespace labelwright
