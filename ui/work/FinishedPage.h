// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobState.h"
#include "core/job/TaskQueue.h"

#include <QWidget>

#include <cstdint>

class QLabel;
class QPushButton;

namespace labelwright {

class ActionSet;

/// In the canvas's place when nothing is left for the worker: what was reached, what to do next. As long as something
/// is not saved it says that instead.
class FinishedPage : public QWidget {
    Q_OBJECT
public:
    explicit FinishedPage(const ActionSet& actions, QWidget* parent = nullptr);

    enum class Work : std::uint8_t { Labeling, Review };

    void setJob(Work work, JobStatus status, const TaskCounts& counts, const QString& outputFolder);
    /// `failure` says what could not be saved, why and what to do; empty when nothing failed. `isSaving` while
    /// something is on its way to the disk.
    void setSaves(const QString& failure, bool isSaving);
    /// What became of the output folder; empty for nothing yet.
    void setOutputState(const QString& text);
    void setOutputFailure(const QString& text);

signals:
    void retryRequested();
    void reviewRequested();

private:
    QWidget* buildUnsaved();
    QWidget* buildDone(const ActionSet& actions);
    void showTitle();

    Work m_work = Work::Labeling;
    JobStatus m_status = JobStatus::InProgress;
    bool m_isSaving = false;
    QLabel* m_title;
    QLabel* m_failure;
    QLabel* m_text;
    QLabel* m_outputState;
    QWidget* m_unsaved; ///< In the place of m_done.
    QWidget* m_done;
};

} // namespace labelwright
