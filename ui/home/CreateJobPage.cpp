// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/CreateJobPage.h"

#include "core/groundtruth/Names.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"
#include "ui/home/InstructionsEditor.h"
#include "ui/home/JobMaker.h"
#include "ui/home/JobTexts.h"
#include "ui/home/LabelsEditor.h"
#include "ui/home/PathEdit.h"
#include "ui/home/PrefixRows.h"
#include "ui/home/TeamChooser.h"
#include "ui/home/TimeLimitEdit.h"
#include "ui/home/Workspace.h"

#include <QComboBox>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QLocale>
#include <QPlainTextEdit>
#include <QProgressBar>
#include <QPushButton>
#include <QRadioButton>
#include <QScrollArea>
#include <QShortcut>
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kColumnWidth = 880;
constexpr int kFirstLinesHeight = 96;
constexpr int kPreviewDelayMs = 250;

QLineEdit* makeEdit(const QString& placeholder = {})
{
    auto* edit = new QLineEdit;
    edit->setPlaceholderText(placeholder);
    edit->setFixedHeight(Metrics::kPageControl);
    return edit;
}

/// A detail without its path, which is what the field holds anyway.
QString fieldSentence(const Error& error)
{
    Error plain = error;
    plain.path.clear();
    return sentenceOf(plain);
}

/// What the console proposes. Source: GROUND-TRUTH.md section 1.3.
std::chrono::minutes usualLimit(TaskType task)
{
    return std::chrono::minutes(isClassification(task) ? 5 : 60);
}

} // namespace

CreateJobPage::CreateJobPage(QWidget* parent)
    : QWidget(parent), m_maker(new JobMaker(this)), m_previewDelay(new QTimer(this)), m_name(makeEdit()),
      m_attribute(makeEdit()), m_fromFolder(new QRadioButton(tr("A folder of photos, sub-folders included"))),
      m_fromManifest(new QRadioButton(tr("An input manifest"))), m_input(new PathEdit(PathEdit::Kind::Folder)),
      m_firstLines(new QPlainTextEdit), m_prefixes(new PrefixRows), m_folder(new PathEdit(PathEdit::Kind::NewFolder)),
      m_outputPrefix(makeEdit(u"s3://labelwright"_s)), m_task(new QComboBox), m_noneCategory(makeEdit()),
      m_team(new TeamChooser(workspaceFolder().toStdString())), m_workersPerObject(new QSpinBox),
      m_timeLimit(new TimeLimitEdit), m_prelabel(new QComboBox), m_description(makeEdit()),
      m_instructions(new InstructionsEditor), m_labels(new LabelsEditor), m_reason(makeText({}, Role::Secondary)),
      m_progress(new QProgressBar), m_cancel(new QPushButton(tr("Cancel"))), m_create(new QPushButton(tr("Create job")))
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    auto* middle = new QWidget;
    auto* centred = new QHBoxLayout(middle);
    centred->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    centred->addStretch(1);
    m_form = makeForm();
    centred->addWidget(m_form, 1000);
    centred->addStretch(1);
    scroll->setWidget(middle);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(scroll, 1);
    column->addWidget(makeFooter());
    setFocusProxy(m_name);

    m_previewDelay->setSingleShot(true);
    m_previewDelay->setInterval(kPreviewDelayMs);
    connect(m_previewDelay, &QTimer::timeout, this, &CreateJobPage::beginPreview);
    connect(m_maker, &JobMaker::originalRead, this,
            [this](const JobToClone& original) { fillFrom(original, m_clonedFolder); });
    connect(m_maker, &JobMaker::previewed, this, &CreateJobPage::showPreview);
    connect(m_maker, &JobMaker::failed, this, &CreateJobPage::showFailure);
    connect(m_maker, &JobMaker::created, this, [this](const CreatedJob& job) {
        QStringList notes;
        for (const Error& warning : job.warnings)
            notes.append(sentenceOf(warning));
        emit created(m_folder->path(), notes);
    });
    followTask();
    followName();
    refresh();
}

