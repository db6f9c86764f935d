// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/WorkSession.h"

#include "core/job/JobLayout.h"
#include "ui/bridge/LabelShares.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

constexpr std::chrono::milliseconds kSharesDelay{200};

} // namespace

Result<std::unique_ptr<WorkSession>> WorkSession::open(const std::filesystem::path& jobFolder,
                                                       const std::string& workerText)
{
    Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    const Result<Worker> worker =
        workerText.empty() ? Result<Worker>(job->spec().team.front()) : findWorker(job->spec().team, workerText);
    if (!worker)
        return worker.error();
    Result<LockFile> lock = LockFile::acquire(workerLockFile(jobFolder, *worker), "labeling as " + worker->name);
    if (!lock)
        return lock.error();
    if (Status dropped = dropSubmittedDrafts(jobFolder, *worker, job->events()); !dropped)
        return dropped.error();
    Result<TaskQueue> queue = TaskQueue::create(*job, *worker);
    if (!queue)
        return queue.error();
    return std::unique_ptr<WorkSession>(new WorkSession(*std::move(job), *worker, *std::move(lock), *std::move(queue)));
}

WorkSession::WorkSession(Job job, Worker worker, LockFile lock, TaskQueue queue)
    : m_job(std::move(job)), m_worker(std::move(worker)), m_lock(std::move(lock)), m_queue(std::move(queue)),
      m_toolRunner(
          [this](const std::shared_ptr<ToolWork>& done, const Status& outcome) { deliverToolWork(done, outcome); }),
      m_loader(m_job, m_worker), m_saver(m_disk)
{
    m_disk.setMaxThreadCount(1);
    m_sharesTimer.setSingleShot(true);
    m_sharesTimer.setInterval(kSharesDelay);
    connect(&m_sharesTimer, &QTimer::timeout, this, &WorkSession::countShares);
    connect(&m_loader, &ObjectLoader::ready, this, &WorkSession::showLoaded);
    connect(&m_saver, &AnswerSaver::saved, this, &WorkSession::answerSaved);
    connect(&m_saver, &AnswerSaver::failed, this, &WorkSession::answerFailed);
}

WorkSession::~WorkSession()
{
    leaveObject();
}

