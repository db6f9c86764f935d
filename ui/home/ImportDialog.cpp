// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ImportDialog.h"

#include "core/job/JobLayout.h"
#include "core/job/LockFile.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"
#include "ui/home/PathEdit.h"
#include "ui/home/WorkFooter.h"
#include "ui/look/CoreText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QLocale>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

constexpr QSize kSize{760, 620};

QString namesOf(const LabelSet& labels)
{
    QStringList names;
    for (const LabelClass& label : labels.classes())
        names << textOf(label.name);
    return names.join(QStringLiteral(", "));
}

QString lineOf(const ReaderNote& note)
{
    return note.path.empty() ? textOf(note.text)
                             : QStringLiteral("%1: %2").arg(textOf(note.path.filename().string()), textOf(note.text));
}

/// A name that a job may have.
std::string jobNameFor(const QString& folder)
{
    std::string name;
    for (const QChar c : QFileInfo(folder).fileName()) {
        const bool isAllowed = (c >= u'a' && c <= u'z') || (c >= u'A' && c <= u'Z') || (c >= u'0' && c <= u'9');
        if (isAllowed)
            name += static_cast<char>(c.unicode());
        else if (!name.empty() && name.back() != '-')
            name += '-';
    }
    constexpr std::size_t kLongest = 63;
    name.resize(std::min(name.size(), kLongest));
    while (name.ends_with('-'))
        name.pop_back();
    return name.empty() ? "imported" : name;
}

Result<ImportReport> fillJob(const DatasetReader& reader, const std::filesystem::path& folder, const Worker& worker,
                             const std::stop_token& stop, const Progress& progress)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    const Result<LockFile> lock = LockFile::acquire(workerLockFile(folder, worker), "importing as " + worker.name);
    return lock ? importIntoJob(reader, *job, worker, stop, progress) : Result<ImportReport>(lock.error());
}

} // namespace

ImportDialog::ImportDialog(const QString& workspace, QWidget* parent)
    : ImportDialog(workspace, {}, std::nullopt, parent)
{}

ImportDialog::ImportDialog(std::filesystem::path jobFolder, Worker worker, QWidget* parent)
    : ImportDialog(QString(), std::move(jobFolder), std::move(worker), parent)
{}

ImportDialog::ImportDialog(QString workspace, std::filesystem::path jobFolder, std::optional<Worker> worker,
                           QWidget* parent)
    : QDialog(parent), m_workspace(std::move(workspace)), m_jobFolder(std::move(jobFolder)),
      m_worker(std::move(worker)), m_dataset(new PathEdit(PathEdit::Kind::Folder)), m_format(new QComboBox),
      m_nearest(new QCheckBox(tr("Give pixels of colors that no label has the label with the nearest color"))),
      m_newFolder(new PathEdit(PathEdit::Kind::NewFolder)), m_notesTitle(makeText({}, Role::Section)),
      m_notes(new QPlainTextEdit), m_footer(new WorkFooter(tr("Import")))
{
    setWindowTitle(makesJob() ? tr("Import a dataset")
                              : tr("Import answers into %1").arg(textOf(m_jobFolder.filename().string())));
    resize(kSize);
    m_format->addItem(tr("Find out"));
    for (const DatasetFormat& format : datasetFormats()) {
        if (format.read)
            m_format->addItem(textOf(format.title), textOf(format.id));
    }
    m_format->setFixedHeight(Metrics::kPageControl);
    m_form = makeForm();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_form, 1);
    column->addWidget(m_footer);
    connect(m_dataset, &PathEdit::changed, this, &ImportDialog::followDataset);
    connect(m_dataset, &PathEdit::changed, this, &ImportDialog::look);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportDialog::look);
    connect(m_nearest, &QCheckBox::toggled, this, &ImportDialog::look);
    connect(m_newFolder, &PathEdit::changed, this, &ImportDialog::enable);
    connect(m_newFolder, &PathEdit::edited, this, [this] { m_folderFollows = false; });
    connect(m_footer, &WorkFooter::confirmed, this, &ImportDialog::begin);
    connect(m_footer, &WorkFooter::left, this, &ImportDialog::reject);
    connect(&m_work, &StoppableWork::progressed, m_footer, &WorkFooter::showProgress);
    look();
}

QWidget* ImportDialog::makeForm()
{
    m_notes->setReadOnly(true);
    m_datasetField =
        new FormField(tr("Dataset"), tr("A folder, or the one file that says all, such as a manifest."), m_dataset);
    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeText(makesJob() ? tr("Import a dataset") : tr("Import answers"), Role::Title));
    column->addWidget(makeText(makesJob()
                                   ? tr("Makes a job with an object for each image; the labels become the first "
                                        "worker's answers. Photos stay where they are.")
                                   : tr("Gives the labels of images as answers of %1, to the objects whose photos have "
                                        "the same file names. What %1 has answered stays as it is.")
                                         .arg(textOf(m_worker->name)),
                               Role::Secondary));
    column->addWidget(m_datasetField);
    column->addWidget(new FormField(tr("Format"), {}, m_format));
    column->addWidget(m_nearest);
    auto* newFolder = new FormField(tr("Job folder"), tr("It is made, and the job is named as it is."), m_newFolder);
    newFolder->setVisible(makesJob());
    column->addWidget(newFolder);
    column->addWidget(m_notesTitle);
    column->addWidget(m_notes, 1000);
    column->addStretch(1); // While there are no notes.
    showNotes({}, {});
    return form;
}

