// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"

#include "core/job/JobState.h"

#include <CLI/CLI.hpp>

namespace labelwright {

void addAuthorOption(CLI::App& command, std::string& text)
{
    command.add_option("--by", text, "Who decides it: name, e-mail or id; the team's first lead if not given");
}

Result<Worker> authorOf(const Job& job, const std::string& text)
{
    return text.empty() ? Result<Worker>(decidingWorker(job)) : findMember(job, text);
}

} // namespace labelwright
