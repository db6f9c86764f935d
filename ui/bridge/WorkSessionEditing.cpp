// SPDX-License-Identifier: GPL-3.0-or-later
// What is done to the object in view: tools, labels, undo.
#include "core/edit/RegionEdits.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "core/segment/Evidence.h"
#include "core/segment/MaskFlow.h"
#include "core/tools/ProtectedPreview.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/WorkSession.h"
#include "ui/bridge/WorkerMask.h"

#include <chrono>
#include <future>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

Result<LabelMask> movedAlong(const Job& job, ObjectId from, const LabelMask& mask, const Image& photo,
                             const std::stop_token& stop)
{
    const Result<Image> before = readPhotoOf(job, from);
    return before ? carryMask(*before, photo, mask, stop) : before.error();
}

} // namespace

void WorkSession::selectTool(ToolId id)
{
    if (id != m_tools.current() && mayLeaveTool()) {
        m_toolRunner.forget();
        m_tools.select(id);
    }
    emit toolChanged(); // also for the button that was pressed in vain
}

void WorkSession::setBrushDiameter(double diameterPx)
{
    m_tools.setBrushDiameter(diameterPx);
    emit toolChanged();
}

void WorkSession::setBrushOptions(const BrushOptions& options)
{
    BrushTool* brush = m_tools.currentBrush();
    if (!brush)
        return;
    brush->setOptions(options);
    emit toolChanged();
}

void WorkSession::stepBrushDiameter(int steps)
{
    m_tools.stepBrushDiameter(steps);
    emit toolChanged();
}

void WorkSession::setAutoSegmentOptions(const AutoSegmentOptions& options)
{
    m_tools.autoSegment().setOptions(options);
    emit toolChanged();
}

void WorkSession::addSegmentPart()
{
    m_tools.autoSegment().addPart();
    runToolWork();
    emit toolChanged();
}

