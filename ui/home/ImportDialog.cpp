// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ImportDialog.h"

#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/LockFile.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/HomeParts.h"
#include "ui/home/PathEdit.h"
#include "ui/home/WorkerChooser.h"
#include "ui/look/CoreText.h"

#include <QCheckBox>
#include <QComboBox>
#include <QDir>
#include <QFileInfo>
#include <QLabel>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr QSize kSize{760, 620};
constexpr int kLeastNotes = 96;
constexpr int kPauseMs = 250; // Between two keys of who types.

QString namesOf(const LabelSet& labels)
{
    QStringList names;
    for (const LabelClass& label : labels.classes())
        names << textOf(label.name);
    return names.join(QStringLiteral(", "));
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

QComboBox* makeFormats()
{
    auto* formats = new QComboBox;
    formats->addItem(ImportDialog::tr("Find out"));
    for (const DatasetFormat& format : datasetFormats())
        formats->addItem(textOf(format.title), textOf(format.id));
    formats->setFixedHeight(Metrics::kPageControl);
    return formats;
}

} // namespace

Result<ImportDialog::Opened> ImportDialog::openAs(const std::filesystem::path& path, const DatasetFormat* format,
                                                  const ReadOptions& options)
{
    if (!format) {
        Result<OpenedDataset> found = openDataset(path, options);
        return found ? Result<Opened>(Opened{found->format, std::move(found->reader)}) : found.error();
    }
    Result<std::unique_ptr<DatasetReader>> reader = format->read(path, options);
    return reader ? Result<Opened>(Opened{format, *std::move(reader)}) : reader.error();
}

ImportDialog::ImportDialog(const QString& workspace, QWidget* parent)
    : QDialog(parent), m_workspace(workspace), m_newFolder(new PathEdit(PathEdit::Kind::NewFolder)),
      m_frame(*this, tr("Import"))
{
    connect(m_newFolder, &PathEdit::edited, this, [this] { m_folderFollows = false; });
    connect(m_newFolder, &PathEdit::changed, this, [this] {
        m_folderCheck.ask(m_newFolder->path());
        refresh();
    });
    connect(&m_folderCheck, &FolderCheck::answered, this, &ImportDialog::refresh);
    setUp(tr("Import a dataset"));
}

ImportDialog::ImportDialog(const Job& job, const QString& workspace, const std::optional<Worker>& signedIn,
                           QWidget* parent)
    : QDialog(parent), m_jobFolder(job.folder()),
      m_worker(new WorkerChooser(workspace.toStdString(), currentTeam(job), signedIn)), m_frame(*this, tr("Import"))
{
    connect(m_worker, &WorkerChooser::changed, this, &ImportDialog::plan);
    setUp(tr("Import answers into %1").arg(textOf(job.spec().name)));
}

void ImportDialog::setUp(const QString& title)
{
    m_dataset = new PathEdit(PathEdit::Kind::FolderOrFile);
    m_format = makeFormats();
    m_nearest = new QCheckBox(tr("Give pixels of colors that no label has the label with the nearest color"));
    m_notesTitle = makeText({}, Role::Section);
    m_notes = new QPlainTextEdit;
    setWindowTitle(title);
    resize(kSize);
    m_frame.setForm(makeForm());
    m_pause.setSingleShot(true);
    m_pause.setInterval(kPauseMs);
    connect(&m_pause, &QTimer::timeout, this, &ImportDialog::look);
    connect(m_dataset, &PathEdit::changed, this, &ImportDialog::followDataset);
    connect(m_dataset, &PathEdit::changed, this, &ImportDialog::forgetDataset);
    connect(m_dataset, &PathEdit::entered, this, &ImportDialog::look);
    connect(m_format, &QComboBox::currentIndexChanged, this, &ImportDialog::forgetDataset);
    connect(m_nearest, &QCheckBox::toggled, this, [this] {
        if (std::exchange(m_isImported, false))
            plan();
        else
            refresh();
    });
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, &ImportDialog::begin);
    refresh();
    m_dataset->setFocus();
}

