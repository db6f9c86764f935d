// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Time.h"

#include <QFont>

class QAbstractAxis;
class QChart;
class QChartView;
class QDateTimeAxis;

namespace labelwright {

// What the charts of ui/home have in common.

/// Takes the chart; without frame or focus.
QChartView* makeChartView(QChart* chart);

QFont chartFont();

/// In the colours of the theme in force; to be done again when that changes.
void tint(QChart& chart);
void tint(QAbstractAxis& axis);

/// Where a chart has the day that begins then in UTC: its axis writes local dates.
qint64 localMidnight(Time day);
constexpr int kMostDaySteps = 8; ///< Between ticks of days.
/// As many as are readable in a chart of this width.
int daySteps(int width);
/// From localMidnight() to localMidnight(), a day more at both ends, so that no dot is cut, and ticks on whole days.
QDateTimeAxis* makeDays(qint64 first, qint64 last, int mostSteps = kMostDaySteps);

/// Takes series and axes away.
void clear(QChart& chart);

} // namespace labelwright
