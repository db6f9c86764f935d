// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/home/RecentJobs.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace labelwright {

/// What is shown when there is no job: what the program is for, the jobs of before, the way to a first one.
class WelcomePage : public QWidget {
    Q_OBJECT
public:
    explicit WelcomePage(const QList<RecentJob>& recent, QWidget* parent = nullptr);

    /// Why a job could not be opened, a full sentence, with an offer to try again; empty for nothing.
    void setFailure(const QString& text);

signals:
    /// The user wants to choose a folder.
    void chooseRequested();
    void openRequested(const QString& folder);
    /// The user wants the job opened that could not be.
    void retryRequested();
    void forgetRequested(const QString& folder);
    void closed();

protected:
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void closeEvent(QCloseEvent* event) override;

private:
    QWidget* makeRecentList(const QList<RecentJob>& recent);
    void openItem(const QTreeWidgetItem* item);
    void askAboutItem(const QPoint& position);

    QLabel* m_failure;
    QPushButton* m_retry;
    QTreeWidget* m_list;
};

} // namespace labelwright
