// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Sample.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

/// SplitMix64's output function (Steele, Lea and Flood, 2014): every bit of the input changes half of the output's.
std::uint64_t mixed(std::uint64_t value)
{
    value += 0x9e3779b97f4a7c15U;
    value = (value ^ (value >> 30U)) * 0xbf58476d1ce4e5b9U;
    value = (value ^ (value >> 27U)) * 0x94d049bb133111ebU;
    return value ^ (value >> 31U);
}

} // namespace

std::vector<ObjectId> sampleOf(std::span<const ObjectId> objects, double share, std::uint64_t seed)
{
    assert(share >= 0 && share <= 1);
    std::vector<std::pair<std::uint64_t, ObjectId>> lots;
    lots.reserve(objects.size());
    for (const ObjectId object : objects)
        lots.emplace_back(mixed(mixed(seed) ^ static_cast<std::uint64_t>(object)), object);
    const auto count = static_cast<std::ptrdiff_t>(std::ceil(share * static_cast<double>(objects.size())));
    std::ranges::nth_element(lots, lots.begin() + std::min(count, std::ssize(lots)));
    std::vector<ObjectId> sample;
    for (std::ptrdiff_t index = 0; index < count && index < std::ssize(lots); ++index)
        sample.push_back(lots[static_cast<std::size_t>(index)].second);
    std::ranges::sort(sample);
    return sample;
}

} // namespace labelwright
