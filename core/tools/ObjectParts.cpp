// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/ObjectParts.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

/// A mask that has come, without strokes (`mask` 0) or with one more than the one before it.
struct Step {
    int moment;
    std::size_t part;
    std::size_t mask;
};

std::vector<Step> stepsOf(const std::vector<ObjectPart>& parts)
{
    std::vector<Step> steps;
    for (std::size_t part = 0; part < parts.size(); ++part) {
        for (std::size_t mask = 0; mask < parts[part].masks.size(); ++mask)
            steps.push_back({mask == 0 ? parts[part].begun() : parts[part].momentOf(mask - 1), part, mask});
    }
    std::ranges::stable_sort(steps, {}, &Step::moment);
    return steps;
}

void take(const Step& step, const ObjectPart& part, std::vector<Region>& masks)
{
    const Region& after = part.masks[step.mask];
    if (step.mask == 0) {
        masks[step.part] = after;
        return;
    }
    const Region& before = part.masks[step.mask - 1];
    const HintStroke& stroke = part.sketch.strokes()[step.mask - 1];
    const Region said = regionOf(stroke);
    const Region lost = subtracted(before, after);
    if (!stroke.belongs) {
        for (Region& mask : masks) {
            if (!intersected(mask, said).isEmpty())
                mask = subtracted(subtracted(mask, lost), said);
        }
    }
    Region& own = masks[step.part];
    own = united(subtracted(own, lost), subtracted(after, before));
    own = stroke.belongs ? united(own, said) : subtracted(own, said);
}

} // namespace

void ObjectPart::addStroke(HintStroke stroke, int moment)
{
    sketch.strokes().push_back(std::move(stroke));
    m_moments.push_back(moment);
}

void ObjectPart::eraseStroke(std::size_t stroke)
{
    sketch.strokes().erase(sketch.strokes().begin() + static_cast<std::ptrdiff_t>(stroke));
    m_moments.erase(m_moments.begin() + static_cast<std::ptrdiff_t>(stroke));
}

Region regionOf(const HintStroke& stroke)
{
    std::vector<RowSpan> spans;
    for (const Point& pixel : pixelsOf(stroke))
        spans.push_back({pixel.y, pixel.x, pixel.x + 1});
    return Region::fromSpans(std::move(spans));
}

Region united(const std::vector<ObjectPart>& parts)
{
    if (parts.size() == 1)
        return parts.front().masks.empty() ? Region() : parts.front().masks.back();
    std::vector<Region> masks(parts.size());
    for (const Step& step : stepsOf(parts))
        take(step, parts[step.part], masks);
    Region all;
    for (const Region& mask : masks)
        all = united(all, mask);
    return all;
}

} // namespace labelwright
