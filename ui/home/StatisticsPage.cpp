// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/StatisticsPage.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/FigureTables.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobFacts.h"
#include "ui/home/StatisticsCharts.h"
#include "ui/home/StatisticsTables.h"
#include "ui/look/CoreText.h"

#include <QHBoxLayout>
#include <QHideEvent>
#include <QLabel>
#include <QProgressBar>
#include <QSplitter>
#include <QStackedWidget>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kBarWidth = 160;
constexpr int kTextWidth = 520;
constexpr int kTableHeight = 220;
constexpr int kChartsHeight = 320;
constexpr int kPercent = 100;

} // namespace

StatisticsPage::StatisticsPage(const JobFacts& facts, QWidget* parent)
    : QWidget(parent), m_facts(facts), m_summary(makeText({}, Role::Secondary)), m_progress(new QProgressBar),
      m_stack(new QStackedWidget)
{
    m_stack->addWidget(buildEmptyState());
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(buildBar());
    column->addWidget(m_stack, 1);
    connect(&facts, &JobFacts::snapshotChanged, this, &StatisticsPage::look);
    connect(&m_work, &StoppableWork::progressed, this, [this](qint64 done, qint64 all) {
        m_progress->show();
        m_progress->setValue(static_cast<int>(done * kPercent / std::max<qint64>(all, 1)));
    });
}

QWidget* StatisticsPage::buildBar()
{
    m_progress->setRange(0, kPercent);
    m_progress->setTextVisible(false);
    m_progress->setFixedWidth(kBarWidth);
    m_progress->setAccessibleName(tr("Objects counted"));
    m_progress->hide();
    m_summary->setTextInteractionFlags(Qt::TextSelectableByMouse);
    auto* bar = new QWidget;
    auto* row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_summary, 1);
    row->addWidget(m_progress);
    return bar;
}

QWidget* StatisticsPage::buildEmptyState()
{
    QLabel* text = makeText(tr("When somebody has answered, this page tells how much there is of each label, in which "
                               "sizes, together with which others, and how long it took."),
                            Role::Secondary);
    text->setAlignment(Qt::AlignCenter);
    text->setFixedWidth(kTextWidth);
    auto* page = new QWidget;
    setRole(*page, Role::Panel);
    auto* column = new QVBoxLayout(page);
    column->addWidget(text, 0, Qt::AlignCenter);
    return page;
}

QWidget* StatisticsPage::buildResults(TaskType task)
{
    m_labels = makeLabelFigures(task);
    m_charts = new StatisticsCharts(task);
    connect(m_labels, &QTreeWidget::itemSelectionChanged, this, &StatisticsPage::showChosen);
    auto* parts = new QSplitter(Qt::Vertical);
    parts->setChildrenCollapsible(false);
    parts->addWidget(m_labels);
    parts->addWidget(m_charts);
    parts->setSizes({kTableHeight, kChartsHeight});
    return parts;
}

void StatisticsPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    look();
}

void StatisticsPage::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    if (event->spontaneous() || !m_work.isRunning())
        return; // A minimized window may count on.
    m_work.stop();
    m_looked.reset();
}

void StatisticsPage::look()
{
    const std::shared_ptr<const JobSnapshot>& snapshot = m_facts.snapshot();
    if (!isVisible() || !snapshot ||
        (m_looked && eventCount(m_looked->job.events()) == eventCount(snapshot->job.events())))
        return;
    m_looked = snapshot;
    if (!m_statistics)
        m_summary->setText(tr("Counting labels…"));
    m_work.run([snapshot](const std::stop_token& stop,
                          const Progress& progress) { return statisticsOf(snapshot->job, stop, progress); },
               [this, snapshot](const Result<Statistics>& statistics) {
                   showStatistics(statistics, snapshot->job.spec().labels);
               });
}

void StatisticsPage::showStatistics(const Result<Statistics>& statistics, const LabelSet& labels)
{
    m_progress->hide();
    if (!statistics && statistics.error().code == ErrorCode::Cancelled)
        return;
    setRole(*m_summary, statistics && statistics->leftOut.empty() ? Role::Secondary : Role::Warning);
    if (!statistics)
        return m_summary->setText(sentenceOf(statistics.error()));
    m_statistics = *statistics;
    showSummary();
    if (statistics->answered == 0)
        return m_stack->setCurrentIndex(0);
    if (!m_results) {
        m_results = buildResults(statistics->task);
        m_stack->addWidget(m_results);
        setFocusProxy(m_labels);
    }
    const std::optional<std::size_t> chosen = chosenLabel(*m_labels);
    fillLabelFigures(*m_labels, *statistics, labels);
    if (chosen)
        chooseLabel(*m_labels, *chosen);
    m_charts->setStatistics(*statistics, labels);
    showChosen();
    m_stack->setCurrentWidget(m_results);
}

void StatisticsPage::showSummary()
{
    const Statistics& statistics = *m_statistics;
    QString text = tr("Answered: %1 of %2 objects.").arg(countText(statistics.answered), countText(statistics.objects));
    if (statistics.covered())
        text += tr(" Labeled: %1 % of their pixels.").arg(shareText(statistics.covered()));
    if (statistics.secondsPerObject())
        text += tr(" Active time of an object: %1 on average, %2 in the median.")
                    .arg(durationText(*statistics.secondsPerObject()), durationText(*statistics.medianSeconds));
    if (!statistics.leftOut.empty())
        text += tr(" Objects whose labels can't be read: %1. %2")
                    .arg(countText(static_cast<std::int64_t>(statistics.leftOut.size())),
                         sentenceOf(statistics.leftOut.front()));
    m_summary->setText(text);
}

/// The sizes of its components.
void StatisticsPage::showChosen()
{
    m_charts->chooseLabel(chosenLabel(*m_labels).value_or(kUnlabelled));
}

} // namespace labelwright
