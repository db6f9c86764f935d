// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ChartParts.h"

#include "ui/look/Look.h"

#include <QAbstractAxis>
#include <QChart>
#include <QChartView>
#include <QDateTime>
#include <QDateTimeAxis>
#include <QLegend>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kFontPx = 12;
constexpr int kTickWidth = 76;

} // namespace

QChartView* makeChartView(QChart* chart)
{
    auto* view = new QChartView(chart);
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setFocusPolicy(Qt::NoFocus);
    chart->setMargins({});
    chart->setBackgroundRoundness(0);
    return view;
}

QFont chartFont()
{
    QFont font;
    font.setPixelSize(kFontPx);
    return font;
}

void tint(QChart& chart)
{
    const Tokens& tokens = Look::instance().tokens();
    chart.setBackgroundBrush(tokens.window);
    chart.legend()->setFont(chartFont());
    chart.legend()->setLabelColor(tokens.text);
}

void tint(QAbstractAxis& axis)
{
    const Tokens& tokens = Look::instance().tokens();
    axis.setLabelsFont(chartFont());
    axis.setLabelsColor(tokens.text);
    axis.setGridLineColor(tokens.line);
    axis.setLinePenColor(tokens.line);
}

qint64 localMidnight(Time day)
{
    const qint64 ms = std::chrono::duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count();
    return QDateTime::fromMSecsSinceEpoch(ms, Qt::UTC).date().startOfDay().toMSecsSinceEpoch();
}

int daySteps(int width)
{
    return std::clamp(width / kTickWidth, 1, kMostDaySteps);
}

QDateTimeAxis* makeDays(qint64 first, qint64 last, int mostSteps)
{
    const QDate begin = QDateTime::fromMSecsSinceEpoch(first).date().addDays(-1);
    const qint64 span = begin.daysTo(QDateTime::fromMSecsSinceEpoch(last).date()) + 1;
    const qint64 step = (span + mostSteps - 1) / mostSteps;
    const qint64 steps = (span + step - 1) / step;
    auto* days = new QDateTimeAxis;
    days->setFormat(QStringLiteral("d MMM"));
    days->setRange(begin.startOfDay(), begin.addDays(step * steps).startOfDay());
    days->setTickCount(static_cast<int>(steps) + 1);
    return days;
}

void clear(QChart& chart)
{
    chart.removeAllSeries();
    for (QAbstractAxis* axis : chart.axes()) {
        chart.removeAxis(axis);
        delete axis;
    }
}

} // namespace labelwright
