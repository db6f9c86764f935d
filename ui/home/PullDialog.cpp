// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PullDialog.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/FormField.h"
#include "ui/home/PathEdit.h"
#include "ui/look/CoreText.h"
#include "ui/look/Look.h"

#include <QCheckBox>
#include <QSignalBlocker>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

QString arrivalText(const ArrivalCounts& counts)
{
    QStringList parts;
    if (counts.answers > 0)
        parts << PullDialog::tr("answers: %1").arg(countText(counts.answers));
    if (counts.decisions > 0)
        parts << PullDialog::tr("decisions: %1").arg(countText(counts.decisions));
    if (counts.others > 0)
        parts << PullDialog::tr("other events: %1").arg(countText(counts.others));
    return parts.join(", "_L1);
}

void addSentences(QStringList& notes, const std::vector<Error>& errors)
{
    for (const Error& error : errors)
        notes << sentenceOf(error);
}

struct Wanted {
    PullRequest request; ///< With the place as it was typed.
    bool isNamed;        ///< Else the folder is one of jobs, and the place's name is still to be added.
};

Result<PullPlan> planWanted(Wanted wanted, const std::stop_token& stop)
{
    PullRequest& request = wanted.request;
    if (!wanted.isNamed)
        request.jobFolder /= placeName(request.places.job);
    if (!request.jobFolder.has_filename())
        return Error{ErrorCode::InvalidArgument, PullDialog::tr("Name the job's folder").toStdString()};
    Result<RemotePlaces> places = resolvedPlaces(std::move(request.places), request.jobFolder);
    if (!places)
        return places.error();
    request.places = *std::move(places);
    return planPull(request, stop);
}

} // namespace

PullDialog::PullDialog(const Job& job, QWidget* parent)
    : PullDialog(job.folder(),
                 textsOf(tr("Pull into job %1").arg(textOf(job.spec().name)),
                         tr("Fetches answers and decisions that others pushed to a place that you share. What is here "
                            "stays as it is, and so does what is there.")),
                 parent)
{
    m_photos =
        addChoice(tr("Photos with s3:// names that are missing here"), tr("Each comes from where its name says"));
    m_photos->setHidden(job.spec().inputPrefixes.empty());
    compareRemembered(m_folder);
}

PullDialog::PullDialog(std::filesystem::path workspace, QWidget* parent)
    : PullDialog(std::move(workspace),
                 textsOf(tr("Pull a job"),
                         tr("Fetches a job that somebody pushed to a place that you share, with all answers and "
                            "decisions that are there.")),
                 parent)
{
    addFolder();
    m_photos = addChoice(tr("Photos with s3:// names that are missing here"),
                         tr("Each comes from where its name says, to the folder images"));
}

PullDialog::PullDialog(std::filesystem::path folder, const Texts& texts, QWidget* parent)
    : RemoteDialog(texts, parent), m_folder(std::move(folder))
{}

RemoteDialog::Texts PullDialog::textsOf(const QString& title, const QString& purpose)
{
    return {title,
            purpose,
            tr("What comes here"),
            tr("What came here"),
            tr("Pull"),
            tr("Fetching…"),
            tr("Pulling was stopped. What came here by then is whole; pulling again goes on.")};
}

void PullDialog::addFolder()
{
    m_newFolder = new PathEdit(PathEdit::Kind::NewFolder);
    options().addWidget(
        new FormField(tr("Folder of the job"), tr("It is made, or it takes in what is there."), m_newFolder));
    options().addSpacing(Metrics::kRelated);
    m_suggested = textOf(m_folder.string()) + u'/';
    m_newFolder->setPath(m_suggested);
    connect(m_newFolder, &PathEdit::changed, this, &PullDialog::setStale);
    connect(this, &RemoteDialog::placeChanged, this, &PullDialog::suggestFolder);
}

/// A folder of the place's name; where the disk would have to be asked for that, the comparison does.
void PullDialog::suggestFolder()
{
    if (!isSuggested())
        return;
    const std::string name = place().endsWith(u'/') ? std::string() : placeName(place().toStdString());
    suggest(m_folder / name);
}

void PullDialog::suggest(const std::filesystem::path& folder)
{
    m_suggested = textOf(folder.string());
    m_newFolder->setPath(m_suggested);
}

