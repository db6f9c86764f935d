// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

#include <memory>
#include <utility>

namespace labelwright {

/// The newest work that a tool asked for, until it is delivered: the tool's side of Tool::takeWork() and deliver().
template <typename Work>
class AwaitedWork {
public:
    /// In place of what was asked for before, whose result nobody waits for any more.
    void ask(std::shared_ptr<Work> work)
    {
        m_awaited = std::move(work);
        m_isTaken = false;
    }
    void forget() { m_awaited.reset(); }
    bool isWaiting() const { return m_awaited != nullptr; }

    /// The awaited work the first time, then nullptr.
    std::shared_ptr<ToolWork> take()
    {
        return std::exchange(m_isTaken, true) ? nullptr : std::shared_ptr<ToolWork>(m_awaited);
    }
    /// The awaited work when it is `done`, else nullptr.
    std::shared_ptr<Work> arrived(const std::shared_ptr<ToolWork>& done)
    {
        return m_awaited && m_awaited == done ? std::exchange(m_awaited, nullptr) : nullptr;
    }

private:
    std::shared_ptr<Work> m_awaited;
    bool m_isTaken = false;
};

} // namespace labelwright
