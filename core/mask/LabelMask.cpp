// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/LabelMask.h"

#include "core/mask/Runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <ranges>
#include <utility>

namespace labelwright {
namespace {

std::size_t pixelCount(Size size)
{
    return static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height);
}

Status checkSize(Size size)
{
    const auto fits = [](int extent) { return extent >= 1 && extent <= LabelMask::kMaxExtent; };
    if (fits(size.width) && fits(size.height))
        return ok();
    return Error{ErrorCode::TooLarge,
                 fmt::format("a mask of {} x {} pixels is not possible, 1 x 1 to {} x {} is", size.width, size.height,
                             LabelMask::kMaxExtent, LabelMask::kMaxExtent)};
}

} // namespace

Result<LabelMask> LabelMask::create(Size size)
{
    if (Status possible = checkSize(size); !possible)
        return possible.error();
    return LabelMask(size, std::vector<Label>(pixelCount(size), kUnlabelled));
}

Result<LabelMask> LabelMask::create(Size size, std::vector<Label> labels)
{
    if (Status possible = checkSize(size); !possible)
        return possible.error();
    if (labels.size() != pixelCount(size))
        return Error{ErrorCode::Mismatch, fmt::format("a mask of {} x {} pixels has {} pixels and not {}", size.width,
                                                      size.height, pixelCount(size), labels.size())};
    return LabelMask(size, std::move(labels));
}

std::array<std::int64_t, 256> countLabels(const LabelMask& mask)
{
    // Four counters a label: neighbours mostly have the same label, and adding to one counter again and again would
    // wait for its own last store.
    constexpr std::size_t kLanes = 4;
    std::array<std::array<std::int64_t, 256>, kLanes> lanes{};
    const std::span<const Label> pixels = mask.pixels();
    forEachPiece(pixels, [&](std::size_t at, std::size_t count) {
        lanes[at % kLanes][pixels[at]] += static_cast<std::int64_t>(count);
    });
    std::array<std::int64_t, 256> counts{};
    for (const auto& lane : lanes)
        std::transform(counts.begin(), counts.end(), lane.begin(), counts.begin(), std::plus<>());
    return counts;
}

bool isUnlabelled(const LabelMask& mask)
{
    return std::ranges::all_of(mask.pixels(), [](Label label) { return label == kUnlabelled; });
}

LabelMask relabelled(LabelMask mask, const std::array<Label, 256>& table)
{
    const auto label = std::views::iota(std::size_t{0}, table.size());
    const bool allStay = std::ranges::all_of(label, [&](std::size_t each) { return table[each] == each; });
    if (!allStay)
        mapLabels(mask.m_labels, table);
    return mask;
}

} // namespace labelwright