QWidget* ImportDialog::makeForm()
{
    m_notes->setReadOnly(true);
    m_notes->setMinimumHeight(kLeastNotes);
    m_notes->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);
    m_nearest->hide();
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
                                   : tr("The labels of images become answers to the objects whose photos have the same "
                                        "file names. What is answered already stays as it is."),
                               Role::Secondary));
    column->addWidget(m_datasetField);
    column->addWidget(new FormField(tr("Format"), {}, m_format));
    column->addWidget(m_nearest);
    addTarget(*column);
    auto* notes = new QVBoxLayout;
    notes->setSpacing(Metrics::kRelated);
    notes->addWidget(m_notesTitle);
    notes->addWidget(m_notes, 1);
    column->addLayout(notes, 1000);
    column->addStretch(1); // While there are no notes.
    keepFromWheel(*form);
    showNotes({}, {});
    return form;
}

void ImportDialog::addTarget(QBoxLayout& column)
{
    if (makesJob())
        return column.addWidget(
            new FormField(tr("Job folder"), tr("It is made, and the job gets its name."), m_newFolder));
    auto* field = new FormField(tr("Worker"), tr("Whose answers they become."), m_worker);
    field->setVisible(m_worker->count() > 1);
    column.addWidget(field);
}

void ImportDialog::followDataset()
{
    if (makesJob() && m_folderFollows)
        m_newFolder->setPath(QDir(m_workspace).filePath(QString::fromStdString(jobNameFor(m_dataset->path()))));
}

const DatasetFormat* ImportDialog::chosenFormat() const
{
    return findDatasetFormat(m_format->currentData().toString().toStdString());
}

/// Another one is chosen, or is about to be.
void ImportDialog::forgetDataset()
{
    m_isOpening = false;
    m_opened.reset();
    m_outlook.reset();
    m_isImported = false;
    m_frame.work().stop();
    m_frame.footer().setWorking(false);
    m_nearest->hide();
    m_datasetField->setProblem({});
    showNotes({}, {});
    const bool isNamed = !m_dataset->path().isEmpty();
    m_datasetField->setNote(isNamed ? tr("Looking…") : QString());
    if (isNamed)
        m_pause.start();
    else
        m_pause.stop();
    refresh();
}

/// Opens what is chosen, to see whether it is a dataset.
void ImportDialog::look()
{
    forgetDataset();
    m_pause.stop();
    if (m_dataset->path().isEmpty())
        return;
    m_isOpening = true;
    m_frame.footer().setWorking(true);
    refresh();
    m_frame.work().run(
        [path = std::filesystem::path(m_dataset->path().toStdString()),
         format = chosenFormat()](const std::stop_token& stop, const Progress& progress) {
            return openAs(path, format, {.stop = stop, .progress = progress});
        },
        [this](const Result<Opened>& opened) { showOpened(opened); });
}

void ImportDialog::stopLooking()
{
    forgetDataset();
    m_pause.stop();
    m_datasetField->setNote(tr("The dataset was not read to its end. Enter looks at it again."));
    m_dataset->setFocus();
}

void ImportDialog::showOpened(const Result<Opened>& opened)
{
    if (!m_isOpening)
        return; // It was stopped.
    m_isOpening = false;
    m_frame.footer().setWorking(false);
    m_datasetField->setNote({});
    if (!opened) {
        m_datasetField->setProblem(sentenceOf(opened.error()));
        return refresh();
    }
    m_opened = *opened;
    const DatasetInfo& info = m_opened->reader->info();
    m_datasetField->setNote(tr("%1: %2 images with the labels %3.")
                                .arg(textOf(m_opened->format->title), countText(info.itemCount), namesOf(info.labels)));
    m_nearest->setVisible(m_opened->format->readsColors);
    plan();
}

