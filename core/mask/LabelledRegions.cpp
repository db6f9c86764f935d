// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/mask/LabelledRegions.h"

#include "core/mask/Components.h"
#include "core/mask/Runs.h"

#include <array>
#include <cstddef>
#include <utility>

namespace labelwright {

std::vector<LabelledRegion> labelledRegions(const LabelMask& mask)
{
    std::array<std::vector<RowSpan>, 256> spans;
    for (int y = 0; y < mask.height(); ++y) {
        const std::span<const Label> row = mask.row(y);
        for (std::size_t x = 0; x < row.size();) {
            const std::size_t end = x + runLength(row.subspan(x));
            if (row[x] != kUnlabelled)
                spans[row[x]].push_back({y, static_cast<int>(x), static_cast<int>(end)});
            x = end;
        }
    }
    std::vector<LabelledRegion> regions;
    for (std::size_t label = 1; label < spans.size(); ++label) {
        if (!spans[label].empty())
            regions.push_back({static_cast<Label>(label), Region::fromSpans(std::move(spans[label]))});
    }
    return regions;
}

std::vector<LabelledRegion> labelledParts(const LabelMask& mask)
{
    std::vector<LabelledRegion> all;
    for (const LabelledRegion& whole : labelledRegions(mask)) {
        for (Region& part : parts(whole.region, Connectivity::Eight))
            all.push_back({whole.label, std::move(part)});
    }
    return all;
}

} // namespace labelwright
