// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFont>

class QAbstractAxis;
class QChart;
class QChartView;

namespace labelwright {

// What the charts of ui/home have in common.

/// Takes the chart; without frame or focus.
QChartView* makeChartView(QChart* chart);

QFont chartFont();

/// In the colours of the theme in force; to be done again when that changes.
void tint(QChart& chart);
void tint(QAbstractAxis& axis);

/// Takes series and axes away.
void clear(QChart& chart);

} // namespace labelwright
