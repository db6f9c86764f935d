// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/OutputWorker.h"

#include <QString>
#include <QWidget>

#include <filesystem>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace labelwright {

class OutputModel;

/// The derived files of a job: looked at, opened, made again.
class OutputPage : public QWidget {
    Q_OBJECT
public:
    explicit OutputPage(const std::filesystem::path& jobFolder, QWidget* parent = nullptr);

    /// Lists the files again.
    void refresh();

protected:
    void showEvent(QShowEvent* event) override;

private:
    QWidget* buildBar();
    QWidget* buildEmptyState();
    void buildActions();
    void showFiles(const Result<std::vector<OutputFile>>& files);
    void showReport(const Result<DeriveReport>& report);
    void updateOutput();
    void showCount();
    void enableActions();
    QString currentPath() const; ///< Absolute; empty without a current file.
    void openCurrent();
    void copyCurrent();
    void revealCurrent();

    std::filesystem::path m_folder; ///< output/.
    OutputWorker m_worker;
    OutputModel* m_model;
    QTreeView* m_list;
    QLineEdit* m_search;
    QLabel* m_count;
    QLabel* m_summary;
    QPlainTextEdit* m_notes; ///< What an update left as it was.
    QPushButton* m_update;
    QStackedWidget* m_stack;
    QAction* m_open;
    QAction* m_copy;
    QAction* m_reveal;
};

} // namespace labelwright
