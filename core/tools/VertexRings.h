// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/mask/Region.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace labelwright {

/// A polygon under the user's hand: rings of vertices that are added, moved, inserted and removed, and steps that can
/// be taken back. Either one open ring, drawn vertex by vertex, or the closed rings of a region.
///
/// A region's rings show its outlines simplified, so that they can be handled. Where two vertices that were neighbours
/// there still are, the outline's own course between them counts: what nobody touched keeps every pixel.
class VertexRings {
public:
    /// Of a vertex, or of the edge from that vertex to the next.
    struct Place {
        std::size_t ring = 0;
        std::size_t vertex = 0;
        friend bool operator==(const Place&, const Place&) = default;
    };

    /// An open ring without a vertex.
    VertexRings() = default;
    /// Every outer outline and every hole of `region`, closed. An edge lies at most 1.5 pixels beside the outline's
    /// course; of outlines with very many vertices, more. Cost: n log n in the outline's corners.
    static VertexRings ofRegion(const Region& region);

    bool isOpen() const { return m_outlines.empty(); }
    std::size_t vertexCount() const;
    /// The vertices, joined by straight edges.
    std::vector<std::vector<PointF>> rings() const;
    PointF at(Place place) const { return m_rings[place.ring][place.vertex].position; }
    Place last() const { return {m_rings.size() - 1, m_rings.back().size() - 1}; }

    /// What to fill: the vertices, and the outlines' own course between those that nobody touched.
    std::vector<std::vector<PointF>> outlines() const;

    /// Nearest to `p` and at most `distance` away. An open ring has no edge from its last vertex to the first.
    std::optional<Place> vertexNear(PointF p, double distance) const;
    std::optional<Place> edgeNear(PointF p, double distance) const;

    /// To be called before the first change of each gesture: stepBack() takes a gesture's changes back together.
    void beginStep() { m_beginsStep = true; }
    /// At the open ring's end.
    void append(PointF position);
    void move(Place place, PointF position);
    /// The new vertex' place, in the middle of an edge.
    Place insert(Place edge, PointF position);
    /// False for a closed ring of three, which stays.
    bool remove(Place place);
    /// False when there is no step.
    bool stepBack();

private:
    static constexpr std::size_t kNoOrigin = static_cast<std::size_t>(-1);

    struct Vertex {
        PointF position;
        std::size_t origin = kNoOrigin; ///< Which vertex of its Outline it is, as long as nobody has moved it.
    };
    using Ring = std::vector<Vertex>;
    /// A region's exact outline.
    struct Outline {
        std::vector<PointF> corners;
        std::vector<std::size_t> kept; ///< Those that became vertices: their numbers, ascending.
    };
    /// What takes a change back.
    struct Change {
        enum class Kind : std::uint8_t { Set, Insert, Remove } kind{};
        Place place;
        Vertex vertex;
        bool beginsStep = false;
    };

    void record(Change::Kind kind, Place place, const Vertex& vertex);
    void appendCourse(std::vector<PointF>& points, std::size_t ring, const Vertex& from, const Vertex& to) const;

    std::vector<Ring> m_rings = std::vector<Ring>(1);
    std::vector<Outline> m_outlines; ///< Ring by ring; none of an open one.
    std::vector<Change> m_changes;
    bool m_beginsStep = true;
};

} // namespace labelwright
