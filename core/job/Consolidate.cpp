// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Consolidate.h"

#include "core/groundtruth/MaskPng.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstring>
#include <utility>

namespace labelwright {
namespace {

constexpr std::size_t kMostVoters = 9;

constexpr Label kTied = 255;       ///< No label; see Label.
constexpr std::size_t kBlock = 64; ///< Pixels that are compared at once: most blocks of most images are alike.

struct Outcome {
    std::vector<Label> winners;
    double confidence = 0; ///< Not rounded.
};

/// The labels of so many masks of one size, pixel by pixel. The number is a constant so that loops over voters unroll.
template <std::size_t kVoters>
class Election {
public:
    /// `masks` are borrowed.
    explicit Election(const std::vector<LabelMask>& masks)
    {
        std::ranges::transform(masks, m_masks.begin(), &LabelMask::pixels);
        m_winners.resize(m_masks[0].size());
    }

    Outcome hold()
    {
        for (std::size_t begin = 0; begin < m_winners.size(); begin += kBlock)
            voteOnBlock(begin, std::min(kBlock, m_winners.size() - begin));
        breakTies();
        // Where nobody labelled anything all agree.
        const auto votes = static_cast<double>(m_labelled) * static_cast<double>(kVoters);
        return {std::move(m_winners), m_labelled == 0 ? 1.0 : static_cast<double>(m_winningVotes) / votes};
    }

private:
    using Ballots = std::array<Label, kVoters>;
    using Counts = std::array<std::uint8_t, kVoters>; ///< How many gave the label that this voter gave.

    void voteOnBlock(std::size_t begin, std::size_t count)
    {
        const bool isUnanimous = std::all_of(m_masks.begin() + 1, m_masks.end(), [&](std::span<const Label> mask) {
            return std::memcmp(&m_masks[0][begin], &mask[begin], count) == 0;
        });
        if (!isUnanimous) {
            for (std::size_t pixel = begin; pixel < begin + count; ++pixel)
                m_winners[pixel] = vote(ballotsAt(pixel));
            return;
        }
        const std::span<const Label> block = m_masks[0].subspan(begin, count);
        std::ranges::copy(block, m_winners.begin() + static_cast<std::ptrdiff_t>(begin));
        const auto labelled = static_cast<std::int64_t>(count) - std::ranges::count(block, kUnlabelled);
        m_labelled += labelled;
        m_winningVotes += labelled * static_cast<std::int64_t>(kVoters);
    }

    Ballots ballotsAt(std::size_t pixel) const
    {
        Ballots ballots;
        for (std::size_t voter = 0; voter < kVoters; ++voter)
            ballots[voter] = m_masks[voter][pixel];
        return ballots;
    }

    static Counts countsOf(const Ballots& ballots)
    {
        Counts counts{};
        for (std::size_t voter = 0; voter < kVoters; ++voter) {
            for (std::size_t other = 0; other < kVoters; ++other)
                counts[voter] = static_cast<std::uint8_t>(counts[voter] + (ballots[voter] == ballots[other] ? 1 : 0));
        }
        return counts;
    }

    /// The label with the most votes, or kTied.
    Label vote(const Ballots& ballots)
    {
        const Counts counts = countsOf(ballots);
        const std::uint8_t most = *std::ranges::max_element(counts);
        Label lowest = kTied;
        Label highest = kUnlabelled;
        Label any = kUnlabelled;
        for (std::size_t voter = 0; voter < kVoters; ++voter) {
            m_agreements[voter] += counts[voter];
            any = static_cast<Label>(any | ballots[voter]);
            lowest = counts[voter] == most ? std::min(lowest, ballots[voter]) : lowest;
            highest = counts[voter] == most ? std::max(highest, ballots[voter]) : highest;
        }
        if (any != kUnlabelled) {
            ++m_labelled;
            m_winningVotes += most;
        }
        // Two voters agree with each other equally often.
        return lowest == highest || kVoters == 2 ? lowest : kTied;
    }

    /// Who agrees most with the others is known only when all pixels have been looked at.
    void breakTies()
    {
        for (std::size_t pixel = 0; pixel < m_winners.size(); ++pixel) {
            const void* tied = std::memchr(&m_winners[pixel], kTied, m_winners.size() - pixel);
            if (!tied)
                return;
            pixel = static_cast<std::size_t>(static_cast<const Label*>(tied) - m_winners.data());
            m_winners[pixel] = chosenAmongTied(ballotsAt(pixel));
        }
    }

    Label chosenAmongTied(const Ballots& ballots) const
    {
        const Counts counts = countsOf(ballots);
        const std::uint8_t most = *std::ranges::max_element(counts);
        std::int64_t agreements = -1;
        Label chosen = kTied;
        for (std::size_t voter = 0; voter < kVoters; ++voter) {
            const bool isBetter =
                m_agreements[voter] > agreements || (m_agreements[voter] == agreements && ballots[voter] < chosen);
            if (counts[voter] == most && isBetter) {
                agreements = m_agreements[voter];
                chosen = ballots[voter];
            }
        }
        return chosen;
    }

    std::array<std::span<const Label>, kVoters> m_masks{};
    std::vector<Label> m_winners;
    /// With how many each agreed, over all pixels of blocks where not all do: elsewhere all gain alike.
    std::array<std::int64_t, kVoters> m_agreements{};
    std::int64_t m_labelled = 0; ///< Pixels that somebody labelled.
    std::int64_t m_winningVotes = 0;
};

template <std::size_t kVoters>
Outcome hold(const std::vector<LabelMask>& masks)
{
    if constexpr (kVoters < kMostVoters) {
        if (masks.size() != kVoters)
            return hold<kVoters + 1>(masks);
    }
    return Election<kVoters>(masks).hold();
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

    Outcome outcome = hold<2>(masks);
    Result<LabelMask> mask = LabelMask::create(masks.front().size(), std::move(outcome.winners));
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
