// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/StatisticsCharts.h"

#include "ui/home/CountChart.h"
#include "ui/home/FigureTables.h"
#include "ui/home/LabelBars.h"
#include "ui/home/ProgressChart.h"
#include "ui/home/StatisticsTables.h"
#include "ui/look/CoreText.h"
#include "ui/look/Parts.h"
#include "ui/look/QtColor.h"

#include <QLabel>
#include <QScrollArea>
#include <QSplitter>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr int kChartWidth = 400;
constexpr int kDaysWidth = 560;

QString roundedText(double count)
{
    return countText(std::llround(count));
}

/// "512", "1k", "131k", "2M": where the sizes begin, short enough for a place below each bar.
QString sizeName(std::size_t size)
{
    const double pixels = std::ldexp(1.0, static_cast<int>(size));
    if (pixels >= 1e6)
        return StatisticsCharts::tr("%1M").arg(std::llround(pixels / 1e6));
    return pixels >= 1e3 ? StatisticsCharts::tr("%1k").arg(std::llround(pixels / 1e3)) : roundedText(pixels);
}

/// From the smallest to the largest that occur.
std::vector<CountChart::Bar> sizeBars(const ComponentSizes& sizes)
{
    const auto occurs = [](std::int64_t count) { return count > 0; };
    const auto first = std::ranges::find_if(sizes, occurs) - sizes.begin();
    const auto end = std::find_if(sizes.rbegin(), sizes.rend(), occurs).base() - sizes.begin();
    std::vector<CountChart::Bar> bars;
    for (auto size = static_cast<std::size_t>(first); size < static_cast<std::size_t>(end); ++size)
        bars.push_back({sizeName(size), static_cast<qint64>(sizes[size])});
    return bars;
}

ComponentSizes sizesOfAll(const Statistics& statistics)
{
    ComponentSizes all{};
    for (std::size_t label = 1; label < statistics.labels.size(); ++label) {
        for (std::size_t size = 0; size < all.size(); ++size)
            all[size] += statistics.byLabel[label].sum.sizes[size];
    }
    return all;
}

QScrollArea* makeScrolled(QWidget* part)
{
    auto* inner = new QWidget;
    auto* column = new QVBoxLayout(inner);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(part);
    column->addStretch(1);
    auto* area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setWidget(inner);
    return area;
}

} // namespace

StatisticsCharts::StatisticsCharts(TaskType task, QWidget* parent) : QTabWidget(parent)
{
    setDocumentMode(true);
    if (!isClassification(task))
        m_pixels = addBars(tr("Pixels"), tr("Pixels of each label"));
    m_objects = addBars(tr("Objects"), tr("Objects that have each label"));
    m_times = addBars(tr("Time"), tr("Active time of each label"));
    if (!isClassification(task)) {
        m_sizes = new CountChart;
        m_sizes->setAccessibleName(tr("Components by area"));
        m_sizesHeading = addChart(tr("Component sizes"), {}, m_sizes);
        m_coverage = new CountChart;
        m_coverage->setAccessibleName(tr("Objects by labeled share"));
        addChart(tr("Coverage"), tr("Objects by the labeled share of their pixels, in percent"), m_coverage);
    }
    m_together = makeTogetherTable();
    addChart(tr("Co-occurrence"), tr("How many objects have the label of the row and that of the column"), m_together);
    addProgress();
    connect(&Look::instance(), &Look::changed, this, [this] { fillTogether(*m_together, m_statistics); });
}

StatisticsCharts::Bars StatisticsCharts::addBars(const QString& tab, const QString& heading)
{
    Bars bars;
    bars.chart = new LabelBars;
    bars.chart->setAccessibleName(heading);
    bars.heading = addChart(tab, heading, makeScrolled(bars.chart));
    return bars;
}

QLabel* StatisticsCharts::addChart(const QString& tab, const QString& heading, QWidget* chart)
{
    QLabel* text = makeText(heading, Role::Secondary);
    auto* page = new QWidget;
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, Metrics::kRelated, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(text);
    column->addWidget(chart, 1);
    addTab(page, tab);
    return text;
}

