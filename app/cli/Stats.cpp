// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Report.h"
#include "app/cli/StatisticsFormats.h"
#include "app/cli/Subcommand.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct StatsOptions {
    std::filesystem::path job;
    bool json = false;
    bool csv = false;
    bool html = false;
};

int run(const StatsOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const Result<Statistics> statistics = statisticsOf(*job);
    if (!statistics)
        return fail(statistics.error());
    const int exitCode = warnOfLeftOut(*job, statistics->leftOut);
    std::string text = options.json  ? statisticsJson(*statistics)
                       : options.csv ? statisticsCsv(*statistics)
                       : options.html
                           ? statisticsHtml(*statistics, job->spec().labels, "Statistics of " + job->spec().name)
                           : statisticsText(*statistics);
    text.pop_back(); // say() ends the line.
    say(text);
    return exitCode;
}

} // namespace

SubcommandAction declareStats(CLI::App& command)
{
    auto options = std::make_shared<StatsOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    CLI::Option_group* formats = command.add_option_group("Format", "At most one of");
    formats->add_flag("--json", options->json, "One JSON object on one line");
    formats->add_flag("--csv", options->csv, "One line a label");
    formats->add_flag("--html", options->html, "A page with charts and all tables, in one file");
    formats->require_option(0, 1);
    command.footer("Components are pixels of a label that touch at a side or a corner. The active time of an object "
                   "is shared over its labels by their pixels; labels of whole images share it evenly.");
    return [options] { return run(*options); };
}

} // namespace labelwright
