// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/OutputWorker.h"

#include <utility>

namespace labelwright {
namespace {

/// With a job of its own: others go on changing.
Result<DeriveReport> deriveFolder(const std::filesystem::path& folder)
{
    const Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    return derive(*job);
}

} // namespace

OutputWorker::OutputWorker(std::filesystem::path jobFolder, QObject* parent)
    : QObject(parent), m_folder(std::move(jobFolder))
{
    m_pool.setMaxThreadCount(1);
}

OutputWorker::~OutputWorker()
{
    m_pool.waitForDone();
}

void OutputWorker::list()
{
    m_pool.start([this] {
        QMetaObject::invokeMethod(
            this, [this, files = listOutput(m_folder)] { emit listed(files); }, Qt::QueuedConnection);
    });
}

void OutputWorker::derive()
{
    if (std::exchange(m_isDeriving, true))
        return;
    m_pool.start([this] {
        QMetaObject::invokeMethod(
            this,
            [this, report = deriveFolder(m_folder)] {
                m_isDeriving = false;
                emit derived(report);
            },
            Qt::QueuedConnection);
    });
    list();
}

} // namespace labelwright
