// SPDX-License-Identifier: GPL-3.0-or-later
// What the action table calls, and the questions that the window asks.
#include "ui/bridge/RegionActions.h"
#include "ui/bridge/SegmentModel.h"
#include "ui/canvas/Canvas.h"
#include "ui/look/CompleteQuestion.h"
#include "ui/look/FlagNote.h"
#include "ui/work/ActionSet.h"
#include "ui/work/DeclineDialog.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/Hints.h"
#include "ui/work/InstructionsPanel.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/PreferencesDialog.h"
#include "ui/work/RelabelDialog.h"
#include "ui/work/SaveText.h"
#include "ui/work/SegmentSettings.h"
#include "ui/work/StatusLine.h"
#include "ui/work/ToolOptions.h"
#include "ui/work/WindowMemory.h"
#include "ui/work/WorkWindow.h"

#include <QCoreApplication>
#include <QDesktopServices>
#include <QDir>
#include <QFileDialog>
#include <QInputDialog>
#include <QLocale>
#include <QMenu>
#include <QMessageBox>
#include <QPushButton>
#include <QUrl>

#include <utility>

namespace labelwright {
namespace {

struct LeaveWords {
    QString text;
    QString details;
    QString accept;
    QString leave;
    QString stay;
};

/// `accepted` is what the first button means.
LeaveFlow::Answer askToLeave(const LeaveWords& words, LeaveFlow::Answer accepted, QWidget& window)
{
    QMessageBox box(QMessageBox::Warning, WorkWindow::tr("Labelwright"), words.text, QMessageBox::NoButton, &window);
    box.setInformativeText(words.details);
    const QPushButton* accept = box.addButton(words.accept, QMessageBox::AcceptRole);
    const QPushButton* leave = box.addButton(words.leave, QMessageBox::DestructiveRole);
    box.setEscapeButton(box.addButton(words.stay, QMessageBox::RejectRole));
    box.exec();
    if (box.clickedButton() == accept)
        return accepted;
    return box.clickedButton() == leave ? LeaveFlow::Answer::Leave : LeaveFlow::Answer::Stay;
}

} // namespace

void WorkWindow::askForJob()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Open job folder"), loadLastFolder());
    if (!folder.isEmpty())
        leave(Next::OpenJob, folder);
}

void WorkWindow::askForObject()
{
    const int count = static_cast<int>(m_session->queue().size());
    const int current = static_cast<int>(m_session->currentObject().value_or(0)) + 1;
    bool isChosen = false;
    const int object = QInputDialog::getInt(this, tr("Go to object"), tr("Number of the object, 1 to %1:").arg(count),
                                            current, 1, count, 1, &isChosen);
    if (isChosen)
        m_session->goTo(object - 1);
}

void WorkWindow::tellWhatIsSaved()
{
    const SaveState& state = m_session->saveState();
    const QString details = saveStateDetails(state);
    if (hasFailed(state))
        m_status->showNotice({}); // the failure is shown where there is no notice
    else if (m_session->tool().isActive())
        m_status->showNotice(tr("%1 It is not kept yet; everything before it is.").arg(unfinishedText()),
                             StatusLine::Weight::Passing);
    else
        m_status->showNotice(details);
}

QString WorkWindow::unfinishedText() const
{
    return labelwright::unfinishedText(m_session->tools().current(), m_session->tool().hint());
}

void WorkWindow::makeOutput()
{
    const QString text = tr("Making the output folder…");
    m_status->showNotice(text);
    m_finished->setOutputState(text);
    m_session->deriveOutput();
}

void WorkWindow::openOutputFolder()
{
    const QString folder = QString::fromStdString(outputPath().string());
    if (!QDir(folder).exists())
        m_status->showNotice(tr("There is no output folder yet. Choose Make output in the File menu first."));
    else if (!QDesktopServices::openUrl(QUrl::fromLocalFile(folder)))
        m_status->showNotice(tr("No program of this machine opens folders. The output lies in %1").arg(folder));
}

void WorkWindow::leave(Next next, const QString& jobFolder)
{
    m_next = next;
    m_nextJob = jobFolder;
    m_leaving->start();
}

void WorkWindow::setRecentJobs(const QStringList& folders)
{
    m_recent->clear();
    for (const QString& folder : folders)
        m_recent->addAction(QDir::toNativeSeparators(folder), this, [this, folder] { leave(Next::OpenJob, folder); });
    m_recent->setEnabled(!folders.isEmpty());
}

void WorkWindow::showHelp(HelpPage page)
{
    const Job& job = m_session->job();
    auto* dialog = new HelpDialog(page, currentTask(job).instructions, {job.folder(), job.spec().inputPrefixes},
                                  job.spec().taskType, this);
    dialog->show();
}

void WorkWindow::showAbout()
{
    QMessageBox::about(
        this, tr("About Labelwright"),
        tr("<h3>Labelwright %1</h3><p>Labels images offline and writes what Amazon SageMaker Ground Truth "
           "would have written.</p><p>Free software under the GNU General Public License, version 3 or "
           "later.</p>")
            .arg(QCoreApplication::applicationVersion()));
}

