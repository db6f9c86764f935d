// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobState.h"

#include <QString>

namespace labelwright {

/// Why an answer is not taken, in full sentences; with `hasDraft` also that the work is kept.
QString refusalText(AnswerRefusal refusal, bool hasDraft);

} // namespace labelwright
