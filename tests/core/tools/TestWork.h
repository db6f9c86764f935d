// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/Tool.h"

#include <memory>
#include <stop_token>

namespace labelwright::test {

/// Runs and delivers all that the tool asks for, here and now. How many works that were.
inline int runWork(Tool& tool, Document& document)
{
    int runs = 0;
    while (const std::shared_ptr<ToolWork> work = tool.takeWork()) {
        const Status outcome = work->run({});
        tool.deliver(document, work, outcome);
        ++runs;
    }
    return runs;
}

} // namespace labelwright::test
