// SPDX-License-Identifier: GPL-3.0-or-later
// From one object in view to the next.
#include "core/job/DraftLabels.h"
#include "core/job/JobLayout.h"
#include "ui/bridge/WorkSession.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

/// Of the photo in view and those that are read ahead, with their masks.
constexpr std::size_t kPhotoBytes = std::size_t{448} << 20U;
constexpr std::size_t kPhotosAhead = 2;

} // namespace

std::optional<WorkSession::InView> WorkSession::leaveObject()
{
    if (!m_inView)
        return std::nullopt;
    m_tools.currentTool().cancel();
    watchSegment();
    m_tools.setPhoto({});
    m_toolRunner.forget();
    m_work.cancel();
    m_sharesTimer.stop();
    m_timer.stop();
    emit leavingObject();
    m_loader.forget(m_inView->object);
    m_refusal.reset();
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
    if (!loaded->photo.deep || !m_chosenWindow) {
        openLoaded(*std::move(loaded));
        return;
    }
    auto shared = std::make_shared<LoadedObject>(*std::move(loaded));
    preparePicture(*shared->photo.deep, *m_chosenWindow, [this, shared](Image image) {
        if (!image.isNull())
            shared->photo.image = std::move(image);
        openLoaded(std::move(*shared));
    });
}

void WorkSession::preparePicture(const DeepImage& deep, ValueWindow window, std::function<void(Image)> use)
{
    m_pictures.clear();
    m_pictures.start([this, deep, window, use = std::move(use), visit = m_inView->visit, number = ++m_picturesAsked] {
        auto image = std::make_shared<Result<Image>>(windowed(deep, window));
        QMetaObject::invokeMethod(
            this,
            [this, image, use, visit, number] {
                if (!m_inView || m_inView->visit != visit || m_picturesAsked != number)
                    return;
                if (!*image)
                    emit notice(QString::fromStdString(sentence(image->error())));
                use(*image ? **image : Image());
            },
            Qt::QueuedConnection);
    });
}

void WorkSession::openLoaded(LoadedObject loaded)
{
    if (isClassification(m_job.spec().taskType)) {
        showPhoto(loaded);
        showChoice(loaded.initialChoice);
        return;
    }
    const ObjectId object = m_inView->object;
    const DraftHeader fresh = freshDraft(loaded);
    // Only a draft is worth waiting for the disk, which may be busy saving the answer before.
    if (m_draftsBegun.contains(object) || m_queue.hasDraft(object))
        openDraft(std::move(loaded), fresh);
    else
        showDocument(std::move(loaded), std::nullopt, fresh);
}

DraftHeader WorkSession::freshDraft(const LoadedObject& loaded) const
{
    return {createDraftId(),         m_inView->object,
            loaded.source.sourceRef, loaded.photo.image.size(),
            loaded.identity.sha256,  draftLabelIds(m_job.spec().labels),
            loaded.baseSha256,       now()};
}

void WorkSession::openDraft(LoadedObject loaded, const DraftHeader& fresh)
{
    auto shared = std::make_shared<LoadedObject>(std::move(loaded));
    m_disk.start([this, shared, fresh, visit = m_inView->visit,
                  path = draftFile(m_job.folder(), desk(), m_inView->object)] {
        auto opened =
            std::make_shared<OpenedDocument>(openDocument(*std::move(shared->base), fresh, path, shared->draftLabels));
        QMetaObject::invokeMethod(
            this,
            [this, shared, opened, visit] {
                if (m_inView && m_inView->visit == visit)
                    showDocument(std::move(*shared), std::move(*opened), opened->header);
            },
            Qt::QueuedConnection);
    });
}

void WorkSession::showPhoto(LoadedObject& loaded)
{
    InView& shown = *m_inView;
    shown.image = std::move(loaded.photo.image);
    shown.deep = std::move(loaded.photo.deep);
    shown.range = loaded.photo.range;
    if (shown.deep)
        shown.window = m_chosenWindow.value_or(shown.range);
    shown.identity = loaded.identity;
    shown.sourceRef = loaded.source.sourceRef;
    shown.boxes = std::move(loaded.boxes);
    shown.seen = std::move(loaded.seen);
    shown.view = View::Labeling;
}

