// SPDX-License-Identifier: GPL-3.0-or-later
// What is done with a job of the list.
#include "ui/home/ImportDialog.h"
#include "ui/home/JobsPage.h"
#include "ui/home/PullDialog.h"
#include "ui/home/RecentJobs.h"
#include "ui/home/Workspace.h"
#include "ui/look/CompleteQuestion.h"

#include <QDesktopServices>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QPushButton>
#include <QTreeView>
#include <QUrl>

namespace labelwright {

void JobsPage::showMenu(const QPoint& position)
{
    const JobSummary* job = m_filter->jobAt(m_view->indexAt(position));
    if (!job)
        return;
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(tr("Open"), this, &JobsPage::openCurrent);
    if (!job->failure) {
        menu->addAction(tr("Details"), this, [this] { emit detailsRequested(currentFolder()); });
        menu->addAction(tr("Clone"), this, [this] { emit cloneRequested(currentFolder()); });
        menu->addAction(canResume(job->status) ? tr("Resume") : tr("Stop"), this, &JobsPage::stopOrResume);
        if (!isFinished(job->status))
            menu->addAction(tr("Complete…"), this, &JobsPage::completeCurrent);
    }
    menu->addAction(tr("Show folder"), this, &JobsPage::revealCurrent);
    if (isForgettable(*job))
        menu->addAction(tr("Remove from list"), this, &JobsPage::forgetCurrent);
    menu->popup(m_view->viewport()->mapToGlobal(position));
}

void JobsPage::openCurrent()
{
    if (current())
        emit openRequested(currentFolder());
}

void JobsPage::stopOrResume()
{
    if (const JobSummary* job = current())
        decide(canResume(job->status) ? JobDecision::Resume : JobDecision::Stop);
}

void JobsPage::completeCurrent()
{
    const JobSummary* job = current();
    if (!job)
        return;
    const QString folder = currentFolder();
    if (!askToComplete(*this, QString::fromStdString(job->name), job->counters.unlabeled))
        return;
    select(folder); // The list may have been read anew meanwhile.
    decide(JobDecision::Complete);
}

void JobsPage::decide(JobDecision decision)
{
    m_stop->setEnabled(false);
    m_complete->setEnabled(false);
    m_loader->decide(currentFolder(), decision, m_author);
}

void JobsPage::revealCurrent()
{
    QDesktopServices::openUrl(QUrl::fromLocalFile(currentFolder()));
}

void JobsPage::forgetCurrent()
{
    forgetJob(currentFolder());
    reload();
}

void JobsPage::changeWorkspace()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Folder of new jobs"), workspaceFolder());
    if (!folder.isEmpty())
        setWorkspace(folder);
}

void JobsPage::pullJob()
{
    auto* dialog = new PullDialog(std::filesystem::path(workspaceFolder().toStdString()), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PullDialog::pulled, this, [this](const QString& folder) { showCreated(folder, {}); });
    dialog->open();
}

void JobsPage::setWorkspace(const QString& folder)
{
    saveWorkspaceFolder(folder);
    reload();
    emit workspaceChanged();
}

/// Those in the workspace are listed whether they were opened or not, as long as they are there.
bool JobsPage::isForgettable(const JobSummary& job) const
{
    const bool isGone = job.failure && job.failure->code == ErrorCode::NotFound;
    return isGone || QFileInfo(QString::fromStdString(job.folder.string())).absolutePath() !=
                         QFileInfo(workspaceFolder()).absoluteFilePath();
}

void JobsPage::importDataset()
{
    auto* dialog = new ImportDialog(workspaceFolder(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, [this](const QString& folder) { showCreated(folder, {}); });
    dialog->open();
}

} // namespace labelwright
