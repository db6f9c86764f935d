// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RegionEdits.h"

#include "core/edit/MaskEdit.h"
#include "core/mask/Morphology.h"
#include "core/mask/Runs.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cassert>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>

namespace labelwright {
namespace {

/// Pixels to be painted in one step, by their new label.
class RegionsByLabel {
public:
    void add(Label label, const RowSpan& span) { m_spans[label].push_back(span); }

    /// The pixels of row y from `left` on.
    void addRow(int y, int left, std::span<const Label> pixels)
    {
        for (int x = left; !pixels.empty();) {
            const std::size_t length = runLength(pixels);
            add(pixels[0], {y, x, x + static_cast<int>(length)});
            x += static_cast<int>(length);
            pixels = pixels.subspan(length);
        }
    }

    bool paint(Document& document, std::string name) &&
    {
        MaskEdit edit(document);
        for (std::size_t label = 0; label < m_spans.size(); ++label)
            edit.paint(Region::fromSpans(std::move(m_spans[label])), static_cast<Label>(label));
        return edit.commit(std::move(name));
    }

private:
    std::array<std::vector<RowSpan>, 256> m_spans;
};

bool paint(Document& document, const Region& region, Label label, std::string name)
{
    MaskEdit edit(document);
    edit.paint(region, label);
    return edit.commit(std::move(name));
}

/// The labels around a region, spread into it pixel by pixel from all sides at once.
class Spreading {
public:
    /// Precondition: `region` lies inside the mask, and holds `wanted`, the pixels that are to be reached.
    Spreading(const LabelMask& mask, const Region& region, const Region& wanted)
        : m_window(region.bounds().grown(2)), m_width(static_cast<std::size_t>(m_window.width)),
          m_cells(m_width * static_cast<std::size_t>(m_window.height), kUnlabelled), m_open(wanted.area())
    {
        const Rect visible = m_window.intersected(mask.bounds());
        for (int y = visible.y; y < visible.bottom(); ++y) {
            const auto row =
                mask.row(y).subspan(static_cast<std::size_t>(visible.x), static_cast<std::size_t>(visible.width));
            std::copy(row.begin(), row.end(), cell({visible.x, y}));
        }
        fill(region, kOpen);
        fill(wanted, kWanted);
        for (const auto [dx, dy] : {Point{-1, 0}, Point{1, 0}, Point{0, -1}, Point{0, 1}}) {
            const Region around = subtracted(region.translated(dx, dy), region).clipped(mask.bounds());
            for (const RowSpan& span : around.spans())
                for (int x = span.x0; x < span.x1; ++x)
                    m_front.push_back(static_cast<std::size_t>(cell({x, span.y}) - m_cells.begin()));
        }
        std::sort(m_front.begin(), m_front.end());
        m_front.erase(std::unique(m_front.begin(), m_front.end()), m_front.end());
    }

    void spread()
    {
        while (m_open > 0 && !m_front.empty()) {
            std::vector<std::size_t> reached;
            for (const std::size_t from : m_front)
                for (const std::size_t to : {from - m_width, from - 1, from + 1, from + m_width})
                    if (m_cells[to] >= kOpen) {
                        m_open -= m_cells[to] == kWanted ? 1 : 0;
                        m_cells[to] = m_cells[from];
                        reached.push_back(to);
                    }
            m_front = std::move(reached);
        }
    }

    /// Of a wanted pixel; unlabelled when there was nothing around.
    Label at(Point p) { return *cell(p) >= kOpen ? kUnlabelled : static_cast<Label>(*cell(p)); }

private:
    using Cell = std::uint16_t; ///< A label or one of:
    static constexpr Cell kOpen = 256;
    static constexpr Cell kWanted = 257;

    std::vector<Cell>::iterator cell(Point p)
    {
        const std::size_t row = static_cast<std::size_t>(p.y - m_window.y);
        return m_cells.begin() + static_cast<std::ptrdiff_t>(row * m_width) + (p.x - m_window.x);
    }

    void fill(const Region& region, Cell value)
    {
        for (const RowSpan& span : region.spans())
            std::fill(cell({span.x0, span.y}), cell({span.x0, span.y}) + (span.x1 - span.x0), value);
    }

