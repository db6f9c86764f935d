// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Statistics.h"
#include "ui/bridge/StoppableWork.h"

#include <QWidget>

#include <memory>
#include <optional>

class QLabel;
class QProgressBar;
class QStackedWidget;
class QTreeWidget;

namespace labelwright {

class JobFacts;
class StatisticsCharts;
struct JobSnapshot;

/// A job's labels in figures: how much there is of each, in which sizes, together with what, and how long it took; as
/// tables and charts. Counts when it comes into view, and again when the job has got events since; stops when it is
/// left.
class StatisticsPage : public QWidget {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit StatisticsPage(const JobFacts& facts, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;
    void hideEvent(QHideEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildEmptyState();
    QWidget* buildResults(TaskType task);
    void look();
    void showStatistics(const Result<Statistics>& statistics, const LabelSet& labels);
    void showSummary();
    void showChosen();

    const JobFacts& m_facts;
    std::shared_ptr<const JobSnapshot> m_looked; ///< What the statistics are, or will be, of.
    std::optional<Statistics> m_statistics;
    QLabel* m_summary;
    QProgressBar* m_progress;
    QStackedWidget* m_stack;
    // Of the results, made once the job's task is known.
    QWidget* m_results = nullptr;
    QTreeWidget* m_labels = nullptr;
    StatisticsCharts* m_charts = nullptr;
    StoppableWork m_work;
};

} // namespace labelwright
