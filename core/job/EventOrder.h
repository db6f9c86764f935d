// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <algorithm>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace labelwright {

/// What orders events: the time, then the hash in the name (DESIGN rule 4). The same in every copy of a job.
struct EventPlace {
    Time time{};
    std::string_view name; ///< The event's file name; only looked at.
};

bool comesBefore(const EventPlace& left, const EventPlace& right);

/// Whether one of `events` names this one among those that it takes the place of.
template <typename Event, typename Events>
bool isReplaced(const Event& event, const Events& events)
{
    return std::any_of(events.begin(), events.end(), [&event](const Event& other) {
        return std::find(other.replaces.begin(), other.replaces.end(), event.name) != other.replaces.end();
    });
}

/// The decision of this kind that no other replaces; of several the first (DESIGN rule 4). nullptr without one. Valid
/// until `events` change.
template <typename Change, typename Event>
const Event* currentOf(const std::vector<Event>& events)
{
    const auto found = std::find_if(events.begin(), events.end(), [&events](const Event& event) {
        return std::holds_alternative<Change>(event.change) && !isReplaced(event, events);
    });
    return found == events.end() ? nullptr : &*found;
}

/// Names of the events that none of the others replaced: what a new one replaces.
template <typename Event>
std::vector<std::string> unreplacedNames(std::span<const Event> events)
{
    std::vector<std::string> names;
    for (const Event& event : events) {
        if (!isReplaced(event, events))
            names.push_back(event.name);
    }
    return names;
}

} // namespace labelwright
