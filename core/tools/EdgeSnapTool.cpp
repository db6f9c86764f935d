// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/EdgeSnapTool.h"

#include "core/edit/RegionEdits.h"
#include "core/mask/Components.h"
#include "core/segment/EdgeSnap.h"
#include "core/tools/VertexRings.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace labelwright {

class EdgeSnapTool::Work : public ToolWork {
public:
    Work(Image photo, Region before, Region brushed)
        : m_photo(std::move(photo)), m_before(std::move(before)), m_brushed(std::move(brushed))
    {}

    Status run(const std::stop_token& stop) override
    {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "the edge's search was stopped"};
        Result<Region> snapped = snapEdge(m_photo, m_before, m_brushed);
        if (!snapped)
            return snapped.error();
        m_after = std::move(*snapped);
        return ok();
    }

    const Region& before() const { return m_before; }
    const Region& after() const { return m_after; }

private:
    Image m_photo;
    Region m_before;
    Region m_brushed;
    Region m_after;
};

void EdgeSnapTool::setDiameter(double diameterPx)
{
    m_diameterPx = std::clamp(diameterPx, kMinDiameter, kMaxDiameter);
}

void EdgeSnapTool::press(Document&, const PointerEvent& event)
{
    m_hasMissed = false;
    m_stroke = Stroke{{}, event.label, m_diameterPx};
    m_last = event.position;
    strokeTo(event.position);
}

void EdgeSnapTool::drag(Document&, const PointerEvent& event)
{
    if (m_stroke)
        strokeTo(event.position);
}

void EdgeSnapTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    end(document);
}

void EdgeSnapTool::hover(const Document&, const PointerEvent& event)
{
    m_pointer = event.position;
}

bool EdgeSnapTool::commit(Document& document, Label)
{
    const bool wasActive = isActive();
    end(document);
    return wasActive;
}

bool EdgeSnapTool::cancel()
{
    const bool wasActive = isActive();
    m_stroke.reset();
    m_waiting.clear();
    m_awaited.forget();
    m_hasMissed = false;
    return wasActive;
}

ToolOutline EdgeSnapTool::outline() const
{
    ToolOutline outline;
    outline.ringCentre = m_pointer;
    outline.ringRadius = m_diameterPx / 2;
    Region covered = m_stroke ? m_stroke->covered : Region();
    for (const Stroke& stroke : m_waiting)
        covered = united(covered, stroke.covered);
    outline.rings = VertexRings::ofRegion(covered).rings(); // not as a preview: the edges below are to be seen
    return outline;
}

std::string EdgeSnapTool::hint() const
{
    if (m_hasMissed)
        return "edge-snap.missed";
    return m_waiting.empty() ? "edge-snap" : "edge-snap.working";
}

std::shared_ptr<ToolWork> EdgeSnapTool::takeWork()
{
    return m_awaited.take();
}

bool EdgeSnapTool::deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const std::shared_ptr<Work> work = m_awaited.arrived(done);
    if (!work)
        return false;
    m_waiting.pop_front();
    if (outcome)
        reshape(document, work->before(), work->after(), "edge-snap");
    ask(document);
    return true;
}

void EdgeSnapTool::strokeTo(PointF position)
{
    const Region line = capsule(std::exchange(m_last, position), position, m_stroke->diameterPx / 2);
    m_stroke->covered = united(m_stroke->covered, line);
    m_pointer = position;
}

void EdgeSnapTool::end(const Document& document)
{
    if (m_stroke)
        m_waiting.push_back(*std::exchange(m_stroke, std::nullopt));
    ask(document);
}

void EdgeSnapTool::ask(const Document& document)
{
    const LabelMask& mask = document.mask();
    while (!m_waiting.empty() && !m_awaited.isWaiting()) {
        const Stroke& stroke = m_waiting.front();
        // Wide enough for what the label loses to find the label across, before the label's own at the window's edge.
        const Rect window = stroke.covered.bounds().grown(2 * static_cast<int>(std::ceil(stroke.diameterPx)) + 8);
        Region before = pixelsOf(mask, stroke.label, window.intersected(mask.bounds()));
        const Region under = intersected(before, stroke.covered);
        m_hasMissed = under.isEmpty() || under == stroke.covered.clipped(mask.bounds());
        if (m_hasMissed)
            m_waiting.pop_front();
        else
            m_awaited.ask(std::make_shared<Work>(m_photo, std::move(before), stroke.covered));
    }
}

} // namespace labelwright
