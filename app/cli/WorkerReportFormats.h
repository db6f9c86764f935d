// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/WorkerReport.h"

#include <string>

namespace labelwright {

// A worker report as text for a terminal, one JSON object on one line, and CSV with a line for each worker and for each
// of their labels. All with a line break at their end.

std::string workerReportText(const WorkerReport& report);
std::string workerReportJson(const WorkerReport& report);
std::string workerReportCsv(const WorkerReport& report);

} // namespace labelwright
