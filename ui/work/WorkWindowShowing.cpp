// SPDX-License-Identifier: GPL-3.0-or-later
// What the window shows of the session.
#include "core/job/Derive.h"
#include "ui/bridge/IslandStepper.h"
#include "ui/bridge/RefusalText.h"
#include "ui/canvas/Canvas.h"
#include "ui/look/FlagNote.h"
#include "ui/work/ActionSet.h"
#include "ui/work/CanvasNotice.h"
#include "ui/work/ChoicePanel.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/HeaderBar.h"
#include "ui/work/Hints.h"
#include "ui/work/HistoryPanel.h"
#include "ui/work/InstructionsPanel.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/SaveText.h"
#include "ui/work/StatusLine.h"
#include "ui/work/TimeLimit.h"
#include "ui/work/ToolOptions.h"
#include "ui/work/VerdictPanel.h"
#include "ui/work/ViewPopup.h"
#include "ui/work/WorkWindow.h"

#include <QAction>
#include <QApplication>
#include <QLabel>
#include <QLocale>
#include <QStackedWidget>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

std::vector<CanvasBox> canvasBoxes(const std::vector<BoundingBox>& boxes)
{
    std::vector<CanvasBox> shown;
    for (const BoundingBox& box : boxes) {
        shown.push_back({box.area, QString::fromStdString(box.className),
                         defaultLabelColor(static_cast<std::size_t>(std::max(box.classId, 0)) % kMaxLabels)});
    }
    return shown;
}

} // namespace

void WorkWindow::showObject()
{
    const WorkSession::View view = m_session->view();
    const bool isFinished = view == WorkSession::View::Finished;
    m_stack->setCurrentIndex(isFinished ? 1 : 0);
    m_header->setTimeShown(!isFinished && !m_session->isReview());
    m_filmStrip->setCurrentObject(isFinished ? std::nullopt : m_session->currentObject());
    switch (view) {
    case WorkSession::View::Loading:
        m_canvas->showLoading();
        break;
    case WorkSession::View::Labeling:
        showPicture();
        break;
    case WorkSession::View::Unreadable: {
        const std::optional<Error> problem = m_session->problem();
        m_canvas->showMessage(problem ? QString::fromStdString(sentence(*problem)) : QString());
        break;
    }
    case WorkSession::View::Finished:
        showFinishedCounts();
        break;
    }
    showPixel();
    showHistory();
    m_islands->documentChanged();
    m_viewPopup->setValueWindow(m_session->valueWindow());
    if (view != WorkSession::View::Labeling)
        m_status->clearZoom();
    m_palette->setShares(m_session->labelShares());
    showRefusal();
    showChoice();
    showFlag();
    showObjectToReview();
    showTime();
    updateTitle();
}

void WorkWindow::showFlag()
{
    const ObjectFlag* flag = m_session->flag();
    m_header->setFlag(flag ? flagText(*flag) : QString());
    m_actions->refresh();
}

void WorkWindow::showFinishedCounts()
{
    if (m_session->view() == WorkSession::View::Finished)
        m_finished->setJob(m_session->isReview() ? FinishedPage::Work::Review : FinishedPage::Work::Labeling,
                           m_session->jobStatus(), m_session->queue().counts(),
                           QString::fromStdString(outputPath().string()));
}

/// Beside the button that is off then; nothing moves, as the worker may be in the middle of a stroke.
void WorkWindow::showRefusal()
{
    const std::optional<AnswerRefusal> refusal = m_session->refusal();
    m_refusal->setText(refusal ? refusalText(*refusal, m_session->hasUnsubmittedWork()) : QString());
    m_refusal->setVisible(refusal.has_value());
    m_confidential->setVisible(!refusal);
    showTime();
}

/// By others, while it is open here.
void WorkWindow::tellJobChanged(JobStatus before)
{
    showRefusal();
    showFinishedCounts();
    showHint();
    showTask();
    const JobStatus status = m_session->jobStatus();
    if (status == JobStatus::InProgress && before != status)
        m_status->showNotice(tr("The job was resumed: work goes on."));
    takeNewLabels();
    if (m_session->hasOldLabels() && !m_isLeaving)
        m_status->showNotice(tr("The job's labels were changed. They come once what is begun here is done."));
}

