// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LabelHistogram.h"

#include "ui/home/ChartParts.h"
#include "ui/home/JobFacts.h"
#include "ui/look/Look.h"
#include "ui/look/QtColor.h"

#include <QBarCategoryAxis>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QHorizontalStackedBarSeries>
#include <QLocale>
#include <QVBoxLayout>
#include <QValueAxis>

#include <algorithm>
#include <memory>
#include <vector>

namespace labelwright {
namespace {

constexpr int kBarHeight = 26;
constexpr int kAxisHeight = 48;
constexpr double kBarWidth = 0.6; ///< Of its row.
constexpr int kMostNameWidth = 220;
constexpr QChar kNothing(0x200B); ///< A space without width.

/// By frequency, the labels' order among equals.
std::vector<Label> mostFrequent(const JobFacts& facts)
{
    std::vector<Label> labels;
    for (std::size_t label = 1; label <= facts.labels().size(); ++label)
        labels.push_back(static_cast<Label>(label));
    std::ranges::stable_sort(labels, std::greater(), [&](Label label) { return facts.objectsWith(label); });
    labels.resize(std::min(labels.size(), static_cast<std::size_t>(LabelHistogram::kMostBars)));
    return labels;
}

/// Each bar is a set of its own, as a set has one colour. The first category is drawn lowest.
std::unique_ptr<QHorizontalStackedBarSeries> barsOf(const JobFacts& facts, const std::vector<Label>& labels)
{
    auto series = std::make_unique<QHorizontalStackedBarSeries>();
    series->setBarWidth(kBarWidth);
    for (std::size_t bar = 0; bar < labels.size(); ++bar) {
        const LabelClass& label = facts.labels().at(labels[bar]);
        const QColor fill = qtColor(label.color);
        auto* set = new QBarSet(QString::fromStdString(label.name));
        for (std::size_t row = labels.size(); row-- > 0;)
            set->append(row == bar ? facts.objectsWith(labels[bar]) : 0);
        set->setColor(fill);
        set->setBorderColor(fill.darker(150));
        series->append(set);
    }
    return series;
}

/// Cut here, as the axis cuts by a width that it takes before it has its place, down to nothing but dots.
QStringList categoriesOf(const JobFacts& facts, const std::vector<Label>& labels)
{
    const QFontMetrics metrics(chartFont());
    QStringList categories;
    for (std::size_t row = labels.size(); row-- > 0;) {
        const QString name = QString::fromStdString(facts.labels().at(labels[row]).name);
        QString category =
            LabelHistogram::tr("%1 %2").arg(metrics.elidedText(name, Qt::ElideMiddle, kMostNameWidth).toHtmlEscaped(),
                                            QLocale().toString(facts.objectsWith(labels[row])));
        while (categories.contains(category)) // The axis takes each text once.
            category += kNothing;
        categories << category;
    }
    return categories;
}

} // namespace

LabelHistogram::LabelHistogram(const JobFacts& facts, QWidget* parent)
    : QWidget(parent), m_facts(facts), m_chart(new QChart)
{
    setAccessibleName(tr("Objects with each label"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(makeChartView(m_chart));
    m_chart->legend()->hide();
    connect(&facts, &JobFacts::snapshotChanged, this, &LabelHistogram::rebuild);
    connect(&facts, &JobFacts::factsChanged, this, &LabelHistogram::rebuild);
    connect(&Look::instance(), &Look::changed, this, &LabelHistogram::rebuild);
    if (facts.snapshot())
        rebuild();
}

void LabelHistogram::rebuild()
{
    if (!m_facts.snapshot())
        return;
    const std::vector<Label> labels = mostFrequent(m_facts);
    clear(*m_chart);
    auto* names = new QBarCategoryAxis;
    names->append(categoriesOf(m_facts, labels));
    names->setGridLineVisible(false);
    names->setTruncateLabels(false);
    auto* counts = new QValueAxis;
    const int most = labels.empty() ? 0 : m_facts.objectsWith(labels.front());
    counts->setRange(0, std::max(1, most));
    counts->setTickCount(2);
    counts->setLabelFormat(QStringLiteral("%d"));
    QHorizontalStackedBarSeries* series = barsOf(m_facts, labels).release(); // the chart owns it from here on
    m_chart->addSeries(series);
    m_chart->addAxis(names, Qt::AlignLeft);
    m_chart->addAxis(counts, Qt::AlignBottom);
    series->attachAxis(names);
    series->attachAxis(counts);
    tint(*names);
    tint(*counts);
    tint(*m_chart);
    setFixedHeight(kAxisHeight + kBarHeight * static_cast<int>(labels.size()));
}

} // namespace labelwright
