// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/WorkerReport.h"
#include "ui/home/FiguresPage.h"

#include <optional>
#include <string>
#include <vector>

class QComboBox;
class QLabel;
class QTreeView;

namespace labelwright {

class SpeedChart;
class WorkersModel;

/// What each worker of a job did, as a table, for all labels or one, and as a chart of their speed.
class WorkersPage : public FiguresPage {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit WorkersPage(const JobFacts& facts, QWidget* parent = nullptr);

protected:
    void count(const std::shared_ptr<const JobSnapshot>& snapshot) override;

private:
    void buildLine();
    QWidget* buildReport();
    void showReport(const Result<WorkerReport>& report);
    void showLabels(const std::vector<std::string>& before);
    void showTable();
    void copy();

    std::optional<WorkerReport> m_report;
    QComboBox* m_label;
    WorkersModel* m_model;
    QTreeView* m_table;
    SpeedChart* m_chart;
    QLabel* m_noSpeed;
    QWidget* m_figures;
};

} // namespace labelwright
