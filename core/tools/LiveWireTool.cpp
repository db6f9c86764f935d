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
    forgetMap();
    resolve();
    followAgain();
}

void LiveWireTool::press(Document& document, const PointerEvent& event)
{
    if (m_closing)
        return;
    m_imageSize = document.mask().size();
    m_erases = event.erase;
    follow(event);
    if (closesAt(event)) {
        commit(document, event.label);
        return;
    }
    const Point pixel = insideImage(event.position);
    if (m_anchors.empty() || pixel != m_anchors.back().pixel) // not the second of a double click
        addAnchor(pixel, m_anchors.empty() || isSuspended(event));
    follow(event);
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
    if (!canCommit())
        return false;
    if (!m_closing) {
        m_closing = label;
        m_toPointer.clear();
        addAnchor(m_anchors.front().pixel, m_pointer && isSuspended(*m_pointer));
    }
    return !hasAllWays() || paint(document);
}

bool LiveWireTool::canCommit() const
{
    return m_anchors.size() > 1 && (m_awaited.isWaiting() || !enclosed().isEmpty());
}

bool LiveWireTool::stepBack()
{
    if (m_anchors.empty())
        return false;
    m_closing.reset();
    m_anchors.pop_back();
    if (m_anchors.empty()) {
        cancel();
        return true;
    }
    if (m_from >= m_anchors.size()) {
        m_from = m_anchors.size() - 1;
        forgetMap();
    }
    followAgain();
    return true;
}

bool LiveWireTool::cancel()
{
    const bool wasActive = isActive();
    m_anchors.clear();
    m_from = 0;
    m_closing.reset();
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
    outline.closed = m_closing || (m_pointer && closesAt(*m_pointer));
    for (const Anchor& anchor : m_anchors)
        outline.markers.push_back({anchor.side.back(), ToolOutline::Handle::Vertex});
    if (m_closing)
        outline.markers.pop_back(); // it lies on the first
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

bool LiveWireTool::deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const std::shared_ptr<Work> work = m_awaited.arrived(done);
    if (!work)
        return false;
    m_map = outcome ? work->map() : nullptr; // after a failure sides stay straight
    resolve();
    if (m_closing && hasAllWays())
        paint(document);
    followAgain();
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
    std::vector<PointF> vertices = sides();
    if (!m_closing && !(m_pointer && isSuspended(*m_pointer)) && hasAllWays()) {
        const std::vector<PointF> back = wayTo(m_anchors.front().pixel);
        vertices.insert(vertices.end(), back.begin(), back.end());
    }
    return polygon(vertices);
}

std::vector<PointF> LiveWireTool::wayTo(Point pixel) const
{
    if (!m_map || !m_map->area().contains(pixel))
        return {vertexAt(pixel, m_imageSize)};
    std::vector<PointF> way;
    for (const Point& step : m_map->wayTo(pixel))
        way.push_back(vertexAt(step, m_imageSize));
    way.erase(way.begin()); // the anchor itself
    return way;
}

void LiveWireTool::addAnchor(Point pixel, bool isStraight)
{
    m_anchors.push_back({pixel, {vertexAt(pixel, m_imageSize)}, !isStraight});
    resolve();
}

/// Gives the sides their ways, in order, up to the first that has to be asked for.
void LiveWireTool::resolve()
{
    while (!hasAllWays()) {
        Anchor& next = m_anchors[m_from + 1];
        if (next.awaitsWay) {
            askFor(next.pixel);
            const bool isThere = m_map && m_map->area().contains(next.pixel);
            if (!isThere && m_awaited.isWaiting())
                return;
            next.side = wayTo(next.pixel);
            next.awaitsWay = false;
        }
        ++m_from;
        forgetMap();
    }
}

/// Ends what commit() began; where the sides enclose nothing the polygon stays open, and false.
bool LiveWireTool::paint(Document& document)
{
    const Region inside = enclosed();
    if (inside.isEmpty()) {
        stepBack();
        return false;
    }
    MaskEdit edit(document);
    edit.paint(inside, m_erases ? kUnlabelled : *m_closing);
    edit.commit("live-wire");
    return cancel();
}

void LiveWireTool::forgetMap()
{
    m_map.reset();
    m_asked = {};
    m_awaited.forget();
}

void LiveWireTool::follow(const PointerEvent& event)
{
    if (!isActive() || m_closing)
        return;
    m_pointer = event;
    const Point pixel = closesAt(event) ? m_anchors.front().pixel : insideImage(event.position);
    if (hasAllWays())
        askFor(pixel);
    if (pixel == m_anchors.back().pixel)
        m_toPointer.clear();
    else if (hasAllWays() && !isSuspended(event))
        m_toPointer = wayTo(pixel);
    else
        m_toPointer = {vertexAt(pixel, m_imageSize)};
}

void LiveWireTool::followAgain()
{
    if (m_pointer)
        follow(PointerEvent(*m_pointer));
}

void LiveWireTool::askFor(Point pixel)
{
    if (m_photo.isNull())
        return;
    const Point anchor = m_anchors[m_from].pixel;
    const Rect area = liveWireArea(anchor, pixel, m_photo.size());
    if (m_asked.united(area) == m_asked)
        return; // the areas of one anchor grow with the distance
    m_asked = area;
    m_awaited.ask(std::make_shared<Work>(m_photo, area, anchor));
}

} // namespace labelwright
