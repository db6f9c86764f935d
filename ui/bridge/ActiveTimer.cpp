// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ActiveTimer.h"

#include <QCoreApplication>
#include <QEvent>

#include <algorithm>

namespace labelwright {

ActiveTimer::ActiveTimer(QObject* parent) : QObject(parent)
{
    QCoreApplication::instance()->installEventFilter(this);
}

void ActiveTimer::start(double seconds)
{
    m_counted = seconds;
    m_running = true;
    m_sinceSign.start();
}

void ActiveTimer::stop()
{
    signOfLife();
    m_running = false;
}

void ActiveTimer::setPaused(bool paused)
{
    signOfLife();
    m_isPaused = paused;
}

bool ActiveTimer::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ApplicationDeactivate:
        setInFront(false);
        break;
    case QEvent::ApplicationActivate:
        setInFront(true);
        break;
    case QEvent::KeyPress:
    case QEvent::MouseButtonPress:
    case QEvent::MouseMove:
    case QEvent::TabletMove:
    case QEvent::TabletPress:
    case QEvent::Wheel:
        signOfLife();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

double ActiveTimer::sinceLastSign() const
{
    if (!m_running || !m_inFront || m_isPaused)
        return 0;
    const std::chrono::duration<double> elapsed = std::chrono::nanoseconds(m_sinceSign.nsecsElapsed());
    return std::min(elapsed, std::chrono::duration<double>(kPause)).count();
}

void ActiveTimer::signOfLife()
{
    m_counted += sinceLastSign();
    m_sinceSign.start();
}

void ActiveTimer::setInFront(bool inFront)
{
    signOfLife();
    m_inFront = inFront;
}

} // namespace labelwright
