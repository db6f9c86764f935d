// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Submit.h"

#include "app/cli/CommaList.h"
#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/LabelChoice.h"
#include "core/job/LockFile.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct SubmitOptions {
    std::filesystem::path job;
    ObjectId object = 0;
    std::string worker;
    std::filesystem::path mask;
    std::optional<std::string> labels; ///< Set where labels are handed in; empty for the none category.
    bool json = false;
};

Result<AnswerEvent> submit(Job& job, const Worker& worker, const SubmitOptions& options)
{
    if (!options.labels)
        return submitMaskFile(job, options.object, worker, options.mask);
    const std::vector<std::string> names =
        options.labels->empty() ? std::vector<std::string>() : splitAtCommas(*options.labels);
    return submitLabels(job, options.object, worker, names);
}

Json resultJson(const AnswerEvent& answer, const LabelSet& labels)
{
    Json result{{"object", answer.object}, {"answer", answer.name}};
    if (answer.chosenLabelIds)
        result["labels"] = labelNamesOf(labels, *answer.chosenLabelIds);
    else
        result["mask"] = answer.maskFile;
    result["replaces"] = answer.replaces;
    return result;
}

int run(const SubmitOptions& options)
{
    Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    const Result<Worker> worker = findMember(*job, options.worker);
    if (!worker)
        return fail(worker.error());
    if (Status allowed = checkMayAnswer(*job, options.object, *worker); !allowed)
        return fail(allowed.error());
    const Result<LockFile> lock =
        LockFile::acquire(workerLockFile(options.job, *worker), "submitting as " + worker->name);
    if (!lock)
        return fail(lock.error());
    const Result<AnswerEvent> answer = submit(*job, *worker, options);
    if (!answer)
        return fail(answer.error());
    if (options.json) {
        say(writeJson(resultJson(*answer, job->spec().labels)));
    } else {
        // The name, as a window counts from 1 and photos of one size are easily mistaken.
        const Result<ObjectSource> source = job->source(answer->object);
        const std::string photo = source ? source->imagePath.filename().string() : answer->sourceRef;
        say(fmt::format("Saved and verified: object {} ({}) by {}, {}", answer->object, photo, worker->name,
                        answer->name));
    }
    return 0;
}

} // namespace

SubcommandAction declareSubmit(CLI::App& command)
{
    auto options = std::make_shared<SubmitOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--object", options->object, "Line of the manifest, from 0")
        ->required()
        ->check(faultOfObjectNumber);
    command.add_option("--worker", options->worker, "Name, e-mail or id of the worker")->required();
    CLI::Option_group* answer = command.add_option_group("Answer", "One of");
    answer->add_option("--mask", options->mask,
                       "PNG of the photo's size: pixel values are labels in label order, or colors are the labels'");
    answer->add_option("--labels", options->labels,
                       "Names, separated by commas; \"\" where no label applies and the job allows for it");
    answer->require_option(1);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
