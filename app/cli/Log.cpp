// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/OutFile.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Text.h"
#include "core/job/JobLog.h"
#include "core/job/JobState.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <memory>
#include <set>
#include <thread>

namespace labelwright {
namespace {

constexpr std::chrono::seconds kBetweenLooks{1};

struct LogOptions {
    std::filesystem::path job;
    std::string worker;
    std::vector<std::string> kinds;
    bool follow = false;
    std::filesystem::path out;
    bool json = false;
};

std::string faultOfKind(const std::string& text)
{
    return parseLogKind(text) ? std::string()
                              : fmt::format("\"{}\" is none of {}", text, fmt::join(logKindNames(), ", "));
}

LogFilter filterOf(const LogOptions& options)
{
    LogFilter filter{{}, options.worker};
    for (const std::string& kind : options.kinds)
        filter.kinds.push_back(*parseLogKind(kind));
    return filter;
}

/// The lines that are not among `told`, which they are added to.
std::vector<std::string> newLines(const Job& job, const LogOptions& options, std::set<std::string>& told)
{
    std::vector<std::string> lines;
    const LogFilter filter = filterOf(options);
    for (const LogEntry& entry : jobLog(job)) {
        const std::string key = fmt::format("{} {}", logKindName(entry.kind), entry.event);
        if (filter.passes(entry) && told.insert(key).second)
            lines.push_back(options.json ? logJson(entry, job) : logText(entry));
    }
    return lines;
}

Result<Job> openKnowing(const LogOptions& options)
{
    Result<Job> job = Job::open(options.job);
    if (!job || options.worker.empty() || options.follow)
        return job;
    const std::vector<LogEntry> log = jobLog(*job);
    const LogFilter filter{{}, options.worker};
    const bool isKnown =
        std::any_of(log.begin(), log.end(), [&filter](const LogEntry& entry) { return filter.passes(entry); });
    const Result<Worker> member = findMember(*job, options.worker);
    if (!isKnown && !member)
        return member.error();
    return job;
}

int follow(const LogOptions& options)
{
    std::set<std::string> told;
    for (;; std::this_thread::sleep_for(kBetweenLooks)) {
        const Result<Job> job = Job::open(options.job);
        if (!job)
            return fail(job.error());
        for (const std::string& line : newLines(*job, options, told))
            say(line);
        if (std::fflush(stdout) != 0)
            return 0; // Nobody reads on.
    }
}

int run(const LogOptions& options)
{
    const Result<Job> job = openKnowing(options);
    if (!job)
        return fail(job.error());
    if (options.follow)
        return follow(options);
    std::set<std::string> told;
    const std::vector<std::string> lines = newLines(*job, options, told);
    for (const EventProblem& problem : job->problems())
        warn(problem.error);
    if (options.out.empty()) {
        for (const std::string& line : lines)
            say(line);
        return 0;
    }
    std::string text;
    for (const std::string& line : lines)
        text += line + '\n';
    const Status written = writeOutFile(options.out, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    if (!written)
        return fail(written.error());
    say(fmt::format("{}: {}", options.out.string(), countText(static_cast<std::int64_t>(lines.size()), "line")));
    return 0;
}

} // namespace

SubcommandAction declareLog(CLI::App& command)
{
    auto options = std::make_shared<LogOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--worker", options->worker, "Only what this worker did: name, e-mail or id");
    command
        .add_option("--event", options->kinds,
                    fmt::format("Only what is one of {}; several times for several", fmt::join(logKindNames(), ", ")))
        ->check(faultOfKind);
    auto* out = command.add_option("-o,--out", options->out, "Write a file instead");
    command.add_flag("--follow", options->follow, "Go on telling what is new, until it is interrupted")->excludes(out);
    command.add_flag("--json", options->json, "One JSON object a line, a worker's activity as Ground Truth logs it");
    return [options] { return run(*options); };
}

} // namespace labelwright
