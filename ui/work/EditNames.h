// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace labelwright {

/// What a step of the history did, from its key; the key itself where this version does not know it.
QString editName(std::string_view key);

} // namespace labelwright
