// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Import.h"

#include "app/cli/FormatOption.h"
#include "app/cli/Interruption.h"
#include "app/cli/PrefixOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
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
    bool json = false;
};

Result<ImportReport> makeJob(const DatasetReader& reader, const ImportOptions& options, const std::stop_token& stop)
{
    NewJob request;
    request.folder = options.job;
    request.name = options.name.empty() ? std::filesystem::absolute(options.job).filename().string() : options.name;
    return importAsJob(reader, std::move(request), stop);
}

Result<ImportReport> fillJob(const DatasetReader& reader, const ImportOptions& options, const std::stop_token& stop)
{
    Result<Job> job = Job::open(options.into);
    if (!job)
        return job.error();
    const Result<Worker> worker =
        options.worker.empty() ? Result<Worker>(defaultWorker(*job)) : findMember(*job, options.worker);
    if (!worker)
        return worker.error();
    const Result<LockFile> lock =
        LockFile::acquire(workerLockFile(options.into, *worker), "importing as " + worker->name);
    if (!lock)
        return lock.error();
    return importIntoJob(reader, *job, *worker, stop);
}

Result<std::unique_ptr<DatasetReader>> openAs(const ImportOptions& options)
{
    if (!options.format.empty())
        return findDatasetFormat(options.format)->read(options.dataset, options.read);
    Result<OpenedDataset> opened = openDataset(options.dataset, options.read);
    return opened ? Result<std::unique_ptr<DatasetReader>>(std::move(opened->reader)) : opened.error();
}

int run(const ImportOptions& options)
{
    const Result<std::unique_ptr<DatasetReader>> reader = openAs(options);
    if (!reader)
        return fail(reader.error());
    const bool isNew = options.into.empty();
    const Interruption interruption;
    const Result<ImportReport> report =
        isNew ? makeJob(**reader, options, interruption.token()) : fillJob(**reader, options, interruption.token());
    if (!report)
        return fail(report.error());
    for (const Error& warning : report->warnings)
        warn(warning);
    Json notes = Json::array();
    for (const ReaderNote& note : report->notes) {
        const std::string text = note.path.empty() ? note.text : fmt::format("{}: {}", note.path.string(), note.text);
        notes.push_back(text);
        if (!options.json)
            warn({ErrorCode::Mismatch, note.text, note.path});
    }
    const std::filesystem::path& job = isNew ? options.job : options.into;
    if (options.json)
        say(writeJson({{"job", job.string()}, {"images", report->items}, {"notes", notes}}));
    else
        say(fmt::format("{}: labels of {} of {} taken over", job.string(), report->items,
                        countText((*reader)->info().itemCount, "image")));
    const bool isNothing = report->items == 0 && (*reader)->info().itemCount > 0;
    return isNothing ? kFailed : report->notes.empty() ? 0 : kLeftOut;
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
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
