// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Statistics.h"
#include "core/labels/LabelSet.h"

#include <string>

namespace labelwright {

// Statistics for a terminal, a program, a spreadsheet and a page. Each ends in a line break.

std::string statisticsText(const Statistics& statistics);
/// One line.
std::string statisticsJson(const Statistics& statistics);
/// A line a label.
std::string statisticsCsv(const Statistics& statistics);
/// With charts above the tables. `labels` are the job's.
std::string statisticsHtml(const Statistics& statistics, const LabelSet& labels, const std::string& title);

} // namespace labelwright
