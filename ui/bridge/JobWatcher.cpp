// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/JobWatcher.h"

#include "core/job/EventScan.h"
#include "core/job/JobLayout.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Empty for a folder that is not there or can't be read.
std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure))
        names.push_back(entry->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

JobWatcher::JobWatcher(fs::path jobFolder, std::function<std::vector<ObjectId>()> objects, QObject* parent)
    : QObject(parent), m_jobFolder(std::move(jobFolder)), m_objects(std::move(objects)),
      m_folder(new QFileSystemWatcher), m_work(*this)
{
    m_folder->moveToThread(&m_watching);
    connect(&m_watching, &QThread::finished, m_folder, &QObject::deleteLater);
    m_watching.start();
    m_timer.setInterval(kInterval);
    connect(&m_timer, &QTimer::timeout, this, &JobWatcher::look);
    connect(m_folder, &QFileSystemWatcher::directoryChanged, this, &JobWatcher::look);
}

JobWatcher::~JobWatcher()
{
    m_watching.quit();
    m_watching.wait();
}

void JobWatcher::look()
{
    m_isAskedAgain = m_isLooking;
    if (m_isLooking)
        return;
    m_isLooking = true;
    m_timer.start();
    m_work.run(
        [folder = m_jobFolder, objects = m_objects(), known = m_known] { return lookAt(folder, objects, known); },
        [this](const Look& look) { finish(look); });
}

JobWatcher::Look JobWatcher::lookAt(const fs::path& jobFolder, const std::vector<ObjectId>& objects, const Names& known)
{
    Look look{{}, false, EventLog::of(jobFolder, {})};
    const auto isAnother = [&](const fs::path& folder) {
        const std::vector<std::string>& names = look.names[folder] = namesIn(folder);
        const auto before = known.find(folder);
        return before == known.end() ? !names.empty() : before->second != names;
    };
    look.isNews = isAnother(jobEventsFolder(jobFolder));
    std::vector<ObjectId> changed;
    for (const ObjectId object : objects) {
        if (isAnother(objectEventsFolder(jobFolder, object)))
            changed.push_back(object);
    }
    look.isNews = look.isNews || !changed.empty();
    if (!look.isNews)
        return look;
    look.events = EventLog::openPart(jobFolder, changed);
    // What has not arrived whole may arrive under the name that it has already.
    for (const EventProblem& problem : look.events.problems())
        look.names.erase(problem.error.path.parent_path());
    return look;
}

void JobWatcher::finish(const Look& look)
{
    m_isLooking = false;
    m_known = look.names;
    // Not before it is there, with the first decision about the job.
    const auto job = m_known.find(jobEventsFolder(m_jobFolder));
    if (!m_isWatching && job != m_known.end() && !job->second.empty())
        watch(job->first);
    if (look.isNews)
        emit found(look.events);
    if (std::exchange(m_isAskedAgain, false))
        this->look();
}

void JobWatcher::watch(const fs::path& folder)
{
    m_isWatching = true;
    QMetaObject::invokeMethod(
        m_folder, [watcher = m_folder, path = QString::fromStdString(folder.string())] { watcher->addPath(path); },
        Qt::QueuedConnection);
}

} // namespace labelwright
