// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <string_view>

namespace labelwright {

/// The words for what a tool's hint() names.
struct Hint {
    QString text;       ///< What to do next, a full sentence without a final stop.
    QString cursorText; ///< For beside the cross; empty where the label's name says more.
};

/// Empty for a key that no tool of ours gives. `sizeKeys` are those that change the brush's size, such as "[ and ]";
/// empty where they are not to be told.
Hint hintFor(std::string_view key, const QString& sizeKeys = {});

} // namespace labelwright
