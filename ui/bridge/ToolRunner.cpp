// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ToolRunner.h"

#include <utility>

namespace labelwright {

ToolRunner::ToolRunner(Deliver deliver, QObject* parent) : QObject(parent), m_deliver(std::move(deliver))
{
    m_pool.setMaxThreadCount(1);
}

ToolRunner::~ToolRunner()
{
    forget();
    m_pool.waitForDone();
}

void ToolRunner::run(std::shared_ptr<ToolWork> work)
{
    if (m_busy)
        m_waiting = std::move(work);
    else
        start(std::move(work));
}

void ToolRunner::forget()
{
    m_waiting.reset();
    m_stop.request_stop();
}

void ToolRunner::start(std::shared_ptr<ToolWork> work)
{
    m_busy = true;
    m_stop = {};
    m_pool.start([this, work = std::move(work), stop = m_stop.get_token()]() mutable {
        Status outcome = work->run(stop);
        QMetaObject::invokeMethod(
            this, [this, done = std::move(work), outcome = std::move(outcome)] { finished(done, outcome); },
            Qt::QueuedConnection);
    });
}

void ToolRunner::finished(const std::shared_ptr<ToolWork>& done, const Status& outcome)
{
    m_busy = false;
    if (m_waiting)
        start(std::exchange(m_waiting, nullptr));
    m_deliver(done, outcome);
}

} // namespace labelwright
