// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/TaskType.h"
#include "core/job/InputPreview.h"
#include "core/job/JobSpec.h"
#include "core/job/NewJobCheck.h"

#include <QWidget>

#include <map>
#include <optional>
#include <set>
#include <vector>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QProgressBar;
class QPushButton;
class QRadioButton;
class QSpinBox;
class QTimer;

namespace labelwright {

class FormField;
class InstructionsEditor;
class JobMaker;
class LabelsEditor;
class PathEdit;
class PrefixRows;
class TeamChooser;
class TimeLimitEdit;
struct JobToClone;

/// The form that a job is made with, in the order of Ground Truth's console. What can't be is told beside its field as
/// soon as it is typed, and the main button says why it is off; the rules are core's.
class CreateJobPage : public QWidget {
    Q_OBJECT
public:
    explicit CreateJobPage(QWidget* parent = nullptr);
    ~CreateJobPage() override;

    /// Fills the form from the job in `folder`, whose manifest becomes the input. Off the GUI thread, until
    /// refreshed().
    void cloneFrom(const QString& folder);

    /// What the form says; complete once there is nothing in the way.
    NewJob request() const;

signals:
    /// The form shows what is in the way now.
    void refreshed();
    /// `notes` are full sentences on what the user should know of the new job.
    void created(const QString& folder, const QStringList& notes);
    void left();

private:
    QWidget* makeForm();
    QWidget* makeFooter();
    void addOverview(QBoxLayout& column);
    void addInput(QBoxLayout& column);
    void addOutput(QBoxLayout& column);
    void addTask(QBoxLayout& column);
    void addWorkers(QBoxLayout& column);
    void addInstructions(QBoxLayout& column);
    void addLabels(QBoxLayout& column);
    FormField* addField(QBoxLayout& column, JobField field, const QString& title, const QString& purpose,
                        QWidget* editor);

    void fillFrom(const JobToClone& original, const QString& folder);
    void touch(JobField field);
    void followName();
    void followTask();
    void showConsolidation();
    void previewInput();
    void beginPreview();
    void showPreview(const Result<InputPreview>& preview);
    void showManifest(const InputPreview& preview);
    /// The earlier attributes of the manifest that the task type can begin with.
    void showAttributes();
    /// Looks at the whole form again.
    void refresh();
    std::vector<FieldProblem> problems() const;
    void create();
    void cancel();
    void showBusy(bool isBusy);
    void showFailure(const Error& error);

    TaskType task() const;
    bool isFromManifest() const;
    std::vector<PrefixMapping> inputPrefixes() const;
    Prelabel prelabel() const;

    JobMaker* m_maker;
    QTimer* m_previewDelay; ///< Until the path is no longer being typed.
    QWidget* m_form;
    std::map<JobField, FormField*> m_fields;
    std::set<JobField> m_touched; ///< Whose problems are shown: nobody is blamed for what was not yet come to.

    QLineEdit* m_name;
    QLineEdit* m_attribute;
    QRadioButton* m_fromFolder;
    QRadioButton* m_fromManifest;
    PathEdit* m_input;
    QPlainTextEdit* m_firstLines;
    PrefixRows* m_prefixes;
    PathEdit* m_folder;
    QLineEdit* m_outputPrefix;
    QComboBox* m_task;
    QLineEdit* m_noneCategory;
    TeamChooser* m_team;
    QSpinBox* m_workersPerObject;
    QComboBox* m_consolidation;
    FormField* m_consolidationField = nullptr;
    TimeLimitEdit* m_timeLimit;
    QComboBox* m_prelabel;
    QLineEdit* m_description;
    InstructionsEditor* m_instructions;
    LabelsEditor* m_labels;
    QLabel* m_reason;
    QProgressBar* m_progress;
    QPushButton* m_cancel;
    QPushButton* m_create;

    bool m_attributeFollows = true;
    bool m_folderFollows = true;
    QString m_clonedFolder;
    std::vector<std::string> m_maskAttributes;  ///< Of the manifest.
    std::vector<std::string> m_classAttributes; ///< As m_maskAttributes.
    std::optional<Error> m_inputProblem;        ///< What the preview found.
    bool m_isInputSeen = false;                 ///< A preview has come for what is in the field.
    std::filesystem::path m_sourceFolder;       ///< As NewJob's.
};

} // namespace labelwright
