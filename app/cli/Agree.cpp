// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AgreementFormats.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/review/JobAgreement.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct AgreeOptions {
    std::filesystem::path first;
    std::filesystem::path second;
    std::size_t worst = 10;
    bool json = false;
    bool csv = false;
    bool html = false;
};

Result<AgreementReport> compare(const AgreeOptions& options)
{
    const Result<Job> first = Job::open(options.first);
    if (!first)
        return first.error();
    if (options.second.empty())
        return agreementOfWorkers(*first);
    const Result<Job> second = Job::open(options.second);
    return second ? agreementOfJobs(*first, *second) : Result<AgreementReport>(second.error());
}

/// Nothing to compare is no agreement of 0.
Error nothingShared(const AgreeOptions& options)
{
    const char* why = options.second.empty() ? "no object has answers of two workers"
                                             : "the two jobs have answered no image with the same source-ref";
    return {ErrorCode::InvalidArgument, fmt::format("{}, so there is nothing to compare", why), options.first};
}

int run(const AgreeOptions& options)
{
    const Result<AgreementReport> report = compare(options);
    if (!report)
        return fail(report.error());
    const int exitCode = warnOfLeftOut(report->leftOut);
    if (report->objects.empty())
        return fail(nothingShared(options));
    std::string text;
    if (options.json)
        text = agreementJson(*report);
    else if (options.csv)
        text = agreementCsv(*report);
    else if (options.html)
        text = agreementHtml(*report, fmt::format("Agreement in {}", options.first.string()), options.worst);
    else
        text = agreementText(*report, options.worst);
    text.pop_back(); // say() ends the line.
    say(text);
    return exitCode;
}

} // namespace

SubcommandAction declareAgree(CLI::App& command)
{
    auto options = std::make_shared<AgreeOptions>();
    command.add_option("JOB", options->first, "Job folder")->required();
    command.add_option("OTHER", options->second,
                       "Another job with the same images; if not given the job's workers are compared with each other");
    command.add_option("--worst", options->worst, "How many objects are named, those least agreed on")
        ->capture_default_str();
    CLI::Option_group* formats = command.add_option_group("Format", "At most one of");
    formats->add_flag("--json", options->json, "One JSON object on one line");
    formats->add_flag("--csv", options->csv, "One line an object, least agreed on first");
    formats->add_flag("--html", options->html, "A page with all tables");
    formats->require_option(0, 1);
    return [options] { return run(*options); };
}

} // namespace labelwright
