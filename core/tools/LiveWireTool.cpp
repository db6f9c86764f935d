// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/LiveWireTool.h"

#include "core/edit/MaskEdit.h"
#include "core/mask/Shapes.h"
#include "core/tools/PixelUnder.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr std::size_t kFewestVertices = 3;

/// The pixel's middle; for one at the image's edge, that edge, so that a polygon can reach it.
PointF vertexAt(Point pixel, Size imageSize)
{
    const auto place = [](int value, int extent) {
        const int inside = std::clamp(value, 0, extent - 1);
        return inside == 0 ? 0.0 : inside == extent - 1 ? extent : inside + 0.5;
    };
    return {place(pixel.x, imageSize.width), place(pixel.y, imageSize.height)};
}

} // namespace

class LiveWireTool::Work : public ToolWork {
public:
    Work(Image photo, Rect area, Point anchor) : m_photo(std::move(photo)), m_area(area), m_anchor(anchor) {}

    Status run(const std::stop_token& stop) override
    {
        Result<LiveWireMap> built = LiveWireMap::build(m_photo, m_area, m_anchor, stop);
        if (!built)
            return built.error();
        m_map = std::make_shared<const LiveWireMap>(std::move(*built));
        return ok();
    }

    std::shared_ptr<const LiveWireMap> map() const { return m_map; }

private:
    Image m_photo;
    Rect m_area;
    Point m_anchor;
    std::shared_ptr<const LiveWireMap> m_map;
};

void LiveWireTool::setPhoto(const Image& photo)
{
    if (photo.size() != m_photo.size())
        cancel();
    m_photo = photo;
    if (isActive())
        startFrom(m_anchors.back().pixel);
}

void LiveWireTool::press(Document& document, const PointerEvent& event)
{
    m_imageSize = document.mask().size();
    m_erases = event.erase;
    follow(event);
    if (closesAt(event)) {
        commit(document, event.label);
        return;
    }
    const Point pixel = insideImage(event.position);
    if (!m_anchors.empty() && pixel == m_anchors.back().pixel)
        return; // the second of a double click
    m_anchors.push_back({pixel, m_anchors.empty() ? std::vector{vertexAt(pixel, m_imageSize)} : m_toPointer});
    startFrom(pixel);
}

void LiveWireTool::drag(Document&, const PointerEvent& event)
{
    follow(event);
}

void LiveWireTool::release(Document&, const PointerEvent& event)
{
    follow(event);
}

void LiveWireTool::hover(const Document&, const PointerEvent& event)
{
    follow(event);
}

bool LiveWireTool::commit(Document& document, Label label)
{
    const Region inside = enclosed();
    if (inside.isEmpty())
        return false;
    MaskEdit edit(document);
    edit.paint(inside, m_erases ? kUnlabelled : label);
    edit.commit("live-wire");
    return cancel();
}

bool LiveWireTool::canCommit() const
{
    return !enclosed().isEmpty();
}

bool LiveWireTool::stepBack()
{
    if (m_anchors.empty())
        return false;
    m_anchors.pop_back();
    if (m_anchors.empty())
        cancel();
    else
        startFrom(m_anchors.back().pixel);
    return true;
}

bool LiveWireTool::cancel()
{
    const bool wasActive = isActive();
    m_anchors.clear();
    m_toPointer.clear();
    m_pointer.reset();
    forgetMap();
    return wasActive;
}

bool LiveWireTool::isActive() const
{
    return !m_anchors.empty();
}

ToolOutline LiveWireTool::outline() const
{
    ToolOutline outline;
    if (!isActive())
        return outline;
    outline.path = sides();
    outline.path.insert(outline.path.end(), m_toPointer.begin(), m_toPointer.end());
    outline.closed = m_pointer && closesAt(*m_pointer);
    for (const Anchor& anchor : m_anchors)
        outline.markers.push_back({anchor.side.back(), ToolOutline::Handle::Vertex});
    outline.markers.front().handle = ToolOutline::Handle::Start;
    return outline;
}

std::string LiveWireTool::hint() const
{
    if (m_anchors.empty())
        return "live-wire.start";
    if (m_awaited.isWaiting())
        return "live-wire.working";
    return m_anchors.size() < kFewestVertices ? "live-wire.next" : "live-wire.close";
}

std::shared_ptr<ToolWork> LiveWireTool::takeWork()
{
    return m_awaited.take();
}

bool LiveWireTool::deliver(Document&, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const std::shared_ptr<Work> work = m_awaited.arrived(done);
    if (!work)
        return false;
    m_map = outcome ? work->map() : nullptr; // after a failure sides stay straight
    if (m_pointer)
        follow(PointerEvent(*m_pointer));
    return true;
}

bool LiveWireTool::isSuspended(const PointerEvent& event)
{
    return event.straight || event.freehand;
}

Point LiveWireTool::insideImage(PointF position) const
{
    const Point pixel = pixelUnder(position);
    return {std::clamp(pixel.x, 0, m_imageSize.width - 1), std::clamp(pixel.y, 0, m_imageSize.height - 1)};
}

bool LiveWireTool::closesAt(const PointerEvent& event) const
{
    if (m_anchors.size() < 2)
        return false;
    const PointF start = m_anchors.front().side.back();
    return insideImage(event.position) == m_anchors.front().pixel ||
           std::hypot(event.position.x - start.x, event.position.y - start.y) <= event.snapDistance;
}

std::vector<PointF> LiveWireTool::sides() const
{
    std::vector<PointF> all;
    for (const Anchor& anchor : m_anchors)
        all.insert(all.end(), anchor.side.begin(), anchor.side.end());
    return all;
}

Region LiveWireTool::enclosed() const
{
    if (m_anchors.size() < 2)
        return {};
    std::vector<PointF> vertices = sides();
    const bool isStraight = m_pointer && isSuspended(*m_pointer);
    const std::vector<PointF> back = wayTo(m_anchors.front().pixel, isStraight);
    vertices.insert(vertices.end(), back.begin(), back.end());
    return polygon(vertices);
}

std::vector<PointF> LiveWireTool::wayTo(Point pixel, bool isStraight) const
{
    if (isStraight || !m_map || !m_map->area().contains(pixel))
        return {vertexAt(pixel, m_imageSize)};
    std::vector<PointF> way;
    for (const Point& step : m_map->wayTo(pixel))
        way.push_back(vertexAt(step, m_imageSize));
    way.erase(way.begin()); // the anchor itself
    return way;
}

void LiveWireTool::startFrom(Point anchor)
{
    forgetMap();
    if (m_pointer)
        follow(PointerEvent(*m_pointer));
    else
        askFor(anchor);
}

void LiveWireTool::forgetMap()
{
    m_map.reset();
    m_asked = {};
    m_awaited.forget();
}

void LiveWireTool::follow(const PointerEvent& event)
{
    if (!isActive())
        return;
    m_pointer = event;
    const Point pixel = closesAt(event) ? m_anchors.front().pixel : insideImage(event.position);
    askFor(pixel);
    m_toPointer = pixel == m_anchors.back().pixel ? std::vector<PointF>{} : wayTo(pixel, isSuspended(event));
}

void LiveWireTool::askFor(Point pointer)
{
    if (m_photo.isNull())
        return;
    const Point anchor = m_anchors.back().pixel;
    const Rect area = liveWireArea(anchor, pointer, m_photo.size());
    if (m_asked.united(area) == m_asked)
        return; // the areas of one anchor grow with the pointer's distance
    m_asked = area;
    m_awaited.ask(std::make_shared<Work>(m_photo, area, anchor));
}

} // namespace labelwright
