// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/CountChart.h"

#include "ui/home/ChartParts.h"
#include "ui/look/Look.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QLegend>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr double kBarWidth = 0.8; ///< Of its place.
constexpr double kHeadroom = 1.15;

} // namespace

CountChart::CountChart(QWidget* parent) : QWidget(parent), m_chart(new QChart)
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeChartView(m_chart));
    m_chart->legend()->hide();
    connect(&Look::instance(), &Look::changed, this, &CountChart::rebuild);
    rebuild();
}

void CountChart::setBars(std::vector<Bar> bars, const QColor& color)
{
    m_bars = std::move(bars);
    m_color = color;
    rebuild();
}

void CountChart::rebuild()
{
    clear(*m_chart);
    tint(*m_chart);
    if (m_bars.empty())
        return;
    const Tokens& tokens = Look::instance().tokens();
    auto* set = new QBarSet(QString{});
    auto* names = new QBarCategoryAxis;
    qint64 most = 1;
    for (const Bar& bar : m_bars) {
        set->append(static_cast<double>(bar.count));
        names->append(bar.name);
        most = std::max(most, bar.count);
    }
    set->setColor(m_color.isValid() ? m_color : tokens.accent);
    set->setBorderColor(set->color().darker(150));
    set->setLabelColor(tokens.text);
    set->setLabelFont(chartFont());
    auto* series = new QBarSeries;
    series->setBarWidth(kBarWidth);
    series->setLabelsVisible(true);
    series->setLabelsPosition(QAbstractBarSeries::LabelsOutsideEnd);
    series->setLabelsPrecision(12); // Significant digits: whole numbers stay whole.
    series->append(set);
    auto* counts = new QValueAxis;
    counts->setRange(0, static_cast<double>(most) * kHeadroom);
    counts->setLabelsVisible(false); // The figures stand at the bars.
    counts->setGridLineVisible(false);
    counts->setLineVisible(false);
    names->setGridLineVisible(false);
    m_chart->addSeries(series);
    m_chart->addAxis(names, Qt::AlignBottom);
    m_chart->addAxis(counts, Qt::AlignLeft);
    for (QAbstractAxis* axis : m_chart->axes()) {
        tint(*axis);
        series->attachAxis(axis);
    }
}

} // namespace labelwright
