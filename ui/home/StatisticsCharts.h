// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Statistics.h"
#include "core/labels/LabelSet.h"

#include <QTabWidget>

#include <functional>

class QLabel;
class QTreeWidget;

namespace labelwright {

class CountChart;
class LabelBars;
class ProgressChart;

/// A job's statistics as charts, a tab each, with the tables that belong to them.
class StatisticsCharts : public QTabWidget {
    Q_OBJECT
public:
    explicit StatisticsCharts(TaskType task, QWidget* parent = nullptr);

    /// `labels` are the job's.
    void setStatistics(const Statistics& statistics, const LabelSet& labels);
    /// Whose component sizes are shown; kUnlabelled stands for all labels.
    void chooseLabel(std::size_t label);

private:
    struct Bars {
        QLabel* heading = nullptr;
        LabelBars* chart = nullptr;
    };
    using Figure = std::function<double(const LabelStatistics&)>;

    Bars addBars(const QString& tab, const QString& heading);
    QLabel* addChart(const QString& tab, const QString& heading, QWidget* chart);
    void addProgress();
    void showBars(const Bars& bars, const QString& heading, const Figure& figure, QString (*textOf)(double));
    void showTimes();
    void showSizes();
    void showCoverage();

    Statistics m_statistics;
    LabelSet m_labels;
    std::size_t m_chosen = kUnlabelled;
    Bars m_pixels; ///< As all of components, for masks alone.
    Bars m_objects;
    Bars m_times;
    CountChart* m_sizes = nullptr;
    QLabel* m_sizesHeading = nullptr;
    CountChart* m_coverage = nullptr;
    QTreeWidget* m_together = nullptr;
    ProgressChart* m_completed = nullptr;
    QLabel* m_completedHeading = nullptr;
    QTreeWidget* m_days = nullptr;
};

} // namespace labelwright
