// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectFlag.h"

#include <QString>

#include <optional>
#include <string>

class QWidget;

namespace labelwright {

/// "Flagged by ann: too dark"; without a colon where there is no note.
QString flagText(const ObjectFlag& flag);

/// Asks for the note of the object's flag, which begins with that of `flag` where there is one; nullopt when the user
/// thinks better of it.
std::optional<std::string> askForFlagNote(QWidget& parent, ObjectId object, const ObjectFlag* flag);

} // namespace labelwright
