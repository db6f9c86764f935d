// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkersPage.h"

#include "ui/home/HomeParts.h"
#include "ui/home/JobFacts.h"
#include "ui/home/SpeedChart.h"
#include "ui/home/WorkersModel.h"

#include <QAction>
#include <QClipboard>
#include <QComboBox>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSignalBlocker>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr int kLabelWidth = 200;
constexpr int kFigureWidth = 130;
constexpr int kLastWidth = 190;
constexpr int kChartHeight = 260;

QTreeView* makeTableOf(WorkersModel& model)
{
    auto* table = new QTreeView;
    table->setModel(&model);
    table->setRootIsDecorated(false);
    table->setUniformRowHeights(true);
    table->setAllColumnsShowFocus(true);
    table->setSelectionMode(QAbstractItemView::ExtendedSelection);
    table->setSortingEnabled(true);
    table->setContextMenuPolicy(Qt::ActionsContextMenu);
    table->setAccessibleName(WorkersPage::tr("Workers"));
    QHeaderView* header = table->header();
    header->setStretchLastSection(false);
    header->setSortIndicator(-1, Qt::AscendingOrder); // The team's own order, until a heading is clicked.
    return table;
}

} // namespace

WorkersPage::WorkersPage(const JobFacts& facts, QWidget* parent)
    : FiguresPage(facts,
                  tr("When somebody has answered, this page tells who did what, how fast, and how much of it was "
                     "corrected."),
                  parent),
      m_label(new QComboBox), m_model(new WorkersModel(this)), m_table(makeTableOf(*m_model)), m_chart(new SpeedChart),
      m_noSpeed(makeText(tr("No answer says how long it took."), Role::Secondary)), m_figures(buildReport())
{
    buildLine();
    showFigures(m_figures);
    showFigures(nullptr);
    connect(m_label, &QComboBox::currentIndexChanged, this, &WorkersPage::showTable);
    setFocusProxy(m_table);
}

void WorkersPage::buildLine()
{
    m_label->setAccessibleName(tr("Label"));
    m_label->setFixedSize(kLabelWidth, Metrics::kPageControl);
    auto* copy = new QAction(tr("Copy"), this);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    connect(copy, &QAction::triggered, this, &WorkersPage::copy);
    m_table->addAction(copy);
    auto* button = new QPushButton(copy->text());
    button->setFixedHeight(Metrics::kPageControl);
    button->setToolTip(tr("The table, for a spreadsheet; of chosen rows only these"));
    connect(button, &QPushButton::clicked, copy, &QAction::trigger);
    line().insertWidget(0, m_label);
    line().addWidget(button);
}

QWidget* WorkersPage::buildReport()
{
    m_chart->setFixedHeight(kChartHeight);
    m_noSpeed->hide();
    auto* report = new QWidget;
    auto* column = new QVBoxLayout(report);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_table, 1);
    column->addSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Objects an hour, by day"), Role::Section));
    column->addWidget(m_noSpeed);
    column->addWidget(m_chart);
    return report;
}

void WorkersPage::count(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    if (!m_report)
        tellCounting(tr("Reading answers…"));
    work().run([snapshot](const std::stop_token& stop,
                          const Progress& progress) { return workerReport(snapshot->job, stop, progress); },
               [this](const Result<WorkerReport>& report) { showReport(report); });
}

void WorkersPage::showReport(const Result<WorkerReport>& report)
{
    if (!isCounted(report))
        return;
    const std::vector<std::string> before = m_report ? std::move(m_report->labels) : std::vector<std::string>();
    m_report = *report;
    tell({}, tr("Answers whose labels can't be read: %1."), report->leftOut);
    const bool isAnswered =
        std::ranges::any_of(report->workers, [](const WorkerWork& work) { return work.answers > 0; });
    showFigures(isAnswered ? m_figures : nullptr);
    m_chart->setWorkers(report->workers);
    m_chart->setVisible(m_chart->hasLines());
    m_noSpeed->setVisible(!m_chart->hasLines());
    if (m_report->labels != before)
        showLabels(before);
    showTable();
}

/// The one that is chosen stays so by its name; `before` are those that are offered.
void WorkersPage::showLabels(const std::vector<std::string>& before)
{
    const auto chosen = static_cast<std::size_t>(m_label->currentData().toInt()); // All labels are past the end.
    const std::string name = chosen < before.size() ? before[chosen] : std::string();
    const QSignalBlocker quiet(m_label);
    m_label->clear();
    m_label->addItem(tr("All labels"), -1);
    for (std::size_t label = isClassification(m_report->task) ? 1 : 0; label < m_report->labels.size(); ++label) {
        m_label->addItem(label == 0 ? tr("unlabeled") : QString::fromStdString(m_report->labels[label]),
                         static_cast<int>(label));
        if (m_report->labels[label] == name)
            m_label->setCurrentIndex(m_label->count() - 1);
    }
}

void WorkersPage::showTable()
{
    if (!m_report)
        return;
    const int label = m_label->currentData().toInt();
    m_model->show(*m_report, label);
    QHeaderView* header = m_table->header();
    for (int column = WorkersModel::Objects; column < WorkersModel::ColumnCount; ++column)
        header->resizeSection(column, column == WorkersModel::Differing ? kLastWidth : kFigureWidth);
    header->setSectionResizeMode(WorkersModel::Name, QHeaderView::Stretch);
    for (const int ofAllLabels : {WorkersModel::Answers, WorkersModel::ActiveTime, WorkersModel::Speed,
                                  WorkersModel::Adjusted, WorkersModel::Accepted, WorkersModel::Gold})
        m_table->setColumnHidden(ofAllLabels, label >= 0);
    if (header->sortIndicatorSection() >= 0)
        m_model->sort(header->sortIndicatorSection(), header->sortIndicatorOrder());
}

void WorkersPage::copy()
{
    QList<int> rows;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        if (!m_table->selectionModel()->hasSelection() || m_table->selectionModel()->isRowSelected(row))
            rows << row;
    }
    QList<int> columns;
    for (int column = 0; column < WorkersModel::ColumnCount; ++column) {
        if (!m_table->isColumnHidden(column))
            columns << column;
    }
    QGuiApplication::clipboard()->setText(m_model->textOf(rows, columns));
}

} // namespace labelwright