void WorkSession::setZoom(double zoom)
{
    const double before = m_tools.brushDiameter();
    m_tools.setZoom(zoom);
    if (m_tools.brushDiameter() != before)
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
        runToolWork();
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

std::optional<ValueWindow> WorkSession::valueWindow() const
{
    return m_inView ? m_inView->window : std::nullopt;
}

void WorkSession::setValueWindow(std::optional<ValueWindow> window)
{
    m_chosenWindow = window;
    if (!document() || !m_inView->deep)
        return;
    m_inView->window = window.value_or(m_inView->range);
    preparePicture(*m_inView->deep, *m_inView->window, [this](Image image) {
        if (image.isNull())
            return;
        m_inView->image = std::move(image);
        m_tools.setPhoto(m_inView->image);
        emit photoChanged();
    });
}

void WorkSession::goToStep(int steps)
{
    if (Document* edited = document(); edited && !tool().isActive())
        edited->goTo(steps);
}

void WorkSession::setHistoryByteBudget(std::size_t bytes)
{
    m_historyByteBudget = bytes;
    if (Document* edited = document())
        edited->setHistoryByteBudget(bytes);
    emit historyChanged();
}

void WorkSession::setPaintRule(const PaintRule& rule)
{
    if (rule == m_paintRule)
        return;
    m_paintRule = rule;
    if (Document* edited = document())
        edited->setPaintRule(rule);
    emit paintRuleChanged();
}

void WorkSession::place(const MaskCut& cut)
{
    if (!document() || !mayLeaveTool())
        return;
    selectTool(ToolId::Region);
    m_tools.region().place(*document(), cut);
    emit toolChanged();
}

bool WorkSession::canCopyPrevious() const
{
    return view() == View::Labeling && !isReview() && currentObject().value_or(0) > 0;
}

void WorkSession::copyPrevious(Carry carry, std::function<bool()> mayReplace)
{
    if (!canCopyPrevious() || !mayLeaveTool())
        return;
    const ObjectId previous = *currentObject() - 1;
    const bool isMoved = carry == Carry::AlongFlow;
    m_work.start(isMoved ? tr("Following what moved since object %1").arg(previous + 1)
                         : tr("Copying the labels of object %1").arg(previous + 1),
                 [this, read = previousMaskReader(previous), previous, isMoved, mayReplace = std::move(mayReplace),
                  photo = image()](const std::stop_token& stop) -> Result<DocumentWork::Apply> {
                     Result<LabelMask> mask = read();
                     if (mask && isMoved)
                         mask = movedAlong(m_job, previous, *mask, photo, stop);
                     if (!mask)
                         return mask.error();
                     auto copied = std::make_shared<const LabelMask>(*std::move(mask));
                     return DocumentWork::Apply([this, copied, mayReplace](Document& document) {
                         if (!mayLeaveTool())
                             return ok();
                         const std::uint64_t visit = m_inView->visit;
                         const bool replaces =
                             copied->size() == document.mask().size() && !isUnlabelled(document.mask());
                         if (replaces && !(mayReplace() && m_inView && m_inView->visit == visit))
                             return ok();
                         return copyMask(document, *copied);
                     });
                 });
}

std::function<Result<LabelMask>()> WorkSession::previousMaskReader(ObjectId object)
{
    if (const LabelMask* unsaved = m_saver.unsavedMask(object))
        return [mask = *unsaved]() -> Result<LabelMask> { return mask; };
    WorkerMaskSource source{object, {}, draftFile(m_job.folder(), desk(), object)};
    source.labelsEver = labelsEver(m_job.firstLabels(), m_job.events().jobEvents());
    if (const AnswerEvent* answer = m_job.events().currentAnswer(object, m_worker))
        source.answer = *answer;
    // What is still on its way to the disk is there when the disk's thread comes to this.
    auto written = std::make_shared<std::promise<void>>();
    m_disk.start([written] { written->set_value(); });
    return [this, source, written] {
        written->get_future().wait();
        return readWorkerMask(m_job, source);
    };
}

bool WorkSession::commitTool()
{
    const bool done = document() && commitUnlessProtected(tool(), *document(), m_activeLabel);
    runToolWork();
    emit toolChanged();
    return done;
}

std::optional<Label> WorkSession::protectedFromTool()
{
    return document() ? protectedPreview(tool(), *document(), m_activeLabel) : std::nullopt;
}

bool WorkSession::cancelTool()
{
    const bool done = tool().cancel();
    watchSegment();
    emit toolChanged();
    return done;
}

/// So that the first segmentation need not wait for the network.
void WorkSession::warmUp()
{
    QThreadPool::globalInstance()->start([] { static_cast<void>(ownModel()); });
}

void WorkSession::runToolWork()
{
    if (std::shared_ptr<ToolWork> work = tool().takeWork(); work && document())
        m_toolRunner.run(std::move(work));
    watchSegment();
}

void WorkSession::watchSegment()
{
    const AutoSegmentTool& segment = m_tools.autoSegment();
    const bool wasSegmenting = std::exchange(m_isSegmenting, segment.isActive());
    if (!wasSegmenting || m_isSegmenting || segment.options().strokesBelong)
        return;
    AutoSegmentOptions options = segment.options();
    options.strokesBelong = true;
    setAutoSegmentOptions(options);
}

void WorkSession::deliverToolWork(const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    const bool wasAwaited = document() && tool().deliver(*document(), done, outcome);
    if (wasAwaited && !outcome && outcome.error().code != ErrorCode::Cancelled)
        emit notice(sentenceOf(outcome.error()));
    if (wasAwaited && outcome) {
        const std::optional<Error> remark = done->remark();
        emit toolAnswered(remark ? sentenceOf(*remark) : QString());
    }
    runToolWork();
    emit toolChanged();
}

void WorkSession::countSharesSoon()
{
    constexpr std::chrono::milliseconds kDelay{200};
    if (!m_sharesTimer.isActive())
        m_sharesTimer.start(kDelay);
}

void WorkSession::countShares()
{
    if (!document())
        return;
    InView& shown = *m_inView;
    if (!shown.counting) {
        shown.counting.emplace();
        shown.countedRevision = document()->revision();
    }
    if (!shown.counting->countMore(document()->mask())) {
        m_sharesTimer.start(0);
        return;
    }
    shown.shares = shown.counting->shares();
    shown.counting.reset();
    emit labelSharesChanged();
    if (document()->revision() != shown.countedRevision)
        countSharesSoon();
}

} // namespace labelwright
