// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventOrder.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

/// The last part of an event's name, which is its content's hash.
std::string_view hashInName(std::string_view name)
{
    return name.substr(std::min(name.size(), name.rfind('-') + 1));
}

} // namespace

bool comesBefore(const EventPlace& left, const EventPlace& right)
{
    if (left.time != right.time)
        return left.time < right.time;
    return std::pair(hashInName(left.name), left.name) < std::pair(hashInName(right.name), right.name);
}

} // namespace labelwright
