// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Import.h"

#include "app/cli/FormatOption.h"
#include "app/cli/Interruption.h"
#include "app/cli/PrefixOption.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/dataset/ImportPlan.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/LockFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct ImportOptions {
    std::filesystem::path dataset;
    std::string format;
    std::filesystem::path job;  ///< To be made; or
    std::filesystem::path into; ///< one that is there.
    std::string name;
    std::string worker;
    ReadOptions read;
    bool dryRun = false;
    bool json = false;
};

struct OpenedTarget {
    Job job;
    Worker worker;
};

Result<OpenedTarget> openTarget(const ImportOptions& options)
{
    Result<Job> job = Job::open(options.into);
    if (!job)
        return job.error();
    Result<Worker> worker =
        options.worker.empty() ? Result<Worker>(defaultWorker(*job)) : findMember(*job, options.worker);
    if (!worker)
        return worker.error();
    return OpenedTarget{*std::move(job), *std::move(worker)};
}

std::string nameOfFolder(const std::filesystem::path& folder)
{
    std::error_code failure;
    return (std::filesystem::absolute(folder, failure) / "").lexically_normal().parent_path().filename().string();
}

Result<ImportReport> makeJob(const DatasetReader& reader, const ImportOptions& options, const std::stop_token& stop)
{
    NewJob request;
    request.folder = options.job;
    request.name = options.name.empty() ? nameOfFolder(options.job) : options.name;
    ProgressLine line;
    return importAsJob(reader, std::move(request), stop, line.percent("Importing"));
}

Result<ImportReport> fillJob(const DatasetReader& reader, const ImportOptions& options, const std::stop_token& stop)
{
    Result<OpenedTarget> target = openTarget(options);
    if (!target)
        return target.error();
    const Result<LockFile> lock =
        LockFile::acquire(workerLockFile(options.into, target->worker), "importing as " + target->worker.name);
    if (!lock)
        return lock.error();
    ProgressLine line;
    return importIntoJob(reader, target->job, target->worker, stop, line.percent("Importing"));
}

Result<std::unique_ptr<DatasetReader>> openAs(const ImportOptions& options, const std::stop_token& stop)
{
    ReadOptions read = options.read;
    read.stop = stop;
    ProgressLine line;
    read.progress = line.percent("Reading");
    if (!options.format.empty())
        return findDatasetFormat(options.format)->read(options.dataset, read);
    Result<OpenedDataset> opened = openDataset(options.dataset, read);
    return opened ? Result<std::unique_ptr<DatasetReader>>(std::move(opened->reader)) : opened.error();
}

/// On stderr, and as JSON has them.
Json tellNotes(const std::vector<ReaderNote>& notes)
{
    Json told = Json::array();
    for (const ReaderNote& note : notes) {
        told.push_back(note.path.empty() ? note.text : fmt::format("{}: {}", note.path.string(), note.text));
        warn({ErrorCode::Mismatch, note.text, note.path});
    }
    return told;
}

/// `taken`: images whose labels are, or would be, taken over.
int exitCodeOf(std::size_t taken, const std::vector<ReaderNote>& notes)
{
    if (taken == 0 && !notes.empty())
        return kFailed;
    return notes.empty() ? 0 : kLeftOut;
}

int previewNewJob(const DatasetReader& reader, const ImportOptions& options, const std::stop_token& stop)
{
    std::error_code failure;
    if (std::filesystem::exists(std::filesystem::symlink_status(options.job, failure)))
        return fail(
            {ErrorCode::AlreadyExists, "a job is made into a new folder, and this one is there already", options.job});
    const Result<NewJobPlan> plan = planNewJob(reader, stop);
    if (!plan)
        return fail(plan.error());
    const Json notes = tellNotes(plan->notes.notes());
    if (options.json)
        say(writeJson({{"job", options.job.string()}, {"images", plan->items.size()}, {"notes", notes}}));
    else
        say(fmt::format("{}: {} of {} images would become objects", options.job.string(), plan->items.size(),
                        reader.info().itemCount));
    return exitCodeOf(plan->items.size(), plan->notes.notes());
}

int previewAnswers(const DatasetReader& reader, const ImportOptions& options, const std::stop_token& stop)
{
    const Result<OpenedTarget> target = openTarget(options);
    if (!target)
        return fail(target.error());
    const Result<ImportPlan> plan = planImport(reader, target->job, target->worker, stop);
    if (!plan)
        return fail(plan.error());
    const Json notes = tellNotes(plan->notes.notes());
    if (options.json)
        say(writeJson({{"job", options.into.string()},
                       {"worker", target->worker.name},
                       {"images", plan->answers.size()},
                       {"matching", plan->matching},
                       {"answered", plan->answered},
                       {"refused", plan->refused},
                       {"unknown-labels", plan->unknownLabels},
                       {"notes", notes}}));
    else
        say(fmt::format("{}: {} of {} images would become answers of {}; {} with objects of the job, {} answered "
                        "already, {} kept for others or answered enough",
                        options.into.string(), plan->answers.size(), reader.info().itemCount, target->worker.name,
                        plan->matching, plan->answered, plan->refused));
    return exitCodeOf(plan->answers.size(), plan->notes.notes());
}

int run(const ImportOptions& options)
{
    const Interruption interruption;
    const std::stop_token stop = interruption.token();
    const Result<std::unique_ptr<DatasetReader>> reader = openAs(options, stop);
    if (!reader)
        return fail(reader.error());
    const bool isNew = options.into.empty();
    if (options.dryRun)
        return isNew ? previewNewJob(**reader, options, stop) : previewAnswers(**reader, options, stop);
    const Result<ImportReport> report = isNew ? makeJob(**reader, options, stop) : fillJob(**reader, options, stop);
    if (!report)
        return fail(report.error());
    for (const Error& warning : report->warnings)
        warn(warning);
    const Json notes = tellNotes(report->notes);
    const std::filesystem::path& job = isNew ? options.job : options.into;
    if (options.json)
        say(writeJson({{"job", job.string()}, {"images", report->items}, {"notes", notes}}));
    else
        say(fmt::format("{}: labels of {} of {} taken over", job.string(), report->items,
                        countText((*reader)->info().itemCount, "image")));
    return exitCodeOf(static_cast<std::size_t>(report->items), report->notes);
}

} // namespace

SubcommandAction declareImport(CLI::App& command)
{
    auto options = std::make_shared<ImportOptions>();
    command.add_option("DATASET", options->dataset, "The dataset's folder, or its file")->required();
    addFormatOption(command, options->format, FormatUse::Read);
    CLI::Option_group* target = command.add_option_group("Target", "One of");
    target->add_option("--job", options->job, "Job folder to make");
    target->add_option("--into", options->into, "Job whose objects get answers, by their photos' file names");
    target->require_option(1);
    command.add_option("--name", options->name, "Name of the new job; its folder's if not given");
    command.add_option("--worker", options->worker, "Whose answers they are; the first of the team's if not given");
    command.add_flag("--nearest-colors", options->read.nearestColors,
                     "Give pixels of colors that no label has the label with the nearest color, and list how many");
    command.add_flag("--dry-run", options->dryRun,
                     "Tell which images would be taken over and which not, without reading masks, and change nothing");
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
