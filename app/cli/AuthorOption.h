// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"

#include <filesystem>
#include <string>

namespace CLI {
class App;
}

namespace labelwright {

/// Declares --by: whose decision it is.
void addAuthorOption(CLI::App& command, std::string& text);

/// The member of the job's team that `text` names; without it decidingWorker(). Errors: those of
/// findMember.
Result<Worker> authorOf(const Job& job, const std::string& text);

struct AuthoredJob {
    Job job;
    Worker author;
};

/// Job::open() and authorOf(), whose errors these are.
Result<AuthoredJob> openAuthoredJob(const std::filesystem::path& folder, const std::string& author);

} // namespace labelwright
