// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Conflicts.h"

#include <string>
#include <vector>

namespace labelwright {

/// A paragraph for each conflict: its subject, then a line for each choice with the name that settle takes, the one
/// that counts marked with a star. With a line break at its end; empty without conflicts.
std::string conflictsText(const std::vector<Conflict>& conflicts);

/// The same as a JSON array.
std::string conflictsJson(const std::vector<Conflict>& conflicts);

} // namespace labelwright
