// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <QString>

namespace labelwright {

/// A time as lists show it, in the user's zone, to the minute: "30 Nov 2026, 09:07".
QString momentText(Time time);

} // namespace labelwright
