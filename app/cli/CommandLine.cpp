// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/CommandLine.h"

#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"

#include <CLI/CLI.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace labelwright {
namespace {

constexpr std::array kSubcommands{
    Subcommand{"new", "Make a job from a folder of images or a manifest", declareNew},
    Subcommand{"jobs", "List the jobs in a folder", declareJobs},
    Subcommand{"status", "Show how far a job is", declareStatus},
    Subcommand{"submit", "Hand in a mask that was made elsewhere", declareSubmit},
    Subcommand{"derive", "Write Ground Truth's files from the answers", declareDerive},
    Subcommand{"team", "Invite workers and show the workspace's teams", declareTeam},
    Subcommand{"assign", "Keep objects for certain workers", declareAssign},
    Subcommand{"flag", "Mark an object to be looked at again", declareFlag},
    Subcommand{"gold", "Mix objects with known labels into the workers' tasks", declareGold},
    Subcommand{"stop", "Give out no more tasks", declareStop},
    Subcommand{"resume", "Give out tasks again", declareResume},
    Subcommand{"complete", "Finish a job and write its final manifest", declareComplete},
    Subcommand{"edit", "Change a job's task description, time limit or instructions", declareEdit},
    Subcommand{"labels", "List or change the labels of a job that runs", declareLabels},
    Subcommand{"verify", "Accept or reject an object's answers", declareVerify},
    Subcommand{"comment", "Say something about an object, or list what was said", declareComment},
    Subcommand{"adjust", "Put a lead's mask in the place of the answers", declareAdjust},
    Subcommand{"log", "Tell what has happened in a job", declareLog},
    Subcommand{"split", "Hand out copies of a job, one a worker", declareSplit},
    Subcommand{"merge", "Take in what was done in copies of a job", declareMerge},
    Subcommand{"settle", "Choose what counts of what copies decided differently", declareSettle},
    Subcommand{"push", "Send a job to a place that others share", declarePush},
    Subcommand{"pull", "Fetch a job, or what others did in it, from such a place", declarePull},
    Subcommand{"agree", "Measure how far workers, or two jobs, agree", declareAgree},
    Subcommand{"difference", "Compare two answers of an object", declareDifference},
    Subcommand{"report", "Tell what each worker did, how fast, and what was corrected", declareReport},
    Subcommand{"stats", "Count pixels, components, co-occurrence and time of each label", declareStats},
    Subcommand{"validate", "Check a job, dataset or manifest against every rule of the formats", declareValidate},
    Subcommand{"export", "Make a dataset of a job, in the format of a training program", declareExport},
    Subcommand{"import", "Take a dataset's labels over, as a new job or as answers", declareImport},
    Subcommand{"repair", "Mend a Ground Truth output folder, in a new place", declareRepair},
    Subcommand{"autosegment", "Make a mask from four points", declareAutosegment},
    Subcommand{"render", "Draw photo, labels and legend into a PNG", declareRender},
    Subcommand{"sample", "Make the sample job", declareSample},
};

/// `labelwright JOB` is short for `labelwright open JOB`.
bool namesNoSubcommand(const std::string& word)
{
    const bool known = std::any_of(kSubcommands.begin(), kSubcommands.end(),
                                   [&word](const Subcommand& subcommand) { return subcommand.name == word; });
    return !known && word != "open" && !word.empty() && word.front() != '-';
}

int parse(CLI::App& app, std::vector<std::string> words)
{
    std::reverse(words.begin(), words.end()); // CLI11 takes them off the end
    try {
        app.parse(words);
        return 0;
    } catch (const CLI::ParseError& stopped) {
        return app.exit(stopped) == 0 ? -1 : kWrongUsage;
    }
}

} // namespace

std::span<const Subcommand> subcommands()
{
    return kSubcommands;
}

std::variant<int, WindowRequest> runCommandLine(int argc, const char* const* argv)
{
    std::vector<std::string> words(argv + 1, argv + argc);
    if (words.empty())
        return WindowRequest{};
    if (namesNoSubcommand(words.front()))
        words.insert(words.begin(), "open");

    CLI::App app("Labels images offline in Amazon SageMaker Ground Truth's formats.", "labelwright");
    app.set_version_flag("--version", LABELWRIGHT_VERSION);
    app.footer(
        "labelwright JOB opens a job in the window; labelwright alone, the home window.\n"
        "Exit codes: 0 done; 1 failed, or validate found errors; 2 wrong usage; 3 done but for what could not be "
        "used, which stderr names.");
    app.require_subcommand(0, 1);

    WindowRequest window;
    CLI::App* open = app.add_subcommand("open", "Open a job in the window");
    open->add_option("JOB", window.job, "Job folder")->required();
    open->add_option("--worker", window.worker, "Name, e-mail or id of the worker; the first of the team if not given");

    std::map<const CLI::App*, SubcommandAction> actions;
    for (const Subcommand& subcommand : kSubcommands) {
        CLI::App* command = app.add_subcommand(std::string(subcommand.name), std::string(subcommand.summary));
        actions[command] = subcommand.declare(*command);
    }

    if (const int stopped = parse(app, std::move(words)); stopped != 0)
        return stopped < 0 ? 0 : stopped;
    const std::vector<CLI::App*> chosen = app.get_subcommands();
    if (chosen.empty() || chosen.front() == open)
        return window;
    return actions.at(chosen.front())();
}

} // namespace labelwright
