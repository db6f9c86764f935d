// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Import.h"
#include "core/job/Worker.h"
#include "ui/bridge/StoppableWork.h"

#include <QDialog>

#include <filesystem>
#include <memory>
#include <optional>

class QCheckBox;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;

namespace labelwright {

class FormField;
class PathEdit;
class WorkFooter;

/// Takes a dataset's labels over: as a new job, or as answers in one that is there. What is found in it is shown
/// before, and what could not be taken over after.
class ImportDialog : public QDialog {
    Q_OBJECT
public:
    /// Makes a job in `workspace` unless the user says another folder.
    explicit ImportDialog(const QString& workspace, QWidget* parent = nullptr);
    /// Gives answers of `worker` in the job.
    ImportDialog(std::filesystem::path jobFolder, Worker worker, QWidget* parent = nullptr);

    /// Cancels the work under way instead, if there is one.
    void reject() override;

signals:
    /// Labels were taken over; `folder` is the job's.
    void imported(const QString& folder);

private:
    struct Opened {
        QString format; ///< Its title.
        std::shared_ptr<const DatasetReader> reader;
    };

    ImportDialog(QString workspace, std::filesystem::path jobFolder, std::optional<Worker> worker, QWidget* parent);

    QWidget* makeForm();
    bool makesJob() const { return !m_worker; }
    QString problem() const;
    ReadOptions readOptions() const;
    void followDataset();
    void look();
    void showFound(const Result<Opened>& opened);
    void enable();
    void begin();
    void finish(const Result<ImportReport>& report);
    void showNotes(const QString& title, const QStringList& notes);

    QString m_workspace;
    std::filesystem::path m_jobFolder; ///< Of a job that is there.
    std::optional<Worker> m_worker;
    QWidget* m_form = nullptr;
    PathEdit* m_dataset;
    QComboBox* m_format;
    FormField* m_datasetField = nullptr;
    QCheckBox* m_nearest;
    PathEdit* m_newFolder;
    bool m_folderFollows = true; ///< The new job's folder is named for the dataset until the user names it.
    QLabel* m_notesTitle;
    QPlainTextEdit* m_notes;
    WorkFooter* m_footer;
    std::shared_ptr<const DatasetReader> m_reader; ///< Set while what is chosen can be read.
    bool m_isImporting = false;
    StoppableWork m_work;
};

} // namespace labelwright
