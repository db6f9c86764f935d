// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/Difference.h"

#include "core/review/Agreement.h"

#include <algorithm>
#include <cassert>
#include <functional>
#include <utility>

namespace labelwright {
namespace {

LabelDifference differenceOfLabel(const LabelMask& before, const LabelMask& after, const ConfusionMatrix& pixels,
                                  Label label)
{
    LabelDifference difference{.label = label,
                               .before = pixels.firstTotal(label),
                               .after = pixels.secondTotal(label),
                               .iou = iouOf(pixels, label)};
    difference.changed = difference.before + difference.after - 2 * pixels.at(label, label);
    if (label != kUnlabelled && difference.iou) {
        difference.fine = boundaryAgreement(before, after, label, kFineTolerance);
        difference.coarse = boundaryAgreement(before, after, label, coarseTolerance(before.size()));
    }
    return difference;
}

std::vector<Change> changesOf(const ConfusionMatrix& pixels)
{
    std::vector<Change> changes;
    for (std::size_t from = 0; from < pixels.labels(); ++from) {
        for (std::size_t to = 0; to < pixels.labels(); ++to) {
            if (from != to && pixels.at(from, to) > 0)
                changes.push_back({static_cast<Label>(from), static_cast<Label>(to), pixels.at(from, to)});
        }
    }
    std::ranges::stable_sort(changes, std::greater(), &Change::pixels);
    return changes;
}

LabelMask maskOf(Size size, std::vector<Label> pixels)
{
    return *LabelMask::create(size, std::move(pixels)); // As large as a mask that there is.
}

} // namespace

Result<Difference> differenceOf(const LabelMask& before, const LabelMask& after, std::size_t labels)
{
    Result<ConfusionMatrix> pixels = confusionOf(before, after, labels);
    if (!pixels)
        return pixels.error();
    Difference difference;
    for (std::size_t label = 0; label < labels; ++label)
        difference.labels.push_back(differenceOfLabel(before, after, *pixels, static_cast<Label>(label)));
    difference.changes = changesOf(*pixels);
    difference.pixels = *std::move(pixels);
    return difference;
}

LabelMask changeMap(const LabelMask& before, const LabelMask& after, std::span<const Change> changes)
{
    assert(before.size() == after.size());
    constexpr auto kRest = static_cast<Label>(kMostMappedChanges + 1);
    std::vector<Label> numbers(256UL * 256UL, kRest);
    for (std::size_t place = 0; place < std::min(changes.size(), kMostMappedChanges); ++place)
        numbers[changes[place].from * 256UL + changes[place].to] = static_cast<Label>(place + 1);
    std::vector<Label> pixels(before.pixels().size());
    std::ranges::transform(before.pixels(), after.pixels(), pixels.begin(),
                           [&](Label from, Label to) { return from == to ? kUnlabelled : numbers[from * 256UL + to]; });
    return maskOf(before.size(), std::move(pixels));
}

std::vector<Component> changedParts(const LabelMask& map)
{
    std::vector<Component> parts = components(map, Connectivity::Eight);
    std::erase_if(parts, [](const Component& part) { return part.label == kUnlabelled; });
    std::ranges::stable_sort(parts, std::greater(), &Component::area);
    return parts;
}

LabelMask disagreementMap(std::span<const LabelMask> masks)
{
    assert(!masks.empty() && masks.size() < 255);
    std::vector<Label> pixels(masks.front().pixels().size());
    std::vector<Label> votes(masks.size());
    for (std::size_t pixel = 0; pixel < pixels.size(); ++pixel) {
        std::ranges::transform(masks, votes.begin(), [pixel](const LabelMask& mask) { return mask.pixels()[pixel]; });
        if (std::ranges::count(votes, votes.front()) == std::ssize(votes))
            continue;
        std::ptrdiff_t most = 0;
        for (const Label vote : votes)
            most = std::max(most, std::ranges::count(votes, vote));
        pixels[pixel] = static_cast<Label>(std::ssize(votes) - most);
    }
    return maskOf(masks.front().size(), std::move(pixels));
}

} // namespace labelwright
