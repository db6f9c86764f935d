// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommaList.h"
#include "app/cli/PrefixOption.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/TaskOptions.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/job/CreateJob.h"
#include "core/job/OpenOutputFolder.h"
#include "core/job/Workspace.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct NewOptions {
    NewJob job;
    std::string task{infoOf(TaskType::SemanticSegmentation).id};
    std::string labels;
    std::string colors;
    std::vector<Color> parsedColors;
    std::vector<std::string> inputPrefixes;
    std::string prelabel;
    std::string maskConsolidation{maskConsolidationName(MaskConsolidation::Plurality)};
    std::filesystem::path instructions;
    std::filesystem::path fromOutput;
    std::optional<std::string> timeLimit;
    std::string team;
    std::filesystem::path workspace = defaultWorkspace();
    bool json = false;
};

/// None for an empty text.
Result<std::vector<Color>> parseColors(const std::string& list)
{
    std::vector<Color> colors;
    if (list.empty())
        return colors;
    for (const std::string& text : splitAtCommas(list)) {
        const std::optional<Color> color = parseHexColor(text);
        if (!color)
            return Error{ErrorCode::InvalidArgument,
                         fmt::format("\"{}\" is no color: write it as #rrggbb, such as #2ca02c", text)};
        colors.push_back(*color);
    }
    return colors;
}

/// What the console begins with. Source: GROUND-TRUTH.md section 1.3.
std::chrono::seconds defaultTimeLimit(TaskType task)
{
    return isClassification(task) ? std::chrono::minutes(5) : std::chrono::minutes(60);
}

/// A folder that exists is one of masks; any other text is an attribute of the manifest.
Prelabel parsePrelabel(const std::string& text)
{
    if (text.empty())
        return {};
    std::error_code failure;
    if (std::filesystem::is_directory(text, failure))
        return {.kind = Prelabel::Kind::Folder, .folder = text};
    return {.kind = Prelabel::Kind::Attribute, .attribute = text};
}

/// What the options' texts mean. Errors: a text that means nothing.
Status parseTexts(NewOptions& options)
{
    Result<std::vector<Color>> colors = parseColors(options.colors);
    if (!colors)
        return colors.error();
    options.parsedColors = *std::move(colors);
    Result<std::vector<PrefixMapping>> prefixes = parsePrefixOptions(options.inputPrefixes);
    if (!prefixes)
        return prefixes.error();
    options.job.inputPrefixes = *std::move(prefixes);
    options.job.taskType = parseTaskType(options.task).value();
    options.job.maskConsolidation = parseMaskConsolidation(options.maskConsolidation).value();
    const Result<std::chrono::seconds> limit =
        options.timeLimit ? parseTimeLimit(*options.timeLimit) : defaultTimeLimit(options.job.taskType);
    if (!limit)
        return limit.error();
    options.job.taskTimeLimit = *limit;
    return ok();
}

/// What depends on the labels' rules and on files.
Status complete(NewOptions& options)
{
    NewJob& job = options.job;
    if (!options.labels.empty()) {
        Result<LabelSet> labels = LabelSet::fromNames(splitAtCommas(options.labels), options.parsedColors);
        if (!labels)
            return labels.error();
        job.labels = *std::move(labels);
    }
    job.prelabel = parsePrelabel(options.prelabel);
    if (!options.team.empty()) {
        Result<WorkspaceTeam> team = openTeam(options.workspace, options.team);
        if (!team)
            return team.error();
        job.team = std::move(team->team);
    }
    if (!options.instructions.empty()) {
        Result<Instructions> instructions = readInstructionsFile(options.instructions);
        if (!instructions)
            return instructions.error();
        job.instructions = *std::move(instructions);
    }
    return ok();
}

template <typename Value>
std::optional<Value> given(bool isGiven, const Value& value)
{
    return isGiven ? std::optional(value) : std::nullopt;
}

/// A new job from the old one's output; only what such a job leaves open is taken from the options.
Result<CreatedJob> createFromOutput(const NewOptions& options)
{
    const NewJob& job = options.job;
    Result<OpenedOutputFolder> opened =
        createJobFromOutputFolder(options.fromOutput, job.folder,
                                  {.name = job.name,
                                   .attribute = job.attribute,
                                   .inputPrefixes = job.inputPrefixes,
                                   .labels = job.labels,
                                   .workersPerObject = job.workersPerObject,
                                   .team = job.team,
                                   .maskConsolidation = job.maskConsolidation,
                                   .outputPrefix = job.outputPrefix,
                                   .description = job.description,
                                   .instructions = given(!options.instructions.empty(), job.instructions),
                                   .taskTimeLimit = given(options.timeLimit.has_value(), job.taskTimeLimit)});
    if (!opened)
        return opened.error();
    for (const OutputNote& note : opened->notes)
        warn({ErrorCode::Mismatch, note.text, options.fromOutput, note.line > 0 ? note.line : Error::kNoPosition});
    return std::move(opened->job);
}

