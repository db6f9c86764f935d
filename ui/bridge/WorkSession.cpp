// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/WorkSession.h"

#include "core/job/JobLayout.h"

#include <utility>

namespace labelwright {
namespace {

constexpr std::chrono::milliseconds kSavedShown{4000};

} // namespace

Result<std::unique_ptr<WorkSession>> WorkSession::open(const std::filesystem::path& jobFolder,
                                                       const std::string& workerText)
{
    return openAs(jobFolder, [&workerText](const Job& job) {
        return workerText.empty() ? Result<Worker>(defaultWorker(job)) : findMember(job, workerText);
    });
}

Result<std::unique_ptr<WorkSession>> WorkSession::openAs(const std::filesystem::path& jobFolder,
                                                         const std::function<Result<Worker>(const Job&)>& choose)
{
    Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    const Result<Worker> worker = choose(*job);
    if (!worker)
        return worker.error();
    return openDesk(*std::move(job), *worker, [&worker](const Job& locked) -> Result<OpenedDesk> {
        Result<TaskQueue> queue = TaskQueue::create(locked, *worker);
        if (!queue)
            return queue.error();
        return OpenedDesk{*worker, *std::move(queue)};
    });
}

Result<std::unique_ptr<WorkSession>> WorkSession::openDesk(Job job, const Worker& desk,
                                                           const std::function<Result<OpenedDesk>(const Job&)>& open)
{
    Result<LockFile> lock = LockFile::acquire(workerLockFile(job.folder(), desk), "labeling as " + desk.name);
    if (!lock)
        return lock.error();
    if (Status dropped = dropSubmittedDrafts(job.folder(), desk, job.events()); !dropped)
        return dropped.error();
    Result<OpenedDesk> opened = open(job);
    if (!opened)
        return opened.error();
    Result<ChoiceDrafts> choices = readChoiceDrafts(job.folder(), desk, job.events());
    if (!choices)
        return choices.error();
    return std::unique_ptr<WorkSession>(
        new WorkSession(std::move(job), *std::move(opened), *std::move(lock), *std::move(choices)));
}

WorkSession::WorkSession(Job job, OpenedDesk opened, LockFile lock, ChoiceDrafts choices)
    : m_job(std::move(job)), m_worker(std::move(opened.worker)), m_jobStatus(labelwright::jobState(m_job).status),
      m_lock(std::move(lock)), m_queue(std::move(opened.queue)),
      m_toolRunner(
          [this](const std::shared_ptr<ToolWork>& done, const Status& outcome) { deliverToolWork(done, outcome); }),
      m_loader(m_job, m_worker, isReview() ? LoadedMask::Counted : LoadedMask::Own), m_saver(m_job.spec(), m_disk),
      m_flags(m_disk), m_reviewWriter(m_job.folder(), m_disk), m_choices(m_disk, m_job.folder(), desk()),
      m_work([this] { return document(); }), m_watcher(m_job.folder(), [this] { return watchedObjects(); })
{
    m_disk.setMaxThreadCount(1);
    m_pictures.setMaxThreadCount(1);
    m_sharesTimer.setSingleShot(true);
    connect(&m_sharesTimer, &QTimer::timeout, this, &WorkSession::countShares);
    m_savedTimer.setSingleShot(true);
    m_savedTimer.setInterval(kSavedShown);
    connect(&m_savedTimer, &QTimer::timeout, this, &WorkSession::endSaved);
    connect(&m_work, &DocumentWork::failed, this, &WorkSession::notice);
    connect(&m_loader, &ObjectLoader::ready, this, &WorkSession::showLoaded);
    connect(&m_saver, &AnswerSaver::saved, this, &WorkSession::answerSaved);
    connect(&m_saver, &AnswerSaver::failed, this, &WorkSession::answerFailed);
    connect(&m_flags, &FlagWriter::written, this, [this](const ObjectFlag& flag) {
        takeFlag(flag);
        emit saveStateChanged(); // One save fewer is pending.
    });
    connect(&m_flags, &FlagWriter::failed, this, [this](ObjectId object, const Error& error) {
        tellFlagFailure(object, error);
        emit saveStateChanged();
    });
    connect(&m_reviewWriter, &ReviewWriter::written, this, &WorkSession::reviewWritten);
    connect(&m_reviewWriter, &ReviewWriter::failed, this, &WorkSession::reviewFailed);
    connect(&m_saver, &AnswerSaver::refused, this, &WorkSession::answerRefused);
    connect(&m_watcher, &JobWatcher::found, this, &WorkSession::takeNews);
    connect(this, &WorkSession::objectChanged, &m_watcher, &JobWatcher::look);
    m_choices.begin(std::move(choices));
    connect(&m_choices, &ChoiceKeeper::written, this, [this](Time time) {
        for (const auto& [object, draft] : m_choices.drafts()) {
            if (object < m_queue.size() && !m_queue.hasDraft(object))
                refreshStatus(object);
        }
        if (m_inView && hasUnsubmittedWork())
            setSaveState({SaveState::Kind::DraftKept, time, m_inView->object, {}});
        else if (m_saveState.kind == SaveState::Kind::DraftFailed)
            setSaveState({});
        else
            emit saveStateChanged(); // One save fewer is pending.
    });
    connect(&m_choices, &ChoiceKeeper::failed, this, [this](const Error& error) {
        setSaveState({SaveState::Kind::DraftFailed, now(), currentObject(), error});
    });
}

WorkSession::~WorkSession()
{
    leaveObject();
    m_choices.writeNow();
}

void WorkSession::start()
{
    if (!m_lock.noticeOfTakeover().empty())
        emit lockTakenOver(QString::fromStdString(m_lock.noticeOfTakeover()));
    if (!isClassification(m_job.spec().taskType))
        warmUp();
    goToNextWaiting(firstObject());
}

std::optional<ObjectId> WorkSession::firstObject() const
{
    const Result<std::vector<DraftEntry>> drafts = listDrafts(m_job.folder(), desk());
    std::optional<DraftEntry> newest;
    for (const DraftEntry& each : drafts ? *drafts : std::vector<DraftEntry>()) {
        if (each.object < m_queue.size() && m_queue.waits(each.object) && (!newest || newest->changed < each.changed))
            newest = each;
    }
    return newest ? newest->object : m_queue.firstUnlabelled();
}

WorkSession::View WorkSession::view() const
{
    return m_inView ? m_inView->view : m_finished ? View::Finished : View::Loading;
}

std::optional<ObjectId> WorkSession::currentObject() const
{
    return m_inView ? std::optional(m_inView->object) : std::nullopt;
}

std::optional<Error> WorkSession::problem() const
{
    return m_inView ? m_inView->problem : std::nullopt;
}

const Image& WorkSession::image() const
{
    static const Image none;
    return m_inView ? m_inView->image : none;
}

Document* WorkSession::document()
{
    return m_inView && m_inView->document ? &*m_inView->document : nullptr;
}

const Document* WorkSession::document() const
{
    return m_inView && m_inView->document ? &*m_inView->document : nullptr;
}

const std::vector<BoundingBox>& WorkSession::boxes() const
{
    static const std::vector<BoundingBox> none;
    return m_inView ? m_inView->boxes : none;
}

std::optional<std::array<double, 256>> WorkSession::labelShares() const
{
    return document() ? m_inView->shares : std::nullopt;
}

std::string WorkSession::sourceRef() const
{
    return m_inView ? m_inView->sourceRef : std::string();
}

bool WorkSession::mayLeaveTool()
{
    if (view() != View::Labeling || !tool().isActive())
        return true;
    emit toolInTheWay(tool().canCommit() ? tr("Finish what you began first: Enter keeps it, Esc drops it.")
                                         : tr("Finish what you began first: it is not complete yet. Esc drops it."));
    return false;
}

void WorkSession::goTo(ObjectId object)
{
    const bool isInView = currentObject() == object && view() != View::Unreadable;
    if (object < 0 || object >= m_queue.size() || isInView || !mayLeaveTool())
        return;
    if (m_saver.isSaving(object)) {
        emit notice(tr("Object %1 is still being saved.").arg(object + 1));
        return;
    }
    if (const auto left = m_leftDrafts.find(object); left != m_leftDrafts.end() && left->second->hasFailed()) {
        emit notice(tr("The last strokes on object %1 are not on the disk yet. Free some space and press Retry first.")
                        .arg(object + 1));
        return;
    }
    if (std::optional<InView> left = leaveObject())
        letGo(*std::move(left));
    m_finished = false;
    m_inView.emplace();
    m_inView->object = object;
    m_inView->visit = ++m_visits;
    m_loader.request(object);
    if (view() == View::Loading)
        emit objectChanged();
}

void WorkSession::next()
{
    if (const auto object = currentObject())
        goTo(*object + 1);
}

void WorkSession::previous()
{
    if (const auto object = currentObject())
        goTo(*object - 1);
}

void WorkSession::nextUnlabelled()
{
    const auto object = currentObject();
    goToNextWaiting(object ? m_queue.nextUnlabelled(*object) : m_queue.firstUnlabelled());
}

void WorkSession::previousUnlabelled()
{
    const auto object = currentObject();
    goToNextWaiting(object ? m_queue.previousUnlabelled(*object) : m_queue.firstUnlabelled());
}

void WorkSession::goToNextWaiting(std::optional<ObjectId> candidate)
{
    if (!mayLeaveTool())
        return;
    const std::optional<ObjectId> first = candidate;
    while (candidate && isOnItsWay(*candidate)) {
        candidate = m_queue.nextUnlabelled(*candidate);
        if (candidate == first)
            candidate.reset();
    }
    if (candidate) {
        goTo(*candidate);
        return;
    }
    if (std::optional<InView> left = leaveObject())
        letGo(*std::move(left));
    m_finished = true;
    emit objectChanged();
}

} // namespace labelwright
