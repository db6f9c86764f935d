// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelBars.h"

#include "ui/look/Look.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QHorizontalStackedBarSeries>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

constexpr int kBarHeight = 26;
constexpr int kAxisHeight = 48;
constexpr double kBarWidth = 0.6; ///< Of its row.
constexpr int kFontPx = 12;
constexpr int kMostNameWidth = 220;
constexpr QChar kNothing(0x200B); ///< A space without width.

/// Each bar is a set of its own, as a set has one colour. The first category is drawn lowest.
std::unique_ptr<QHorizontalStackedBarSeries> seriesOf(const std::vector<LabelBars::Bar>& bars)
{
    auto series = std::make_unique<QHorizontalStackedBarSeries>();
    series->setBarWidth(kBarWidth);
    for (std::size_t bar = 0; bar < bars.size(); ++bar) {
        auto* set = new QBarSet(bars[bar].name);
        for (std::size_t row = bars.size(); row-- > 0;)
            set->append(row == bar ? bars[bar].value : 0);
        set->setColor(bars[bar].color);
        set->setBorderColor(bars[bar].color.darker(150));
        series->append(set);
    }
    return series;
}

QFont axisFont()
{
    QFont font;
    font.setPixelSize(kFontPx);
    return font;
}

/// Cut here, as the axis cuts by a width that it takes before it has its place, down to nothing but dots.
QStringList categoriesOf(const std::vector<LabelBars::Bar>& bars)
{
    const QFontMetrics metrics(axisFont());
    QStringList categories;
    for (std::size_t row = bars.size(); row-- > 0;) {
        QString category = LabelBars::tr("%1 %2").arg(
            metrics.elidedText(bars[row].name, Qt::ElideMiddle, kMostNameWidth).toHtmlEscaped(), bars[row].figure);
        while (categories.contains(category)) // The axis takes each text once.
            category += kNothing;
        categories << category;
    }
    return categories;
}

/// More than 0, so that the axis has an extent.
double largestOf(const std::vector<LabelBars::Bar>& bars)
{
    double largest = 0;
    for (const LabelBars::Bar& bar : bars)
        largest = std::max(largest, bar.value);
    return largest > 0 ? largest : 1;
}

void tint(QAbstractAxis& axis)
{
    const Tokens& tokens = Look::instance().tokens();
    axis.setLabelsFont(axisFont());
    axis.setLabelsColor(tokens.text);
    axis.setGridLineColor(tokens.line);
    axis.setLinePenColor(tokens.line);
}

} // namespace

LabelBars::LabelBars(QWidget* parent) : QWidget(parent), m_chart(new QChart)
{
    auto* view = new QChartView(m_chart);
    view->setRenderHint(QPainter::Antialiasing);
    view->setFrameShape(QFrame::NoFrame);
    view->setFocusPolicy(Qt::NoFocus);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(view);
    m_chart->legend()->hide();
    m_chart->setMargins({});
    m_chart->setBackgroundRoundness(0);
    connect(&Look::instance(), &Look::changed, this, &LabelBars::rebuild);
}

void LabelBars::setBars(std::vector<Bar> bars, std::optional<double> range)
{
    bars.resize(std::min(bars.size(), static_cast<std::size_t>(kMostBars)));
    m_bars = std::move(bars);
    m_range = range;
    rebuild();
}

void LabelBars::rebuild()
{
    m_chart->removeAllSeries();
    for (QAbstractAxis* axis : m_chart->axes()) {
        m_chart->removeAxis(axis);
        delete axis;
    }
    auto* names = new QBarCategoryAxis;
    names->append(categoriesOf(m_bars));
    names->setGridLineVisible(false);
    names->setTruncateLabels(false);
    auto* values = new QValueAxis;
    values->setRange(0, m_range.value_or(largestOf(m_bars)));
    values->setTickCount(2);
    values->setLabelFormat(QStringLiteral("%d"));
    values->setLabelsVisible(m_range.has_value());
    QHorizontalStackedBarSeries* series = seriesOf(m_bars).release(); // the chart owns it from here on
    m_chart->addSeries(series);
    m_chart->addAxis(names, Qt::AlignLeft);
    m_chart->addAxis(values, Qt::AlignBottom);
    series->attachAxis(names);
    series->attachAxis(values);
    tint(*names);
    tint(*values);
    m_chart->setBackgroundBrush(Look::instance().tokens().window);
    setFixedHeight(kAxisHeight + kBarHeight * static_cast<int>(m_bars.size()));
}

} // namespace labelwright