/// What would come of it, without doing it.
void ImportDialog::plan()
{
    m_outlook.reset();
    if (makesJob())
        m_folderCheck.ask(m_newFolder->path());
    const std::optional<Worker> worker = m_worker ? m_worker->worker() : std::nullopt;
    if (m_opened && (makesJob() || worker)) {
        m_frame.footer().setWorking(true);
        m_frame.work().run(
            [reader = m_opened->reader, folder = m_jobFolder, worker](const std::stop_token& stop,
                                                                      const Progress& progress) {
                return importOutlook(*reader, folder, worker, stop, progress);
            },
            [this](const Result<ImportOutlook>& outlook) {
                if (!m_opened)
                    return; // Another one is chosen.
                m_outlook = outlook;
                m_frame.footer().setWorking(false);
                showNotes(tr("What will not be taken over"), outlook ? outlook->notes : QStringList());
                refresh();
            });
    }
    refresh();
}

/// Why nothing can come of what is chosen; empty where something can.
QString ImportDialog::problem() const
{
    if (m_worker && !m_worker->problem().isEmpty())
        return m_worker->problem();
    if (m_outlook && !*m_outlook)
        return sentenceOf(m_outlook->error());
    if (m_outlook && (*m_outlook)->images == 0)
        return textOf(**m_outlook);
    if (!makesJob())
        return {};
    if (m_newFolder->path().isEmpty())
        return tr("Say where the job goes.");
    if (m_folderCheck.answer() == FolderCheck::Answer::Taken)
        return tr("%1 is there already. A job is made into a new folder.")
            .arg(QDir::toNativeSeparators(m_newFolder->path()));
    return {};
}

void ImportDialog::refresh()
{
    WorkFooter& footer = m_frame.footer();
    const QString found = m_opened || m_worker ? problem() : QString();
    const bool isKnown = m_outlook && (!makesJob() || m_folderCheck.answer() != FolderCheck::Answer::Unknown);
    footer.setReady(found.isEmpty() && isKnown);
    if (!found.isEmpty())
        footer.say(found, Role::Danger);
    else if (isKnown)
        footer.say(textOf(**m_outlook));
    else if (m_opened)
        footer.say(tr("Looking at what will come of it…"));
    else
        footer.say(m_isOpening                   ? tr("Reading the dataset…")
                   : m_dataset->path().isEmpty() ? tr("Choose a dataset.")
                                                 : QString());
}

void ImportDialog::begin()
{
    m_frame.begin(tr("Importing…"));
    NewJob request;
    if (makesJob()) {
        request.folder = QDir::cleanPath(m_newFolder->path()).toStdString();
        request.name = request.folder.filename().string();
    }
    // Colors are looked up as masks are read, but how is said when a dataset is opened.
    const bool opensAgain = m_opened->format->readsColors && m_nearest->isChecked();
    m_frame.work().run(
        [opened = *m_opened, path = std::filesystem::path(m_dataset->path().toStdString()), opensAgain, request,
         folder = m_jobFolder, worker = m_worker ? m_worker->worker() : std::nullopt](
            const std::stop_token& stop, const Progress& progress) -> Result<ImportReport> {
            const Result<Opened> source = opensAgain
                                              ? openAs(path, opened.format, {.nearestColors = true, .stop = stop})
                                              : Result<Opened>(opened);
            if (!source)
                return source.error();
            return worker ? fillJob(*source->reader, folder, *worker, stop, progress)
                          : importAsJob(*source->reader, request, stop, progress);
        },
        [this](const Result<ImportReport>& report) { finish(report); });
}

void ImportDialog::finish(const Result<ImportReport>& report)
{
    m_frame.end();
    if (!report)
        return m_frame.sayFailure(report.error(), makesJob()
                                                      ? tr("The import was stopped. There is no new job.")
                                                      : tr("The import was stopped. Answers that came in stay."));
    m_isImported = true;
    m_frame.footer().setReady(false);
    m_frame.footer().setDone();
    QStringList notes;
    for (const Error& warning : report->warnings)
        notes << sentenceOf(warning);
    notes << linesOf(report->notes);
    showNotes(tr("What was not taken over"), notes);
    m_frame.footer().say(tr("Labels of %1 of %2 images were taken over.")
                             .arg(countText(report->items), countText(m_opened->reader->info().itemCount)),
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
    if (m_isOpening)
        stopLooking();
    else if (!m_frame.cancel())
        QDialog::reject();
}

} // namespace labelwright
