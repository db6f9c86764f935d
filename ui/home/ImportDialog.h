// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Import.h"
#include "ui/home/FolderCheck.h"
#include "ui/home/ImportOutlook.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>
#include <QTimer>

#include <filesystem>
#include <memory>
#include <optional>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;

namespace labelwright {

class FormField;
class PathEdit;
class WorkerChooser;

/// Takes a dataset's labels over: as a new job, or as answers in one that is there. What will come of it and what will
/// not is shown before, and what could not be taken over after.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// Makes a job in `workspace` unless the user says another folder.
    explicit ImportDialog(const QString& workspace, QWidget* parent = nullptr);
    /// Gives answers in the job, in the name of who is signed in or of another who may be chosen; see WorkerChooser.
    ImportDialog(const Job& job, const QString& workspace, const std::optional<Worker>& signedIn,
                 QWidget* parent = nullptr);

    /// Cancels the work under way instead, if there is one: the import, or the reading of a dataset.
    void reject() override;

signals:
    /// Labels were taken over; `folder` is the job's.
    void imported(const QString& folder);

private:
    struct Opened {
        const DatasetFormat* format;
        std::shared_ptr<const DatasetReader> reader;
    };
    static Result<Opened> openAs(const std::filesystem::path& path, const DatasetFormat* format,
                                 const ReadOptions& options);

    void setUp(const QString& title);
    QWidget* makeForm();
    void addTarget(QBoxLayout& column);
    bool makesJob() const { return m_jobFolder.empty(); }
    const DatasetFormat* chosenFormat() const;
    void followDataset();
    void forgetDataset();
    void look();
    void stopLooking();
    void showOpened(const Result<Opened>& opened);
    void plan();
    void refresh();
    QString problem() const;
    void begin();
    void finish(const Result<ImportReport>& report);
    void showNotes(const QString& title, const QStringList& notes);

    QString m_workspace;
    std::filesystem::path m_jobFolder; ///< Of a job that is there; else empty.
    PathEdit* m_dataset = nullptr;
    QComboBox* m_format = nullptr;
    FormField* m_datasetField = nullptr;
    QCheckBox* m_nearest = nullptr;
    PathEdit* m_newFolder = nullptr; ///< Of a job that is made.
    FolderCheck m_folderCheck;
    bool m_folderFollows = true;       ///< The new job's folder is named for the dataset until the user names it.
    WorkerChooser* m_worker = nullptr; ///< Of a job that is there.
    QLabel* m_notesTitle = nullptr;
    QPlainTextEdit* m_notes = nullptr;
    QTimer m_pause; ///< Until no more is typed.
    bool m_isOpening = false;
    std::optional<Opened> m_opened;                 ///< Set while what is chosen can be read.
    std::optional<Result<ImportOutlook>> m_outlook; ///< Of it.
    bool m_isImported = false;                      ///< It is, as far as it could be.
    WorkFrame m_frame;
};

} // namespace labelwright
