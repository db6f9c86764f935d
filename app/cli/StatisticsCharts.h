// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/BarChart.h"
#include "core/dataset/Statistics.h"

#include <cstddef>
#include <string>
#include <vector>

namespace labelwright {

/// "1", "2 to 3", "4 to 7": the areas that ComponentSizes counts at `size`.
std::string areaRangeText(std::size_t size);

/// What the charts of a job's page show: pixels, objects and active time of each label in its color, the most first;
/// components by area, objects by labeled share, completed objects by day. `labels` are the job's. Those that have
/// nothing to show are left out.
std::vector<BarChart> statisticsCharts(const Statistics& statistics, const LabelSet& labels);

} // namespace labelwright
