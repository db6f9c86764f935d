// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// "people, traffic light" as its parts, without spaces at their ends. One empty part for an empty text.
std::vector<std::string> splitAtCommas(std::string_view text);

} // namespace labelwright
