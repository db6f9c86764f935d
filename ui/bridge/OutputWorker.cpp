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
    : QObject(parent), m_folder(std::move(jobFolder)), m_work(*this)
{}

void OutputWorker::list()
{
    m_work.run([folder = m_folder] { return listOutput(folder); }, [this](const auto& files) { emit listed(files); });
}

void OutputWorker::derive()
{
    if (std::exchange(m_isDeriving, true))
        return;
    m_work.run([folder = m_folder] { return deriveFolder(folder); },
               [this](const auto& report) {
                   m_isDeriving = false;
                   emit derived(report);
                   list();
               });
}

} // namespace labelwright