void WorkSession::start()
{
    if (!m_lock.noticeOfTakeover().empty())
        emit notice(QString::fromStdString(m_lock.noticeOfTakeover()));
    goToNextWaiting(m_queue.firstUnlabelled());
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

const std::array<double, 256>& WorkSession::labelShares() const
{
    static const std::array<double, 256> none{};
    return m_inView ? m_inView->shares : none;
}

std::string WorkSession::sourceRef() const
{
    return m_inView ? m_inView->sourceRef : std::string();
}

void WorkSession::goTo(ObjectId object)
{
    const bool isInView = currentObject() == object && view() != View::Unreadable;
    if (object < 0 || object >= m_queue.size() || isInView)
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

void WorkSession::skip()
{
    const std::optional<ObjectId> skipped = currentObject();
    nextUnlabelled();
    if (skipped && currentObject() == skipped)
        emit notice(tr("This is the only object that still waits for you."));
}

/// Objects whose answers are on their way still look unlabelled in the queue and are passed over.
void WorkSession::goToNextWaiting(std::optional<ObjectId> candidate)
{
    const std::optional<ObjectId> first = candidate;
    while (candidate && m_saver.isSaving(*candidate)) {
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

std::optional<WorkSession::InView> WorkSession::leaveObject()
{
    if (!m_inView)
        return std::nullopt;
    m_tools.currentTool().cancel();
    m_tools.setPhoto({});
    m_toolRunner.forget();
    m_sharesTimer.stop();
    m_timer.stop();
    emit leavingObject();
    m_loader.forget(m_inView->object);
    return std::exchange(m_inView, std::nullopt);
}

void WorkSession::showLoaded(ObjectId object)
{
    Result<LoadedObject> loaded = m_loader.take(object);
    if (currentObject() != object)
        return;
    if (!loaded) {
        showProblem(object, loaded.error());
        return;
    }
    if (const std::optional<Error> mismatch = m_job.sourceMismatch(object)) {
        showProblem(object, *mismatch);
        return;
    }
    const DraftHeader fresh = freshDraft(*loaded);
    // Only a draft is worth waiting for the disk, which may be busy saving the answer before.
    if (m_draftsBegun.contains(object) || m_queue.status(object) == TaskStatus::Draft)
        openDraft(*std::move(loaded), fresh);
    else
        showDocument(*std::move(loaded), std::nullopt, fresh);
}

DraftHeader WorkSession::freshDraft(const LoadedObject& loaded) const
{
    DraftHeader header{createDraftId(),         m_inView->object,
                       loaded.source.sourceRef, loaded.image.size(),
                       loaded.identity.sha256,  {0},
                       loaded.baseSha256,       now()};
    for (const LabelClass& label : m_job.spec().labels.classes())
        header.labelIds.push_back(label.id);
    return header;
}

void WorkSession::openDraft(LoadedObject loaded, const DraftHeader& fresh)
{
    auto shared = std::make_shared<LoadedObject>(std::move(loaded));
    m_disk.start(
        [this, shared, fresh, visit = m_inView->visit, path = draftFile(m_job.folder(), m_worker, m_inView->object)] {
            auto opened = std::make_shared<OpenedDocument>(openDocument(std::move(shared->base), fresh, path));
            QMetaObject::invokeMethod(
                this,
                [this, shared, opened, visit] {
                    if (m_inView && m_inView->visit == visit)
                        showDocument(std::move(*shared), std::move(*opened), opened->header);
                },
                Qt::QueuedConnection);
        });
}

void WorkSession::showDocument(LoadedObject loaded, std::optional<OpenedDocument> opened, const DraftHeader& header)
{
    InView& shown = *m_inView;
    shown.image = loaded.image;
    shown.identity = loaded.identity;
    shown.sourceRef = loaded.source.sourceRef;
    shown.boxes = std::move(loaded.boxes);
    shown.initialValue = std::move(loaded.initialValue);
    shown.document.emplace(opened ? std::move(opened->document) : Document(std::move(loaded.base)));
    shown.shares = labelwright::labelShares(shown.document->mask());
    shown.draft = std::make_unique<DraftWriter>(m_disk, draftFile(m_job.folder(), m_worker, shown.object), header,
                                                opened ? opened->resumeAt : std::nullopt);
    connect(shown.draft.get(), &DraftWriter::written, this,
            [this, object = shown.object](Time time) { draftWritten(object, time); });
    connect(shown.draft.get(), &DraftWriter::failed, this,
            [this, object = shown.object](const Error& error) { draftFailed(object, error); });
    shown.document->onMaskChanged = [this](const Rect& rect) {
        emit maskChanged(rect);
        if (!m_sharesTimer.isActive())
            m_sharesTimer.start();
    };
    shown.document->onRecorded = [this](const EditRecord& record) { recorded(record); };
    m_tools.setPhoto(shown.image);
    shown.view = View::Labeling;
    if (m_queue.status(shown.object) == TaskStatus::Unreadable) {
        m_queue.refresh(m_job, shown.object);
        emit statusChanged(shown.object);
    }
    m_timer.start(opened ? opened->activeSeconds : 0);
    emit objectChanged();
    emit historyChanged();
    if (opened && opened->problem)
        emit notice(QString::fromStdString("The draft of this object could not be opened and was set aside. " +
                                           sentence(*opened->problem)));
    if (opened && opened->draftCameBack) {
        if (m_draftsBegun.insert(shown.object).second)
            emit notice(tr("Your unsubmitted work on this object came back."));
        const std::optional<DraftEntry> entry = findDraft(m_job.folder(), m_worker, shown.object);
        setSaveState({SaveState::Kind::DraftKept, entry ? entry->changed : now(), shown.object, {}});
    } else if (m_saveState.kind == SaveState::Kind::DraftKept || m_saveState.kind == SaveState::Kind::DraftFailed)
        setSaveState({});
    prefetchAround(shown.object);
}

void WorkSession::showProblem(ObjectId object, const Error& error)
{
    if (!m_inView)
        m_inView.emplace();
    m_inView->object = object;
    m_inView->view = View::Unreadable;
    m_inView->problem = error;
    m_queue.markUnreadable(object);
    emit objectChanged();
    emit statusChanged(object);
    prefetchAround(object);
}

void WorkSession::prefetchAround(ObjectId object)
{
    std::vector<ObjectId> ahead;
    for (const std::optional<ObjectId> candidate : {m_queue.nextUnlabelled(object), std::optional(object + 1)}) {
        if (candidate && *candidate != object && *candidate < m_queue.size() &&
            std::find(ahead.begin(), ahead.end(), *candidate) == ahead.end())
            ahead.push_back(*candidate);
    }
    m_loader.prefetch(ahead);
}

void WorkSession::selectTool(ToolId id)
{
    if (id != m_tools.current())
        m_toolRunner.forget();
    m_tools.select(id);
    emit toolChanged();
}

void WorkSession::setBrushDiameter(double diameterPx)
{
    m_tools.setBrushDiameter(diameterPx);
    emit toolChanged();
}

void WorkSession::stepBrushDiameter(int steps)
{
    m_tools.stepBrushDiameter(steps);
    emit toolChanged();
}

void WorkSession::setActiveLabel(Label label)
{
    m_activeLabel = label;
    emit toolChanged();
}

void WorkSession::undo()
{
    // What is under construction is the newest step.
    if (tool().isActive()) {
        if (!tool().stepBack())
            tool().cancel();
        emit toolChanged();
    } else if (Document* edited = document()) {
        edited->undo();
    }
}

void WorkSession::redo()
{
    if (Document* edited = document(); edited && !tool().isActive())
        edited->redo();
}

bool WorkSession::canUndo() const
{
    return document() && document()->history().canUndo();
}

bool WorkSession::canRedo() const
{
    return document() && document()->history().canRedo();
}

bool WorkSession::commitTool()
{
    const bool done = document() && tool().commit(*document(), m_activeLabel);
    emit toolChanged();
    return done;
}

bool WorkSession::cancelTool()
{
    const bool done = tool().cancel();
    emit toolChanged();
    return done;
}

void WorkSession::runToolWork()
{
    if (std::shared_ptr<ToolWork> work = tool().takeWork(); work && document())
        m_toolRunner.run(std::move(work));
}

void WorkSession::deliverToolWork(const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const bool wasAwaited = document() && tool().deliver(*document(), done, outcome);
    if (wasAwaited && !outcome && outcome.error().code != ErrorCode::Cancelled)
        emit notice(QString::fromStdString(sentence(outcome.error())));
    runToolWork();
    emit toolChanged();
}

void WorkSession::countShares()
{
    if (!document())
        return;
    m_inView->shares = labelwright::labelShares(document()->mask());
    emit labelSharesChanged();
}

} // namespace labelwright