bool PullDialog::isSuggested() const
{
    return m_newFolder && m_newFolder->path() == m_suggested;
}

std::filesystem::path PullDialog::jobFolder() const
{
    return m_newFolder ? std::filesystem::path(m_newFolder->path().toStdString()) : m_folder;
}

void PullDialog::startComparing()
{
    const bool isNamed = !m_newFolder || jobFolder().empty() || jobFolder().has_filename();
    const Wanted wanted{{jobFolder(), typedPlaces(), {}, m_photos->isChecked()}, isNamed};
    work().run([wanted](const std::stop_token& stop, const Progress&) { return planWanted(wanted, stop); },
               [this, isNamed, typed = std::pair(place(), jobFolder())](const Result<PullPlan>& plan) {
                   if (!plan)
                       return showFinding(plan.error());
                   m_plan = *plan;
                   if (!isNamed && std::pair(place(), jobFolder()) == typed) {
                       const QSignalBlocker compared(m_newFolder);
                       m_folder = plan->request.jobFolder.parent_path();
                       suggest(plan->request.jobFolder);
                   }
                   showFinding(findingOf(*plan));
               });
}

RemoteDialog::Finding PullDialog::findingOf(const PullPlan& plan)
{
    Finding finding;
    if (plan.isNew)
        finding.rows << Row{tr("The job, with its labels and manifest"), countText(1)};
    for (const auto& [thing, count] :
         {std::pair(tr("Lines of the manifest"), plan.manifestLines),
          std::pair(tr("Masks"), static_cast<std::int64_t>(plan.masks.size())),
          std::pair(tr("Answers and decisions"), static_cast<std::int64_t>(plan.events.size())),
          std::pair(tr("Photos"), plan.photos)}) {
        if (count > 0)
            finding.rows << Row{thing, countText(count)};
    }
    if (plan.isNew && plan.request.withPhotos)
        finding.rows << Row{tr("Photos that are missing here"), tr("all")};
    addSentences(finding.notes, plan.damaged);
    finding.hasWork = !finding.rows.isEmpty();
    finding.summary = plan.isNew        ? tr("The job comes to %1.").arg(textOf(plan.request.jobFolder.string()))
                      : finding.hasWork ? tr("Others have done something that is not here yet.")
                                        : tr("The job has all that is there.");
    if (plan.eventsToPush > 0)
        finding.summary += u' ' + tr("Here and not there, for Push to send: %1.").arg(countText(plan.eventsToPush));
    return finding;
}

void PullDialog::startWork()
{
    work().run(
        [plan = *m_plan](const std::stop_token& stop, const Progress& progress) { return pull(plan, stop, progress); },
        [this](const Result<Pulled>& done) {
            finish(done ? findingOf(*done, m_plan->damaged) : Result<Finding>(done.error()));
            // What came in before it was stopped is there too.
            emit pulled(textOf(m_plan->request.jobFolder.string()));
        });
}

RemoteDialog::Finding PullDialog::findingOf(const Pulled& pulled, const std::vector<Error>& damaged)
{
    const MergePlan& merged = pulled.merged;
    Finding finding;
    for (const CopyArrivals& copy : merged.copies)
        for (const auto& [worker, counts] : copy.byWorker)
            finding.rows << Row{textOf(worker), arrivalText(counts)};
    if (merged.growth)
        finding.rows << Row{tr("Lines of the manifest"), countText(merged.growth->lines)};
    if (pulled.photos > 0)
        finding.rows << Row{tr("Photos"), countText(pulled.photos)};
    if (!merged.conflicts.empty())
        finding.notes << tr("Decided differently on two machines, and not settled: %1. Merge, on the job's page, shows "
                            "what, and there you say what counts.")
                             .arg(countText(static_cast<std::int64_t>(merged.conflicts.size())));
    for (const std::vector<Error>* errors : {&merged.notYetSynced, &merged.damaged, &merged.foreign, &damaged})
        addSentences(finding.notes, *errors);
    finding.summary =
        tr("Answers and decisions that came in: %1.").arg(countText(static_cast<std::int64_t>(merged.events.size())));
    return finding;
}

} // namespace labelwright
