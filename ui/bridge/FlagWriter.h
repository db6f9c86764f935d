// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"
#include "core/job/ObjectFlag.h"

#include <QObject>
#include <QThreadPool>

#include <map>
#include <memory>

namespace labelwright {

/// Writes flags on the disk's thread, one after the other.
class FlagWriter : public QObject {
    Q_OBJECT
public:
    /// `disk` is borrowed, has one thread, and is gone before this is.
    explicit FlagWriter(QThreadPool& disk, QObject* parent = nullptr);

    /// What prepareFlag() made; written() or failed() follows. `job` is read in the disk's thread.
    void write(std::shared_ptr<const Job> job, const ObjectFlag& flag);

    /// The last of an object's flags that is on its way; nullptr without one. Valid until the event loop runs.
    const ObjectFlag* pending(ObjectId object) const;
    /// Of how many objects.
    int pendingCount() const { return static_cast<int>(m_waiting.size()); }

signals:
    void written(const labelwright::ObjectFlag& flag);
    void failed(labelwright::ObjectId object, const labelwright::Error& error);

private:
    struct Waiting {
        ObjectFlag last;
        int count = 0;
    };

    void finish(ObjectId object, const Result<ObjectFlag>& result);

    QThreadPool& m_disk;
    std::map<ObjectId, Waiting> m_waiting;
};

} // namespace labelwright
