// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "ui/bridge/DetachedWork.h"

#include <QObject>
#include <QTimer>

#include <atomic>
#include <memory>
#include <stop_token>
#include <utility>

namespace labelwright {

/// One long work at a time off the GUI thread that tells how far it is and can be stopped. Who asked for it may go:
/// then it is stopped, and its result is dropped.
class StoppableWork : public QObject {
    Q_OBJECT
public:
    explicit StoppableWork(QObject* parent = nullptr);
    ~StoppableWork() override { stop(); }

    /// work(stop_token, Progress) elsewhere, borrowing nothing of this; then deliver(result) here. A work that is under
    /// way is stopped, and nothing is delivered of it.
    template <typename Work, typename Deliver>
    void run(Work work, Deliver deliver)
    {
        stop();
        m_state = std::make_shared<State>();
        m_timer.start();
        m_work.run(
            [state = m_state, work = std::move(work)] {
                return work(state->stop.get_token(), Progress([&state](std::int64_t done, std::int64_t all) {
                                state->all = all;
                                state->done = done;
                            }));
            },
            [this, state = m_state, deliver = std::move(deliver)](const auto& result) {
                if (state != m_state)
                    return;
                m_state.reset();
                m_timer.stop();
                deliver(result);
            });
    }

    /// What was asked for last ends soon; its result tells that it was stopped.
    void stop();
    bool isRunning() const { return m_state != nullptr; }

signals:
    /// Now and then while it runs.
    void progressed(qint64 done, qint64 all);

private:
    struct State {
        std::stop_source stop;
        std::atomic<std::int64_t> done = 0;
        std::atomic<std::int64_t> all = 0;
    };

    void tell();

    std::shared_ptr<State> m_state; ///< Set while something is under way.
    QTimer m_timer;
    DetachedWork m_work;
};

} // namespace labelwright
