// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/ObjectOption.h"
#include "app/cli/Report.h"
#include "app/cli/StateJson.h"
#include "app/cli/Subcommand.h"
#include "app/cli/TaskOptions.h"
#include "core/base/Json.h"
#include "core/job/Conflicts.h"
#include "core/job/InstructionsJson.h"
#include "core/job/Job.h"
#include "core/job/LabelChoice.h"
#include "core/job/OpenOutputFolder.h"
#include "core/job/ShortObjects.h"
#include "core/job/TaskQueue.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <memory>
#include <optional>

namespace labelwright {
namespace {

struct StatusOptions {
    std::filesystem::path job;
    std::string worker;
    std::optional<ObjectId> object;
    bool json = false;
};

std::vector<std::string> namesOf(const std::vector<Worker>& workers)
{
    std::vector<std::string> names;
    for (const Worker& worker : workers)
        names.push_back(worker.name);
    return names;
}

void sayShortObjects(const std::vector<ShortObject>& objects, int wanted)
{
    if (objects.empty())
        return;
    const ShortObject& first = objects.front();
    const std::string who = first.waiting.empty()
                                ? "nobody who could answer it is left"
                                : fmt::format("only {} can still answer it", fmt::join(namesOf(first.waiting), ", "));
    say(fmt::format("{} can't get as many answers as wanted; the first, {}, has {} of {}, and {}. Add a worker to the "
                    "team with 'labelwright team add' and 'team use'.",
                    objects.size() == 1 ? "1 object" : fmt::format("{} objects", objects.size()), first.object,
                    first.answers, wanted, who));
}

Json statusJson(const Job& job, const Worker& worker, const TaskQueue& queue)
{
    const JobState state = jobState(job);
    const TaskCounts& counts = queue.counts();
    Json status = *parseJson(stateJson(job, state));
    status["job"] = job.spec().name;
    status["folder"] = job.folder().string();
    status["task"] = infoOf(job.spec().taskType).id;
    status["attribute"] = job.spec().attribute;
    status["objects"] = job.objectCount();
    status["labeled"] = state.counters.totalLabeled;
    status["team"] = state.team.name;
    status["description"] = state.task.description;
    status["task-time-limit-seconds"] = state.task.timeLimit.count();
    status["instructions"] = *parseJson(writeInstructions(state.task.instructions));
    status["worker"] = {{"name", worker.name},
                        {"id", worker.id},
                        {"unlabeled", counts.unlabelled},
                        {"drafts", counts.drafts},
                        {"answered", counts.answered},
                        {"returned", counts.returned},
                        {"waiting", queue.waitingCount()}};
    status["short-objects"] = Json::array();
    for (const ShortObject& object : shortObjects(job)) {
        status["short-objects"].push_back(
            {{"object", object.object}, {"answers", object.answers}, {"waiting", namesOf(object.waiting)}});
    }
    status["conflicts"] = conflictsOf(job.spec(), job.events()).size();
    status["problems"] = Json::array();
    for (const EventProblem& problem : job.problems())
        status["problems"].push_back(sentence(problem.error));
    return status;
}

void sayStatus(const Job& job, const Worker& worker, const TaskCounts& counts)
{
    const JobState state = jobState(job);
    const std::int64_t failed = state.counters.failedNonRetryableError;
    say(fmt::format("{}: {}, {} of {} objects labeled{}", job.spec().name, statusName(state.status),
                    state.counters.totalLabeled, job.objectCount(),
                    failed == 0 ? "" : fmt::format(", {} failed", failed)));
    const std::string returned = counts.returned == 0 ? "" : fmt::format(", {} returned by a lead", counts.returned);
    say(fmt::format("{}: {} wait{}, {} with a draft, {} answered", worker.name, counts.unlabelled, returned,
                    counts.drafts, counts.answered));
    say(fmt::format("task time limit {}{}{}", timeLimitText(state.task.timeLimit),
                    state.task.description.empty() ? "" : ": ", state.task.description));
    sayShortObjects(shortObjects(job), job.spec().workersPerObject);
    if (const std::size_t conflicts = conflictsOf(job.spec(), job.events()).size(); conflicts > 0)
        say(fmt::format("decided differently in copies of the job: {}; labelwright settle shows what", conflicts));
    for (const EventProblem& problem : job.problems())
        warn(problem.error);
}

/// One answer of an object's history.
struct Given {
    std::string worker; ///< Of an earlier job only the id is known.
    Time submitted{};
    bool isEarlier = false; ///< Given in the Ground Truth job whose output folder this job was made of.
    std::optional<std::vector<std::string>> labels{}; ///< Set where labels of the whole image were chosen.
};

Result<std::vector<Given>> historyOf(const Job& job, ObjectId object)
{
    const Result<std::vector<EarlierAnswer>> earlier = earlierAnswers(job, object);
    if (!earlier)
        return earlier.error();
    std::vector<Given> history;
    for (const EarlierAnswer& answer : *earlier)
        history.push_back({answer.workerId, answer.submitted, true});
    for (const AnswerEvent& answer : job.events().answersOf(object))
        history.push_back({answer.worker.name, answer.submitted, false,
                           answer.chosenLabelIds
                               ? std::optional(labelNamesOf(job.spec().labels, chosenLabels(job.spec().labels, answer)))
                               : std::nullopt});
    return history;
}

/// ": people, bus", or the none category; empty for a mask.
std::string chosenText(const Given& given, const JobSpec& spec)
{
    if (!given.labels)
        return {};
    return given.labels->empty() ? ": " + spec.noneCategory : fmt::format(": {}", fmt::join(*given.labels, ", "));
}

Json flagJson(const ObjectFlag& flag)
{
    return {{"worker", flag.worker.name}, {"time", formatMillisUtc(flag.time)}, {"note", flag.note}};
}

int sayHistory(const Job& job, ObjectId object, bool isJson)
{
    const Result<std::string> line = job.objectLine(object);
    const Result<ManifestLine> parsed = line ? job.manifest().parsedLine(object) : Result<ManifestLine>(line.error());
    if (!parsed)
        return fail(parsed.error());
    const Result<std::vector<Given>> history = historyOf(job, object);
    if (!history)
        return fail(history.error());
    const ObjectFlag* flag = job.events().currentFlag(object);
    Json answers = Json::array();
    for (const Given& given : *history) {
        answers.push_back({{"worker", given.worker},
                           {"submitted", formatMillisUtc(given.submitted)},
                           {"earlier-job", given.isEarlier}});
        if (given.labels)
            answers.back()["labels"] = *given.labels;
    }
    if (isJson) {
        Json json{{"object", object}, {"source-ref", parsed->sourceRef}, {"answers", answers}};
        if (flag)
            json["flag"] = flagJson(*flag);
        say(writeJson(json));
        return 0;
    }
    say(fmt::format("Object {}, {}: {} answers", object, parsed->sourceRef, history->size()));
    if (flag)
        say(fmt::format("{}  flagged by {}{}", formatMillisUtc(flag->time), flag->worker.name,
                        flag->note.empty() ? "" : ": " + flag->note));
    for (const Given& given : *history)
        say(fmt::format("{}  {}{}{}", formatMillisUtc(given.submitted), given.worker,
                        given.isEarlier ? ", in the earlier job" : "", chosenText(given, job.spec())));
    return 0;
}

int run(const StatusOptions& options)
{
    const Result<Job> job = Job::open(options.job);
    if (!job)
        return fail(job.error());
    if (options.object)
        return sayHistory(*job, *options.object, options.json);
    const Result<Worker> worker =
        options.worker.empty() ? Result<Worker>(defaultWorker(*job)) : findMember(*job, options.worker);
    if (!worker)
        return fail(worker.error());
    const Result<TaskQueue> queue = TaskQueue::create(*job, *worker);
    if (!queue)
        return fail(queue.error());
    if (options.json)
        say(writeJson(statusJson(*job, *worker, *queue)));
    else
        sayStatus(*job, *worker, queue->counts());
    return 0;
}

} // namespace

SubcommandAction declareStatus(CLI::App& command)
{
    auto options = std::make_shared<StatusOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("--worker", options->worker, "Whose queue to count; the first of the team if not given");
    command
        .add_option("--object", options->object,
                    "Show one object's answers and flag instead; line of the manifest, from 0")
        ->check(faultOfObjectNumber);
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
