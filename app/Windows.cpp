// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"

#include "core/job/LabelChange.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/JobFolder.h"
#include "ui/bridge/TeamDesk.h"
#include "ui/home/CreateJobPage.h"
#include "ui/home/HomeWindow.h"
#include "ui/home/JobPage.h"
#include "ui/home/JobsPage.h"
#include "ui/home/RecentJobs.h"
#include "ui/home/SignInMemory.h"
#include "ui/home/TasksPage.h"
#include "ui/home/TeamsPage.h"
#include "ui/home/Workspace.h"
#include "ui/review/DifferenceWindow.h"
#include "ui/work/WindowMemory.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace labelwright {

Windows::Windows(QObject* parent) : QObject(parent)
{}

Windows::~Windows()
{
    delete m_difference;
    delete m_objects;
    delete m_work;
    delete m_home;
}

void Windows::showHome()
{
    if (!m_home) {
        m_home = new HomeWindow;
        m_home->addPage({tr("Jobs"), QStringLiteral("jobs"), [this] { return makeJobsPage(); }});
        addWorkPages();
        connect(m_home, &HomeWindow::folderDropped, this, [this](const QString& folder) { openJob(folder); });
        connect(m_home, &HomeWindow::closed, this,
                [this] { QApplication::exit(m_failure.reason.isEmpty() ? EXIT_SUCCESS : EXIT_FAILURE); });
    }
    m_jobs->setFailure(m_failure.reason);
    if (!m_failure.reason.isEmpty())
        m_home->showPage(tr("Jobs")); // Where it is told.
    m_home->show();
}

void Windows::addWorkPages()
{
    m_desk = new TeamDesk(workspaceFolder().toStdString(), m_home);
    m_home->addPage({tr("My tasks"), QStringLiteral("worker"), [this] { return makeTasksPage(*m_desk); }});
    m_home->addPage({tr("Teams"), QStringLiteral("team"), [this] { return makeTeamsPage(*m_desk); }});
    connect(m_jobs, &JobsPage::workspaceChanged, m_desk,
            [this] { m_desk->setWorkspace(workspaceFolder().toStdString()); });
    connect(m_desk, &TeamDesk::changed, this, &Windows::tellAuthor);
    connect(m_desk, &TeamDesk::workspaceChanged, this, [this] {
        m_signedIn.reset();
        tellAuthor();
    });
    connect(m_desk, &TeamDesk::changed, this, &Windows::beginWithTasks, Qt::SingleShotConnection);
    m_desk->reload();
}

/// Where there are teams one signs in first, or goes on as on the day before; but for a lead, who stays signed in and
/// comes for the jobs. Who has gone elsewhere meanwhile, or is told of a failure, is left there.
void Windows::beginWithTasks()
{
    const bool hasMembers =
        std::ranges::any_of(m_desk->teams(), [](const WorkspaceTeam& each) { return workingMembers(each.team) > 0; });
    if (!hasMembers || !m_home->isVisible() || m_home->shownPage() != m_jobs || !m_failure.reason.isEmpty())
        return;
    const auto remembered = rememberedSignIn(m_desk->workspace(), m_desk->teams());
    const WorkspaceTeam* team = remembered ? m_desk->team(remembered->team.toStdString()) : nullptr;
    const TeamMember* member = team ? memberOfTeam(team->team, remembered->worker) : nullptr;
    if (!member || member->role != TeamRole::Lead)
        m_home->showPage(tr("My tasks"));
}

/// Who decides about jobs: who is signed in, or stays so on this machine.
std::optional<Worker> Windows::author() const
{
    if (m_signedIn)
        return m_signedIn->worker;
    const auto remembered = rememberedSignIn(m_desk->workspace(), m_desk->teams());
    return remembered ? std::optional(remembered->worker) : std::nullopt;
}