/// The window opens again with them, when nothing is under way that would be lost.
void WorkWindow::takeNewLabels()
{
    if (!m_session->hasOldLabels() || m_isLeaving || m_leaving->isRunning())
        return;
    const bool isWorking = m_session->tool().isActive() || m_session->isToolWorking() ||
                           m_session->work().isRunning() || m_session->pendingSaves() > 0 || m_session->isDeriving();
    const bool isHeld = QApplication::mouseButtons() != Qt::NoButton || QApplication::activeModalWidget() ||
                        QApplication::activePopupWidget() || !m_verdicts->comment().isEmpty();
    if (isWorking || isHeld)
        return;
    m_next = Next::Again;
    m_isLeaving = true;
    close();
}

/// It may be edited while it is worked on.
void WorkWindow::showTask()
{
    const TaskSettings before = std::exchange(m_task, currentTask(m_session->job()));
    if (!m_session->isReview())
        m_header->setDescription(QString::fromStdString(m_task.description));
    const bool isOtherLimit = m_task.timeLimit != before.timeLimit;
    const bool areOtherInstructions = m_task.instructions != before.instructions;
    if (isOtherLimit) {
        m_header->setLimit(m_task.timeLimit);
        m_timeLimit->setLimit(m_task.timeLimit);
        m_status->showNotice(tr("The time limit of a task was changed."));
        showTime();
    }
    if (areOtherInstructions) {
        m_instructions->setInstructions(m_task.instructions);
        m_status->showNotice(isOtherLimit ? tr("The instructions and the time limit of a task were changed.")
                                          : tr("The instructions were changed."));
    }
}

void WorkWindow::showPicture()
{
    m_canvas->setImage(m_session->image());
    m_canvas->setDocument(m_session->document());
    m_manifestBoxes = canvasBoxes(m_session->boxes());
    m_toolBar->setZoom(m_canvas->zoom());
    m_status->setZoom(m_canvas->zoom());
}

void WorkWindow::showChoice()
{
    const bool isLabeling = m_session->view() == WorkSession::View::Labeling;
    if (isChoosing())
        m_choices->setChoice(isLabeling ? std::optional(m_session->choice()) : std::nullopt);
    showHint();
}

void WorkWindow::showTool()
{
    if (isChoosing())
        return;
    if (m_canvas->tool() != &m_session->tool())
        m_canvas->setTool(&m_session->tool());
    m_canvas->setActiveLabel(m_session->activeLabel());
    m_canvas->toolUpdated();
    m_palette->setActiveLabel(m_session->activeLabel());
    const std::string_view name = toolName(m_session->tools().current());
    m_options->showTools(m_session->tools(), m_actions->action(QLatin1String(name.data(), name.size()))->text());
    showHint();
}

void WorkWindow::showHint()
{
    const bool isLabeling = m_session->view() == WorkSession::View::Labeling;
    const HintKeys keys{
        wordsWithKeys(tr("%1 and %2"), *m_actions->action("brush-smaller"_L1), *m_actions->action("brush-larger"_L1)),
        keyText(*m_actions->action("delete-region"_L1))};
    const bool isTaken =
        isLabeling && !m_session->refusal() && !m_session->isReview(); // The hints of a choice lead to Submit.
    const Hint hint = !isLabeling || (isChoosing() && !isTaken) ? Hint{}
                      : isChoosing() ? hintForChoice(m_session->job().spec(), m_session->choice(),
                                                     keyText(*m_actions->action("submit"_L1)))
                                     : hintFor(m_session->tool().hint(), keys);
    const bool isUnreadable = m_session->view() == WorkSession::View::Unreadable;
    const std::optional<Label> guard =
        isLabeling && !isChoosing() ? m_session->protectedFromTool() : std::optional<Label>();
    const QString nothingLeft = guard ? tr("Nothing is left to paint here: %1").arg(whyProtected(*guard)) : QString();
    m_status->setHint(isUnreadable ? tr("This object can't be shown. Press Skip to go on.")
                      : guard      ? nothingLeft
                                   : hint.text);
    m_canvasNotice->setStanding(nothingLeft);
    m_status->offerReopening(isUnreadable);
    m_canvas->setCursorText(hint.cursorText);
    m_toolBar->setPreviewShown(isLabeling && !isChoosing() && m_session->tools().current() == ToolId::AutoSegment &&
                               m_session->tools().autoSegment().hasMask());
    m_actions->refresh();
}

