// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/job/MergeJob.h"
#include "ui/bridge/DifferenceSubject.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;
class QTreeWidget;

namespace labelwright {

class ConflictRows;

/// Takes in what was done in copies of a job: first what that is, from whom, and what was decided differently, with a
/// choice of what counts; then it is done. With no copy it settles what is open in the job.
class MergeDialog : public QDialog {
    Q_OBJECT
public:
    /// What is settled is `author`'s.
    MergeDialog(const Job& job, Worker author, QWidget* parent = nullptr);

    /// A copy, or a folder with several.
    void addFolder(const QString& folder);

    /// Cancels the work under way instead, if there is one.
    void reject() override;

signals:
    /// The job has events that it had not.
    void merged();
    /// What was decided differently in the job is to be looked at.
    void differenceRequested(const labelwright::DifferenceSubject& subject);

private:
    struct Preview {
        MergePlan plan;
        std::map<std::string, std::int64_t> pixels; ///< conflictPixels()
    };
    static Result<Preview> previewOf(const std::filesystem::path& folder,
                                     const std::vector<std::filesystem::path>& copies, const std::stop_token& stop,
                                     const Progress& progress);

    QWidget* makeForm();
    QWidget* makeFolders();
    void findCopies();
    void askForFolder();
    void removeFolder();
    void preview();
    void showPlan(const Result<Preview>& found);
    void showArrivals();
    void showNotes();
    void enableParts();
    void begin();
    void finish(const Status& done);

    std::filesystem::path m_jobFolder;
    Worker m_author;
    std::optional<MergePlan> m_plan;
    QListWidget* m_folders;
    QPushButton* m_remove;
    QTreeWidget* m_arrivals;
    ConflictRows* m_conflicts;
    QLabel* m_notesTitle;
    QPlainTextEdit* m_notes; ///< What is incomplete or damaged, and further lines of the manifest.
    WorkFrame m_frame;
    bool m_isDone = false; ///< At least once.
};

} // namespace labelwright
