// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/home/JobsLoader.h"
#include "ui/home/JobsModel.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QLayout;
class QLineEdit;
class QPushButton;
class QStackedWidget;
class QTreeView;

namespace labelwright {

class Banner;
class ElidedLabel;

/// The jobs of the workspace and those opened of late, with the ways to open, create, clone, stop, resume and complete
/// one. Where there is none it says what the program is for.
class JobsPage : public QWidget {
    Q_OBJECT
public:
    explicit JobsPage(QWidget* parent = nullptr);

    /// Why a job could not be opened, a full sentence, with an offer to try again; empty for nothing.
    void setFailure(const QString& text);

    /// Chooses a job that was made just now, and tells what the user should know of it; full sentences.
    void showCreated(const QString& folder, const QStringList& notes);

    /// Whose decision it is when a job is stopped or resumed here; nullopt for the job's own lead or first worker.
    void setAuthor(const std::optional<Worker>& author) { m_author = author; }

    /// The folder whose jobs are listed, and where new ones go; workspaceChanged() follows.
    void setWorkspace(const QString& folder);

    /// Looks at all jobs again, off the GUI thread. Happens by itself whenever the page or its window is come back to.
    void reload();

signals:
    void openRequested(const QString& folder);
    /// The user wants to choose a folder.
    void chooseRequested();
    /// The user wants the job opened that could not be.
    void retryRequested();
    void createRequested();
    void cloneRequested(const QString& folder);
    /// The user wants to look at the job, without labeling.
    void detailsRequested(const QString& folder);
    /// workspaceFolder() is another.
    void workspaceChanged();
    /// The jobs are listed as they are now.
    void listed();

protected:
    bool event(QEvent* event) override;
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QWidget* makeHeader();
    QLayout* makePlaceLine();
    QWidget* makeEmptyState();
    QLayout* makeDetailsLine();
    QWidget* makeFooter();
    void setUpView();
    void showList(const JobList& list);
    void showRightPart();
    void showSelection();
    void showMenu(const QPoint& position);
    void openCurrent();
    void stopOrResume();
    void completeCurrent();
    void decide(JobDecision decision);
    void revealCurrent();
    void forgetCurrent();
    void changeWorkspace();
    void importDataset();
    void pullJob();
    bool filterSearchKey(QKeyEvent& event);
    bool filterListKey(QKeyEvent& event);

    const JobSummary* current() const;
    QString currentFolder() const;
    bool isForgettable(const JobSummary& job) const;
    void select(const QString& folder);

    JobsLoader* m_loader;
    JobsModel* m_model;
    JobsFilter* m_filter;
    QLineEdit* m_search;
    QComboBox* m_status;
    Banner* m_failure;
    QPushButton* m_retry;
    Banner* m_workspaceFailure;
    QStackedWidget* m_parts;
    QWidget* m_emptyState;
    QLabel* m_note; ///< In the place of the list.
    QTreeView* m_view;
    QLabel* m_details;
    QPushButton* m_forget;
    ElidedLabel* m_workspace;
    QPushButton* m_open;
    QPushButton* m_showDetails;
    QPushButton* m_clone;
    QPushButton* m_stop;
    QPushButton* m_complete;
    Banner* m_notice;
    std::optional<Worker> m_author;
    QString m_toSelect; ///< With the next listing.
    bool m_isListed = false;
};

} // namespace labelwright
