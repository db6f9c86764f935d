// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"

#include "core/job/JobState.h"

#include <CLI/CLI.hpp>

#include <algorithm>

namespace labelwright {

void addAuthorOption(CLI::App& command, std::string& text)
{
    command.add_option("--by", text, "Who decides it: name, e-mail or id; the team's first lead if not given");
}

Result<Worker> authorOf(const Job& job, const std::string& text)
{
    if (!text.empty())
        return findMember(job, text);
    const Team team = currentTeam(job);
    const auto lead = std::find_if(team.members.begin(), team.members.end(),
                                   [](const TeamMember& member) { return member.role == TeamRole::Lead; });
    return lead == team.members.end() ? defaultWorker(job) : lead->worker;
}

} // namespace labelwright