/// For whom a job is opened when no worker is named: who is signed in; in a job whose workers are nobody of the
/// workspace's teams, its first one.
Result<Worker> Windows::workerOf(const Job& job) const
{
    const Team team = currentTeam(job);
    const std::optional<Worker> signedIn = m_desk ? author() : std::nullopt;
    if (signedIn && mayWork(team, *signedIn))
        return *signedIn;
    const Worker first = defaultWorker(job);
    if (!m_desk || !signsIn(m_desk->teams(), first))
        return first;
    if (!signedIn)
        return Error{ErrorCode::InvalidArgument, "its workers sign in first, under My tasks", job.folder()};
    return Error{ErrorCode::InvalidArgument,
                 signedIn->name + " is not of this job's team, or inactive; sign in as somebody who is", job.folder()};
}

void Windows::tellAuthor()
{
    m_jobs->setAuthor(author());
}

QWidget* Windows::makeTeamsPage(TeamDesk& desk)
{
    auto* page = new TeamsPage(desk);
    connect(page, &TeamsPage::jobRequested, this, &Windows::showDetails);
    return page;
}

QWidget* Windows::makeTasksPage(TeamDesk& desk)
{
    auto* page = new TasksPage(desk);
    if (m_signedIn)
        page->showPortal(m_signedIn->team, m_signedIn->worker);
    connect(page, &TasksPage::signedIn, this, [this](const QString& team, const Worker& worker) {
        m_signedIn = SignedIn{team, worker};
        tellAuthor();
    });
    connect(page, &TasksPage::loggedOut, this, [this] {
        m_signedIn.reset();
        tellAuthor();
    });
    connect(page, &TasksPage::teamsRequested, this, [this] { m_home->showPage(tr("Teams")); });
    connect(page, &TasksPage::startRequested, this,
            [this](const QString& folder, const Worker& worker) { openJob(folder, worker.id); });
    return page;
}

JobsPage* Windows::makeJobsPage()
{
    m_jobs = new JobsPage;
    connect(m_jobs, &JobsPage::chooseRequested, this, &Windows::chooseJob);
    connect(m_jobs, &JobsPage::openRequested, this, [this](const QString& folder) { openJob(folder); });
    connect(m_jobs, &JobsPage::createRequested, this, [this] { showCreateJob(); });
    connect(m_jobs, &JobsPage::cloneRequested, this,
            [this](const QString& folder) { showCreateJob()->cloneFrom(folder); });
    connect(m_jobs, &JobsPage::detailsRequested, this, &Windows::showDetails);
    connect(m_jobs, &JobsPage::retryRequested, this, [this] {
        const Failure failure = m_failure; // opening clears it
        openJob(failure.folder, failure.worker);
    });
    return m_jobs;
}

/// On top of the home window, until it is left or an object is chosen there.
void Windows::showDetails(const QString& folder)
{
    auto* page = new JobPage(folder, JobPage::Leaving::BackButton);
    page->setAuthor(author());
    connect(page, &JobPage::closed, m_home, &HomeWindow::pop);
    connect(page, &JobPage::openObject, this, [this](const QString& job, qint64 object) {
        openJob(job);
        if (m_work)
            m_work->session().goTo(object);
    });
    connect(page, &JobPage::reviewRequested, this, &Windows::openReview);
    connect(page, &JobPage::differenceRequested, this, [this, page](const DifferenceSubject& subject) {
        showDifference(subject, author());
        connect(m_difference, &DifferenceWindow::answerWritten, page, &JobPage::reload);
    });
    m_home->push(page);
}

CreateJobPage* Windows::showCreateJob()
{
    auto* page = new CreateJobPage;
    connect(page, &CreateJobPage::left, m_home, &HomeWindow::pop);
    connect(page, &CreateJobPage::created, this, [this](const QString& folder, const QStringList& notes) {
        m_home->pop();
        m_jobs->showCreated(folder, notes);
    });
    m_home->push(page);
    return page;
}

