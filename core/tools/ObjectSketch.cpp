// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/ObjectSketch.h"

#include "core/mask/Shapes.h"
#include "core/tools/PixelUnder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr int kLeastBox = 2; // pixels on each side

double distance(PointF a, PointF b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

std::array<PointF, 4> cornersOf(PointF a, PointF b)
{
    return {PointF{a.x, a.y}, PointF{b.x, a.y}, PointF{b.x, b.y}, PointF{a.x, b.y}};
}

/// Of what a closed line holds: about nothing where it only goes to and fro.
double meanWidth(const std::vector<PointF>& line)
{
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += distance(line[i - 1], line[i]);
    return length > 0 ? 2 * static_cast<double>(polygon(line).area()) / length : 0;
}

} // namespace

bool ObjectSketch::isComplete() const
{
    return m_start == AutoSegmentStart::Points ? m_places.size() == kClicks : !m_places.empty() && !isBeingDrawn();
}

bool ObjectSketch::press(PointF place, double snapDistance)
{
    m_held.reset(); // a press without a release before it: the gesture was lost
    if (m_start != AutoSegmentStart::Points && m_places.empty()) {
        m_places.assign(m_start == AutoSegmentStart::Box ? 2 : 1, place);
        m_held = Held{.place = m_places.size() - 1, .pressedAt = place, .begins = true};
    } else if (const std::optional<std::size_t> held = placeUnder(place, snapDistance)) {
        m_held = Held{.place = *held, .pressedAt = place};
    } else if (m_start == AutoSegmentStart::Points && m_places.size() < kClicks) {
        m_places.push_back(place);
    } else {
        return false;
    }
    return true;
}

void ObjectSketch::drag(PointF place, double snapDistance)
{
    if (!m_held)
        return;
    if (m_start == AutoSegmentStart::Lasso) {
        if (place != m_places.back())
            m_places.push_back(place);
        return;
    }
    // A trembling hand does not count: a click means something else than a drag.
    m_held->moves = m_held->moves || distance(place, m_held->pressedAt) > snapDistance / 2;
    if (m_held->moves)
        m_places[m_held->place] = place;
}

bool ObjectSketch::release(PointF place, double snapDistance)
{
    drag(place, snapDistance);
    if (!m_held)
        return false;
    if (isComplete() && !m_held->moves) {
        m_held.reset();
        return true;
    }
    if (m_start == AutoSegmentStart::Points && !m_held->moves && m_places.size() < kClicks)
        m_places.push_back(place);
    const bool isClick = isBeingDrawn() && m_start == AutoSegmentStart::Box && !m_held->moves;
    m_held.reset();
    if (isClick || (m_start == AutoSegmentStart::Lasso && meanWidth(m_places) < snapDistance / 2))
        m_places.clear();
    return false;
}

bool ObjectSketch::letGo()
{
    const bool drops = isBeingDrawn();
    if (drops)
        m_places.clear();
    m_held.reset();
    return drops;
}

std::optional<ObjectHints> ObjectSketch::hints(std::optional<PointF> last) const
{
    std::optional<ObjectHints> hints;
    if (m_start == AutoSegmentStart::Points)
        hints = hintsOfPoints(last);
    else
        hints = m_start == AutoSegmentStart::Box ? hintsOfBox() : hintsOfLasso();
    if (hints)
        hints->strokes = m_strokes;
    return hints;
}

std::optional<ObjectHints> ObjectSketch::hintsOfPoints(std::optional<PointF> last) const
{
    std::vector<PointF> places = m_places;
    if (last)
        places.push_back(*last);
    if (places.size() != kClicks)
        return std::nullopt;
    std::array<Point, kClicks> pixels{};
    std::transform(places.begin(), places.end(), pixels.begin(), pixelUnder);
    return ObjectHints{.points = sortExtremePoints(pixels)};
}

std::optional<ObjectHints> ObjectSketch::hintsOfBox() const
{
    if (m_places.empty() || (isBeingDrawn() && !m_held->moves))
        return std::nullopt;
    const Point a = pixelUnder(m_places[0]);
    const Point b = pixelUnder(m_places[1]);
    return ObjectHints::ofBox({std::min(a.x, b.x), std::min(a.y, b.y), std::max(std::abs(a.x - b.x) + 1, kLeastBox),
                               std::max(std::abs(a.y - b.y) + 1, kLeastBox)});
}

std::optional<ObjectHints> ObjectSketch::hintsOfLasso() const
{
    Region inside = isBeingDrawn() ? Region() : polygon(m_places);
    return inside.isEmpty() ? std::nullopt : std::optional(ObjectHints::ofLasso(std::move(inside)));
}

bool ObjectSketch::stepBack()
{
    if (m_places.empty())
        return false;
    if (m_start == AutoSegmentStart::Points)
        m_places.pop_back();
    else
        m_places.clear();
    return true;
}

void ObjectSketch::addTo(ToolOutline& outline) const
{
    using Handle = ToolOutline::Handle;
    if (m_start == AutoSegmentStart::Lasso) {
        outline.path = m_places;
        outline.closed = isComplete();
    } else if (m_start == AutoSegmentStart::Points) {
        for (const PointF& place : m_places)
            outline.markers.push_back({place, Handle::Extreme});
    } else if (!m_places.empty()) {
        for (const PointF& corner : cornersOf(m_places[0], m_places[1])) {
            outline.path.push_back(corner);
            outline.markers.push_back({corner, Handle::Vertex});
        }
        outline.closed = true;
    }
    for (const HintStroke& stroke : m_strokes)
        outline.strokes.push_back(outlineOf(stroke));
}

/// Of a box the corner becomes the second of its places.
std::optional<std::size_t> ObjectSketch::placeUnder(PointF place, double snapDistance)
{
    const auto nearest = [place](const auto& places) {
        return std::min_element(places.begin(), places.end(),
                                [place](PointF a, PointF b) { return distance(a, place) < distance(b, place); });
    };
    if (m_start == AutoSegmentStart::Lasso || m_places.empty())
        return std::nullopt;
    if (m_start == AutoSegmentStart::Points) {
        const auto found = nearest(m_places);
        return distance(*found, place) <= snapDistance ? std::optional(std::size_t(found - m_places.begin()))
                                                       : std::nullopt;
    }
    const std::array<PointF, 4> corners = cornersOf(m_places[0], m_places[1]);
    const auto found = nearest(corners);
    if (distance(*found, place) > snapDistance)
        return std::nullopt;
    m_places = {corners[static_cast<std::size_t>(found - corners.begin() + 2) % corners.size()], *found};
    return 1;
}

ToolOutline::Stroke outlineOf(const HintStroke& stroke)
{
    constexpr double kMiddle = 0.5;
    ToolOutline::Stroke outline{{}, stroke.belongs};
    for (const Point& pixel : stroke.points)
        outline.path.push_back({pixel.x + kMiddle, pixel.y + kMiddle});
    return outline;
}

} // namespace labelwright