void WorkWindow::toggleInstructions()
{
    if (width() < kWidthForInstructions)
        m_isDrawerOpen = !m_isDrawerOpen;
    else
        m_wantsInstructions = !m_wantsInstructions;
    updatePanels();
}

bool WorkWindow::areInstructionsShown() const
{
    return width() < kWidthForInstructions ? m_isDrawerOpen : m_wantsInstructions;
}

void WorkWindow::toggleFilmStrip()
{
    m_filmStrip->setVisible(!isFilmStripShown());
}

bool WorkWindow::isFilmStripShown() const
{
    return !m_filmStrip->isHidden();
}

void WorkWindow::setTheme(Theme theme)
{
    Look::instance().setTheme(theme);
    saveTheme(theme);
}

void WorkWindow::copyPrevious(WorkSession::Carry carry)
{
    m_session->copyPrevious(carry, [this] { return !m_leaving->isRunning() && askToReplace(); });
}

bool WorkWindow::askToReplace()
{
    QMessageBox box(QMessageBox::Question, tr("Labelwright"), tr("This object has labels already."),
                    QMessageBox::NoButton, this);
    box.setInformativeText(tr("Those of the object before take their place. It can be undone."));
    const QPushButton* replace = box.addButton(tr("Replace them"), QMessageBox::AcceptRole);
    box.setEscapeButton(box.addButton(tr("Keep them"), QMessageBox::RejectRole));
    box.exec();
    return box.clickedButton() == replace;
}

void WorkWindow::askForRelabel()
{
    RelabelDialog dialog(m_session->job().spec().labels, m_palette->previousLabel(), m_session->activeLabel(), this);
    if (dialog.exec() == QDialog::Accepted)
        m_regions->relabelClass(dialog.from(), dialog.to());
}

void WorkWindow::askToDecline()
{
    if (!m_session->mayLeaveTool())
        return;
    DeclineDialog dialog(this);
    if (dialog.exec() == QDialog::Accepted)
        m_session->decline(dialog.reason().toStdString());
}

void WorkWindow::toggleFlag()
{
    const ObjectFlag* flag = m_session->flag();
    const QString note = flag ? QString::fromStdString(flag->note) : QString();
    const QString key = keyText(*m_actions->action(QLatin1String("flag-note")));
    if (!flag)
        m_status->showNotice(key.isEmpty() ? tr("Flagged, to be looked at again.")
                                           : tr("Flagged, to be looked at again. %1 adds a note.").arg(key));
    else
        m_status->showNotice(note.isEmpty() ? tr("The flag is taken away.")
                                            : tr("The flag is taken away. It said: %1").arg(note));
    m_session->setFlag(flag ? std::nullopt : std::optional<std::string>(std::in_place));
}

void WorkWindow::changeFlagNote()
{
    const std::optional<ObjectId> object = m_session->currentObject();
    if (!object)
        return;
    std::optional<std::string> note = askForFlagNote(*this, *object, m_session->flag());
    if (note && m_session->currentObject() == object)
        m_session->setFlag(std::move(note));
}

void WorkWindow::askToComplete()
{
    if (!m_session->mayLeaveTool())
        return;
    const Job& job = m_session->job();
    const QString name = QString::fromStdString(job.spec().name);
    if (labelwright::askToComplete(*this, name, jobState(job).counters.unlabeled))
        m_session->completeJob();
}

void WorkWindow::showPreferences()
{
    PreferencesDialog dialog(loadHistoryByteBudget(), loadSegmentChoice(), this);
    if (dialog.exec() != QDialog::Accepted)
        return;
    saveHistoryByteBudget(dialog.historyByteBudget());
    m_session->setHistoryByteBudget(dialog.historyByteBudget());
    saveSegmentChoice(dialog.segmentChoice());
    m_segmentModel->choose(dialog.segmentChoice());
}

LeaveFlow::Answer WorkWindow::ask(LeaveFlow::Question question, const QString& reason)
{
    switch (question) {
    case LeaveFlow::Question::Unfinished:
        return askToLeave({unfinishedText(), tr("Kept, it becomes part of this object's labels. Dropped, it is gone."),
                           tr("Keep it"), tr("Drop it"), tr("Go back")},
                          LeaveFlow::Answer::Keep, *this);
    case LeaveFlow::Question::SaveFailed:
        return askToLeave({tr("Not everything is saved."), reason, tr("Retry"), tr("Leave without saving"), tr("Stay")},
                          LeaveFlow::Answer::Retry, *this);
    case LeaveFlow::Question::OutputFailed:
        return askToLeave({tr("The output folder could not be refreshed."),
                           tr("%1 Your answers are saved; the output can be made again at any time.").arg(reason),
                           tr("Retry"), tr("Leave"), tr("Stay")},
                          LeaveFlow::Answer::Retry, *this);
    }
    return LeaveFlow::Answer::Stay;
}

} // namespace labelwright
