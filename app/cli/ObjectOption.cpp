// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ObjectOption.h"

#include <fmt/format.h>

namespace labelwright {

std::string faultOfObjectNumber(const std::string& text)
{
    return text.starts_with('-') ? fmt::format("\"{}\" is no object, the first is 0", text) : std::string();
}

} // namespace labelwright
