// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/review/WorkerReport.h"
#include "ui/bridge/StoppableWork.h"

#include <QWidget>

#include <memory>
#include <optional>

class QComboBox;
class QLabel;
class QProgressBar;
class QStackedWidget;
class QTreeView;

namespace labelwright {

class JobFacts;
class SpeedChart;
class WorkersModel;
struct JobSnapshot;

/// What each worker of a job did, as a table, for all labels or one, and as a chart of their speed. Looks when it comes
/// into view, and again when the job has got events since.
class WorkersPage : public QWidget {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the page.
    explicit WorkersPage(const JobFacts& facts, QWidget* parent = nullptr);

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildReport();
    void look();
    void showReport(const Result<WorkerReport>& report);
    void showLabels();
    void showTable();
    void copy();

    const JobFacts& m_facts;
    std::shared_ptr<const JobSnapshot> m_looked; ///< What the report is, or will be, about.
    std::optional<WorkerReport> m_report;
    QComboBox* m_label;
    QLabel* m_state;
    QProgressBar* m_progress;
    QStackedWidget* m_stack;
    WorkersModel* m_model;
    QTreeView* m_table;
    SpeedChart* m_chart;
    QLabel* m_noSpeed;
    StoppableWork m_work;
};

} // namespace labelwright
