// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"
#include "ui/bridge/DetachedWork.h"

#include <QFileSystemWatcher>
#include <QObject>
#include <QThread>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

namespace labelwright {

/// Notices what others do to a job while it is open here: to the job itself, and to some of its objects. Looks every
/// few seconds, since a network share tells nothing, and at once where the system tells that events/job has changed.
///
/// Thread: the GUI thread; folders are read elsewhere.
class JobWatcher : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::milliseconds kInterval{3000};

    /// `objects` says which are looked at, each time anew.
    JobWatcher(std::filesystem::path jobFolder, std::function<std::vector<ObjectId>()> objects,
               QObject* parent = nullptr);
    ~JobWatcher() override;

    /// Begins to look, and looks now. While it looks already, only one more look follows it.
    void look();

signals:
    /// Folders have files that they did not have at the last look. The job's own events, and those of the objects among
    /// them.
    void found(const labelwright::EventLog& events);

private:
    /// File names by folder, sorted.
    using Names = std::map<std::filesystem::path, std::vector<std::string>>;
    struct Look {
        Names names;
        bool isNews = false;
        EventLog events;
    };

    static Look lookAt(const std::filesystem::path& jobFolder, const std::vector<ObjectId>& objects,
                       const Names& known);
    void finish(const Look& look);
    void watch(const std::filesystem::path& folder);

    std::filesystem::path m_jobFolder;
    std::function<std::vector<ObjectId>()> m_objects;
    Names m_known;
    bool m_isWatching = false;
    QThread m_watching; ///< Of m_folder: the system may take its time to say yes.
    QFileSystemWatcher* m_folder;
    QTimer m_timer;
    bool m_isLooking = false;
    bool m_isAskedAgain = false;
    DetachedWork m_work;
};

} // namespace labelwright