void WorkWindow::showPixel()
{
    const std::optional<PixelReading> reading = m_canvas->reading();
    if (!reading || !m_session->document()) {
        m_status->setPixel(std::nullopt);
        return;
    }
    m_status->setPixel(PixelInfo{reading->pixel, labelName(reading->label),
                                 QColor(reading->rgb.red, reading->rgb.green, reading->rgb.blue)});
}

void WorkWindow::showHistory()
{
    const Document* document = m_session->document();
    m_history->showHistory(document ? &document->history() : nullptr);
    m_actions->refresh();
}

void WorkWindow::showWork()
{
    const DocumentWork& work = m_session->work();
    m_status->setWork(work.isRunning() ? work.title() : QString());
}

void WorkWindow::showSaveState()
{
    const SaveState& state = m_session->saveState();
    m_status->setSaveState(state);
    m_finished->setSaves(unsavedText(), m_session->pendingSaves() > 0);
    if (state.kind == SaveState::Kind::Saved && m_outputFailure.isEmpty())
        m_finished->setOutputState({}); // it was made without this answer
    showFailure();
    showRefusal();
    m_actions->refresh();
    updateTitle();
}

/// Empty where nothing has failed.
QString WorkWindow::unsavedText() const
{
    const SaveState& state = m_session->saveState();
    if (!hasFailed(state))
        return {};
    const int failed = m_session->failedAnswers();
    const QString details = saveStateDetails(state);
    return failed > 1 ? tr("%1 Answers that are not saved: %2.").arg(details).arg(failed) : details;
}

/// The output can be made again at any time, an answer that is not saved can be lost.
void WorkWindow::showFailure()
{
    const SaveState& state = m_session->saveState();
    m_status->setFailure(hasFailed(state) ? saveStateDetails(state) : m_outputFailure);
}

/// A slip of the hand on the submit key must not go by unseen.
void WorkWindow::tellBlankAnswer(ObjectId object)
{
    const QString key = keyText(*m_actions->action("previous"_L1));
    const QString said = tr("Object %1 was submitted with nothing labeled.").arg(object + 1);
    const bool isBefore = m_session->currentObject() == object + 1 && !key.isEmpty();
    m_status->showNotice(isBefore ? tr("%1 %2 goes back to it.").arg(said, key) : said);
}

void WorkWindow::showOutput(const QString& failure)
{
    m_actions->refresh();
    m_outputFailure = failure;
    showFailure();
    if (failure.isEmpty()) {
        const QString text =
            tr("The output folder is up to date: %1").arg(QString::fromStdString(outputPath().string()));
        m_status->showNotice(text);
        m_finished->setOutputState(text);
    } else {
        m_finished->setOutputFailure(failure);
    }
}

void WorkWindow::tellCompleted(const QString& failure)
{
    if (m_session->jobStatus() != JobStatus::Completed)
        return m_status->showNotice(failure, StatusLine::Weight::Loss);
    showOutput(failure);
    if (failure.isEmpty())
        m_status->showNotice(tr("The job is completed. Its final manifest is in the output folder."));
}

void WorkWindow::showTime()
{
    m_header->setActiveSeconds(m_session->activeSeconds(), m_session->refusal().has_value());
    if (!m_session->isReview()) // Only tasks have a limit.
        m_timeLimit->check();
    takeNewLabels();
}

void WorkWindow::updateTitle()
{
    const QString progress = progressText();
    m_header->setProgress(progress, QString::fromStdString(m_session->sourceRef()));
    setWindowTitle(u"%1[*] — %2 — Labelwright"_s.arg(progress, QString::fromStdString(m_session->job().spec().name)));
    setWindowModified(isUnsaved(m_session->saveState()));
}

void WorkWindow::updatePanels()
{
    m_instructions->setExpanded(areInstructionsShown());
    m_actions->refresh();
}

QString WorkWindow::progressText() const
{
    const std::optional<ObjectId> object = m_session->currentObject();
    if (m_session->view() == WorkSession::View::Finished || !object)
        return hasFailed(m_session->saveState()) ? tr("not saved") : tr("finished");
    return tr("object %1 of %2").arg(QLocale().toString(*object + 1), QLocale().toString(m_session->queue().size()));
}

QString WorkWindow::labelName(Label label) const
{
    return label == kUnlabelled ? tr("unlabeled")
                                : QString::fromStdString(m_session->job().spec().labels.at(label).name);
}

std::filesystem::path WorkWindow::outputPath() const
{
    return stageFolder(m_session->job());
}

} // namespace labelwright
