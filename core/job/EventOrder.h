// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <algorithm>
#include <string_view>

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

} // namespace labelwright
