// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <string_view>

namespace labelwright {

/// What orders events: the time, then the hash in the name (DESIGN rule 4). The same in every copy of a job.
struct EventPlace {
    Time time{};
    std::string_view name; ///< The event's file name; only looked at.
};

bool comesBefore(const EventPlace& left, const EventPlace& right);

} // namespace labelwright
