// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobsLoader.h"

#include <QtConcurrentRun>

#include <utility>

namespace labelwright {

JobsLoader::JobsLoader(QObject* parent) : QObject(parent), m_decision(*this)
{
    connect(&m_listing, &QFutureWatcherBase::finished, this, &JobsLoader::takeList);
}

JobsLoader::~JobsLoader()
{
    m_stop.request_stop();
    m_listing.waitForFinished();
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

void JobsLoader::decide(const QString& jobFolder, JobDecision decision, const std::optional<Worker>& author)
{
    if (std::exchange(m_isDeciding, true))
        return;
    m_decision.run([folder = std::filesystem::path(jobFolder.toStdString()), decision,
                    author] { return labelwright::decide(folder, decision, author); },
                   [this](const QString& failure) {
                       m_isDeciding = false;
                       emit decided(failure);
                   });
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

} // namespace labelwright
