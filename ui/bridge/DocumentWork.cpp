// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/DocumentWork.h"

#include "ui/bridge/ErrorText.h"

#include <utility>

namespace labelwright {

DocumentWork::DocumentWork(FindDocument document, QObject* parent) : QObject(parent), m_document(std::move(document))
{
    m_pool.setMaxThreadCount(1);
}

DocumentWork::~DocumentWork()
{
    if (m_stop)
        m_stop->request_stop();
    m_pool.waitForDone();
}

void DocumentWork::start(const QString& title, Compute compute)
{
    const Document* document = m_document();
    if (!document)
        return;
    if (m_stop)
        m_stop->request_stop();
    m_title = title;
    std::stop_source stop;
    m_stop = stop;
    m_pool.start([this, stop, revision = document->revision(), compute = std::move(compute)] {
        auto result = std::make_shared<Result<Apply>>(compute(stop.get_token()));
        QMetaObject::invokeMethod(
            this, [this, stop, revision, result] { finished(stop, revision, *result); }, Qt::QueuedConnection);
    });
    emit changed();
}

void DocumentWork::cancel()
{
    if (!m_stop)
        return;
    m_stop->request_stop();
    m_stop.reset();
    emit changed();
}

void DocumentWork::finished(const std::stop_source& stop, std::uint64_t revision, const Result<Apply>& result)
{
    if (m_stop != stop)
        return;
    m_stop.reset();
    Document* document = m_document();
    if (!result)
        emit failed(sentenceOf(result.error()));
    else if (!document || document->revision() != revision)
        emit failed(tr("The labels changed meanwhile, so nothing was done."));
    else if (const Status applied = (*result)(*document); !applied)
        emit failed(sentenceOf(applied.error()));
    emit changed();
}

} // namespace labelwright
