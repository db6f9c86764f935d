// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ProgressChart.h"

#include "ui/home/ChartParts.h"
#include "ui/look/Look.h"

#include <QChart>
#include <QChartView>
#include <QDateTimeAxis>
#include <QLegend>
#include <QLineSeries>
#include <QResizeEvent>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr double kDotSize = 4;
constexpr double kLineWidth = 2;
constexpr qint64 kMostSteps = 5;
constexpr double kHeadroom = 1.05; ///< No dot is cut.

/// The least of 1, 2, 5, 10, 20, 50, ... that reaches `most` in a few steps.
qint64 stepFor(qint64 most)
{
    for (qint64 power = 1;; power *= 10) {
        for (const qint64 step : {power, 2 * power, 5 * power}) {
            if (step * kMostSteps >= most)
                return step;
        }
    }
}

QValueAxis* makeCounts(qint64 objects)
{
    const qint64 most = std::max<qint64>(objects, 1);
    const qint64 step = stepFor(most);
    const qint64 steps = (most + step - 1) / step;
    auto* counts = new QValueAxis;
    counts->setRange(0, kHeadroom * static_cast<double>(step * steps));
    counts->setTickType(QValueAxis::TicksDynamic);
    counts->setTickInterval(static_cast<double>(step));
    counts->setLabelFormat(QStringLiteral("%.0f"));
    return counts;
}

} // namespace

ProgressChart::ProgressChart(QWidget* parent) : QWidget(parent), m_chart(new QChart)
{
    setAccessibleName(tr("Completed objects, by day"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeChartView(m_chart));
    m_chart->legend()->hide();
    connect(&Look::instance(), &Look::changed, this, &ProgressChart::rebuild);
    rebuild();
}

void ProgressChart::setDays(std::vector<DayProgress> days, qint64 objects)
{
    m_days = std::move(days);
    m_objects = objects;
    rebuild();
}

void ProgressChart::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    if (daySteps(event->size().width()) != daySteps(event->oldSize().width()))
        rebuild();
}

void ProgressChart::rebuild()
{
    clear(*m_chart);
    tint(*m_chart);
    if (m_days.empty())
        return;
    auto* line = new QLineSeries;
    qint64 completed = 0;
    for (const DayProgress& day : m_days) {
        completed += day.completed;
        line->append(static_cast<double>(localMidnight(day.day)), static_cast<double>(completed));
    }
    line->setPen(QPen(Look::instance().tokens().accent, kLineWidth));
    line->setMarkerSize(kDotSize);
    line->setPointsVisible(true); // A line of one day is a dot.
    m_chart->addSeries(line);
    m_chart->addAxis(makeDays(localMidnight(m_days.front().day), localMidnight(m_days.back().day), daySteps(width())),
                     Qt::AlignBottom);
    m_chart->addAxis(makeCounts(m_objects), Qt::AlignLeft);
    for (QAbstractAxis* axis : m_chart->axes()) {
        tint(*axis);
        line->attachAxis(axis);
    }
}

} // namespace labelwright
