// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/MaskAssembly.h"

#include "core/mask/Shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

namespace labelwright {
namespace {

constexpr std::int64_t kMaxPixels = std::int64_t{1} << 28;
constexpr double kMaxOutlineRows = 1 << 25; ///< That all edges of an outline go through.

/// So many rows of the image lie between the edges' ends.
double rowsOfEdges(std::span<const PointF> vertices, Size size)
{
    const auto inside = [&](double y) { return std::clamp(y, 0.0, static_cast<double>(size.height)); };
    double rows = 0;
    double before = vertices.back().y;
    for (const PointF& vertex : vertices)
        rows += std::abs(inside(vertex.y) - inside(std::exchange(before, vertex.y)));
    return rows;
}

} // namespace

MaskAssembly::MaskAssembly(Size size)
    : m_size(size), m_labels(static_cast<std::size_t>(size.width) * static_cast<std::size_t>(size.height))
{}

Result<MaskAssembly> MaskAssembly::create(Size size)
{
    const auto isExtent = [](int extent) { return extent >= 1 && extent <= LabelMask::kMaxExtent; };
    if (!isExtent(size.width) || !isExtent(size.height) || std::int64_t{size.width} * size.height > kMaxPixels)
        return Error{ErrorCode::TooLarge, fmt::format("a mask can't be {} x {}", size.width, size.height)};
    return MaskAssembly(size);
}

void MaskAssembly::add(const Region& region, Label label)
{
    const Region inside = region.clipped({0, 0, m_size.width, m_size.height});
    for (const RowSpan& span : inside.spans()) {
        const auto first =
            m_labels.begin() + std::ptrdiff_t{span.y} * std::ptrdiff_t{m_size.width} + std::ptrdiff_t{span.x0};
        const auto last = first + (span.x1 - span.x0);
        m_covered += std::count_if(first, last, [&](Label before) { return before != kUnlabelled && before != label; });
        std::fill(first, last, label);
    }
}

void MaskAssembly::finish(DatasetItem& item) &&
{
    item.size = m_size;
    item.mask = *LabelMask::create(m_size, std::move(m_labels));
    if (m_covered > 0)
        item.notes.push_back(
            fmt::format("labels lie on top of each other in {} pixels; the one on top is taken", m_covered));
}

Result<Region> regionOfOutline(std::span<const PointF> vertices, Size size)
{
    constexpr double kFarthest = 2 * LabelMask::kMaxExtent;
    if (vertices.size() < 3)
        return Error{ErrorCode::Malformed, "an outline has fewer than three places"};
    const auto isNear = [](const PointF& place) {
        return std::abs(place.x) <= kFarthest && std::abs(place.y) <= kFarthest;
    };
    if (!std::ranges::all_of(vertices, isNear))
        return Error{ErrorCode::Malformed, "an outline has a place far outside of any image"};
    if (rowsOfEdges(vertices, size) > kMaxOutlineRows)
        return Error{ErrorCode::TooLarge, "an outline goes up and down through the image too often"};
    return polygonInRows(vertices, 0, size.height);
}

} // namespace labelwright
