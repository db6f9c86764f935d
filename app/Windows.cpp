// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/Windows.h"

#include "ui/home/WelcomePage.h"
#include "ui/work/WindowMemory.h"

#include <QApplication>
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>

#include <utility>

namespace labelwright {

Windows::Windows(QObject* parent) : QObject(parent)
{}

Windows::~Windows()
{
    delete m_work;
    delete m_welcome;
}

void Windows::showWelcome(const QString& failure)
{
    if (!m_welcome) {
        m_welcome = new WelcomePage(loadRecentJobs());
        connect(m_welcome, &WelcomePage::chooseRequested, this, &Windows::chooseJob);
        connect(m_welcome, &WelcomePage::openRequested, this, [this](const QString& folder) { openJob(folder); });
        connect(m_welcome, &WelcomePage::forgetRequested, this, &forgetJob);
        connect(m_welcome, &WelcomePage::closed, qApp, &QApplication::quit);
    }
    m_welcome->setFailure(failure);
    m_welcome->show();
}

void Windows::openJob(const QString& folder, const std::string& worker)
{
    const QString absolute = QDir(folder).absolutePath();
    QApplication::setOverrideCursor(Qt::WaitCursor);
    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(absolute.toStdString(), worker);
    QApplication::restoreOverrideCursor();
    if (session)
        showJob(*std::move(session), absolute);
    else
        showWelcome(QString::fromStdString(sentence(session.error())));
}

void Windows::showJob(std::unique_ptr<WorkSession> session, const QString& folder)
{
    rememberJob({QString::fromStdString(session->job().spec().name), folder, QDateTime::currentDateTime()});
    saveLastFolder(QFileInfo(folder).absolutePath());
    m_work = new WorkWindow(std::move(session));
    m_work->setRecentJobs(foldersOf(loadRecentJobs()));
    // Queued, as the window must be gone, and its lock with it, before the next one opens.
    connect(m_work, &WorkWindow::left, this, &Windows::jobLeft, Qt::QueuedConnection);
    m_work->show();
    if (m_welcome) {
        m_welcome->hide();
        m_welcome->deleteLater();
        m_welcome.clear();
    }
}

void Windows::chooseJob()
{
    const QString folder = QFileDialog::getExistingDirectory(m_welcome, tr("Open job folder"), loadLastFolder());
    if (!folder.isEmpty())
        openJob(folder);
}

void Windows::jobLeft(WorkWindow::Next next, const QString& jobFolder)
{
    delete m_work;
    switch (next) {
    case WorkWindow::Next::Home:
        return showWelcome();
    case WorkWindow::Next::OpenJob:
        return openJob(jobFolder);
    case WorkWindow::Next::Quit:
        return QApplication::quit();
    }
}

} // namespace labelwright
