// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/MergeDialog.h"

#include "core/job/SettleConflict.h"
#include "core/job/SplitPlan.h"
#include "core/review/ConflictPixels.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/ConflictRows.h"
#include "ui/home/HomeParts.h"
#include "ui/look/CoreText.h"

#include <QDir>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QListWidget>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTreeWidget>
#include <QVBoxLayout>

namespace labelwright {
namespace {

constexpr QSize kSize{820, 720};
constexpr int kFoldersHeight = 92;
constexpr int kNotesHeight = 92;
constexpr int kLeastTable = 120;
constexpr int kCountWidth = 110;
constexpr int kWorkerWidth = 170;

/// Settles of what is in conflict by now whatever one of `keep` decides.
Status settle(const std::filesystem::path& folder, const std::vector<std::string>& keep, const Worker& author)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    const std::vector<Conflict> conflicts = conflictsOf(job->spec(), job->events());
    for (const std::string& event : keep) {
        const Result<const Conflict*> conflict = conflictWith(conflicts, event);
        if (!conflict)
            continue; // Somebody else has settled it.
        if (const Result<std::string> settled = settleConflict(*job, **conflict, event, author); !settled)
            return settled.error();
    }
    return ok();
}

} // namespace

Result<MergeDialog::Preview> MergeDialog::previewOf(const std::filesystem::path& folder,
                                                    const std::vector<std::filesystem::path>& copies,
                                                    const std::stop_token& stop, const Progress& progress)
{
    Result<MergePlan> plan = planMerge(folder, copies, stop, progress);
    if (!plan)
        return plan.error();
    const Result<JobSpec> spec = readJobSpec(folder);
    if (!spec)
        return spec.error();
    std::map<std::string, std::int64_t> pixels = conflictPixels(*plan, spec->labels, stop);
    return Preview{*std::move(plan), std::move(pixels)};
}

MergeDialog::MergeDialog(const Job& job, Worker author, QWidget* parent)
    : QDialog(parent), m_jobFolder(job.folder()), m_author(std::move(author)), m_folders(new QListWidget),
      m_remove(new QPushButton(tr("Remove"))),
      m_arrivals(makeTable({tr("Copy"), tr("Worker"), tr("Answers"), tr("Decisions"), tr("Other events")})),
      m_conflicts(new ConflictRows), m_notesTitle(makeText(tr("Notes"), Role::Section)), m_notes(new QPlainTextEdit),
      m_frame(*this, tr("Merge"))
{
    setWindowTitle(tr("Merge copies into %1").arg(textOf(job.spec().name)));
    resize(kSize);
    m_frame.setForm(makeForm());
    connect(m_folders, &QListWidget::currentRowChanged, this, &MergeDialog::enableParts);
    connect(&m_frame.footer(), &WorkFooter::confirmed, this, &MergeDialog::begin);
    findCopies();
}

QWidget* MergeDialog::makeForm()
{
    m_arrivals->setMinimumHeight(kLeastTable);
    m_arrivals->setAccessibleName(tr("What comes in"));
    m_arrivals->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    m_arrivals->setTextElideMode(Qt::ElideMiddle);
    m_arrivals->setColumnWidth(1, kWorkerWidth);
    for (int column = 2; column < m_arrivals->columnCount(); ++column) {
        m_arrivals->setColumnWidth(column, kCountWidth);
        m_arrivals->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    connect(m_conflicts, &ConflictRows::changed, this, &MergeDialog::enableParts);
    connect(m_conflicts, &ConflictRows::differenceRequested, this, &MergeDialog::differenceRequested);
    m_notes->setReadOnly(true);
    m_notes->setFixedHeight(kNotesHeight);
    m_notes->setAccessibleName(tr("Notes"));
    m_notesTitle->hide();
    m_notes->hide();

    auto* form = new QWidget;
    auto* column = new QVBoxLayout(form);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Merge copies"), Role::Title));
    column->addWidget(makeText(tr("Takes in answers and decisions that were made in copies of the job's folder. Copies "
                                  "stay as they are, and can be merged as often as wanted, in any order."),
                               Role::Secondary));
    column->addSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Copies"), Role::Section));
    column->addWidget(makeFolders());
    column->addSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("What comes in"), Role::Section));
    column->addWidget(m_arrivals, 1);
    column->addWidget(m_conflicts);
    column->addWidget(m_notesTitle);
    column->addWidget(m_notes);
    return form;
}

QWidget* MergeDialog::makeFolders()
{
    m_folders->setFixedHeight(kFoldersHeight);
    m_folders->setAccessibleName(tr("Copies"));
    m_folders->setTextElideMode(Qt::ElideMiddle);
    auto* add = new QPushButton(tr("Add folder…"));
    add->setAutoDefault(false);
    m_remove->setAutoDefault(false);
    m_remove->setEnabled(false);
    add->setToolTip(tr("A copy, or a folder with several"));
    connect(add, &QPushButton::clicked, this, &MergeDialog::askForFolder);
    connect(m_remove, &QPushButton::clicked, this, &MergeDialog::removeFolder);
    auto* buttons = new QVBoxLayout;
    buttons->setSpacing(Metrics::kRelated);
    for (QPushButton* button : {add, m_remove}) {
        button->setFixedHeight(Metrics::kPageControl);
        buttons->addWidget(button);
    }
    buttons->addStretch(1);
    auto* folders = new QWidget;
    auto* row = new QHBoxLayout(folders);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_folders, 1);
    row->addLayout(buttons);
    return folders;
}

