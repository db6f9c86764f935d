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

Result<AuthoredJob> openAuthoredJob(const std::filesystem::path& folder, const std::string& author)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    Result<Worker> named = authorOf(*job, author);
    if (!named)
        return named.error();
    return AuthoredJob{*std::move(job), *std::move(named)};
}

} // namespace labelwright
