// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Statistics.h"
#include "ui/home/FiguresPage.h"

#include <optional>

class QSplitter;
class QTreeWidget;

namespace labelwright {

class StatisticsCharts;

/// A job's labels in figures: how much there is of each, in which sizes, together with what, and how long it took; as
/// tables and charts.
class StatisticsPage : public FiguresPage {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit StatisticsPage(const JobFacts& facts, QWidget* parent = nullptr);

protected:
    void count(const std::shared_ptr<const JobSnapshot>& snapshot) override;

private:
    QWidget* buildResults(TaskType task);
    void showStatistics(const Result<Statistics>& statistics, const LabelSet& labels);
    QString summary() const;
    void showWholeRows();
    void showChosen();

    std::optional<Statistics> m_statistics;
    // Of the results, made once the job's task is known.
    QSplitter* m_results = nullptr;
    QTreeWidget* m_labels = nullptr;
    StatisticsCharts* m_charts = nullptr;
};

} // namespace labelwright