void WorkSession::showDocument(LoadedObject loaded, std::optional<OpenedDocument> opened, const DraftHeader& header)
{
    InView& shown = *m_inView;
    showPhoto(loaded);
    shown.initialValue = std::move(loaded.initialValue);
    shown.document.emplace(opened ? std::move(opened->document) : Document(*std::move(loaded.base)));
    shown.document->setPaintRule(m_paintRule);
    shown.document->setHistoryByteBudget(m_historyByteBudget);
    shown.draft = std::make_unique<DraftWriter>(m_disk, draftFile(m_job.folder(), desk(), shown.object), header,
                                                opened ? opened->resumeAt : std::nullopt);
    connect(shown.draft.get(), &DraftWriter::written, this,
            [this, object = shown.object](Time time) { draftWritten(object, time); });
    connect(shown.draft.get(), &DraftWriter::failed, this,
            [this, object = shown.object](const Error& error) { draftFailed(object, error); });
    shown.document->onMaskChanged = [this](const Rect& rect) {
        emit maskChanged(rect);
        countSharesSoon();
    };
    shown.document->onProtected = [this](Label label) { emit protectedFromEdit(label); };
    shown.document->onRecorded = [this](const EditRecord& record) { recorded(record); };
    m_tools.setPhoto(shown.image);
    const bool isSetAside = opened && opened->problem;
    if (isSetAside)
        refreshStatus(shown.object);
    countShares();
    startWork(opened ? opened->activeSeconds : 0);
    emit historyChanged();
    if (opened)
        tellHowDraftCameBack(*opened);
    tellStateInView();
    prefetchAround(shown.object);
}

void WorkSession::startWork(double activeSeconds)
{
    const ObjectId object = m_inView->object;
    if (m_queue.status(object) == TaskStatus::Unreadable)
        refreshStatus(object);
    m_timer.start(activeSeconds);
    judgeAnswer();
    emit objectChanged();
}

/// What became of the object before is news for a while.
void WorkSession::tellStateInView()
{
    const SaveState::Kind told = m_saveState.kind;
    const bool isNews = told == SaveState::Kind::Saving || told == SaveState::Kind::Failed ||
                        (told == SaveState::Kind::Saved && m_savedTimer.isActive());
    if (hasUnsubmittedWork() || !isNews)
        setSaveState(stateInView());
}

void WorkSession::refreshStatus(ObjectId object)
{
    if (isClassification(m_job.spec().taskType))
        m_queue.refresh(m_job, object, m_choices.find(object) != nullptr);
    else
        m_queue.refresh(m_job, object);
    emit statusChanged(object);
}

void WorkSession::tellHowDraftCameBack(const OpenedDocument& opened)
{
    if (opened.problem)
        emit draftSetAside(*opened.problem);
    if (!opened.draftCameBack && !opened.draftIsCutOff)
        return;
    const bool isNews = m_draftsBegun.insert(m_inView->object).second;
    if (isNews && opened.draftIsCutOff)
        emit draftCutOff(static_cast<int>(document()->history().undoNames().size()));
    else if (isNews)
        emit draftCameBack();
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
    const std::optional<ObjectId> next = m_queue.nextUnlabelled(object);
    for (const std::optional<ObjectId> candidate :
         {next, std::optional(object + 1), next ? m_queue.nextUnlabelled(*next) : std::nullopt}) {
        if (ahead.size() < kPhotosAhead && candidate && *candidate != object && *candidate < m_queue.size() &&
            std::find(ahead.begin(), ahead.end(), *candidate) == ahead.end())
            ahead.push_back(*candidate);
    }
    // Neighbours of a very large photo wait until they are asked for: together they would not fit the memory.
    const std::size_t inView = static_cast<std::size_t>(image().width()) * static_cast<std::size_t>(image().height()) *
                               (Image::kBytesPerPixel + sizeof(Label));
    m_loader.prefetch(ahead, (kPhotoBytes - std::min(inView, kPhotoBytes)) / kPhotosAhead);
}

} // namespace labelwright
