// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ChoiceDraft.h"
#include "ui/bridge/ToolSet.h"

#include <QString>

#include <string_view>

namespace labelwright {

/// The words for what a tool's hint() names.
struct Hint {
    QString text;       ///< What to do next, a full sentence without a final stop.
    QString cursorText; ///< For beside the cross; empty where the label's name says more.
};

/// The keys in force that hints tell of; empty where they are not to be told.
struct HintKeys {
    QString size;    ///< Change the brush's size, such as "[ and ]".
    QString takeOut; ///< Takes out a polygon's corner.
};

/// Empty for a key that no tool of ours gives.
Hint hintFor(std::string_view key, const HintKeys& keys = {});

/// What to do next in a classification; `submitKey` is the key that hands the choice in, empty without one.
Hint hintForChoice(const JobSpec& spec, const LabelChoice& choice, const QString& submitKey);

/// That a tool holds something that is neither kept nor dropped, by the tool and its hint(): a full sentence.
QString unfinishedText(ToolId tool, std::string_view hintKey);

} // namespace labelwright
