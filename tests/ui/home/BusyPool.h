// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QSemaphore>
#include <QThreadPool>

namespace labelwright::test {

/// The program's pool of threads has one thread, which does nothing else before free().
class BusyPool {
public:
    BusyPool()
    {
        m_pool.waitForDone();
        m_pool.setMaxThreadCount(1);
        m_pool.start([this] { m_free.acquire(); });
    }
    ~BusyPool()
    {
        free();
        m_pool.waitForDone();
        m_pool.setMaxThreadCount(m_before);
    }
    BusyPool(const BusyPool&) = delete;
    BusyPool& operator=(const BusyPool&) = delete;

    void free() { m_free.release(); }

private:
    QThreadPool& m_pool = *QThreadPool::globalInstance();
    int m_before = m_pool.maxThreadCount();
    QSemaphore m_free;
};

} // namespace labelwright::test
