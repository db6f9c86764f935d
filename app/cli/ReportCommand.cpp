// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/WorkerReportFormats.h"

#include <CLI/CLI.hpp>

#include <memory>

namespace labelwright {
namespace {

struct ReportOptions {
    std::filesystem::path job;
    bool json = false;
    bool csv = false;
};

int run(const ReportOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const Result<WorkerReport> report = workerReport(*job);
    if (!report)
        return fail(report.error());
    const int exitCode = warnOfLeftOut(report->leftOut);
    std::string text = options.json  ? workerReportJson(*report)
                       : options.csv ? workerReportCsv(*report)
                                     : workerReportText(*report);
    text.pop_back(); // say() ends the line.
    say(text);
    return exitCode;
}

} // namespace

SubcommandAction declareReport(CLI::App& command)
{
    auto options = std::make_shared<ReportOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    auto* json = command.add_flag("--json", options->json, "One JSON object on one line");
    command.add_flag("--csv", options->csv, "A line for each worker, and for each of their labels")->excludes(json);
    return [options] { return run(*options); };
}

} // namespace labelwright
