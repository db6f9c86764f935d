// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"
#include "ui/bridge/WorkSession.h"

#include <QString>

namespace labelwright {

/// "Draft · 3 s ago", "Saving…", "Saved 10:42:07 · verified" in local time, or what could not be saved.
QString saveStateText(const SaveState& state, Time now);

/// All there is to say about it: what, where and what to do.
QString saveStateDetails(const SaveState& state);

/// Of a draft that came back with so many steps and no end.
QString cutOffText(int steps);

/// Of a draft that could not be opened.
QString setAsideText(const Error& reason);

/// True while something exists in memory alone.
bool isUnsaved(const SaveState& state);

bool hasFailed(const SaveState& state);

} // namespace labelwright
