// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace labelwright {

class ActionSet;

/// In the canvas's place when nothing is left for the worker: what was reached, what to do next.
class FinishedPage : public QWidget {
    Q_OBJECT
public:
    explicit FinishedPage(const ActionSet& actions, QWidget* parent = nullptr);

    /// How many objects the job has, and where its output folder is.
    void setJob(qint64 objectCount, const QString& outputFolder);
    /// What became of the output folder; empty for nothing yet.
    void setOutputState(const QString& text);
    void setOutputFailure(const QString& text);

signals:
    void reviewRequested();

private:
    QLabel* m_text;
    QLabel* m_outputState;
};

} // namespace labelwright
