// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/StoppableWork.h"

namespace labelwright {
namespace {

constexpr int kBetweenSignsMs = 80;

} // namespace

StoppableWork::StoppableWork(QObject* parent) : QObject(parent), m_work(*this)
{
    m_timer.setInterval(kBetweenSignsMs);
    connect(&m_timer, &QTimer::timeout, this, &StoppableWork::tell);
}

void StoppableWork::stop()
{
    if (m_state)
        m_state->stop.request_stop();
}

void StoppableWork::tell()
{
    if (m_state && m_state->all > 0)
        emit progressed(m_state->done, m_state->all);
}

} // namespace labelwright