void StatisticsCharts::addProgress()
{
    m_completed = new ProgressChart;
    m_days = makeDaysTable();
    auto* parts = new QSplitter(Qt::Horizontal);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_completed);
    parts->addWidget(m_days);
    parts->setSizes({kChartWidth, kDaysWidth});
    m_completedHeading = addChart(tr("Progress"), {}, parts);
}

void StatisticsCharts::setStatistics(const Statistics& statistics, const LabelSet& labels)
{
    m_statistics = statistics;
    m_labels = labels;
    if (m_chosen >= statistics.labels.size())
        m_chosen = kUnlabelled;
    if (m_pixels.chart)
        showBars(
            m_pixels, tr("Pixels of each label"),
            [](const LabelStatistics& of) { return static_cast<double>(of.sum.pixels); }, roundedText);
    showBars(
        m_objects, tr("Objects that have each label"),
        [](const LabelStatistics& of) { return static_cast<double>(of.objects); }, roundedText);
    showTimes();
    if (m_sizes) {
        showSizes();
        showCoverage();
    }
    fillTogether(*m_together, statistics);
    m_completed->setDays(statistics.days, statistics.objects);
    m_completedHeading->setText(tr("Objects completed until each day, of %1").arg(countText(statistics.objects)));
    fillDays(*m_days, statistics);
}

void StatisticsCharts::chooseLabel(std::size_t label)
{
    m_chosen = label;
    if (m_sizes && !m_statistics.labels.empty())
        showSizes();
}

/// The most frequent first, as there may be more than are shown.
void StatisticsCharts::showBars(const Bars& bars, const QString& heading, const Figure& figure,
                                QString (*textOf)(double))
{
    std::vector<LabelBars::Bar> all;
    for (std::size_t label = 1; label < m_statistics.labels.size(); ++label) {
        const double value = figure(m_statistics.byLabel[label]);
        all.push_back({labelNameOf(m_statistics, label), textOf(value),
                       qtColor(m_labels.at(static_cast<Label>(label)).color), value});
    }
    std::ranges::stable_sort(all, std::greater(), &LabelBars::Bar::value);
    bars.heading->setText(all.size() <= LabelBars::kMostBars
                              ? heading
                              : tr("%1; the %2 with most are shown").arg(heading).arg(LabelBars::kMostBars));
    bars.chart->setBars(std::move(all));
}

void StatisticsCharts::showTimes()
{
    showBars(
        m_times, tr("Active time of each label"), [](const LabelStatistics& of) { return of.activeSeconds; },
        durationText);
    const bool isKnown = m_statistics.activeSeconds > 0;
    if (!isKnown)
        m_times.heading->setText(tr("No answer says how long it took."));
    m_times.chart->setVisible(isKnown);
}

void StatisticsCharts::showSizes()
{
    if (m_chosen == kUnlabelled) {
        m_sizesHeading->setText(tr("Components of all labels by area: each bar counts those from its number of pixels "
                                   "up to the next. Choose a label in the table for its own."));
        return m_sizes->setBars(sizeBars(sizesOfAll(m_statistics)));
    }
    const LabelMeasure& sum = m_statistics.byLabel[m_chosen].sum;
    const QString name = labelNameOf(m_statistics, m_chosen);
    m_sizesHeading->setText(sum.components == 0
                                ? tr("No object has \"%1\".").arg(name)
                                : tr("Components of \"%1\" by area: each bar counts those from its number of pixels up "
                                     "to the next.")
                                      .arg(name));
    m_sizes->setBars(sizeBars(sum.sizes), qtColor(m_labels.at(static_cast<Label>(m_chosen)).color));
}

void StatisticsCharts::showCoverage()
{
    std::vector<CountChart::Bar> bars;
    for (std::size_t tenth = 0; tenth < m_statistics.coverage.size(); ++tenth)
        bars.push_back({QStringLiteral("%1–%2").arg(10 * tenth).arg(10 * (tenth + 1)),
                        static_cast<qint64>(m_statistics.coverage[tenth])});
    m_coverage->setBars(std::move(bars));
}

} // namespace labelwright
