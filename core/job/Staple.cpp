// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/DawidSkene.h"
#include "core/job/MaskVotes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <unordered_map>

namespace labelwright {
namespace {

/// One label a mask; the rest is 0.
using Combination = std::array<Label, kMostVoters>;

struct CombinationHash {
    std::size_t operator()(const Combination& labels) const
    {
        return std::hash<std::string_view>()({reinterpret_cast<const char*>(labels.data()), labels.size()});
    }
};

/// The different combinations of labels at one pixel, numbered as they come from the first pixel on.
class Combinations {
public:
    /// `masks` are borrowed.
    explicit Combinations(const std::vector<LabelMask>& masks) : m_voters(masks.size())
    {
        std::ranges::transform(masks, m_masks.begin(), &LabelMask::pixels);
        for (std::size_t pixel = 0; pixel < pixelCount(); ++pixel) {
            const std::size_t number = numberAt(pixel);
            if (number == m_all.size()) {
                m_all.push_back(m_last);
                m_pixels.push_back(0);
            }
            ++m_pixels[number];
        }
    }

    std::size_t pixelCount() const { return m_masks[0].size(); }
    std::size_t voterCount() const { return m_voters; }
    const std::vector<Combination>& all() const { return m_all; }
    double pixelsOf(std::size_t number) const { return static_cast<double>(m_pixels[number]); }

    std::size_t numberAt(std::size_t pixel)
    {
        bool isLast = !m_numbers.empty();
        for (std::size_t voter = 0; voter < m_voters; ++voter) {
            const Label label = m_masks[voter][pixel];
            isLast = isLast && label == m_last[voter];
            m_last[voter] = label;
        }
        if (!isLast)
            m_lastNumber = m_numbers.emplace(m_last, m_numbers.size()).first->second;
        return m_lastNumber;
    }

private:
    std::size_t m_voters;
    std::array<std::span<const Label>, kMostVoters> m_masks{};
    std::unordered_map<Combination, std::size_t, CombinationHash> m_numbers;
    std::vector<Combination> m_all;
    std::vector<std::int64_t> m_pixels;
    Combination m_last{}; ///< Of the pixel that was asked for last: mostly its neighbor has the same.
    std::size_t m_lastNumber = 0;
};

/// Every label of the masks once, in order.
std::vector<Label> labelsOf(const Combinations& combinations)
{
    std::array<bool, 256> isThere{};
    for (const Combination& combination : combinations.all())
        for (std::size_t voter = 0; voter < combinations.voterCount(); ++voter)
            isThere[combination[voter]] = true;
    std::vector<Label> labels;
    for (std::size_t label = 0; label < isThere.size(); ++label)
        if (isThere[label])
            labels.push_back(static_cast<Label>(label));
    return labels;
}

std::vector<ObjectVotes> votesOf(const Combinations& combinations, const std::vector<Label>& labels)
{
    std::array<std::size_t, 256> classOf{};
    for (std::size_t k = 0; k < labels.size(); ++k)
        classOf[labels[k]] = k;
    std::vector<ObjectVotes> all;
    for (std::size_t number = 0; number < combinations.all().size(); ++number) {
        ObjectVotes& votes = all.emplace_back(ObjectVotes{{}, combinations.pixelsOf(number)});
        for (std::size_t voter = 0; voter < combinations.voterCount(); ++voter)
            votes.votes.push_back({voter, classOf[combinations.all()[number][voter]]});
    }
    return all;
}

struct Winner {
    Label label = kUnlabelled;
    double likelihood = 0;
};

Winner winnerOf(std::vector<double> likelihoods, const std::vector<Label>& labels)
{
    std::ranges::transform(likelihoods, likelihoods.begin(), [](double p) { return std::round(p * 1e6) / 1e6; });
    const auto most = std::ranges::max_element(likelihoods);
    return {labels[static_cast<std::size_t>(most - likelihoods.begin())], *most};
}

double confidenceOf(const Combinations& combinations, const std::vector<Winner>& winners)
{
    double labeled = 0;
    double sum = 0;
    for (std::size_t number = 0; number < winners.size(); ++number) {
        if (combinations.all()[number] == Combination{})
            continue;
        labeled += combinations.pixelsOf(number);
        sum += combinations.pixelsOf(number) * winners[number].likelihood;
    }
    return labeled == 0 ? 1 : sum / labeled;
}

} // namespace

MaskOutcome stapleOf(const std::vector<LabelMask>& masks)
{
    Combinations combinations(masks);
    const std::vector<Label> labels = labelsOf(combinations);
    if (labels.size() == 1)
        return {std::vector<Label>(combinations.pixelCount(), labels.front()), 1};
    std::vector<Winner> winners;
    for (std::vector<double>& likelihoods :
         estimateClasses(votesOf(combinations, labels), combinations.voterCount(), labels.size()))
        winners.push_back(winnerOf(std::move(likelihoods), labels));
    MaskOutcome outcome{std::vector<Label>(combinations.pixelCount()), confidenceOf(combinations, winners)};
    for (std::size_t pixel = 0; pixel < outcome.labels.size(); ++pixel)
        outcome.labels[pixel] = winners[combinations.numberAt(pixel)].label;
    return outcome;
}

} // namespace labelwright
