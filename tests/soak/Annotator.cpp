// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/soak/Annotator.h"

#include <QTest>

#include <algorithm>
#include <optional>

namespace labelwright::soak {
namespace {

constexpr int kWaitMs = 60'000;

std::string at(Point pixel)
{
    return std::to_string(pixel.x) + ", " + std::to_string(pixel.y);
}

/// The first pixel that `rule` protected and that has changed all the same.
std::optional<Point> brokenRule(const PaintRule& rule, const LabelMask& before, const LabelMask& after)
{
    const std::bitset<256> paintable = rule.paintable();
    for (int y = 0; y < before.height(); ++y) {
        for (int x = 0; x < before.width(); ++x) {
            const Label label = before.at({x, y});
            if (!paintable.test(label) && after.at({x, y}) != label)
                return Point{x, y};
        }
    }
    return std::nullopt;
}

} // namespace

/// What can be done, how often compared with the others, and whether it may change what the rule protects.
struct Annotator::Kind {
    enum class Rule { Obeyed, Unasked };
    const char* name;
    int weight;
    void (Annotator::*act)();
    Rule rule;
};

const std::vector<Annotator::Kind>& Annotator::kinds()
{
    static const std::vector<Kind> kinds{
        {"stroke", 8, &Annotator::draw, Kind::Rule::Obeyed},
        {"points", 4, &Annotator::clickPoints, Kind::Rule::Obeyed},
        {"region", 4, &Annotator::changeRegion, Kind::Rule::Obeyed},
        {"whole image", 1, &Annotator::changeAll, Kind::Rule::Obeyed},
        {"copy from before", 1, &Annotator::copyFromBefore, Kind::Rule::Obeyed},
        {"rule", 3, &Annotator::changeRule, Kind::Rule::Obeyed},
        {"label", 3, &Annotator::changeLabel, Kind::Rule::Obeyed},
        {"budget", 1, &Annotator::changeBudget, Kind::Rule::Obeyed},
        {"history", 4, &Annotator::goThroughHistory, Kind::Rule::Unasked},
        {"elsewhere", 3, &Annotator::goElsewhere, Kind::Rule::Unasked},
        {"submit", 1, &Annotator::submit, Kind::Rule::Unasked},
    };
    return kinds;
}

Annotator::Annotator(WorkSession& session, std::mt19937& random)
    : m_session(session), m_random(random), m_regions(session, [this]() -> const Region* {
          if (!m_session.document() || m_session.tools().current() != ToolId::Region)
              return nullptr;
          const auto& selected = m_session.tools().region().selected(*m_session.document());
          return selected ? &selected->region : nullptr;
      })
{
    remember();
}

std::string Annotator::act()
{
    const Kind& kind = anyKind();
    m_acts.emplace_back(kind.name);
    if (!m_session.document() && kind.act != &Annotator::goElsewhere)
        return {};
    remember();
    const std::optional<ObjectId> object = m_session.currentObject();
    (this->*kind.act)();
    if (!settle())
        return "something is still computed or loaded after a minute";
    m_session.cancelTool();
    std::string fault = faultOfState();
    if (fault.empty() && m_session.document())
        fault = m_session.currentObject() == object ? faultOfRule(kind) : faultOfReturn();
    remember();
    return fault;
}

const Annotator::Kind& Annotator::anyKind()
{
    std::vector<int> weights;
    for (const Kind& kind : kinds())
        weights.push_back(kind.weight);
    std::discrete_distribution<std::size_t> distribution(weights.begin(), weights.end());
    return kinds()[distribution(m_random)];
}

const std::map<ObjectId, LabelMask>& Annotator::seen()
{
    remember();
    return m_seen;
}

std::string Annotator::trail() const
{
    constexpr std::size_t kLength = 12;
    std::string trail;
    for (std::size_t act = m_acts.size() - std::min(kLength, m_acts.size()); act < m_acts.size(); ++act)
        trail += (trail.empty() ? "" : ", ") + m_acts[act];
    return trail;
}

std::string Annotator::faultOfState() const
{
    if (const SaveState& state = m_session.saveState(); state.error)
        return "a save failed: " + sentence(*state.error);
    if (m_session.view() == WorkSession::View::Unreadable)
        return "an object can't be shown: " + sentence(*m_session.problem());
    return {};
}

/// After an act that did not leave the object.
std::string Annotator::faultOfRule(const Kind& kind) const
{
    if (kind.rule == Kind::Rule::Unasked)
        return {};
    const LabelMask& before = m_seen.at(*m_session.currentObject());
    const std::optional<Point> broken = brokenRule(m_session.paintRule(), before, m_session.document()->mask());
    return broken ? "the rule protects the pixel at " + at(*broken) + ", and it has changed" : std::string();
}

/// After an act that went to another object.
std::string Annotator::faultOfReturn() const
{
    const auto left = m_seen.find(*m_session.currentObject());
    const bool isAsLeft = left == m_seen.end() || left->second == m_session.document()->mask();
    return isAsLeft ? std::string() : "an object came back with other labels";
}

bool Annotator::settle()
{
    m_session.runToolWork();
    return QTest::qWaitFor(
        [this] {
            return m_session.view() != WorkSession::View::Loading && !m_session.isToolWorking() &&
                   !m_session.work().isRunning();
        },
        kWaitMs);
}

void Annotator::remember()
{
    if (m_session.document())
        m_seen.insert_or_assign(*m_session.currentObject(), m_session.document()->mask());
}

Label Annotator::anyLabel()
{
    return static_cast<Label>(below(static_cast<int>(m_session.job().spec().labels.size()) + 1));
}

std::bitset<256> Annotator::anyLabels()
{
    std::bitset<256> labels;
    for (std::size_t label = 0; label <= m_session.job().spec().labels.size(); ++label)
        labels[label] = below(3) == 0;
    return labels;
}

Point Annotator::anyPixel()
{
    const Size size = m_session.document()->mask().size();
    return {below(size.width), below(size.height)};
}

/// Some lie a little outside the image.
PointerEvent Annotator::anyEvent()
{
    const Size size = m_session.document()->mask().size();
    return {.position = {below(size.width + 20) - 10 + 0.25, below(size.height + 20) - 10 + 0.75},
            .label = m_session.activeLabel(),
            .erase = below(6) == 0,
            .straight = below(6) == 0,
            .constrained = below(2) == 0,
            .freehand = below(4) == 0,
            .snapDistance = 3,
            .pressure = below(5) / 4.0};
}

void Annotator::press(const PointerEvent& event)
{
    m_session.tool().press(*m_session.document(), event);
    m_session.runToolWork();
}

void Annotator::draw()
{
    m_session.selectTool(anyOf(
        std::array{ToolId::Brush, ToolId::Brush, ToolId::Eraser, ToolId::Fill, ToolId::Wand, ToolId::Superpixel}));
    m_session.setBrushDiameter(1 + below(40));
    press(anyEvent());
    for (int drags = below(6); drags > 0; --drags) {
        m_session.tool().drag(*m_session.document(), anyEvent());
        m_session.runToolWork();
        if (below(3) == 0)
            QCoreApplication::processEvents();
    }
    m_session.tool().release(*m_session.document(), anyEvent());
}

void Annotator::clickPoints()
{
    m_session.selectTool(anyOf(std::array{ToolId::Polygon, ToolId::LiveWire, ToolId::AutoSegment}));
    for (int clicks = 3 + below(4); clicks > 0; --clicks) {
        const PointerEvent event = anyEvent();
        m_session.tool().hover(*m_session.document(), event);
        press(event);
        m_session.tool().release(*m_session.document(), event);
        if (below(2) == 0)
            settle();
    }
    if (below(3) == 0)
        m_session.tool().stepBack();
    settle();
    if (below(4) != 0)
        m_session.commitTool();
    settle();
}

void Annotator::changeRegion()
{
    m_session.selectTool(ToolId::Region);
    const Point pixel = anyPixel();
    const PointerEvent event{
        .position = {pixel.x + 0.5, pixel.y + 0.5}, .label = m_session.activeLabel(), .snapDistance = 3};
    press(event);
    m_session.tool().release(*m_session.document(), event);
    m_regions.setRadius(1 + below(6));
    constexpr std::array kChanges{&RegionActions::smooth,      &RegionActions::grow,    &RegionActions::shrink,
                                  &RegionActions::keepLargest, &RegionActions::relabel, &RegionActions::erase,
                                  &RegionActions::copy,        &RegionActions::paste};
    (m_regions.*anyOf(kChanges))();
    settle();
    if (!m_session.tool().isActive())
        return;
    m_session.tool().moveBy(below(20) - 10, below(20) - 10);
    m_session.commitTool();
}

void Annotator::changeAll()
{
    if (below(4) == 0)
        m_regions.fillUnlabelled();
    else
        m_regions.relabelClass(anyLabel(), anyLabel());
}

void Annotator::copyFromBefore()
{
    m_session.copyPrevious(below(2) == 0 ? WorkSession::Carry::AsItIs : WorkSession::Carry::AlongFlow,
                           [this] { return below(4) != 0; });
}

void Annotator::changeRule()
{
    m_session.setPaintRule(
        {static_cast<PaintOver>(below(4)), anyLabel(), anyLabels(), below(2) == 0 ? anyLabels() : std::bitset<256>()});
}

void Annotator::changeLabel()
{
    m_session.setActiveLabel(anyLabel());
}

void Annotator::changeBudget()
{
    m_session.setHistoryByteBudget(std::size_t{1} << (10 + below(12)));
}

void Annotator::goThroughHistory()
{
    switch (below(4)) {
    case 0:
        m_session.redo();
        return;
    case 1:
        m_session.goToStep(below(9) - 4);
        return;
    default:
        m_session.undo();
        return;
    }
}

void Annotator::goElsewhere()
{
    constexpr std::array kWays{&WorkSession::next, &WorkSession::previous, &WorkSession::nextUnlabelled,
                               &WorkSession::previousUnlabelled, &WorkSession::skip};
    if (m_session.document() && below(3) != 0)
        (m_session.*anyOf(kWays))();
    else
        m_session.goTo(below(static_cast<int>(m_session.job().objectCount())));
}

void Annotator::submit()
{
    m_session.submit();
}

} // namespace labelwright::soak
