// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <memory>
#include <stop_token>

namespace labelwright {

/// While it lives Ctrl+C and a request to end (SIGINT, SIGTERM) stop the work that asks, which then takes back what it
/// has begun, instead of the program. Make it before the work's threads.
class Interruption {
public:
    Interruption();
    ~Interruption();
    Interruption(const Interruption&) = delete;
    Interruption& operator=(const Interruption&) = delete;

    std::stop_token token() const;

private:
    struct State;
    std::unique_ptr<State> m_state;
};

} // namespace labelwright
