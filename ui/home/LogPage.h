// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobLog.h"

#include <QStringListModel>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <filesystem>
#include <vector>

class QCheckBox;
class QComboBox;
class QLabel;
class QListView;
class QPushButton;

namespace labelwright {

/// A job's log, with filters; it can go on telling what is new, and be saved as it is shown.
class LogPage : public QWidget {
    Q_OBJECT
public:
    explicit LogPage(std::filesystem::path jobFolder, QWidget* parent = nullptr);
    ~LogPage() override;

    void refresh();
    /// Writes the lines in view and says what became of that.
    void saveTo(const QString& path);

protected:
    void showEvent(QShowEvent* event) override;

private:
    struct Found {
        std::vector<LogEntry> log;
        QString problem;
    };

    QWidget* buildFilters();
    void take(const Found& found);
    void showWorkers();
    void showLines();
    void askWhereToSave();
    LogFilter filter() const;

    std::filesystem::path m_jobFolder;
    std::vector<LogEntry> m_log;
    QComboBox* m_kind;
    QComboBox* m_worker;
    QCheckBox* m_follow;
    QStringListModel m_lines;
    QListView* m_view;
    QLabel* m_state;
    QTimer m_timer; ///< While it is followed.
    bool m_isReading = false;
    QThreadPool m_disk; ///< Last: its destructor waits while all else lives.
};

} // namespace labelwright
