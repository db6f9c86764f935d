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

/// In the canvas's place when nothing is left for the worker: what was reached, what to do next.
class FinishedPage : public QWidget {
    Q_OBJECT
public:
    explicit FinishedPage(const ActionSet& actions, QWidget* parent = nullptr);

    enum class Work : std::uint8_t { Labeling, Review };

    void setJob(Work work, JobStatus status, const TaskCounts& counts, const QString& outputFolder);
    /// What became of the output folder; empty for nothing yet.
    void setOutputState(const QString& text);
    void setOutputFailure(const QString& text);

signals:
    void reviewRequested();

private:
    QLabel* m_title;
    QLabel* m_text;
    QLabel* m_outputState;
};

} // namespace labelwright
