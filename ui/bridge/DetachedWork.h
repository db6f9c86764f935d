// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QThreadPool>

#include <memory>
#include <mutex>
#include <utility>

namespace labelwright {

/// Runs work that can't be stopped and takes long, in the program's pool of threads. Who asked for it may go before it
/// is done and need not wait: then the result is dropped. Only the end of the program waits.
///
/// A member of `owner`, which lives in the GUI thread.
class DetachedWork {
public:
    explicit DetachedWork(QObject& owner) : m_way(std::make_shared<WayBack>()) { m_way->owner = &owner; }
    ~DetachedWork()
    {
        const std::scoped_lock lock(m_way->mutex);
        m_way->owner = nullptr;
    }
    DetachedWork(const DetachedWork&) = delete;
    DetachedWork& operator=(const DetachedWork&) = delete;

    /// work() elsewhere, borrowing nothing of the owner; then deliver(result) in the owner's thread.
    template <typename Work, typename Deliver>
    void run(Work work, Deliver deliver)
    {
        QThreadPool::globalInstance()->start([way = m_way, work = std::move(work), deliver = std::move(deliver)] {
            auto result = work();
            const std::scoped_lock lock(way->mutex);
            if (way->owner)
                QMetaObject::invokeMethod(
                    way->owner, [deliver, result = std::move(result)] { deliver(result); }, Qt::QueuedConnection);
        });
    }

private:
    struct WayBack {
        std::mutex mutex;
        QObject* owner = nullptr;
    };

    std::shared_ptr<WayBack> m_way;
};

} // namespace labelwright