void sayCreated(const JobSpec& spec, const NewOptions& options)
{
    if (options.json)
        return say(writeJson({{"job", spec.name},
                              {"folder", options.job.folder.string()},
                              {"attribute", spec.attribute},
                              {"objects", spec.manifest.lines},
                              {"labels", spec.labels.size()}}));
    // The name was chosen for the user, and is the stage's: its folder in output/.
    const std::string stage =
        options.fromOutput.empty() ? "" : fmt::format("job {}, stage output/{}, ", spec.name, spec.name);
    say(fmt::format("{}: {}{}, {}, attribute {}", options.job.folder.string(), stage,
                    countText(spec.manifest.lines, "object"),
                    countText(static_cast<std::int64_t>(spec.labels.size()), "label"), spec.attribute));
}

int run(NewOptions& options)
{
    if (Status parsed = parseTexts(options); !parsed)
        return wrongUsage(parsed.error());
    const bool isWeighed = options.job.maskConsolidation != MaskConsolidation::Plurality;
    if (isWeighed && isClassification(options.job.taskType))
        return wrongUsage({ErrorCode::InvalidArgument, "--mask-consolidation is for semantic segmentation"});
    if (Status completed = complete(options); !completed)
        return fail(completed.error());
    const Result<CreatedJob> created = options.fromOutput.empty() ? createJob(options.job) : createFromOutput(options);
    if (!created)
        return fail(created.error());
    for (const Error& warning : created->warnings)
        warn(warning);
    sayCreated(created->spec, options);
    return 0;
}

std::vector<std::string> taskIds()
{
    std::vector<std::string> ids;
    for (const TaskTypeInfo& task : taskTypes())
        ids.emplace_back(task.id);
    return ids;
}

} // namespace

SubcommandAction declareNew(CLI::App& command)
{
    auto options = std::make_shared<NewOptions>();
    NewJob& job = options->job;
    command.add_option("JOB", job.folder, "Folder to make; must not exist")->required();
    command.add_option("--name", job.name, "Job name: letters, digits and hyphens, at most 63");
    CLI::Option* task = command.add_option("--task", options->task, "What workers are asked for")
                            ->check(CLI::IsMember(taskIds()))
                            ->capture_default_str();

    CLI::Option_group* objects = command.add_option_group("Objects", "One of");
    objects->add_option("--images", job.images, "Folder of photos, sub-folders included");
    objects->add_option("--manifest", job.manifest, "Input manifest, taken over byte for byte");
    CLI::Option* fromOutput =
        objects
            ->add_option(
                "--from-output", options->fromOutput,
                "Output folder of a Ground Truth job, which is only read: its masks or labels are what objects "
                "begin with")
            ->excludes(task);
    objects->require_option(1);

    CLI::Option_group* labels = command.add_option_group("Labels", "One of");
    CLI::Option* names = labels->add_option("--labels", options->labels, "Names, separated by commas");
    labels->add_option("--label-file", job.labelFile, "Ground Truth's label category file");
    labels->require_option(0, 1);
    command.add_option("--colors", options->colors, "#rrggbb of the labels, separated by commas")->needs(names);

    command.add_option("--s3-input", options->inputPrefixes, "s3://bucket/prefix=FOLDER; may be given several times");
    command.add_option("--s3-output", job.outputPrefix, "s3://bucket/prefix that output files name");
    command.add_option("--attribute", job.attribute,
                       "Label attribute name; if not given the job's name, with -ref for semantic segmentation");
    command
        .add_option("--prelabel", options->prelabel,
                    "Folder of masks, or an earlier attribute, that objects begin with")
        ->excludes(fromOutput);
    command
        .add_flag("--none-category{None of the above}", job.noneCategory,
                  "Multi-label: workers may choose this text instead of every label")
        ->excludes(fromOutput);
    command.add_option("--description", job.description, "What a worker reads before taking a task");
    command.add_option("--instructions", options->instructions, "HTML file; see README");
    command.add_option("--time-limit", options->timeLimit,
                       "For one task: 30s to 8h; if not given 60m, or 5m for a classification");
    command.add_option("--workers-per-object", job.workersPerObject, "1 to 9")
        ->check(CLI::Range(1, kMaxWorkersPerObject))
        ->capture_default_str();
    command
        .add_option("--mask-consolidation", options->maskConsolidation,
                    "How several workers' masks become one: by the votes on each pixel, or with each worker weighed by "
                    "how often they seem right")
        ->check(CLI::IsMember({"plurality", "staple"}))
        ->capture_default_str();
    CLI::Option* team = command.add_option("--team", options->team,
                                           "Team of the workspace, as it is now; if not given worker-1 to worker-n");
    command.add_option("--workspace", options->workspace, "Folder that holds teams/")
        ->needs(team)
        ->capture_default_str();
    command.add_flag("--json", options->json, "One JSON object on one line");
    return [options] { return run(*options); };
}

} // namespace labelwright
