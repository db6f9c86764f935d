// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QObject>

#include <chrono>

namespace labelwright {

/// Counts the time that the user works: while a window of the program is active and the last key or pointer event is
/// not longer ago than kPause. What Ground Truth calls timeSpentInSeconds.
class ActiveTimer : public QObject {
    Q_OBJECT
public:
    static constexpr std::chrono::seconds kPause{60};

    explicit ActiveTimer(QObject* parent = nullptr);

    /// Begins to count from `seconds`; the call itself counts as a sign of life.
    void start(double seconds);
    void stop();
    /// Stands still while paused, started or not.
    void setPaused(bool paused);
    double seconds() const { return m_counted + sinceLastSign(); }

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    double sinceLastSign() const;
    void signOfLife();
    void setInFront(bool inFront);

    QElapsedTimer m_sinceSign;
    double m_counted = 0;
    bool m_running = false;
    bool m_inFront = true;
    bool m_isPaused = false;
};

} // namespace labelwright
