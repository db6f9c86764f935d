// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/RegionActions.h"
#include "ui/bridge/WorkSession.h"

#include <array>
#include <bitset>
#include <cstddef>
#include <map>
#include <random>
#include <string>
#include <vector>

namespace labelwright::soak {

/// A worker who does by chance what can be done in a session, and looks after each act whether it kept to the rules.
class Annotator {
public:
    /// Both are borrowed. `session` shows an object, or has none left.
    Annotator(WorkSession& session, std::mt19937& random);

    /// One act and all that follows from it elsewhere. What is wrong with it, as a sentence; empty when nothing is.
    std::string act();

    /// What was last seen of every object that was in view.
    const std::map<ObjectId, LabelMask>& seen();
    /// Names of the last acts, the last one last.
    std::string trail() const;

private:
    struct Kind;
    static const std::vector<Kind>& kinds();
    const Kind& anyKind();

    int below(int end) { return static_cast<int>(m_random() % static_cast<unsigned>(end)); }
    template <typename Choice, std::size_t count>
    Choice anyOf(const std::array<Choice, count>& choices)
    {
        return choices[m_random() % count];
    }
    Label anyLabel();
    PointerEvent anyEvent();
    Point anyPixel();
    std::bitset<256> anyLabels();

    void draw();
    void clickPoints();
    void changeRegion();
    void changeAll();
    void copyFromBefore();
    void changeRule();
    void changeLabel();
    void changeBudget();
    void goThroughHistory();
    void goElsewhere();
    void submit();

    void press(const PointerEvent& event);
    /// Until nothing is computed any more. False when that takes too long.
    bool settle();
    void remember();
    std::string faultOfState() const;
    std::string faultOfRule(const Kind& kind) const;
    std::string faultOfReturn() const;

    WorkSession& m_session;
    std::mt19937& m_random;
    RegionActions m_regions;
    std::map<ObjectId, LabelMask> m_seen;
    std::vector<std::string> m_acts;
};

} // namespace labelwright::soak
