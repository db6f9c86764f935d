// SPDX-License-Identifier: GPL-3.0-or-later
// The form: its fields from top to bottom, and the buttons below.
#include "ui/home/CreateJobPage.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"
#include "ui/home/InstructionsEditor.h"
#include "ui/home/JobTexts.h"
#include "ui/home/LabelsEditor.h"
#include "ui/home/PathEdit.h"
#include "ui/home/PrefixRows.h"
#include "ui/home/TeamChooser.h"
#include "ui/home/TimeLimitEdit.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QShortcut>
#include <QSpinBox>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr int kColumnWidth = 880;
constexpr int kFirstLinesHeight = 96;

} // namespace

QWidget* CreateJobPage::makeForm()
{
    auto* form = new QWidget;
    form->setMaximumWidth(kColumnWidth);
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("Create job"), Role::Title));
    addOverview(*column);
    addInput(*column);
    addOutput(*column);
    addTask(*column);
    addWorkers(*column);
    addInstructions(*column);
    addLabels(*column);
    keepFromWheel(*form);
    return form;
}

FormField* CreateJobPage::addField(QBoxLayout& column, JobField field, const QString& title, const QString& purpose,
                                   QWidget* editor)
{
    auto* shown = new FormField(title, purpose, editor);
    m_fields[field] = shown;
    column.addWidget(shown);
    return shown;
}

void CreateJobPage::addOverview(QBoxLayout& column)
{
    addField(column, JobField::Name, tr("Job name"), tr("Letters, digits and hyphens, at most 63."), m_name);
    addField(column, JobField::Attribute, tr("Label attribute name"),
             tr("The key of the labels in the output manifest. It follows the job's name until you change it."),
             m_attribute);
    connect(m_name, &QLineEdit::textEdited, this, [this] {
        touch(JobField::Name);
        followName();
        refresh();
    });
    connect(m_attribute, &QLineEdit::textEdited, this, [this](const QString& text) {
        m_attributeFollows = text.isEmpty();
        touch(JobField::Attribute);
        followName();
        refresh();
    });
}

void CreateJobPage::addInput(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Input data"), Role::Section));
    column.addWidget(m_fromFolder);
    column.addWidget(m_fromManifest);
    m_fromFolder->setChecked(true);
    addField(column, JobField::Input, tr("Input"), {}, m_input);
    m_firstLines->setReadOnly(true);
    m_firstLines->setLineWrapMode(QPlainTextEdit::NoWrap);
    m_firstLines->setFixedHeight(kFirstLinesHeight);
    m_firstLines->setAccessibleName(tr("First lines of the manifest"));
    m_firstLines->hide();
    column.addWidget(m_firstLines);

    addField(column, JobField::InputPrefix, tr("S3 prefixes of the photos"),
             tr("What Ground Truth calls the photos' place, and the folder that it is here. Leave it empty where "
                "there is none."),
             m_prefixes);

    connect(m_fromFolder, &QRadioButton::toggled, this, [this](bool isFolder) {
        m_input->setKind(isFolder ? PathEdit::Kind::Folder : PathEdit::Kind::File);
        previewInput();
    });
    connect(m_input, &PathEdit::changed, this, &CreateJobPage::previewInput);
    connect(m_input, &PathEdit::edited, this, [this] { touch(JobField::Input); });
    connect(m_prefixes, &PrefixRows::edited, this, [this] {
        touch(JobField::InputPrefix);
        refresh();
    });
    connect(m_prefixes, &PrefixRows::changed, this, &CreateJobPage::refresh);
}

void CreateJobPage::addOutput(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Output data"), Role::Section));
    addField(column, JobField::Folder, tr("Job folder"),
             tr("It is made, and holds all answers and Ground Truth's files."), m_folder);
    addField(column, JobField::OutputPrefix, tr("S3 prefix of the output"),
             tr("What the written files name; s3://labelwright where it is empty."), m_outputPrefix);
    connect(m_folder, &PathEdit::edited, this, [this] {
        m_folderFollows = m_folder->path().isEmpty();
        touch(JobField::Folder);
        followName();
    });
    connect(m_folder, &PathEdit::changed, this, &CreateJobPage::refresh);
    connect(m_outputPrefix, &QLineEdit::textEdited, this, [this] {
        touch(JobField::OutputPrefix);
        refresh();
    });
}

