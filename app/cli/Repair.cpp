// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Repair.h"

#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <memory>

namespace labelwright {
namespace {

struct RepairOptions {
    std::filesystem::path folder;
    std::filesystem::path output;
    bool takesNearest = false;
    bool isDryRun = false;
    bool json = false;
};

constexpr std::size_t kMostColors = 20; ///< Of one mask; JSON has all.

/// "FILE: text [rule]", and below it the colours that are no label's.
void sayChange(const RepairChange& change)
{
    say(fmt::format("{}: {} [{}]", change.file.string(), change.text, change.rule));
    for (std::size_t place = 0; place < std::min(kMostColors, change.foreign.size()); ++place) {
        const ForeignColor& color = change.foreign[place];
        say(fmt::format("    {} is no label's: {} {} to \"{}\"", hexColor(color.color), color.pixels,
                        color.pixels == 1 ? "pixel goes" : "pixels go", change.labels[place]));
    }
    if (change.foreign.size() > kMostColors)
        say(fmt::format("    and {} more colors", change.foreign.size() - kMostColors));
}

void sayPlan(const RepairPlan& plan, const RepairOptions& options)
{
    for (const RepairChange& change : plan.changes)
        sayChange(change);
    say(fmt::format("{}: {} {}", plan.folder.string(),
                    countText(static_cast<std::int64_t>(plan.changes.size()), "change"),
                    options.isDryRun ? "would be made" : "made in " + options.output.string()));
}

Json changeJson(const RepairChange& change)
{
    Json json{{"rule", change.rule}, {"file", change.file.string()}};
    if (change.line > 0)
        json["line"] = change.line;
    json["change"] = change.text;
    if (change.foreign.empty())
        return json;
    json["foreign-colors"] = Json::array();
    for (std::size_t place = 0; place < change.foreign.size(); ++place)
        json["foreign-colors"].push_back({{"color", hexColor(change.foreign[place].color)},
                                          {"pixels", change.foreign[place].pixels},
                                          {"nearest", change.labels[place]}});
    return json;
}

void sayJson(const RepairPlan& plan, const RepairOptions& options)
{
    Json json{{"folder", plan.folder.string()}};
    json["output"] = options.isDryRun ? Json() : Json(options.output.string());
    json["changes"] = Json::array();
    for (const RepairChange& change : plan.changes)
        json["changes"].push_back(changeJson(change));
    json["left"] = Json::array();
    for (const Error& error : plan.left)
        json["left"].push_back(sentence(error));
    say(writeJson(json));
}

Error foreignRefused(const RepairPlan& plan)
{
    const std::int64_t masks = plan.foreignMasks();
    return {ErrorCode::Mismatch,
            fmt::format("{} {} colors that are no label's, so nothing is written without --nearest-colors, with "
                        "which they become the nearest labels'; --dry-run lists them",
                        masks, masks == 1 ? "mask holds" : "masks hold"),
            plan.folder};
}

int run(const RepairOptions& options)
{
    const Result<RepairPlan> plan = planRepair(options.folder);
    if (!plan)
        return fail(plan.error());
    const ForeignColors foreign = options.takesNearest ? ForeignColors::MapToNearest : ForeignColors::Refuse;
    const bool isRefused = foreign == ForeignColors::Refuse && plan->foreignMasks() > 0;
    if (!options.isDryRun && isRefused)
        return fail(foreignRefused(*plan));
    if (Status written = options.isDryRun ? ok() : writeRepaired(*plan, options.output, foreign); !written)
        return fail(written.error());
    options.json ? sayJson(*plan, options) : sayPlan(*plan, options);
    const int exitCode = warnOfLeftOut(plan->left);
    return isRefused ? fail(foreignRefused(*plan)) : exitCode;
}

} // namespace

SubcommandAction declareRepair(CLI::App& command)
{
    auto options = std::make_shared<RepairOptions>();
    command.add_option("FOLDER", options->folder, "Output folder of a Ground Truth job, which stays as it is")
        ->required();
    CLI::Option_group* what = command.add_option_group("What", "One of");
    what->add_option("-o,--out", options->output, "Folder to make");
    what->add_flag("--dry-run", options->isDryRun, "List every change, and write nothing");
    what->require_option(1);
    command.add_flag("--nearest-colors", options->takesNearest,
                     "Let colors that are no label's, as blurred edges have, become the nearest label's");
    command.add_flag("--json", options->json, "One JSON object on one line");
    command.footer("Mends masks whose values are not what their colors say, as those of June to September 2020; "
                   "masks that are no palette PNG or not in Ground Truth's form; hex-color that is missing; and '_' "
                   "or U+F03A for ':' in file names. What can't be mended is copied as it is, and the exit code is 3.");
    return [options] { return run(*options); };
}

} // namespace labelwright
