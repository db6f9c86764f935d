// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/AutoSegmentTool.h"

#include "core/edit/MaskEdit.h"
#include "core/tools/PixelUnder.h"
#include "core/tools/ProtectedPreview.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <utility>

namespace labelwright {
namespace {

double distanceTo(const HintStroke& stroke, PointF place)
{
    constexpr double kMiddle = 0.5;
    double least = std::numeric_limits<double>::infinity();
    for (const Point& pixel : pixelsOf(stroke))
        least = std::min(least, std::hypot(pixel.x + kMiddle - place.x, pixel.y + kMiddle - place.y));
    return least;
}

} // namespace

AutoSegmentTool::AutoSegmentTool(const Engine& engine) : m_engine(&engine)
{
    beginPart();
}

void AutoSegmentTool::setOptions(const AutoSegmentOptions& options)
{
    m_options = options;
    if (sketch().isComplete() || sketch().start() == options.start)
        return;
    m_parts.pop_back();
    beginPart();
    forgetMasks();
}

bool AutoSegmentTool::addPart()
{
    if (!canAddPart())
        return false;
    endStroke();
    m_addsPart = isCorrecting();
    if (m_addsPart)
        return true;
    forgetWork();
    beginPart();
    return true;
}

void AutoSegmentTool::press(Document& document, const PointerEvent& event)
{
    m_imageSize = document.mask().size();
    m_isFar = false;
    m_stroke.reset(); // a press without a release before it: the gesture was lost
    if (m_accepted || m_addsPart)
        return; // it is about to be painted, or kept
    if (event.takesOut && sketch().isComplete())
        takeOut(document, event);
    else if (sketch().isComplete() && (event.erase || event.straight))
        beginStroke(event); // these move no point
    else if (sketch().press(insideImage(event.position), event.snapDistance))
        askAgain();
    else
        beginStroke(event);
}

void AutoSegmentTool::drag(Document&, const PointerEvent& event)
{
    if (m_stroke) {
        if (const Point pixel = pixelUnder(event.position); pixel != m_stroke->points.back())
            m_stroke->points.push_back(pixel);
    } else if (sketch().isHeld()) {
        sketch().drag(insideImage(event.position), event.snapDistance);
        ask();
    }
}

void AutoSegmentTool::release(Document& document, const PointerEvent& event)
{
    drag(document, event);
    if (sketch().isHeld()) {
        const bool isClick = sketch().release(insideImage(event.position), event.snapDistance);
        askAgain();
        if (isClick)
            beginStroke(event);
    }
    endStroke();
}

void AutoSegmentTool::hover(const Document&, const PointerEvent& event)
{
    if (sketch().clicks() == ObjectSketch::kClicks - 1)
        ask(insideImage(event.position));
}

bool AutoSegmentTool::commit(Document& document, Label label)
{
    endStroke();
    if (sketch().isComplete())
        sketch().letGo();
    if (awaitsWork()) {
        m_accepted = label;
        return true;
    }
    if (!canCommit())
        return false;
    paint(document, label);
    return true;
}

bool AutoSegmentTool::hasMask() const
{
    return m_preview && (sketch().isEmpty() || (sketch().isComplete() && !masks().empty()));
}

bool AutoSegmentTool::stepBack()
{
    if (std::exchange(m_addsPart, false) || std::exchange(m_accepted, std::nullopt) ||
        std::exchange(m_stroke, std::nullopt))
        return true;
    if (sketch().letGo()) {
        forgetMasks();
        return true;
    }
    if (const std::size_t strokes = sketch().strokes().size(); strokes > 0) {
        takeStrokeOut(strokes - 1);
    } else if (sketch().stepBack()) {
        forgetMasks();
    } else {
        if (m_parts.size() == 1)
            return false;
        m_parts.pop_back();
        forgetWork();
        m_askedFor = sketch().hints();
    }
    return true;
}

bool AutoSegmentTool::cancel()
{
    const bool wasActive = isActive();
    m_parts.clear();
    beginPart();
    m_stroke.reset();
    forgetMasks();
    return wasActive;
}

bool AutoSegmentTool::takeOut(const Document&, const PointerEvent& event)
{
    const std::vector<HintStroke>& strokes = sketch().strokes();
    std::vector<double> distances;
    for (const HintStroke& stroke : strokes)
        distances.push_back(distanceTo(stroke, event.position));
    const auto nearest = std::ranges::min_element(distances);
    if (nearest == distances.end() || *nearest > event.snapDistance)
        return false;
    takeStrokeOut(static_cast<std::size_t>(nearest - distances.begin()));
    return true;
}

ToolOutline AutoSegmentTool::outline() const
{
    ToolOutline outline;
    sketch().addTo(outline);
    if (m_stroke)
        outline.strokes.push_back(outlineOf(*m_stroke));
    outline.preview = m_preview;
    return outline;
}

std::string AutoSegmentTool::hint() const
{
    constexpr std::array kClickHints{"auto-segment.first", "auto-segment.second", "auto-segment.third",
                                     "auto-segment.fourth"};
    if (m_isFar)
        return "auto-segment.far";
    if (sketch().isEmpty() && m_parts.size() > 1)
        return "auto-segment.part";
    if (sketch().isComplete() && m_awaited.isWaiting())
        return isCorrecting() ? "auto-segment.correcting" : "auto-segment.working";
    if (sketch().isComplete())
        return masks().empty()           ? "auto-segment.failed"
               : m_options.strokesBelong ? "auto-segment.accept"
                                         : "auto-segment.accept-foreign";
    if (sketch().start() == AutoSegmentStart::Points)
        return kClickHints[sketch().clicks()];
    return sketch().start() == AutoSegmentStart::Box ? "auto-segment.box" : "auto-segment.lasso";
}

bool AutoSegmentTool::deliver(Document& document, const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const std::shared_ptr<SegmentWork> arrived = m_awaited.arrived(done);
    if (!arrived)
        return outcome && showPassing(std::dynamic_pointer_cast<SegmentWork>(done).get());
    take(*arrived, outcome);
    updatePreview();
    if (!masks().empty())
        askForRest();
    if (m_awaited.isWaiting())
        return true;
    const std::optional<Label> accepted = std::exchange(m_accepted, std::nullopt);
    const bool addsPart = std::exchange(m_addsPart, false);
    if (accepted)
        commitUnlessProtected(*this, document, *accepted);
    else if (addsPart)
        addPart();
    return true;
}

/// While the pointer moves, the mask of a moment ago is worth seeing as well.
bool AutoSegmentTool::showPassing(const SegmentWork* work)
{
    const bool isMoving = m_isOutdated && (sketch().isHeld() || !sketch().isComplete());
    if (!work || !isMoving || work->object() != m_object || !work->beginsAnew())
        return false;
    masks() = work->regions();
    updatePreview();
    return true;
}

void AutoSegmentTool::take(const SegmentWork& work, const Status& outcome)
{
    m_isOutdated = false;
    if (work.beginsAnew())
        masks().clear();
    masks().insert(masks().end(), work.regions().begin(), work.regions().end());
    if (outcome)
        return;
    if (!masks().empty()) // else it is the start that failed
        m_parts.back().eraseStroke(masks().size() - 1);
    m_askedFor.reset();
    m_accepted.reset(); // they were to be of what now failed
    m_addsPart = false;
}

void AutoSegmentTool::beginPart()
{
    m_parts.emplace_back(m_options.start, ++m_moment);
}

/// Precondition: the sketch is complete.
void AutoSegmentTool::beginStroke(const PointerEvent& event)
{
    const Point pixel = pixelUnder(event.position);
    goOnWithPartAt(pixel);
    m_isFar = !isNear(pixel);
    if (!m_isFar)
        m_stroke = HintStroke{{pixel}, event.straight || (m_options.strokesBelong && !event.erase)};
}

void AutoSegmentTool::endStroke()
{
    if (!m_stroke)
        return;
    m_parts.back().addStroke(*std::exchange(m_stroke, std::nullopt), ++m_moment);
    askForRest();
}

void AutoSegmentTool::goOnWithPartAt(Point pixel)
{
    const auto has = [pixel](const ObjectPart& part) {
        return !part.masks.empty() && part.masks.back().contains(pixel);
    };
    const auto part = std::ranges::find_if(m_parts, has);
    if (m_awaited.isWaiting() || part == m_parts.end() || has(m_parts.back()))
        return;
    std::rotate(part, part + 1, m_parts.end());
    m_askedFor = sketch().hints();
}

bool AutoSegmentTool::isNear(Point pixel) const
{
    const Rect box = sketch().hints()->box();
    return box.grown(std::max(box.width, box.height) / 2).contains(pixel);
}

PointF AutoSegmentTool::insideImage(PointF position) const
{
    // Short of the far edges by a little, so that it lies on the last pixel and not behind it.
    constexpr double kBeforeEdge = 1.0 / 1024;
    return {std::clamp(position.x, 0.0, m_imageSize.width - kBeforeEdge),
            std::clamp(position.y, 0.0, m_imageSize.height - kBeforeEdge)};
}

void AutoSegmentTool::ask(std::optional<PointF> last)
{
    std::optional<ObjectHints> hints = sketch().hints(last);
    if (!hints || m_askedFor == hints)
        return;
    m_isOutdated = true;
    ask(*std::move(hints), std::nullopt, 0);
}

void AutoSegmentTool::askAgain()
{
    ask();
    if (!m_isOutdated || !sketch().isComplete() || sketch().isHeld())
        return;
    masks().clear(); // of a place that the point has left
    updatePreview();
}

void AutoSegmentTool::askForRest()
{
    if (m_awaited.isWaiting())
        return;
    if (masks().empty())
        return ask(); // what failed without the strokes
    const std::size_t obeyed = masks().size() - 1;
    if (obeyed < sketch().strokes().size())
        ask(*sketch().hints(), masks().back(), obeyed);
}

void AutoSegmentTool::ask(ObjectHints hints, std::optional<Region> before, std::size_t obeyed)
{
    m_askedFor = hints;
    m_awaited.ask(std::make_shared<SegmentWork>(SegmentQuestion{m_engine, m_photo, std::move(hints), std::move(before),
                                                                obeyed, SegmentOptions{m_model}, m_object}));
}

void AutoSegmentTool::takeStrokeOut(std::size_t stroke)
{
    const bool beginsAnew = m_isOutdated || masks().empty();
    forgetWork();
    m_parts.back().eraseStroke(stroke);
    masks().resize(beginsAnew ? 0 : std::min(masks().size(), stroke + 1));
    if (!beginsAnew)
        m_askedFor = sketch().hints();
    askForRest();
    updatePreview();
}

void AutoSegmentTool::paint(Document& document, Label label)
{
    MaskEdit edit(document);
    edit.paint(*m_preview, label);
    edit.commit("auto-segment");
    cancel();
}

void AutoSegmentTool::forgetWork()
{
    m_awaited.forget();
    m_askedFor.reset();
    m_isOutdated = false;
    m_isFar = false;
    m_accepted.reset();
    m_addsPart = false;
    ++m_object;
}

void AutoSegmentTool::forgetMasks()
{
    forgetWork();
    masks().clear();
    updatePreview();
}

void AutoSegmentTool::updatePreview()
{
    Region shown = united(m_parts);
    m_preview = shown.isEmpty() ? std::nullopt : std::optional(std::move(shown));
}

} // namespace labelwright
