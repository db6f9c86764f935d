// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Interruption.h"

#include <csignal>
#include <ctime>
#include <thread>

namespace labelwright {

struct Interruption::State {
    sigset_t signals{};
    sigset_t before{};
    std::stop_source work;
    std::jthread waiter;
};

Interruption::Interruption() : m_state(std::make_unique<State>())
{
    sigemptyset(&m_state->signals);
    sigaddset(&m_state->signals, SIGINT);
    sigaddset(&m_state->signals, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &m_state->signals, &m_state->before);
    m_state->waiter = std::jthread([state = m_state.get()](const std::stop_token& stop) {
        constexpr timespec kBetweenLooks{0, 50'000'000};
        while (!stop.stop_requested()) {
            if (sigtimedwait(&state->signals, nullptr, &kBetweenLooks) > 0)
                state->work.request_stop();
        }
    });
}

Interruption::~Interruption()
{
    m_state->waiter.request_stop();
    m_state->waiter.join();
    pthread_sigmask(SIG_SETMASK, &m_state->before, nullptr);
}

std::stop_token Interruption::token() const
{
    return m_state->work.get_token();
}

} // namespace labelwright