CreateJobPage::~CreateJobPage() = default;

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
    addField(column, JobField::TimeLimit, tr("Task time limit"), tr("For one object, 30 seconds to 8 hours."),
             m_timeLimit);
    connect(m_team, &TeamChooser::edited, this, [this] {
        touch(JobField::Team);
        refresh();
    });
    connect(m_team, &TeamChooser::changed, this, &CreateJobPage::refresh);
    connect(m_workersPerObject, &QSpinBox::valueChanged, this, [this] {
        touch(JobField::Team); // It says how many workers it must have.
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

void CreateJobPage::touch(JobField field)
{
    m_touched.insert(field);
    if (field == JobField::InputPrefix)
        m_prefixes->showProblems();
}

void CreateJobPage::followName()
{
    const std::string name = m_name->text().trimmed().toStdString();
    if (m_attributeFollows)
        m_attribute->setText(name.empty() ? QString() : QString::fromStdString(defaultAttributeName(name, task())));
    if (m_folderFollows)
        m_folder->setPath(name.empty() ? QString() : QDir(workspaceFolder()).filePath(QString::fromStdString(name)));
}

void CreateJobPage::followTask()
{
    m_timeLimit->setLimit(usualLimit(task()));
    m_instructions->setTask(task());
    while (m_prelabel->count() > 1)
        m_prelabel->removeItem(1);
    showAttributes();
    m_fields[JobField::NoneCategory]->setVisible(task() == TaskType::ImageClassificationMultiLabel);
}

void CreateJobPage::previewInput()
{
    m_isInputSeen = false;
    m_inputProblem.reset();
    m_firstLines->hide();
    m_sourceFolder.clear();
    m_fields[JobField::Input]->setNote({});
    m_maskAttributes.clear();
    m_classAttributes.clear();
    while (m_prelabel->count() > 1)
        m_prelabel->removeItem(1);
    m_maker->dropPreview();
    m_previewDelay->stop();
    if (!m_input->path().isEmpty()) {
        m_fields[JobField::Input]->setNote(tr("Looking…"));
        m_previewDelay->start();
    }
    m_prefixes->setFoldersShown(isFromManifest());
    refresh();
}

void CreateJobPage::beginPreview()
{
    if (isFromManifest())
        m_maker->previewManifest(m_input->path());
    else
        m_maker->previewImages(m_input->path());
}

void CreateJobPage::showPreview(const Result<InputPreview>& preview)
{
    m_isInputSeen = true;
    m_fields[JobField::Input]->setNote({});
    if (!preview)
        m_inputProblem = preview.error();
    else if (preview->objects == 0)
        m_inputProblem = Error{ErrorCode::InvalidArgument, isFromManifest() ? "no line of this manifest is an object"
                                                                            : "there is no photo in this folder"};
    else
        m_fields[JobField::Input]->setNote((isFromManifest() ? tr("Objects: %1") : tr("Photos: %1"))
                                               .arg(QLocale().toString(qlonglong{preview->objects})));
    if (preview && isFromManifest())
        showManifest(*preview);
    touch(JobField::Input);
    refresh();
}

void CreateJobPage::showManifest(const InputPreview& preview)
{
    QString lines;
    for (const std::string& line : preview.firstLines)
        lines += QString::fromStdString(line) + u'\n';
    m_firstLines->setPlainText(lines.trimmed());
    m_firstLines->setVisible(!lines.isEmpty());
    m_maskAttributes = preview.maskAttributes;
    m_classAttributes = preview.classAttributes;
    showAttributes();
    if (preview.problemCount > 0) {
        QStringList notes{tr("Objects: %1. Lines that are none and stay as they are: %2")
                              .arg(QLocale().toString(qlonglong{preview.objects}),
                                   QLocale().toString(qlonglong{preview.problemCount}))};
        for (const Error& problem : preview.problems)
            notes.append(fieldSentence(problem));
        m_fields[JobField::Input]->setNote(notes.join(u'\n'));
    }
    const QString first = QString::fromStdString(preview.firstSourceRef);
    if (first.startsWith("s3://"_L1))
        m_prefixes->suggestPrefix(first.left(first.lastIndexOf(u'/') + 1));
}

void CreateJobPage::showAttributes()
{
    for (const std::string& attribute : isClassification(task()) ? m_classAttributes : m_maskAttributes) {
        const QString name = QString::fromStdString(attribute);
        if (m_prelabel->findData(name) < 0)
            m_prelabel->addItem(name, name);
    }
}

void CreateJobPage::refresh()
{
    const std::vector<FieldProblem> found = problems();
    for (const auto& [field, shown] : m_fields)
        shown->setProblem({});
    for (const FieldProblem& problem : found) {
        const bool isToldByItsRow = problem.field == JobField::InputPrefix && isFromManifest();
        if (m_touched.contains(problem.field) && !isToldByItsRow)
            m_fields.at(problem.field)->setProblem(fieldSentence(problem.error));
    }
    const bool waits = found.empty() && !m_isInputSeen;
    m_create->setEnabled(found.empty() && !waits && !m_maker->isCreating());
    setRole(*m_reason, Role::Secondary);
    m_reason->setText(!found.empty() ? fieldSentence(found.front().error)
                      : waits        ? tr("Looking at the input…")
                                     : QString());
    emit refreshed();
}

void CreateJobPage::create()
{
    if (!m_create->isEnabled())
        return;
    showBusy(true);
    m_maker->create(request());
    m_create->setEnabled(false);
    m_reason->setText(tr("Creating the job…"));
}

void CreateJobPage::cancel()
{
    if (m_maker->isCreating())
        m_maker->cancel();
    else
        emit left();
}

void CreateJobPage::showBusy(bool isBusy)
{
    m_form->setEnabled(!isBusy);
    m_progress->setVisible(isBusy);
}

/// Nothing of the form is lost.
void CreateJobPage::showFailure(const Error& error)
{
    showBusy(false);
    refresh();
    setRole(*m_reason, error.code == ErrorCode::Cancelled ? Role::Secondary : Role::Danger);
    m_reason->setText(sentenceOf(error));
}

} // namespace labelwright
