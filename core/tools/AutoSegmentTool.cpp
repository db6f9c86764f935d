// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/AutoSegmentTool.h"

#include "core/edit/MaskEdit.h"
#include "core/tools/PixelUnder.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

namespace labelwright {
namespace {

constexpr std::size_t kClicks = 4;

double distance(PointF a, PointF b)
{
    return std::hypot(a.x - b.x, a.y - b.y);
}

} // namespace

SegmentWork::SegmentWork(const Engine& engine, Image photo, const ExtremePoints& points, SegmentOptions options)
    : m_engine(engine), m_photo(std::move(photo)), m_points(points), m_options(std::move(options))
{}

Status SegmentWork::run(const std::stop_token& stop)
{
    if (stop.stop_requested())
        return Error{ErrorCode::Cancelled, "the segmentation was stopped"};
    Result<Segmentation> found = segmentObject(m_engine, m_photo, {.points = m_points}, m_options);
    if (!found)
        return found.error();
    m_region = std::move(found->region);
    return ok();
}

AutoSegmentTool::AutoSegmentTool(const Engine& engine) : m_engine(&engine)
{}

void AutoSegmentTool::press(Document& document, const PointerEvent& event)
{
    m_imageSize = document.mask().size();
    if (const std::optional<std::size_t> click = clickUnder(event))
        m_held = Held{*click, event.position, false};
    else if (m_clicks.size() < kClicks)
        addClick(event.position);
}

void AutoSegmentTool::drag(Document&, const PointerEvent& event)
{
    if (!m_held)
        return;
    // Until all points are placed a click on one of them may mean a further one, so a trembling hand does not count.
    const double slack = m_clicks.size() < kClicks ? event.snapDistance / 2 : 0;
    m_held->moves = m_held->moves || distance(event.position, m_held->pressedAt) > slack;
    if (m_held->moves)
        moveHeld(event);
}

void AutoSegmentTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    const std::optional<Held> held = std::exchange(m_held, std::nullopt);
    if (!held)
        return;
    if (!held->moves && m_clicks.size() < kClicks)
        addClick(event.position);
    else if (m_awaited.isWaiting())
        m_preview.reset(); // of a place that the point has left
}

void AutoSegmentTool::hover(const Document&, const PointerEvent& event)
{
    if (m_clicks.size() == kClicks - 1)
        ask(insideImage(event.position));
}

bool AutoSegmentTool::commit(Document& document, Label label)
{
    if (!m_preview)
        return false;
    MaskEdit edit(document);
    edit.paint(*m_preview, label);
    edit.commit("auto-segment");
    return cancel();
}

bool AutoSegmentTool::stepBack()
{
    if (m_clicks.empty())
        return false;
    m_clicks.pop_back();
    m_held.reset();
    forgetWork();
    return true;
}

bool AutoSegmentTool::cancel()
{
    const bool wasActive = isActive();
    m_clicks.clear();
    m_held.reset();
    forgetWork();
    return wasActive;
}

bool AutoSegmentTool::isActive() const
{
    return !m_clicks.empty();
}

ToolOutline AutoSegmentTool::outline() const
{
    ToolOutline outline;
    for (const PointF& click : m_clicks)
        outline.markers.push_back({click, ToolOutline::Handle::Extreme});
    outline.preview = m_preview;
    return outline;
}

std::string AutoSegmentTool::hint() const
{
    constexpr std::array kClickHints{"auto-segment.first", "auto-segment.second", "auto-segment.third",
                                     "auto-segment.fourth"};
    if (m_clicks.size() < kClicks)
        return kClickHints[m_clicks.size()];
    if (m_awaited.isWaiting())
        return "auto-segment.working";
    return m_preview ? "auto-segment.accept" : "auto-segment.failed";
}

std::shared_ptr<ToolWork> AutoSegmentTool::takeWork()
{
    return m_awaited.take();
}

bool AutoSegmentTool::deliver(Document&, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const std::shared_ptr<SegmentWork> arrived = m_awaited.arrived(done);
    if (!arrived)
        return false;
    if (outcome)
        m_preview = arrived->region();
    else
        forgetWork();
    return true;
}

void AutoSegmentTool::addClick(PointF position)
{
    m_clicks.push_back(insideImage(position));
    ask();
    if (m_clicks.size() == kClicks && m_awaited.isWaiting())
        m_preview.reset(); // of the pointer's place before the click
}

void AutoSegmentTool::moveHeld(const PointerEvent& event)
{
    m_clicks[m_held->click] = insideImage(event.position);
    ask();
}

std::optional<std::size_t> AutoSegmentTool::clickUnder(const PointerEvent& event) const
{
    const auto nearest = std::min_element(m_clicks.begin(), m_clicks.end(), [&](PointF a, PointF b) {
        return distance(a, event.position) < distance(b, event.position);
    });
    if (nearest == m_clicks.end() || distance(*nearest, event.position) > event.snapDistance)
        return std::nullopt;
    return static_cast<std::size_t>(nearest - m_clicks.begin());
}

PointF AutoSegmentTool::insideImage(PointF position) const
{
    // Short of the far edges by a little, so that it lies on the last pixel and not behind it.
    constexpr double kBeforeEdge = 1.0 / 1024;
    return {std::clamp(position.x, 0.0, m_imageSize.width - kBeforeEdge),
            std::clamp(position.y, 0.0, m_imageSize.height - kBeforeEdge)};
}

void AutoSegmentTool::ask(std::optional<PointF> fourth)
{
    std::vector<PointF> places = m_clicks;
    if (fourth)
        places.push_back(*fourth);
    if (places.size() != kClicks)
        return;
    std::array<Point, kClicks> pixels{};
    std::transform(places.begin(), places.end(), pixels.begin(), pixelUnder);
    const ExtremePoints points = sortExtremePoints(pixels);
    if (m_askedFor == points)
        return;
    m_askedFor = points;
    m_awaited.ask(std::make_shared<SegmentWork>(*m_engine, m_photo, points, SegmentOptions{m_model}));
}

void AutoSegmentTool::forgetWork()
{
    m_askedFor.reset();
    m_awaited.forget();
    m_preview.reset();
}

} // namespace labelwright
