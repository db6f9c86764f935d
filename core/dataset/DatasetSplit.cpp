// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/DatasetSplit.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <numeric>
#include <random>

namespace labelwright {
namespace {

constexpr std::size_t kParts = kDatasetParts.size();
using Wanted = std::array<double, kParts>; ///< Of a label or of all items, by part.

/// The items in an order by chance. By hand, as the standard library's shuffle differs from one library to the next.
std::vector<std::size_t> shuffled(std::size_t count, std::uint64_t seed)
{
    std::vector<std::size_t> order(count);
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::mt19937_64 random(seed);
    for (std::size_t rest = count; rest > 1; --rest)
        std::swap(order[rest - 1], order[random() % rest]);
    return order;
}

/// Whole numbers that add up to `count`: rounded down, and the rest to whom lost most, the first of several.
std::array<std::size_t, kParts> countsOf(std::size_t count, const PartShares& shares)
{
    std::array<std::size_t, kParts> counts{};
    std::array<double, kParts> lost{};
    std::size_t given = 0;
    for (std::size_t part = 0; part < kParts; ++part) {
        const double wanted = shares[part] * static_cast<double>(count);
        counts[part] = static_cast<std::size_t>(std::floor(wanted + 1e-9));
        lost[part] = wanted - static_cast<double>(counts[part]);
        given += counts[part];
    }
    for (; given < count; ++given) {
        const auto most = std::ranges::max_element(lost);
        ++counts[static_cast<std::size_t>(most - lost.begin())];
        *most -= 1;
    }
    return counts;
}

/// The state of an iterative stratification.
class Stratification {
public:
    Stratification(std::span<const std::vector<Label>> labels, const PartShares& shares)
        : m_labels(labels), m_parts(labels.size()), m_isGiven(labels.size())
    {
        const std::array<std::size_t, kParts> counts = countsOf(labels.size(), shares);
        for (std::size_t part = 0; part < kParts; ++part)
            m_room[part] = static_cast<double>(counts[part]);
        for (const std::vector<Label>& item : labels) {
            for (const Label label : item)
                ++m_left[label];
        }
        for (std::size_t label = 0; label < m_left.size(); ++label) {
            for (std::size_t part = 0; part < kParts; ++part)
                m_wanted[label][part] = shares[part] * static_cast<double>(m_left[label]);
        }
    }

    /// The label with the fewest items left; -1 where none has any.
    int rarest() const
    {
        int found = -1;
        for (std::size_t label = 0; label < m_left.size(); ++label) {
            if (m_left[label] > 0 && (found < 0 || m_left[label] < m_left[static_cast<std::size_t>(found)]))
                found = static_cast<int>(label);
        }
        return found;
    }

    bool isGiven(std::size_t item) const { return m_isGiven[item]; }

    /// To the part that lacks most of `label`; of several, or without a label, to the one with most room.
    void give(std::size_t item, int label)
    {
        std::size_t best = kParts;
        for (std::size_t part = 0; part < kParts; ++part) {
            if (m_room[part] < 0.5)
                continue;
            const bool isBetter = best == kParts || lack(label, part) > lack(label, best) + 1e-9 ||
                                  (lack(label, part) > lack(label, best) - 1e-9 && m_room[part] > m_room[best]);
            best = isBetter ? part : best;
        }
        m_parts[item] = kDatasetParts[best];
        m_isGiven[item] = true;
        m_room[best] -= 1;
        for (const Label each : m_labels[item]) {
            m_wanted[each][best] -= 1;
            --m_left[each];
        }
    }

    std::vector<DatasetPart> take() { return std::move(m_parts); }

private:
    double lack(int label, std::size_t part) const
    {
        return label < 0 ? m_room[part] : m_wanted[static_cast<std::size_t>(label)][part];
    }

    std::span<const std::vector<Label>> m_labels;
    std::vector<DatasetPart> m_parts;
    std::vector<bool> m_isGiven;
    Wanted m_room{};                        ///< Items that each part still takes.
    std::array<Wanted, 256> m_wanted{};     ///< Items of each label that each part still wants.
    std::array<std::int64_t, 256> m_left{}; ///< Items of each label that are not given out.
};

} // namespace

Result<PartShares> parsePartShares(std::string_view text)
{
    PartShares shares{};
    const Error fault{ErrorCode::InvalidArgument,
                      fmt::format("\"{}\" is no split: two or three numbers are expected, as in 80,10,10", text)};
    std::size_t part = 0;
    for (std::size_t from = 0; from <= text.size(); ++part) {
        const std::size_t end = std::min(text.find(',', from), text.size());
        double share = 0;
        const auto [last, failure] = std::from_chars(text.data() + from, text.data() + end, share);
        if (part >= kParts || failure != std::errc() || last != text.data() + end || !(share >= 0) || share > 1e9)
            return fault;
        shares[part] = share;
        from = end + 1;
    }
    const double sum = std::accumulate(shares.begin(), shares.end(), 0.0);
    if (part < 2 || sum <= 0)
        return fault;
    constexpr double kRounding = 0.005;
    if (std::abs(sum - 1) > kRounding && std::abs(sum / 100 - 1) > kRounding)
        return Error{
            ErrorCode::InvalidArgument,
            fmt::format("the shares \"{}\" add up to {:g}; they are to add up to 100, as in 80,10,10", text, sum)};
    for (double& share : shares)
        share /= sum;
    return shares;
}

std::vector<Error> emptyParts(const PartShares& shares, const std::array<std::int64_t, kParts>& counts)
{
    const std::int64_t all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
    std::vector<Error> empty;
    for (std::size_t part = 0; part < kParts; ++part) {
        if (shares[part] > 0 && counts[part] == 0)
            empty.push_back({ErrorCode::Mismatch,
                             fmt::format("the part {} is empty: its share of {:g} % of {} gives it none",
                                         partName(kDatasetParts[part]), 100 * shares[part], countText(all, "image"))});
    }
    return empty;
}

std::vector<DatasetPart> splitByChance(std::size_t count, const PartShares& shares, std::uint64_t seed)
{
    std::vector<DatasetPart> parts(count);
    const std::vector<std::size_t> order = shuffled(count, seed);
    std::size_t next = 0;
    const std::array<std::size_t, kParts> counts = countsOf(count, shares);
    for (std::size_t part = 0; part < kParts; ++part) {
        for (std::size_t given = 0; given < counts[part]; ++given)
            parts[order[next++]] = kDatasetParts[part];
    }
    return parts;
}

std::vector<DatasetPart> splitByLabels(std::span<const std::vector<Label>> labels, const PartShares& shares,
                                       std::uint64_t seed)
{
    Stratification split(labels, shares);
    const std::vector<std::size_t> order = shuffled(labels.size(), seed);
    for (int label = split.rarest(); label >= 0; label = split.rarest()) {
        for (const std::size_t item : order) {
            if (!split.isGiven(item) &&
                std::ranges::find(labels[item], static_cast<Label>(label)) != labels[item].end())
                split.give(item, label);
        }
    }
    for (const std::size_t item : order) {
        if (!split.isGiven(item))
            split.give(item, -1);
    }
    return split.take();
}

} // namespace labelwright
