// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

class QString;
class QWidget;

namespace labelwright {

/// Asks over `parent` whether the job of this name ends now, with so many objects unlabelled.
bool askToComplete(QWidget& parent, const QString& jobName, std::int64_t unlabelled);

} // namespace labelwright