void Windows::openJob(const QString& folder, const std::string& worker)
{
    QApplication::setOverrideCursor(Qt::WaitCursor);
    const Result<ChosenJob> chosen = labelwright::chooseJob(QDir(folder).absolutePath().toStdString());
    Result<std::unique_ptr<WorkSession>> session =
        !chosen          ? Result<std::unique_ptr<WorkSession>>(chosen.error())
        : worker.empty() ? WorkSession::openAs(chosen->folder, [this](const Job& job) { return workerOf(job); })
                         : WorkSession::open(chosen->folder, worker);
    QApplication::restoreOverrideCursor();
    if (!session)
        return tellFailure(session.error(), folder, worker);
    m_failure = {};
    WorkSession& shown = **session;
    showJob(*std::move(session), QString::fromStdString(chosen->folder.string()));
    QStringList notes;
    for (const std::string& note : chosen->notes)
        notes.append(QString::fromStdString(note));
    if (const std::vector<Error> unusable = unusableEvents(shown.job()); !unusable.empty())
        notes.append(unusableText(unusable));
    if (!notes.isEmpty())
        emit shown.notice(notes.join(QLatin1Char(' ')));
}

void Windows::tellFailure(const Error& error, const QString& folder, const std::string& worker)
{
    const std::string failure = sentence(error);
    std::fprintf(stderr, "labelwright: %s\n", failure.c_str());
    m_failure = {QString::fromStdString(failure), folder, worker};
    showHome();
}

/// Who reviews: who is signed in; a lead of the job's team where it has one.
Result<Worker> Windows::leadOf(const Job& job) const
{
    const Team team = currentTeam(job);
    const std::optional<Worker> signedIn = m_desk ? author() : std::nullopt;
    if (!signedIn)
        return decidingWorker(job);
    if (!decides(team, *signedIn))
        return Error{ErrorCode::InvalidArgument,
                     signedIn->name + " is no lead of this job's team, and leads review it; sign in as one under My "
                                      "tasks",
                     job.folder()};
    return *signedIn;
}

void Windows::openReview(const QString& folder, const std::vector<ObjectId>& objects)
{
    QApplication::setOverrideCursor(Qt::WaitCursor);
    Result<std::unique_ptr<WorkSession>> session = WorkSession::openReview(
        folder.toStdString(), [this](const Job& job) { return leadOf(job); }, objects);
    QApplication::restoreOverrideCursor();
    if (!session)
        return tellFailure(session.error(), folder, {});
    m_failure = {};
    showJob(*std::move(session), folder);
}

void Windows::showJob(std::unique_ptr<WorkSession> session, const QString& folder)
{
    rememberJob({QString::fromStdString(session->job().spec().name), folder, QDateTime::currentDateTime()});
    saveLastFolder(QFileInfo(folder).absolutePath());
    m_work = new WorkWindow(std::move(session));
    m_work->setRecentJobs(foldersOf(loadRecentJobs()));
    // Queued, as the window must be gone, and its lock with it, before the next one opens.
    connect(m_work, &WorkWindow::left, this, &Windows::jobLeft, Qt::QueuedConnection);
    connect(m_work, &WorkWindow::allObjectsRequested, this, &Windows::showAllObjects);
    connect(m_work, &WorkWindow::differenceRequested, this, [this] {
        if (const std::optional<ObjectId> object = m_work->session().currentObject())
            showWorkDifference(
                {.jobFolder = QString::fromStdString(m_work->session().job().folder().string()), .object = *object});
    });
    m_work->show();
    if (m_home)
        m_home->hide(); // Its pages are come back to as they were left.
}

/// Beside the labeling window, until an object is chosen there.
void Windows::showAllObjects()
{
    WorkSession& session = m_work->session();
    if (!m_objects) {
        const QString folder = QString::fromStdString(session.job().folder().string());
        m_objects = new JobPage(folder, JobPage::Leaving::CloseWindow);
        m_objects->setAuthor(session.worker());
        connectAllObjects();
        connect(m_objects, &JobPage::openObject, this, [this](const QString&, qint64 object) {
            m_work->session().goTo(object);
            m_objects->hide();
            m_work->raise();
            m_work->activateWindow();
        });
        connect(m_objects, &JobPage::reviewRequested, this,
                [this](const QString& folderOf, const std::vector<ObjectId>& objects) {
                    m_nextReview = {folderOf, objects};
                    m_work->leave(WorkWindow::Next::Review);
                });
        connect(m_objects, &JobPage::differenceRequested, this,
                [this](const DifferenceSubject& subject) { showWorkDifference(subject); });
        m_objects->showTab(JobPage::Tab::Objects);
    }
    if (const std::optional<ObjectId> object = session.currentObject())
        m_objects->setCurrentObject(*object);
    m_objects->show();
    m_objects->raise();
    m_objects->activateWindow();
}

