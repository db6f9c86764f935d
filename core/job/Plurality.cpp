// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MaskVotes.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstring>
#include <span>
#include <utility>

namespace labelwright {
namespace {

constexpr Label kTied = 255;       ///< No label; see Label.
constexpr std::size_t kBlock = 64; ///< Pixels that are compared at once: most blocks of most images are alike.

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

    MaskOutcome hold()
    {
        for (std::size_t begin = 0; begin < m_winners.size(); begin += kBlock)
            voteOnBlock(begin, std::min(kBlock, m_winners.size() - begin));
        breakTies();
        // Where nobody labeled anything all agree.
        const auto votes = static_cast<double>(m_labeled) * static_cast<double>(kVoters);
        return {std::move(m_winners), m_labeled == 0 ? 1.0 : static_cast<double>(m_winningVotes) / votes};
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
        const auto labeled = static_cast<std::int64_t>(count) - std::ranges::count(block, kUnlabelled);
        m_labeled += labeled;
        m_winningVotes += labeled * static_cast<std::int64_t>(kVoters);
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
            ++m_labeled;
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
    std::int64_t m_labeled = 0; ///< Pixels that somebody labeled.
    std::int64_t m_winningVotes = 0;
};

template <std::size_t kVoters>
MaskOutcome hold(const std::vector<LabelMask>& masks)
{
    if constexpr (kVoters < kMostVoters) {
        if (masks.size() != kVoters)
            return hold<kVoters + 1>(masks);
    }
    return Election<kVoters>(masks).hold();
}

} // namespace

MaskOutcome pluralityOf(const std::vector<LabelMask>& masks)
{
    return hold<2>(masks);
}

} // namespace labelwright