void ImportDialog::followDataset()
{
    if (m_folderFollows)
        m_newFolder->setPath(QDir(m_workspace).filePath(QString::fromStdString(jobNameFor(m_dataset->path()))));
}

ReadOptions ImportDialog::readOptions() const
{
    return {.nearestColors = m_nearest->isChecked()};
}

/// Opens what is chosen, to see whether it is a dataset.
void ImportDialog::look()
{
    if (m_isImporting)
        return;
    m_reader.reset();
    m_work.stop();
    m_datasetField->setNote({});
    m_datasetField->setProblem({});
    enable();
    if (m_dataset->path().isEmpty())
        return;
    m_datasetField->setNote(tr("Looking…"));
    m_work.run(
        [path = std::filesystem::path(m_dataset->path().toStdString()), options = readOptions(),
         format = findDatasetFormat(m_format->currentData().toString().toStdString())](
            const std::stop_token&, const Progress&) -> Result<Opened> {
            if (!format) {
                Result<OpenedDataset> found = openDataset(path, options);
                if (!found)
                    return found.error();
                return Opened{textOf(found->format->title), std::move(found->reader)};
            }
            Result<std::unique_ptr<DatasetReader>> reader = format->read(path, options);
            return reader ? Result<Opened>(Opened{textOf(format->title), *std::move(reader)}) : reader.error();
        },
        [this](const Result<Opened>& opened) { showFound(opened); });
}

void ImportDialog::showFound(const Result<Opened>& opened)
{
    if (m_dataset->path().isEmpty())
        return; // It is about what was chosen before.
    m_datasetField->setNote({});
    if (!opened) {
        m_datasetField->setProblem(sentenceOf(opened.error()));
        showNotes({}, {});
        return enable();
    }
    m_reader = opened->reader;
    const DatasetInfo& info = m_reader->info();
    m_datasetField->setNote(
        tr("%1: %2 images with the labels %3.").arg(opened->format, countText(info.itemCount), namesOf(info.labels)));
    QStringList notes;
    for (const ReaderNote& note : m_reader->notes())
        notes << lineOf(note);
    showNotes(tr("What will not be taken over"), notes);
    enable();
}

/// Empty where nothing is in the way, but for the dataset itself.
QString ImportDialog::problem() const
{
    if (!makesJob())
        return {};
    const QString folder = m_newFolder->path();
    if (folder.isEmpty())
        return tr("Say where the job goes.");
    if (QFileInfo::exists(folder))
        return tr("There is a folder %1 already. A job is made into a new one.").arg(QDir::toNativeSeparators(folder));
    return {};
}

void ImportDialog::enable()
{
    const QString found = m_reader ? problem() : QString();
    m_footer->setReady(m_reader && found.isEmpty());
    m_footer->say(found, Role::Danger);
}

void ImportDialog::begin()
{
    m_isImporting = true;
    m_form->setEnabled(false);
    m_footer->setWorking(true);
    m_footer->say(tr("Importing…"));
    NewJob request;
    request.folder = m_newFolder->path().toStdString();
    request.name = request.folder.filename().string();
    m_work.run(
        [reader = m_reader, request, folder = m_jobFolder, worker = m_worker](const std::stop_token& stop,
                                                                              const Progress& progress) {
            return worker ? fillJob(*reader, folder, *worker, stop, progress)
                          : importAsJob(*reader, request, stop, progress);
        },
        [this](const Result<ImportReport>& report) { finish(report); });
}

void ImportDialog::finish(const Result<ImportReport>& report)
{
    m_isImporting = false;
    m_footer->setWorking(false);
    m_form->setEnabled(true);
    if (!report) {
        const bool isStopped = report.error().code == ErrorCode::Cancelled;
        const QString stopped = makesJob() ? tr("The import was stopped. There is no new job.")
                                           : tr("The import was stopped. Answers that came in stay.");
        m_footer->say(isStopped ? stopped : sentenceOf(report.error()), isStopped ? Role::Secondary : Role::Danger);
        return;
    }
    m_footer->setReady(false);
    m_footer->setDone();
    QStringList notes;
    for (const Error& warning : report->warnings)
        notes << sentenceOf(warning);
    for (const ReaderNote& note : report->notes)
        notes << lineOf(note);
    showNotes(tr("What was not taken over"), notes);
    m_footer->say(tr("Labels of %1 of %2 images were taken over.")
                      .arg(countText(report->items), countText(m_reader->info().itemCount)),
                  notes.isEmpty() ? Role::Good : Role::Warning);
    emit imported(makesJob() ? m_newFolder->path() : textOf(m_jobFolder.string()));
}

void ImportDialog::showNotes(const QString& title, const QStringList& notes)
{
    m_notesTitle->setText(title);
    m_notes->setAccessibleName(title);
    m_notes->setPlainText(notes.join(QLatin1Char('\n')));
    m_notesTitle->setVisible(!notes.isEmpty());
    m_notes->setVisible(!notes.isEmpty());
}

void ImportDialog::reject()
{
    if (m_isImporting)
        m_work.stop();
    else
        QDialog::reject();
}

} // namespace labelwright