void CreateJobPage::addTask(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Task"), Role::Section));
    m_task->setFixedHeight(Metrics::kPageControl);
    for (const TaskTypeInfo& info : taskTypes())
        m_task->addItem(taskText(info.type), static_cast<int>(info.type));
    auto* task = new FormField(tr("Task type"), tr("Task category: image"), m_task);
    column.addWidget(task);
    m_prelabel->setFixedHeight(Metrics::kPageControl);
    m_prelabel->addItem(tr("None: objects begin unlabeled"));
    addField(column, JobField::Prelabel, tr("Existing labels"),
             tr("An earlier attribute of the manifest whose masks or labels the workers begin with."), m_prelabel);
    addField(column, JobField::NoneCategory, tr("None category"),
             tr("What a worker may choose instead of every label; may be left empty."), m_noneCategory);
    connect(m_task, &QComboBox::currentIndexChanged, this, [this] {
        followTask();
        followName();
        refresh();
    });
    connect(m_prelabel, &QComboBox::currentIndexChanged, this, &CreateJobPage::refresh);
    connect(m_noneCategory, &QLineEdit::textEdited, this, [this] {
        touch(JobField::NoneCategory);
        refresh();
    });
}

void CreateJobPage::addWorkers(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Workers"), Role::Section));
    addField(column, JobField::Team, tr("Team"),
             tr("A team of the workspace as it is now, or workers of this job alone. Without any, worker-1 to worker-n "
                "for n workers per object."),
             m_team);
    m_workersPerObject->setRange(1, kMaxWorkersPerObject);
    m_workersPerObject->setFixedWidth(120);
    addField(column, JobField::WorkersPerObject, tr("Workers per object"),
             tr("How many different workers answer each object, 1 to 9."), m_workersPerObject);
    m_consolidation->setFixedHeight(Metrics::kPageControl);
    m_consolidation->addItem(tr("Plurality: the label that most workers gave the pixel"),
                             static_cast<int>(MaskConsolidation::Plurality));
    m_consolidation->addItem(tr("STAPLE: workers weigh as much as they seem to be right"),
                             static_cast<int>(MaskConsolidation::Staple));
    m_consolidationField =
        new FormField(tr("Consolidation"), tr("How the masks of several workers become one."), m_consolidation);
    column.addWidget(m_consolidationField);
    addField(column, JobField::TimeLimit, tr("Task time limit"), tr("For one object, 30 seconds to 8 hours."),
             m_timeLimit);
    connect(m_team, &TeamChooser::edited, this, [this] {
        touch(JobField::Team);
        refresh();
    });
    connect(m_team, &TeamChooser::changed, this, &CreateJobPage::refresh);
    connect(m_workersPerObject, &QSpinBox::valueChanged, this, [this] {
        touch(JobField::Team); // It says how many workers it must have.
        showConsolidation();
        refresh();
    });
    connect(m_timeLimit, &QDoubleSpinBox::valueChanged, this, &CreateJobPage::refresh);
}

void CreateJobPage::addInstructions(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Instructions"), Role::Section));
    addField(column, JobField::Description, tr("Task description"),
             tr("One line that a worker reads before taking a task; may be left empty."), m_description);
    column.addWidget(makeText(tr("Plain text, or HTML. Pictures become part of the text."), Role::Secondary));
    column.addWidget(m_instructions);
    connect(m_description, &QLineEdit::textEdited, this, [this] {
        touch(JobField::Description);
        refresh();
    });
}

void CreateJobPage::addLabels(QBoxLayout& column)
{
    column.addWidget(makeText(tr("Labels"), Role::Section));
    addField(column, JobField::Labels, tr("Label names"),
             tr("Each with the key that chooses it. Their order is that of the written files. A list can be pasted."),
             m_labels);
    connect(m_labels, &LabelsEditor::changed, this, [this] {
        touch(JobField::Labels);
        refresh();
    });
}

QWidget* CreateJobPage::makeFooter()
{
    setRole(*m_create, Role::Primary);
    m_create->setFixedHeight(Metrics::kPageControl);
    m_cancel->setFixedHeight(Metrics::kPageControl);
    m_progress->setRange(0, 0);
    m_progress->setTextVisible(false);
    m_progress->hide();
    connect(m_create, &QPushButton::clicked, this, &CreateJobPage::create);
    connect(m_cancel, &QPushButton::clicked, this, &CreateJobPage::cancel);
    connect(new QShortcut(QKeySequence(Qt::CTRL | Qt::Key_Return), this), &QShortcut::activated, m_create,
            &QPushButton::click);

    auto* footer = new QWidget;
    setRole(*footer, Role::Panel);
    auto* column = new QVBoxLayout(footer);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kGroups, Metrics::kPageEdge, Metrics::kGroups);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_progress);
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_reason, 1);
    row->addWidget(m_cancel);
    row->addWidget(m_create);
    column->addLayout(row);
    return footer;
}

} // namespace labelwright
