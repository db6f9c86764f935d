// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Submit.h"

#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
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
    bool json = false;
};

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
    const Result<AnswerEvent> answer = submitMaskFile(*job, options.object, *worker, options.mask);
    if (!answer)
        return fail(answer.error());
    if (options.json) {
        const Json result{{"object", answer->object},
                          {"answer", answer->name},
                          {"mask", answer->maskFile},
                          {"replaces", answer->replaces}};
        say(writeJson(result));
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
    command
        .add_option("--mask", options->mask,
                    "PNG of the photo's size: pixel values are labels in label order, or colours are the labels'")
        ->required();
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
