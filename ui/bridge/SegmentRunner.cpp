// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/SegmentRunner.h"

#include <memory>

namespace labelwright {

SegmentRunner::SegmentRunner(Deliver deliver, QObject* parent) : QObject(parent), m_deliver(std::move(deliver))
{
    m_pool.setMaxThreadCount(1);
}

SegmentRunner::~SegmentRunner()
{
    m_pool.waitForDone();
}

void SegmentRunner::run(Image image, const SegmentRequest& request)
{
    Work work{std::move(image), request};
    if (m_busy)
        m_waiting = std::move(work);
    else
        start(std::move(work));
}

void SegmentRunner::start(Work work)
{
    m_busy = true;
    m_pool.start([this, work = std::move(work)] {
        auto result =
            std::make_shared<Result<Segmentation>>(engines().front().segment(work.image, work.request.points));
        QMetaObject::invokeMethod(
            this,
            [this, id = work.request.id, result] {
                m_busy = false;
                if (m_waiting) {
                    start(*std::move(m_waiting));
                    m_waiting.reset();
                }
                m_deliver(id, std::move(*result));
            },
            Qt::QueuedConnection);
    });
}

} // namespace labelwright
