// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobChanges.h"
#include "ui/bridge/JobSnapshot.h"
#include "ui/home/WorkFrame.h"

#include <QDialog>

#include <filesystem>
#include <map>
#include <memory>
#include <optional>

class QBoxLayout;
class QLineEdit;

namespace labelwright {

class FormField;
class GoldEdit;
class InstructionsEditor;
class TeamChooser;
class TimeLimitEdit;

/// A job's fields in the order in which it was made: what may change while it runs is edited, what may not says why.
/// Accepted once everything is saved.
class EditJobDialog : public QDialog {
    Q_OBJECT
public:
    /// The workspace's teams may be chosen. The edit is `author`'s.
    EditJobDialog(const std::shared_ptr<const JobSnapshot>& snapshot, const std::filesystem::path& workspace,
                  Worker author, QWidget* parent = nullptr);

    /// What differs from the job as it was shown.
    JobEdit edit() const;

    /// Asks before changes are given up.
    void reject() override;

private:
    QWidget* makeForm();
    void lockTask();
    void addOverview(QBoxLayout& column);
    void addInputAndOutput(QBoxLayout& column);
    void addTask(QBoxLayout& column);
    void addWorkers(QBoxLayout& column);
    void addInstructions(QBoxLayout& column);
    void addLabels(QBoxLayout& column);
    void addField(QBoxLayout& column, JobField field, const QString& title, const QString& purpose, QWidget* editor);
    void addGold(QBoxLayout& column);
    /// Set where it is another than was shown, and can be.
    std::optional<GoldChange> gold() const;
    QString goldProblem() const;
    bool isChanged() const;
    void refresh();
    void save();
    void finish(const Status& saved);

    std::shared_ptr<const JobSnapshot> m_snapshot;
    Worker m_author;
    std::map<JobField, FormField*> m_fields; ///< Those that can be edited.
    TeamChooser* m_team;
    TimeLimitEdit* m_timeLimit;
    QLineEdit* m_description;
    InstructionsEditor* m_instructions;
    GoldEdit* m_gold = nullptr; ///< Without it where the gold objects are hidden.
    FormField* m_goldField = nullptr;
    Instructions m_shownInstructions; ///< As the editor gives them back unedited.
    GoldChange m_shownGold;           ///< The same.
    WorkFrame m_frame;
};

} // namespace labelwright
