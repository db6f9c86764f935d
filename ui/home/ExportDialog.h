// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/Export.h"
#include "core/dataset/ExportPreview.h"
#include "ui/bridge/JobSnapshot.h"
#include "ui/home/FolderCheck.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>

#include <array>
#include <memory>
#include <optional>

class QBoxLayout;
class QCheckBox;
class QComboBox;
class QLabel;
class QPlainTextEdit;
class QPushButton;
class QSpinBox;

namespace labelwright {

class ClassChoiceTable;
class PathEdit;

/// Makes a dataset of a job: what goes into it, in which format, where to. The files that will come of it are shown as
/// it is chosen.
class ExportDialog : public QDialog {
    Q_OBJECT
public:
    explicit ExportDialog(const std::shared_ptr<const JobSnapshot>& snapshot, QWidget* parent = nullptr);

    /// What is chosen.
    ExportChoice choice() const;
    ExportTarget target() const;

    /// Cancels the work under way instead, if there is one.
    void reject() override;

private:
    QWidget* makeForm();
    QWidget* makePreview();
    void addLabels(QBoxLayout& column);
    void addSplit(QBoxLayout& column);
    void addPhotos(QBoxLayout& column);
    const DatasetFormat& format() const;
    QString choiceProblem() const;
    QString folderProblem() const;
    void followFormat();
    void preview();
    void refresh();
    void showPreview();
    void begin();
    void finish(const Result<ExportReport>& report);
    void showNotes(const QString& title, const QString& text);

    std::shared_ptr<const JobSnapshot> m_snapshot;
    QComboBox* m_format;
    QComboBox* m_status;
    QComboBox* m_verdict;
    ClassChoiceTable* m_classes;
    QCheckBox* m_splits;
    std::array<QSpinBox*, kDatasetParts.size()> m_shares{};
    QSpinBox* m_seed;
    QCheckBox* m_stratifies;
    QComboBox* m_photos;
    QSpinBox* m_maxExtent;
    PathEdit* m_folder;
    bool m_folderFollows = true; ///< The folder is named for job and format until the user names it.
    FolderCheck m_folderCheck;
    bool m_isMade = false;                          ///< A dataset is in the folder, and nothing else was chosen since.
    std::optional<Result<ExportPreview>> m_preview; ///< Of what is chosen, once it is known.
    QLabel* m_filesTitle;
    QPlainTextEdit* m_files;
    QPushButton* m_reveal;
    WorkFrame m_frame;
};

} // namespace labelwright
