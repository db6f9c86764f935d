// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/CommaList.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/job/JobState.h"
#include "core/job/SplitJob.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <charconv>
#include <memory>
#include <optional>

namespace labelwright {
namespace {

struct SplitOptions {
    std::filesystem::path job;
    std::optional<int> count;
    std::string workers;
    std::string overlap;
    std::uint64_t seed = 0;
    std::filesystem::path out;
    std::string author;
    bool json = false;
};

/// "10" or "10%" as a share; nullopt for what is none.
std::optional<double> parsePercent(std::string_view text)
{
    if (text.ends_with('%'))
        text.remove_suffix(1);
    double percent = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), percent);
    const bool isWhole = failure == std::errc() && end == text.data() + text.size();
    return isWhole && percent >= 0 && percent <= 100 ? std::optional(percent / 100) : std::nullopt;
}

std::string faultOfPercent(const std::string& text)
{
    return parsePercent(text) ? std::string() : fmt::format("\"{}\" is no share of 0 to 100 %, as in 10%", text);
}

Result<std::vector<Worker>> workersOf(const Job& job, const SplitOptions& options)
{
    if (options.count)
        return firstWorkers(job, *options.count);
    std::vector<Worker> workers;
    for (const std::string& text : splitAtCommas(options.workers)) {
        Result<Worker> worker = findMember(job, text);
        if (!worker)
            return worker.error();
        workers.push_back(*std::move(worker));
    }
    return workers;
}

/// As formatObjectRanges(); of very many the first.
std::string shortRanges(const std::vector<ObjectRange>& ranges)
{
    constexpr std::size_t kMost = 8;
    if (ranges.size() <= kMost)
        return formatObjectRanges(ranges);
    return formatObjectRanges({ranges.begin(), ranges.begin() + kMost}) + ",...";
}

void sayPlan(const SplitPlan& plan)
{
    for (const SplitShare& share : plan.shares)
        say(fmt::format("{}: {} for {}{}", share.folder.string(), countText(objectCountOf(share.objects), "object"),
                        share.worker.name, share.objects.empty() ? "" : " (" + shortRanges(share.objects) + ")"));
    say(fmt::format("{} waited for answers{}. What is answered comes back by: labelwright merge JOB COPY...",
                    countText(plan.waiting, "object"),
                    plan.overlapping == 0
                        ? ""
                        : fmt::format("; {} of them go to one worker more than they need", plan.overlapping)));
}

void sayJson(const SplitPlan& plan)
{
    Json copies = Json::array();
    for (const SplitShare& share : plan.shares)
        copies.push_back({{"worker", share.worker.name},
                          {"worker-id", share.worker.id},
                          {"folder", share.folder.string()},
                          {"objects", formatObjectRanges(share.objects)},
                          {"count", objectCountOf(share.objects)}});
    say(writeJson({{"copies", copies}, {"waiting", plan.waiting}, {"overlapping", plan.overlapping}}));
}

int run(const SplitOptions& options)
{
    if (!options.count && options.workers.empty())
        return wrongUsage({ErrorCode::InvalidArgument, "say how many copies with -n, or for whom with --workers"});
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    const Result<std::vector<Worker>> workers = workersOf(job, options);
    if (!workers)
        return fail(workers.error());
    const double overlap = options.overlap.empty() ? 0 : *parsePercent(options.overlap);
    const Result<SplitPlan> plan = planSplit(job, {*workers, overlap, options.seed, options.out});
    if (!plan)
        return fail(plan.error());
    if (Status split = splitJob(job, *plan, author); !split)
        return fail(split.error());
    options.json ? sayJson(*plan) : sayPlan(*plan);
    return 0;
}

} // namespace

SubcommandAction declareSplit(CLI::App& command)
{
    auto options = std::make_shared<SplitOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    auto* count =
        command.add_option("-n,--copies", options->count, "How many copies, for the first of the team who get tasks");
    command
        .add_option("--workers", options->workers,
                    "For whom the copies are: names, e-mails or ids with commas between them")
        ->excludes(count);
    command
        .add_option("--overlap", options->overlap,
                    "Share of the objects that go to one worker more than they need, as in 10%; the answers that the "
                    "output does not need are there for agree")
        ->check(faultOfPercent);
    command.add_option("--seed", options->seed, "Another seed chooses other objects for the overlap")
        ->capture_default_str();
    command.add_option("--out", options->out, "Where the copies go; if not given, JOB-copies beside the job");
    addAuthorOption(command, options->author);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
