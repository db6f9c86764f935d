// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/WandTool.h"

#include "core/edit/MaskEdit.h"
#include "core/segment/Wand.h"
#include "core/tools/PixelUnder.h"

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

/// The way of the pointer, in its snap distances, that changes the tolerance by 1.
constexpr double kStepInSnapDistances = 0.5;

} // namespace

class WandTool::Work : public ToolWork {
public:
    Work(int gesture, Image photo, Point seed, int tolerance)
        : m_gesture(gesture), m_photo(std::move(photo)), m_seed(seed), m_tolerance(tolerance)
    {}

    Status run(const std::stop_token& stop) override
    {
        Result<Region> found = wandRegion(m_photo, m_seed, m_tolerance, m_photo.bounds(), stop);
        if (!found)
            return found.error();
        m_region = std::move(*found);
        return ok();
    }

    int gesture() const { return m_gesture; }
    Region takeRegion() { return std::move(m_region); }

private:
    int m_gesture;
    Image m_photo;
    Point m_seed;
    int m_tolerance;
    Region m_region;
};

void WandTool::setTolerance(int tolerance)
{
    m_tolerance = std::clamp(tolerance, 0, kMaxTolerance);
}

void WandTool::setPhoto(const Image& photo)
{
    cancel();
    m_photo = photo;
}

void WandTool::press(Document&, const PointerEvent& event)
{
    const Point seed = pixelUnder(event.position);
    if (m_photo.isNull() || !m_photo.bounds().contains(seed))
        return;
    if (m_gesture && m_gesture->isReleased)
        return; // its region is about to be painted
    cancel();   // a press without a release before it: the gesture was lost
    m_gesture = Gesture{.seed = seed,
                        .pressedAt = event.position,
                        .toleranceAtPress = m_tolerance,
                        .label = event.erase ? kUnlabelled : event.label};
    ++m_gestures;
    ask();
}

void WandTool::drag(Document&, const PointerEvent& event)
{
    if (!m_gesture || m_gesture->isReleased)
        return;
    const double stepPx = event.snapDistance > 0 ? event.snapDistance * kStepInSnapDistances : 1;
    const double way =
        (event.position.x - m_gesture->pressedAt.x) - (event.position.y - m_gesture->pressedAt.y); // y runs down
    const double steps = std::clamp(way / stepPx, -1.0 * kMaxTolerance, 1.0 * kMaxTolerance);
    const int before = m_tolerance;
    setTolerance(m_gesture->toleranceAtPress + static_cast<int>(std::lround(steps)));
    if (m_tolerance != before)
        ask();
}

void WandTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    end(document);
}

void WandTool::hover(const Document&, const PointerEvent&)
{}

bool WandTool::commit(Document& document, Label)
{
    return end(document);
}

bool WandTool::stepBack()
{
    return cancel();
}

bool WandTool::cancel()
{
    const bool wasActive = isActive();
    m_gesture.reset();
    m_preview.reset();
    m_awaited.forget();
    return wasActive;
}

bool WandTool::isActive() const
{
    return m_gesture.has_value();
}

ToolOutline WandTool::outline() const
{
    ToolOutline outline;
    outline.preview = m_preview;
    return outline;
}

std::string WandTool::hint() const
{
    if (!m_gesture)
        return "wand.press";
    return m_gesture->isReleased ? "wand.working" : "wand.drag";
}

std::shared_ptr<ToolWork> WandTool::takeWork()
{
    return m_awaited.take();
}

bool WandTool::deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const auto work = std::dynamic_pointer_cast<Work>(done);
    if (!work || !m_awaited.isWaiting() || work->gesture() != m_gestures)
        return false;
    const bool isNewest = m_awaited.arrived(done) != nullptr;
    if (!outcome)
        return isNewest && cancel();
    m_preview = work->takeRegion(); // while the pointer moves, the region of a moment ago is worth seeing as well
    if (isNewest && m_gesture->isReleased)
        end(document);
    return true;
}

void WandTool::ask()
{
    m_awaited.ask(std::make_shared<Work>(m_gestures, m_photo, m_gesture->seed, m_tolerance));
}

bool WandTool::end(Document& document)
{
    if (!m_gesture)
        return false;
    m_gesture->isReleased = true;
    if (m_awaited.isWaiting())
        return true;
    MaskEdit edit(document);
    edit.paint(*m_preview, m_gesture->label);
    edit.commit("wand");
    return cancel();
}

} // namespace labelwright
