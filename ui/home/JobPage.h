// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/ObjectId.h"
#include "ui/bridge/DetachedWork.h"
#include "ui/bridge/DifferenceSubject.h"
#include "ui/bridge/FlagWriter.h"
#include "ui/bridge/JobDecision.h"
#include "ui/bridge/JobSnapshot.h"
#include "ui/bridge/ObjectSurvey.h"
#include "ui/home/JobFacts.h"

#include <QString>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

class QLabel;
class QTabWidget;
class QToolButton;

namespace labelwright {

class AgreementPage;
class Banner;
class GalleryPage;
class JobDetails;
class LogPage;
class OutputPage;

/// A labeling job as Ground Truth's console shows one: its details, its objects, how far its workers agree, its output,
/// its log, what its workers did, its labels in figures. It only looks, but for flags and decisions about the job, so
/// that it can stand beside the labeling window of the same job; what happens there shows after reload().
class JobPage : public QWidget {
    Q_OBJECT
public:
    enum class Tab : std::uint8_t { Details, Objects, Agreement, Output, Log, Workers, Statistics };

    /// How the page is left: by a button at the upper left, or, as a window of its own, by closing it.
    enum class Leaving : std::uint8_t { BackButton, CloseWindow };

    JobPage(const QString& jobFolder, Leaving leaving, QWidget* parent = nullptr);

    const QString& jobFolder() const { return m_folder; }

    /// Who looks, and whose flags and edits those of this page are; the job's decidingWorker()'s unless it is said.
    void setAuthor(const std::optional<Worker>& author);

    void showTab(Tab tab);
    /// In Objects: makes it the current one and scrolls to it, at once or when the job is read.
    void setCurrentObject(ObjectId object);
    /// Reads the job again, soon; calls that follow each other closely are one. While the page is hidden nothing is
    /// read: it is when it comes into view.
    void reload();

signals:
    void openObject(const QString& folder, qint64 object);
    /// A lead wants to go through these objects.
    void reviewRequested(const QString& folder, const std::vector<labelwright::ObjectId>& objects);
    /// Answers of an object are to be compared.
    void differenceRequested(const labelwright::DifferenceSubject& subject);
    /// By this page.
    void flagWritten(const labelwright::ObjectFlag& flag);
    /// The user wants to leave; the window has closed, or the back button was pressed.
    void closed();

protected:
    void closeEvent(QCloseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    bool event(QEvent* event) override;

private:
    QWidget* buildHeader(Leaving leaving);
    void editJob();
    void editLabels();
    void decide(JobDecision decision);
    void splitJob();
    void mergeCopies();
    void exportJob();
    void importAnswers();
    void pushJob();
    void pullJob();
    Worker author(const Job& job) const;
    void takeSnapshot(const std::shared_ptr<const JobSnapshot>& snapshot);
    void setFlag(ObjectId object, const std::optional<std::string>& note);
    void showFlagFailure(ObjectId object, const Error& error);

    QString m_folder;
    JobFacts m_facts;
    JobSnapshots m_snapshots;
    ObjectSurvey m_survey;
    QTimer m_reloadTimer;
    QLabel* m_title;
    QLabel* m_status;
    Banner* m_failure;         ///< Why the job, or a part of it, can't be read.
    Banner* m_flagFailure;     ///< Until a flag is written, whatever else is read meanwhile.
    Banner* m_decisionFailure; ///< Of the last time that the job was to be stopped, resumed or completed.
    QTabWidget* m_tabs;
    JobDetails* m_details;
    GalleryPage* m_gallery;
    AgreementPage* m_agreement;
    OutputPage* m_output;
    LogPage* m_log;
    std::optional<ObjectId> m_wantedObject; ///< Until the job is read.
    std::optional<Worker> m_author;
    DetachedWork m_decision;
    FlagWriter m_flags;
    QThreadPool m_disk; ///< Last: its destructor waits while all else lives.
};

} // namespace labelwright
