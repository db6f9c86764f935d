// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/LabelEffects.h"
#include "core/job/LabelChange.h"
#include "ui/bridge/JobSnapshot.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>
#include <QList>

#include <memory>
#include <optional>

class QComboBox;
class QPushButton;
class QVBoxLayout;

namespace labelwright {

class LabelEffectsView;
class LabelsEditor;

/// The labels of a job that has answers: renamed, recolored, reordered, added, merged and deleted, with what that does
/// to what is labeled. Accepted once the change is saved.
class EditLabelsDialog : public QDialog {
    Q_OBJECT
public:
    /// The change is `author`'s, who need not be one who may change labels: then the reason is told.
    EditLabelsDialog(const std::shared_ptr<const JobSnapshot>& snapshot, Worker author, QWidget* parent = nullptr);

    /// As the dialog has them now. Errors: those of editedLabels.
    Result<LabelSet> labels() const;

    /// Asks before changes are given up.
    void reject() override;

private:
    /// A label that is to be no more.
    struct Removed {
        LabelClass label;
        QWidget* widget = nullptr;
        QComboBox* into = nullptr; ///< The data are ids; 0: deleted.
    };

    QWidget* makeForm();
    void addRemoved(const LabelClass& label);
    void putBack(int id);
    void fillChoices();
    void refresh();
    void showEffects();
    void count();
    void askToUndo();
    void save(const LabelSet& labels);
    void finish(const Status& saved);

    std::shared_ptr<const JobSnapshot> m_snapshot;
    Worker m_author;
    QString m_refusal;                 ///< Why nothing can be changed; empty where it can.
    std::optional<LabelSet> m_earlier; ///< What the last change is taken back to.
    std::optional<JobCounts> m_counts; ///< Until they are there nothing is told of objects.
    LabelsEditor* m_editor;
    QWidget* m_removedPart;
    QVBoxLayout* m_removedRows;
    QList<Removed> m_removed;
    LabelEffectsView* m_effects;
    QPushButton* m_undo;
    WorkFrame m_frame;
};

} // namespace labelwright
