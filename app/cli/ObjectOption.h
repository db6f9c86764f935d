// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace labelwright {

/// For CLI::Option::check of --object: why `text` can be no line of any manifest; empty when it can be one.
std::string faultOfObjectNumber(const std::string& text);

} // namespace labelwright