/// With the labeling window, which may be another one later.
void Windows::connectAllObjects()
{
    WorkSession& session = m_work->session();
    connect(&session, &WorkSession::statusChanged, m_objects, &JobPage::reload);
    connect(m_objects, &JobPage::flagWritten, &session, &WorkSession::takeFlag);
}

/// One at a time, beside the other windows.
void Windows::showDifference(const DifferenceSubject& subject, const std::optional<Worker>& author)
{
    delete m_difference;
    m_difference = new DifferenceWindow(subject, author);
    m_difference->setAttribute(Qt::WA_DeleteOnClose);
    m_difference->show();
    m_difference->activateWindow();
}

/// Of the job that is worked on.
void Windows::showWorkDifference(const DifferenceSubject& subject)
{
    WorkSession& session = m_work->session();
    showDifference(subject, session.worker());
    connect(m_difference, &DifferenceWindow::answerWritten, &session, &WorkSession::takeAnswer);
}

void Windows::chooseJob()
{
    const QString folder = QFileDialog::getExistingDirectory(m_home, tr("Open job folder"), loadLastFolder());
    if (!folder.isEmpty())
        openJob(folder);
}

void Windows::jobLeft(WorkWindow::Next next, const QString& jobFolder)
{
    delete m_difference;
    if (next == WorkWindow::Next::Again)
        return openAgain();
    delete m_objects;
    delete m_work;
    switch (next) {
    case WorkWindow::Next::Home:
        return showHome();
    case WorkWindow::Next::OpenJob:
        return openJob(jobFolder);
    case WorkWindow::Next::Review:
        return openReview(m_nextReview.folder, m_nextReview.objects);
    case WorkWindow::Next::Quit:
        return QApplication::quit();
    case WorkWindow::Next::Again:
        break; // See above.
    }
}

/// As it was left, with the labels that the job has now. The page of all its objects stays.
void Windows::openAgain()
{
    const WorkSession& left = m_work->session();
    const QString folder = QString::fromStdString(left.job().folder().string());
    const std::string worker = left.worker().id;
    const LabelSet before = left.job().spec().labels;
    const int labelId = before.at(left.activeLabel() == kUnlabelled ? Label{1} : left.activeLabel()).id;
    const std::optional<ObjectId> object = left.currentObject();
    std::vector<ObjectId> toReview;
    for (ObjectId each = 0; left.isReview() && each < left.queue().size(); ++each) {
        if (left.queue().waits(each))
            toReview.push_back(each);
    }
    const bool isReview = left.isReview();
    const bool areObjectsInFront = m_objects && m_objects->isActiveWindow();
    delete m_work;
    if (isReview)
        openReview(folder, toReview);
    else
        openJob(folder, worker);
    if (!m_work)
        return delete m_objects;
    WorkSession& session = m_work->session();
    if (m_objects) {
        connectAllObjects();
        m_objects->reload();
        if (areObjectsInFront)
            m_objects->activateWindow();
    }
    if (object)
        session.goTo(*object);
    const LabelSet& labels = session.job().spec().labels;
    if (!isClassification(session.job().spec().taskType))
        m_work->chooseLabel(labels.findId(labelId).value_or(Label{1}));
    emit session.notice(tr("The job's labels were changed: %1. Your work is as it was.")
                            .arg(QString::fromStdString(labelChangeText(before, labels))));
}

} // namespace labelwright
