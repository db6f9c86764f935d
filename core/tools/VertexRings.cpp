// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/VertexRings.h"

#include "core/mask/Contours.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <utility>

namespace labelwright {
namespace {

constexpr double kTolerance = 1.5;           ///< Of the simplification, in pixels.
constexpr double kLargestTolerance = 64;     ///< Beyond it fewer vertices would not show the shape.
constexpr std::size_t kMostVertices = 4'000; ///< More are too many for a hand, and for a screen to follow it.

double distanceToSegment(PointF p, PointF a, PointF b)
{
    const double dx = b.x - a.x;
    const double dy = b.y - a.y;
    const double lengthSquared = dx * dx + dy * dy;
    const double along = lengthSquared > 0 ? ((p.x - a.x) * dx + (p.y - a.y) * dy) / lengthSquared : 0;
    const double share = std::clamp(along, 0.0, 1.0);
    return std::hypot(p.x - a.x - share * dx, p.y - a.y - share * dy);
}

std::vector<std::vector<PointF>> simplifiedToHandle(const std::vector<std::vector<PointF>>& outlines)
{
    for (double tolerance = kTolerance;; tolerance *= 2) {
        std::vector<std::vector<PointF>> rings;
        std::size_t vertices = 0;
        for (const std::vector<PointF>& outline : outlines) {
            rings.push_back(simplified(outline, tolerance));
            vertices += rings.back().size();
        }
        if (vertices <= kMostVertices || tolerance >= kLargestTolerance)
            return rings;
    }
}

} // namespace

VertexRings VertexRings::ofRegion(const Region& region)
{
    std::vector<std::vector<PointF>> outlines = contours(region);
    const std::vector<std::vector<PointF>> rings = simplifiedToHandle(outlines);
    VertexRings all;
    all.m_rings.clear();
    for (std::size_t i = 0; i < rings.size(); ++i) {
        Outline outline{std::move(outlines[i]), {}};
        Ring ring;
        auto corner = outline.corners.begin();
        for (const PointF& vertex : rings[i]) {
            corner = std::find(corner, outline.corners.end(), vertex);
            ring.push_back({vertex, outline.kept.size()});
            outline.kept.push_back(static_cast<std::size_t>(corner - outline.corners.begin()));
            ++corner;
        }
        all.m_rings.push_back(std::move(ring));
        all.m_outlines.push_back(std::move(outline));
    }
    return all;
}

std::size_t VertexRings::vertexCount() const
{
    std::size_t count = 0;
    for (const Ring& ring : m_rings)
        count += ring.size();
    return count;
}

std::vector<std::vector<PointF>> VertexRings::rings() const
{
    std::vector<std::vector<PointF>> all;
    for (const Ring& ring : m_rings) {
        all.emplace_back();
        std::transform(ring.begin(), ring.end(), std::back_inserter(all.back()),
                       [](const Vertex& vertex) { return vertex.position; });
    }
    return all;
}

std::vector<std::vector<PointF>> VertexRings::outlines() const
{
    if (isOpen())
        return rings();
    std::vector<std::vector<PointF>> all(m_rings.size());
    for (std::size_t i = 0; i < m_rings.size(); ++i) {
        const Ring& ring = m_rings[i];
        for (std::size_t vertex = 0; vertex < ring.size(); ++vertex)
            appendCourse(all[i], i, ring[vertex], ring[(vertex + 1) % ring.size()]);
    }
    return all;
}

/// `from`, and what the outline has between it and `to`.
void VertexRings::appendCourse(std::vector<PointF>& points, std::size_t ring, const Vertex& from,
                               const Vertex& to) const
{
    points.push_back(from.position);
    const Outline& outline = m_outlines[ring];
    const bool isUntouched = from.origin != kNoOrigin && to.origin == (from.origin + 1) % outline.kept.size();
    if (!isUntouched)
        return;
    const std::size_t end = to.origin > from.origin ? outline.kept[to.origin] : outline.corners.size();
    points.insert(points.end(), outline.corners.begin() + static_cast<std::ptrdiff_t>(outline.kept[from.origin]) + 1,
                  outline.corners.begin() + static_cast<std::ptrdiff_t>(end));
}

std::optional<VertexRings::Place> VertexRings::vertexNear(PointF p, double distance) const
{
    std::optional<Place> nearest;
    for (std::size_t ring = 0; ring < m_rings.size(); ++ring) {
        for (std::size_t i = 0; i < m_rings[ring].size(); ++i) {
            const PointF position = m_rings[ring][i].position;
            const double away = std::hypot(position.x - p.x, position.y - p.y);
            if (nearest ? away < distance : away <= distance) {
                nearest = Place{ring, i};
                distance = away;
            }
        }
    }
    return nearest;
}

std::optional<VertexRings::Place> VertexRings::edgeNear(PointF p, double distance) const
{
    std::optional<Place> nearest;
    for (std::size_t ring = 0; ring < m_rings.size(); ++ring) {
        const Ring& vertices = m_rings[ring];
        const std::size_t edges = vertices.size() - (isOpen() && !vertices.empty() ? 1 : 0);
        for (std::size_t i = 0; i < edges; ++i) {
            const double away =
                distanceToSegment(p, vertices[i].position, vertices[(i + 1) % vertices.size()].position);
            if (nearest ? away < distance : away <= distance) {
                nearest = Place{ring, i};
                distance = away;
            }
        }
    }
    return nearest;
}

void VertexRings::record(Change::Kind kind, Place place, const Vertex& vertex)
{
    m_changes.push_back({kind, place, vertex, std::exchange(m_beginsStep, false)});
}

void VertexRings::append(PointF position)
{
    m_rings.front().push_back({position});
    record(Change::Kind::Remove, last(), {});
}

void VertexRings::move(Place place, PointF position)
{
    Vertex& vertex = m_rings[place.ring][place.vertex];
    record(Change::Kind::Set, place, vertex);
    vertex = {position};
}

VertexRings::Place VertexRings::insert(Place edge, PointF position)
{
    Ring& ring = m_rings[edge.ring];
    const Place place{edge.ring, edge.vertex + 1};
    ring.insert(ring.begin() + static_cast<std::ptrdiff_t>(place.vertex), Vertex{position});
    record(Change::Kind::Remove, place, {});
    return place;
}

bool VertexRings::remove(Place place)
{
    constexpr std::size_t kFewestVertices = 3;
    Ring& ring = m_rings[place.ring];
    if (!isOpen() && ring.size() <= kFewestVertices)
        return false;
    record(Change::Kind::Insert, place, ring[place.vertex]);
    ring.erase(ring.begin() + static_cast<std::ptrdiff_t>(place.vertex));
    return true;
}

bool VertexRings::stepBack()
{
    if (m_changes.empty())
        return false;
    for (bool isDone = false; !isDone;) {
        const Change change = m_changes.back();
        m_changes.pop_back();
        isDone = change.beginsStep;
        Ring& ring = m_rings[change.place.ring];
        const auto at = ring.begin() + static_cast<std::ptrdiff_t>(change.place.vertex);
        if (change.kind == Change::Kind::Set)
            *at = change.vertex;
        else if (change.kind == Change::Kind::Insert)
            ring.insert(at, change.vertex);
        else
            ring.erase(at);
    }
    return true;
}

} // namespace labelwright
