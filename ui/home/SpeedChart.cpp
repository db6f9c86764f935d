// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/SpeedChart.h"

#include "core/labels/Color.h"
#include "ui/home/ChartParts.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"

#include <QChart>
#include <QChartView>
#include <QDateTimeAxis>
#include <QLegend>
#include <QLineSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <limits>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

constexpr double kDotSize = 4;
constexpr double kLineWidth = 2;
constexpr double kHeadroom = 1.1; ///< Above the fastest.

/// nullptr where no day has a speed.
std::unique_ptr<QLineSeries> lineOf(const WorkerWork& work, std::size_t number)
{
    auto line = std::make_unique<QLineSeries>();
    for (const DayWork& day : work.days) {
        if (const std::optional<double> speed = day.objectsPerHour())
            line->append(static_cast<double>(localMidnight(day.day)), *speed);
    }
    if (line->count() == 0)
        return nullptr;
    line->setName(QString::fromStdString(work.worker.name).toHtmlEscaped());
    line->setPen(QPen(qtColor(defaultLabelColor(number)), kLineWidth));
    line->setMarkerSize(kDotSize);
    line->setPointsVisible(true); // A line of one day is a dot.
    return line;
}

struct Extent {
    qint64 first = 0;
    qint64 last = 0;
    double fastest = 0;
};

Extent extentOf(const QChart& chart)
{
    Extent extent{std::numeric_limits<qint64>::max(), 0, 0};
    for (const QAbstractSeries* series : chart.series()) {
        for (const QPointF& point : static_cast<const QLineSeries*>(series)->points()) {
            extent.first = std::min(extent.first, static_cast<qint64>(point.x()));
            extent.last = std::max(extent.last, static_cast<qint64>(point.x()));
            extent.fastest = std::max(extent.fastest, point.y());
        }
    }
    return extent;
}

} // namespace

SpeedChart::SpeedChart(QWidget* parent) : QWidget(parent), m_chart(new QChart)
{
    setAccessibleName(tr("Objects an hour, by day"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeChartView(m_chart));
    m_chart->legend()->setAlignment(Qt::AlignBottom);
    m_chart->legend()->setMarkerShape(QLegend::MarkerShapeFromSeries);
    connect(&Look::instance(), &Look::changed, this, &SpeedChart::rebuild);
    rebuild();
}

void SpeedChart::setWorkers(std::vector<WorkerWork> workers)
{
    m_workers = std::move(workers);
    rebuild();
}

bool SpeedChart::hasLines() const
{
    return !m_chart->series().isEmpty();
}

void SpeedChart::rebuild()
{
    clear(*m_chart);
    for (std::size_t number = 0; number < m_workers.size(); ++number) {
        if (std::unique_ptr<QLineSeries> line = lineOf(m_workers[number], number))
            m_chart->addSeries(line.release()); // the chart owns it from here on
    }
    tint(*m_chart);
    if (!hasLines())
        return;
    const Extent extent = extentOf(*m_chart);
    auto* speed = new QValueAxis;
    speed->setRange(0, extent.fastest * kHeadroom);
    speed->setLabelFormat(QStringLiteral("%.0f"));
    speed->applyNiceNumbers();
    m_chart->addAxis(makeDays(extent.first, extent.last), Qt::AlignBottom);
    m_chart->addAxis(speed, Qt::AlignLeft);
    for (QAbstractAxis* axis : m_chart->axes()) {
        tint(*axis);
        for (QAbstractSeries* series : m_chart->series())
            series->attachAxis(axis);
    }
}

} // namespace labelwright
