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
#include <QSpinBox>
#include <QTimer>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

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
      m_consolidation(new QComboBox), m_timeLimit(new TimeLimitEdit), m_prelabel(new QComboBox),
      m_description(makeEdit()), m_instructions(new InstructionsEditor), m_labels(new LabelsEditor),
      m_reason(makeText({}, Role::Secondary)), m_progress(new QProgressBar), m_cancel(new QPushButton(tr("Cancel"))),
      m_create(new QPushButton(tr("Create job")))
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
    showConsolidation();
}

/// Labels of whole images are consolidated in one way, and one worker's masks in none.
void CreateJobPage::showConsolidation()
{
    m_consolidationField->setVisible(!isClassification(task()) && m_workersPerObject->value() > 1);
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
        notes.append(
            tr("Nobody can label them. Mend them in the file before the job is created, and choose it again."));
        m_fields[JobField::Input]->setWarning(notes.join(u'\n'));
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
    else if (m_touched.empty())
        emit left();
    else
        askToDiscard(*this, tr("Discard this job?"), [this] { emit left(); });
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
