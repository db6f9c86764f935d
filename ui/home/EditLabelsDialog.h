// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/LabelEffects.h"
#include "core/job/LabelChange.h"
#include "ui/bridge/DetachedWork.h"
#include "ui/bridge/JobSnapshot.h"

#include <QDialog>
#include <QList>

#include <memory>
#include <optional>
#include <stop_token>

class QComboBox;
class QLabel;
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
    /// What is counted meanwhile is stopped.
    ~EditLabelsDialog() override;

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
    QWidget* makeFooter();
    void addRemoved(const LabelClass& label);
    void putBack(int id);
    void fillChoices();
    void refresh();
    void count();
    void askToUndo();
    void save(const LabelSet& labels);
    void finish(const Status& saved);
    void say(const QString& text, bool isFailure = false);

    std::shared_ptr<const JobSnapshot> m_snapshot;
    Worker m_author;
    QString m_refusal;                 ///< Why nothing can be changed; empty where it can.
    std::optional<LabelSet> m_earlier; ///< What the last change is taken back to.
    std::optional<JobCounts> m_counts; ///< Until they are there nothing is told of objects.
    std::stop_source m_stop;
    DetachedWork m_work;
    LabelsEditor* m_editor;
    QWidget* m_form;
    QWidget* m_removedPart;
    QVBoxLayout* m_removedRows;
    QList<Removed> m_removed;
    LabelEffectsView* m_effects;
    QLabel* m_reason;
    QPushButton* m_undo;
    QPushButton* m_apply;
    bool m_isSaving = false;
};

} // namespace labelwright
