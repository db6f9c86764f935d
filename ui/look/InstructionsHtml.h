// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/WorkerTemplate.h"

#include <QString>

namespace labelwright {

/// What stands beside the picture: the short instructions and the examples, or a sentence where the job has none.
QString shortInstructionsHtml(const Instructions& instructions);

/// The job's full instructions, or the short ones where it has no full ones.
QString fullInstructionsHtml(const Instructions& instructions);

} // namespace labelwright
