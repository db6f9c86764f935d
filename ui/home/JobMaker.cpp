// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobMaker.h"

#include "core/job/Job.h"
#include "core/job/JobState.h"

#include <QtConcurrentRun>

#include <filesystem>

namespace labelwright {
namespace {

Result<JobToClone> originalIn(const std::filesystem::path& folder)
{
    const Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    return JobToClone{job->spec(), currentTask(*job), currentTeam(*job)};
}

} // namespace

JobMaker::JobMaker(QObject* parent) : QObject(parent)
{
    connect(&m_preview, &QFutureWatcherBase::finished, this, [this] {
        if (!m_isPreviewing)
            return;
        m_isPreviewing = false;
        emit previewed(*m_preview.result());
    });
    connect(&m_original, &QFutureWatcherBase::finished, this, [this] {
        const Original original = m_original.result();
        if (*original)
            emit originalRead(**original);
        else
            emit failed(original->error());
    });
    connect(&m_creation, &QFutureWatcherBase::finished, this, [this] {
        const Creation creation = m_creation.result();
        if (*creation)
            emit created(**creation);
        else
            emit failed(creation->error());
    });
}

JobMaker::~JobMaker()
{
    m_previewStop.request_stop();
    m_creationStop.request_stop();
    m_preview.waitForFinished();
    m_creation.waitForFinished();
    m_original.waitForFinished();
}

void JobMaker::previewImages(const QString& folder)
{
    preview([path = std::filesystem::path(folder.toStdString())](const std::stop_token& stop) {
        return labelwright::previewImages(path, stop);
    });
}

void JobMaker::previewManifest(const QString& file)
{
    preview([path = std::filesystem::path(file.toStdString())](const std::stop_token& stop) {
        return labelwright::previewManifest(path, stop);
    });
}

void JobMaker::dropPreview()
{
    m_previewStop.request_stop();
    m_isPreviewing = false;
}

void JobMaker::readOriginal(const QString& jobFolder)
{
    m_original.setFuture(QtConcurrent::run(
        [folder = std::filesystem::path(jobFolder.toStdString())] { return Original(originalIn(folder)); }));
}

void JobMaker::create(const NewJob& request)
{
    m_creationStop = std::stop_source();
    m_creation.setFuture(
        QtConcurrent::run([request, stop = m_creationStop.get_token()] { return Creation(createJob(request, stop)); }));
}

void JobMaker::cancel()
{
    m_creationStop.request_stop();
}

/// An earlier preview goes on until it sees that it is stopped; nobody listens to it any more.
void JobMaker::preview(const std::function<Result<InputPreview>(const std::stop_token&)>& look)
{
    dropPreview();
    m_previewStop = std::stop_source();
    m_isPreviewing = true;
    m_preview.setFuture(QtConcurrent::run([look, stop = m_previewStop.get_token()] { return Preview(look(stop)); }));
}

} // namespace labelwright
