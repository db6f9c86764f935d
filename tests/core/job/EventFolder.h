// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"
#include "tests/core/job/JobFixture.h"

#include <QTemporaryDir>

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

namespace labelwright::test {

/// sampleEvent() of another object and worker, submitted at timeAt(seconds), that replaces nothing.
inline AnswerEvent eventOf(ObjectId object, const std::string& worker, double seconds)
{
    AnswerEvent event = sampleEvent();
    event.object = object;
    event.worker = *createWorker(worker);
    event.submitted = timeAt(seconds);
    event.replaces.clear();
    return event;
}

/// A temporary job folder that holds events alone.
class EventFolder {
public:
    std::filesystem::path path() const { return m_temporary.path().toStdString(); }

    EventLog open() const
    {
        Result<EventLog> log = EventLog::open(path());
        if (!log)
            qFatal("%s", sentence(log.error()).c_str());
        return *std::move(log);
    }

    /// Writes eventOf() without any fsync; the event as it is then read.
    AnswerEvent write(ObjectId object, const std::string& worker, double seconds,
                      std::vector<std::string> replaces = {}) const
    {
        AnswerEvent event = eventOf(object, worker, seconds);
        event.replaces = std::move(replaces);
        return writeQuickly(path(), event);
    }

private:
    QTemporaryDir m_temporary;
};

} // namespace labelwright::test
