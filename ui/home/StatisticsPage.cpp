// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/StatisticsPage.h"

#include "ui/home/FigureTables.h"
#include "ui/home/JobFacts.h"
#include "ui/home/StatisticsCharts.h"
#include "ui/home/StatisticsTables.h"
#include "ui/look/CoreText.h"

#include <QHeaderView>
#include <QSplitter>
#include <QTreeWidget>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kMostRows = 7; ///< Of the table, unless the user gives it more.
constexpr int kChartsHeight = 320;

} // namespace

StatisticsPage::StatisticsPage(const JobFacts& facts, QWidget* parent)
    : FiguresPage(facts,
                  tr("When somebody has answered, this page tells how much there is of each label, in which sizes, "
                     "together with which others, and how long it took."),
                  parent)
{}

QWidget* StatisticsPage::buildResults(TaskType task)
{
    m_labels = makeLabelFigures(task);
    m_charts = new StatisticsCharts(task);
    connect(m_labels, &QTreeWidget::itemSelectionChanged, this, &StatisticsPage::showChosen);
    m_results = new QSplitter(Qt::Vertical);
    m_results->setChildrenCollapsible(false);
    m_results->addWidget(m_labels);
    m_results->addWidget(m_charts);
    m_results->setStretchFactor(0, 0);
    m_results->setStretchFactor(1, 1);
    return m_results;
}

void StatisticsPage::count(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    if (!m_statistics)
        tellCounting(tr("Counting labels…"));
    work().run([snapshot](const std::stop_token& stop,
                          const Progress& progress) { return statisticsOf(snapshot->job, stop, progress); },
               [this, snapshot](const Result<Statistics>& statistics) {
                   showStatistics(statistics, snapshot->job.spec().labels);
               });
}

void StatisticsPage::showStatistics(const Result<Statistics>& statistics, const LabelSet& labels)
{
    if (!isCounted(statistics))
        return;
    m_statistics = *statistics;
    tell(summary(), tr("Objects whose labels can't be read: %1."), statistics->leftOut);
    if (statistics->answered == 0)
        return showFigures(nullptr);
    const bool isFirst = !m_results;
    if (isFirst) {
        showFigures(buildResults(statistics->task));
        setFocusProxy(m_labels);
    }
    const std::optional<std::size_t> chosen = chosenLabel(*m_labels);
    fillLabelFigures(*m_labels, *statistics, labels);
    if (chosen)
        chooseLabel(*m_labels, *chosen);
    m_charts->setStatistics(*statistics, labels);
    showChosen();
    showFigures(m_results);
    if (isFirst)
        showWholeRows();
}

QString StatisticsPage::summary() const
{
    const Statistics& statistics = *m_statistics;
    QString text = tr("Answered: %1 of %2 objects.").arg(countText(statistics.answered), countText(statistics.objects));
    if (statistics.covered())
        text += tr(" Labeled: %1 % of their pixels.").arg(shareText(statistics.covered()));
    if (statistics.secondsPerObject())
        text += tr(" Active time of an object: %1 on average, %2 in the median.")
                    .arg(durationText(*statistics.secondsPerObject()), durationText(*statistics.medianSeconds));
    return text;
}

/// The table begins with all its rows, or with so many that none is cut.
void StatisticsPage::showWholeRows()
{
    const int rows = std::min(m_labels->topLevelItemCount(), kMostRows);
    const int height =
        m_labels->header()->sizeHint().height() + rows * m_labels->sizeHintForRow(0) + 2 * m_labels->frameWidth();
    m_results->setSizes({height, std::max(kChartsHeight, m_results->height() - height - m_results->handleWidth())});
}

/// The sizes of its components.
void StatisticsPage::showChosen()
{
    m_charts->chooseLabel(chosenLabel(*m_labels).value_or(kUnlabelled));
}

} // namespace labelwright
