// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/SplitPlan.h"
#include "ui/bridge/JobSnapshot.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>

#include <memory>

class QBoxLayout;
class QSpinBox;
class QTreeWidget;

namespace labelwright {

class PathEdit;

/// Hands out copies of a job: who gets one, what goes to whom, where the copies lie. What will come of it is shown as
/// it is chosen.
class SplitDialog : public QDialog {
    Q_OBJECT
public:
    /// What is decided is `author`'s.
    SplitDialog(const std::shared_ptr<const JobSnapshot>& snapshot, Worker author, QWidget* parent = nullptr);

    /// What is chosen.
    SplitRequest request() const;

    /// Cancels the work under way instead, if there is one.
    void reject() override;

signals:
    /// The copies are there, and the job has other assignments.
    void split();

private:
    QWidget* makeForm();
    void addWorkers(QBoxLayout& column);
    void addOverlap(QBoxLayout& column);
    void preview();
    void showPlan(const Result<SplitPlan>& plan);
    void begin();
    void finish(const Status& done);

    std::shared_ptr<const JobSnapshot> m_snapshot;
    Worker m_author;
    QWidget* m_form;
    QTreeWidget* m_workers;
    QSpinBox* m_overlap;
    PathEdit* m_out;
    WorkFrame m_frame;
};

} // namespace labelwright