    Rect m_window; ///< Two pixels wider than the region on every side: all that is reached has neighbours.
    std::size_t m_width;
    std::vector<Cell> m_cells;
    std::int64_t m_open; ///< Wanted cells that are not reached.
    std::vector<std::size_t> m_front;
};

/// The region as it would go on beyond the image's edges, so that these are no borders for a disc of the radius.
Region continued(const Document& document, const Region& region, double radiusPx)
{
    return continuedBeyond(document.mask().bounds(), region, 2 * static_cast<int>(std::ceil(radiusPx)) + 1);
}

} // namespace

bool fillUnlabelled(Document& document, Label label)
{
    return paint(document, pixelsOf(document.mask(), kUnlabelled), label, "fill-unlabelled");
}

bool relabelRegion(Document& document, const Region& region, Label label)
{
    return paint(document, region, label, "relabel-region");
}

bool relabelClass(Document& document, Label from, Label to)
{
    return paint(document, pixelsOf(document.mask(), from), to, "relabel-class");
}

bool reshape(Document& document, const Region& before, const Region& after, std::string name)
{
    const LabelMask& mask = document.mask();
    const Region inside = before.clipped(mask.bounds());
    if (inside.isEmpty())
        return false;
    const RowSpan first = inside.spans().front();
    const Label label = mask.at({first.x0, first.y});
    RegionsByLabel regions;
    const Region added = subtracted(after, inside);
    for (const RowSpan& span : added.spans())
        regions.add(label, span);
    const Region removed = subtracted(inside, after);
    if (!removed.isEmpty()) {
        Spreading labels(mask, inside, removed);
        labels.spread();
        for (const RowSpan& span : removed.spans())
            for (int x = span.x0; x < span.x1; ++x)
                regions.add(labels.at({x, span.y}), {span.y, x, x + 1});
    }
    return std::move(regions).paint(document, std::move(name));
}

bool smooth(Document& document, const Region& region, double radiusPx)
{
    return reshape(document, region, smoothed(continued(document, region, radiusPx), radiusPx), "smooth");
}

bool grow(Document& document, const Region& region, double radiusPx)
{
    return reshape(document, region, grown(region, radiusPx), "grow");
}

bool shrink(Document& document, const Region& region, double radiusPx)
{
    return reshape(document, region, shrunk(continued(document, region, radiusPx), radiusPx), "shrink");
}

bool keepLargest(Document& document, Label label)
{
    const std::vector<Region> all = parts(pixelsOf(document.mask(), label), Connectivity::Eight);
    const auto largest =
        std::max_element(all.begin(), all.end(), [](const Region& a, const Region& b) { return a.area() < b.area(); });
    RegionsByLabel regions;
    for (auto part = all.begin(); part != all.end(); ++part) {
        if (part == largest)
            continue;
        const Label around = surroundingLabel(document.mask(), *part);
        for (const RowSpan& span : part->spans())
            regions.add(around, span);
    }
    return std::move(regions).paint(document, "keep-largest");
}

bool absorb(Document& document, const Island& island)
{
    const Region region = pixelsOf(document.mask(), island);
    return !region.isEmpty() && paint(document, region, surroundingLabel(document.mask(), region), "absorb-island");
}

MaskCut cutOut(const LabelMask& mask, const Region& region)
{
    MaskCut cut{region.clipped(mask.bounds()), {}};
    for (const RowSpan& span : cut.region.spans()) {
        const auto row = mask.row(span.y);
        cut.labels.insert(cut.labels.end(), row.begin() + span.x0, row.begin() + span.x1);
    }
    return cut;
}

bool paste(Document& document, const MaskCut& cut, int dx, int dy)
{
    assert(static_cast<std::int64_t>(cut.labels.size()) == cut.region.area());
    RegionsByLabel regions;
    std::span<const Label> rest = cut.labels;
    for (const RowSpan& span : cut.region.spans()) {
        const auto length = static_cast<std::size_t>(span.x1 - span.x0);
        regions.addRow(span.y + dy, span.x0 + dx, rest.first(length));
        rest = rest.subspan(length);
    }
    return std::move(regions).paint(document, "paste");
}

Status copyMask(Document& document, const LabelMask& other)
{
    const LabelMask& mask = document.mask();
    if (other.size() != mask.size())
        return Error{ErrorCode::Mismatch,
                     fmt::format("the labels can't be copied: their mask is {} x {} pixels, this image {} x {}",
                                 other.width(), other.height(), mask.width(), mask.height())};
    RegionsByLabel regions;
    for (int y = 0; y < other.height(); ++y)
        regions.addRow(y, 0, other.row(y));
    std::move(regions).paint(document, "copy-previous");
    return ok();
}

} // namespace labelwright