/// Those that were handed out are where they were put, if nobody has taken them elsewhere.
void MergeDialog::findCopies()
{
    m_frame.work().run(
        [folder = defaultCopiesFolder(m_jobFolder)](const std::stop_token&, const Progress&) {
            std::error_code failure;
            return std::filesystem::is_directory(folder, failure) ? textOf(folder.string()) : QString();
        },
        [this](const QString& folder) {
            if (folder.isEmpty())
                preview();
            else
                addFolder(folder);
        });
}

void MergeDialog::askForFolder()
{
    const QString last = m_folders->count() > 0 ? m_folders->item(m_folders->count() - 1)->text()
                                                : textOf(m_jobFolder.parent_path().string());
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Choose a copy, or a folder with several"), last);
    if (!folder.isEmpty())
        addFolder(folder);
}

void MergeDialog::addFolder(const QString& folder)
{
    auto* row = new QListWidgetItem(QDir::toNativeSeparators(folder), m_folders);
    row->setSizeHint({0, Metrics::kControl});
    row->setToolTip(row->text());
    preview();
}

void MergeDialog::removeFolder()
{
    delete m_folders->takeItem(m_folders->currentRow());
    preview();
}

void MergeDialog::preview()
{
    std::vector<std::filesystem::path> folders;
    for (int row = 0; row < m_folders->count(); ++row)
        folders.emplace_back(QDir::fromNativeSeparators(m_folders->item(row)->text()).toStdString());
    m_plan.reset();
    m_frame.footer().setReady(false);
    m_frame.footer().setWorking(true);
    if (!m_isDone)
        m_frame.footer().say(tr("Looking at the copies…"));
    m_frame.work().run(
        [folder = m_jobFolder, folders](const std::stop_token& stop, const Progress& progress) {
            return previewOf(folder, folders, stop, progress);
        },
        [this](const Result<Preview>& found) { showPlan(found); });
}

void MergeDialog::showPlan(const Result<Preview>& found)
{
    m_frame.footer().setWorking(false);
    m_conflicts->clear();
    if (found) {
        m_plan = found->plan;
        m_conflicts->setConflicts(found->plan, found->pixels);
    }
    showArrivals();
    showNotes();
    enableParts();
    if (!found)
        return m_frame.footer().say(sentenceOf(found.error()), Role::Danger);
    if (std::exchange(m_isDone, false))
        return; // What was done stays to be read.
    if (m_plan->copies.empty())
        m_frame.footer().say(tr("Add the folders of the copies."));
    else if (m_plan->events.empty() && !m_plan->growth)
        m_frame.footer().say(tr("The job has all that the copies have."));
    else
        m_frame.footer().say(
            tr("Events that come in: %1").arg(countText(static_cast<std::int64_t>(m_plan->events.size()))));
}

void MergeDialog::showArrivals()
{
    m_arrivals->clear();
    for (const CopyArrivals& copy : m_plan ? m_plan->copies : std::vector<CopyArrivals>()) {
        const QString name = textOf(copy.folder.filename().string());
        if (copy.byWorker.empty())
            (new QTreeWidgetItem(m_arrivals, {name, tr("nothing new")}))->setSizeHint(0, {0, Metrics::kTouchTarget});
        for (const auto& [worker, counts] : copy.byWorker) {
            auto* row = new QTreeWidgetItem(m_arrivals, {name, textOf(worker), countText(counts.answers),
                                                         countText(counts.decisions), countText(counts.others)});
            for (int column = 2; column < m_arrivals->columnCount(); ++column)
                row->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
            row->setSizeHint(0, {0, Metrics::kTouchTarget});
            row->setToolTip(0, QDir::toNativeSeparators(textOf(copy.folder.string())));
        }
    }
}

void MergeDialog::showNotes()
{
    QStringList notes;
    if (m_plan && m_plan->growth)
        notes << tr("The manifest of the job gets further lines from %1: %2.")
                     .arg(QDir::toNativeSeparators(textOf(m_plan->growth->manifest.string())),
                          countText(m_plan->growth->lines));
    if (m_plan) {
        for (const std::vector<Error>* errors : {&m_plan->notYetSynced, &m_plan->damaged, &m_plan->foreign})
            for (const Error& error : *errors)
                notes << sentenceOf(error);
    }
    m_notes->setPlainText(notes.join(u'\n'));
    for (QWidget* part : {static_cast<QWidget*>(m_notesTitle), static_cast<QWidget*>(m_notes)})
        part->setVisible(!notes.isEmpty());
}

void MergeDialog::enableParts()
{
    m_remove->setEnabled(m_folders->currentRow() >= 0);
    m_frame.footer().setReady(m_plan && (!m_plan->events.empty() || m_plan->growth || !m_conflicts->chosen().empty()));
}

void MergeDialog::begin()
{
    m_frame.begin(tr("Merging…"));
    m_frame.work().run(
        [plan = *m_plan, keep = m_conflicts->chosen(), author = m_author](const std::stop_token& stop,
                                                                          const Progress& progress) -> Status {
            if (Status done = mergeCopies(plan, stop, progress); !done)
                return done;
            return keep.empty() ? ok() : settle(plan.jobFolder, keep, author);
        },
        [this](const Status& done) { finish(done); });
}

void MergeDialog::finish(const Status& done)
{
    m_frame.end();
    m_isDone = true;
    m_frame.footer().setDone();
    if (done)
        m_frame.footer().say(tr("Events that came in: %1. Settled: %2.")
                                 .arg(countText(static_cast<std::int64_t>(m_plan->events.size())),
                                      countText(static_cast<std::int64_t>(m_conflicts->chosen().size()))),
                             Role::Good);
    else
        m_frame.sayFailure(done.error(),
                           tr("Merging was stopped. What came in by then is whole; merging again goes on."));
    emit merged();
    preview();
}

void MergeDialog::reject()
{
    if (!m_frame.cancel())
        QDialog::reject();
}

} // namespace labelwright
