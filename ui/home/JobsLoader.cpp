// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobsLoader.h"

#include "core/job/JobChanges.h"
#include "core/job/JobState.h"
#include "ui/bridge/ErrorText.h"

#include <QtConcurrentRun>

#include <utility>

namespace labelwright {
namespace {

/// Empty when it is done.
QString changeStatus(const std::filesystem::path& folder, const std::optional<Worker>& signedIn, bool stops)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return sentenceOf(job.error());
    const Worker author = signedIn.value_or(decidingWorker(*job));
    const Result<JobEvent> written = stops ? stopJob(*job, author) : resumeJob(*job, author);
    return written ? QString() : sentenceOf(written.error());
}

} // namespace

JobsLoader::JobsLoader(QObject* parent) : QObject(parent)
{
    connect(&m_listing, &QFutureWatcherBase::finished, this, &JobsLoader::takeList);
    connect(&m_change, &QFutureWatcherBase::finished, this, [this] { emit statusChanged(m_change.result()); });
}

JobsLoader::~JobsLoader()
{
    m_stop.request_stop();
    m_listing.waitForFinished();
    m_change.waitForFinished();
}

void JobsLoader::load(const QString& workspace, const QStringList& elsewhere)
{
    Request request{workspace.toStdString(), {}};
    for (const QString& folder : elsewhere)
        request.elsewhere.emplace_back(folder.toStdString());
    if (m_listing.isRunning())
        m_next = std::move(request);
    else
        begin(request);
}

void JobsLoader::stop(const QString& jobFolder, const std::optional<Worker>& author)
{
    change(jobFolder, author, true);
}

void JobsLoader::resume(const QString& jobFolder, const std::optional<Worker>& author)
{
    change(jobFolder, author, false);
}

void JobsLoader::begin(const Request& request)
{
    m_listing.setFuture(QtConcurrent::run(
        [request, token = m_stop.get_token()] { return listJobs(request.workspace, request.elsewhere, token); }));
}

void JobsLoader::takeList()
{
    if (const std::optional<Request> next = std::exchange(m_next, std::nullopt))
        return begin(*next);
    emit loaded(m_listing.result());
}

void JobsLoader::change(const QString& jobFolder, const std::optional<Worker>& author, bool stops)
{
    if (!m_change.isRunning())
        m_change.setFuture(
            QtConcurrent::run(changeStatus, std::filesystem::path(jobFolder.toStdString()), author, stops));
}

} // namespace labelwright
