// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/MergeFormats.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/RemoteOptions.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/remote/PushJob.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <memory>

namespace labelwright {
namespace {

using Kind = Parcel::Kind;

struct PushOptions {
    std::filesystem::path job;
    std::string place;
    bool withOutput = false;
    RemoteOptions remote;
};

struct KindText {
    Kind kind;
    const char* thing;
    const char* key;
};
constexpr std::array kKinds{
    KindText{Kind::Spec, "job.json", "job"},   KindText{Kind::Manifest, "input.manifest", "manifest"},
    KindText{Kind::Photos, "photo", "photos"}, KindText{Kind::Masks, "mask", "masks"},
    KindText{Kind::Events, "event", "events"}, KindText{Kind::Output, "output file", "output"},
};

std::string partsText(const PushPlan& plan)
{
    std::vector<std::string> parts;
    for (const KindText& text : kKinds) {
        const bool isOne = text.kind == Kind::Spec || text.kind == Kind::Manifest;
        if (const std::int64_t count = plan.count(text.kind); count > 0)
            parts.push_back(isOne ? text.thing : countText(count, text.thing));
    }
    return fmt::format("{}", fmt::join(parts, ", "));
}

void sayPlan(const PushPlan& plan, bool isDryRun)
{
    const std::string& place = plan.request.places.job;
    if (plan.parcels.empty())
        say(fmt::format("{}: nothing new", place));
    else
        say(fmt::format("{}: {} {}", place, isDryRun ? "would send" : "sent", partsText(plan)));
    std::vector<std::string> more;
    if (plan.eventsToPull > 0)
        more.push_back(countText(plan.eventsToPull, "event"));
    if (plan.linesToPull > 0)
        more.push_back(countText(plan.linesToPull, "line") + " of the manifest");
    if (!more.empty())
        say(fmt::format("There and not here, for labelwright pull to fetch: {}", fmt::join(more, ", ")));
}

void sayJson(const PushPlan& plan)
{
    Json json{{"place", plan.request.places.job},
              {"events-to-pull", plan.eventsToPull},
              {"manifest-lines-to-pull", plan.linesToPull},
              {"not-yet-synced", *parseJson(sentencesJson(plan.notYetSynced))},
              {"damaged", *parseJson(sentencesJson(plan.damaged))}};
    for (const KindText& text : kKinds)
        json[text.key] = plan.count(text.kind);
    say(writeJson(json));
}

Result<PushPlan> pushed(const PushRequest& request, bool isDryRun)
{
    ProgressLine line;
    line.show(fmt::format("Comparing with {}", request.places.job));
    Result<PushPlan> plan = planPush(request);
    if (!plan || isDryRun)
        return plan;
    if (Status sent = push(*plan, {}, line.files("Sending")); !sent)
        return sent.error();
    return plan;
}

int run(const PushOptions& options)
{
    const Result<RemotePlaces> places = placesFor(options.job, options.place, options.remote.s3);
    if (!places)
        return fail(places.error());
    const std::optional<RemotePlaces> before = readRemotePlaces(options.job);
    const Result<PushPlan> plan =
        pushed({options.job, *places, options.remote.withPhotos, options.withOutput}, options.remote.isDryRun);
    if (plan)
        options.remote.json ? sayJson(*plan) : sayPlan(*plan, options.remote.isDryRun);
    if (!options.remote.json)
        sayNewPlace(before, options.job); // Also where it failed on its way.
    if (!plan)
        return fail(plan.error());
    const int notYetSynced = warnOfLeftOut(plan->notYetSynced);
    return std::max(notYetSynced, warnOfLeftOut(plan->damaged));
}

} // namespace

SubcommandAction declarePush(CLI::App& command)
{
    auto options = std::make_shared<PushOptions>();
    command.add_option("JOB", options->job, "Job folder")->required();
    command.add_option("PLACE", options->place,
                       "s3://bucket/jobs/street, rclone's nas:jobs/street, or a folder; one that ends in / gets a "
                       "folder of the name that the job's folder has, unless it is the job's own; the one of the last "
                       "time if not given");
    command.add_flag("--output", options->withOutput, "The derived files too, to the job's s3:// output prefix");
    addRemoteOptions(command, options->remote);
    return [options] { return run(*options); };
}

} // namespace labelwright
