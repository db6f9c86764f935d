// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/ElidedLabel.h"

#include <QString>
#include <QWidget>

#include <chrono>

class QAction;
class QLabel;
class QToolButton;

namespace labelwright {

/// "0:42 of 60 min"; the limit in m:ss where it is no whole number of minutes.
QString taskTimeText(double activeSeconds, std::chrono::seconds limit);

/// The bar at the top: job, object, worker, task time, the way out.
class HeaderBar : public QWidget {
    Q_OBJECT
public:
    /// `stop` is what the button at the right does; `description` is the task's, and may be empty.
    HeaderBar(const QString& jobName, const QString& description, const QString& workerName, std::chrono::seconds limit,
              QAction& stop, QWidget* parent = nullptr);
    /// "object 12 of 340", or what stands there at the end; `sourceRef` is the tool tip.
    void setProgress(const QString& text, const QString& sourceRef);
    /// What is said of the object's flag; empty without one.
    void setFlag(const QString& text);
    /// `isPaused` while the time does not count.
    void setActiveSeconds(double seconds, bool isPaused);
    /// Of the task; shown with the next setActiveSeconds().
    void setDescription(const QString& text) { m_task->setFullText(text); }
    void setLimit(std::chrono::seconds limit) { m_limit = limit; }
    /// At the end there is no task whose time counts.
    void setTimeShown(bool shown);

signals:
    /// The flag was pressed.
    void flagPressed();

private:
    std::chrono::seconds m_limit;
    ElidedLabel* m_progress;
    ElidedLabel* m_task;
    QToolButton* m_flag;
    QLabel* m_time;
};

} // namespace labelwright
