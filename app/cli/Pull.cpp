// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/MergeFormats.h"
#include "app/cli/PrefixOption.h"
#include "app/cli/ProgressLine.h"
#include "app/cli/RemoteOptions.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/job/JobSpec.h"
#include "core/remote/PullJob.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <memory>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

struct PullOptions {
    std::string from; ///< PLACE, or JOB.
    fs::path folder;
    std::vector<std::string> prefixes;
    RemoteOptions remote;
};

/// Of the place's name, in the current folder.
Result<fs::path> newFolderOf(const std::string& from)
{
    if (from.empty())
        return jobPlace(from, {}).error();
    fs::path folder = placeName(from);
    if (folder.empty() || folder == "." || folder == "..")
        return Error{ErrorCode::InvalidArgument,
                     fmt::format("say which job of {} is meant, or which folder it is to become: labelwright pull "
                                 "PLACE FOLDER",
                                 from)};
    std::error_code failure;
    if (!fs::equivalent(folder, from, failure))
        return folder;
    if (fs::path(from).parent_path().empty() || from == folder.string() + "/")
        return placesFor(folder, {}, {}).error(); // The job itself, of which no place is remembered.
    if (const Result<JobSpec> spec = readJobSpec(from); !spec)
        return spec.error();
    return Error{ErrorCode::InvalidArgument,
                 "it lies where it would come to; name another folder that it is to become: labelwright pull PLACE "
                 "FOLDER",
                 from};
}

/// A job that was pushed or pulled before is meant as a job, anything else as a place.
Result<PullRequest> requestOf(const PullOptions& options)
{
    const bool isJob = options.folder.empty() && readRemotePlaces(options.from);
    const Result<fs::path> folder = isJob                    ? Result<fs::path>(options.from)
                                    : options.folder.empty() ? newFolderOf(options.from)
                                                             : Result<fs::path>(options.folder);
    if (!folder)
        return folder.error();
    const Result<RemotePlaces> places = placesFor(*folder, isJob ? std::string() : options.from, options.remote.s3);
    if (!places)
        return places.error();
    Result<std::vector<PrefixMapping>> prefixes = parsePrefixOptions(options.prefixes);
    if (!prefixes)
        return prefixes.error();
    return PullRequest{*folder, *places, *std::move(prefixes), options.remote.withPhotos};
}

void sayDryRun(const PullPlan& plan)
{
    std::vector<std::string> parts;
    if (plan.isNew)
        parts.emplace_back("the job");
    for (const auto& [count, thing] : {std::pair(static_cast<std::int64_t>(plan.masks.size()), "mask"),
                                       std::pair(static_cast<std::int64_t>(plan.events.size()), "event"),
                                       std::pair(plan.manifestLines, "manifest line"), std::pair(plan.photos, "photo")})
        if (count > 0)
            parts.push_back(countText(count, thing));
    const std::string& place = plan.request.places.job;
    say(parts.empty() ? fmt::format("{}: nothing new", place)
                      : fmt::format("{}: would fetch {} into {}", place, fmt::join(parts, ", "),
                                    plan.request.jobFolder.string()));
}

void sayPulled(const PullPlan& plan, const Pulled& pulled)
{
    const MergePlan& merged = pulled.merged;
    for (const CopyArrivals& copy : merged.copies)
        sayArrivals(copy);
    if (merged.growth)
        say(countText(merged.growth->lines, "further line") + " of the manifest came in");
    if (pulled.photos > 0)
        say(countText(pulled.photos, "photo") + " came in");
    say(fmt::format("{}: {} came in", plan.request.jobFolder.string(),
                    countText(static_cast<std::int64_t>(merged.events.size()), "event")));
    sayConflicts(merged.conflicts);
}

void sayToPush(const PullPlan& plan)
{
    if (plan.eventsToPush > 0)
        say(fmt::format("Here and not there, for labelwright push to send: {}", countText(plan.eventsToPush, "event")));
}

Json headJson(const PullPlan& plan)
{
    return {{"place", plan.request.places.job},
            {"folder", plan.request.jobFolder.string()},
            {"new", plan.isNew},
            {"events-to-push", plan.eventsToPush}};
}

int dryRun(const PullPlan& plan, bool json)
{
    if (json) {
        Json said = headJson(plan);
        said.update({{"masks", plan.masks.size()},
                     {"events", plan.events.size()},
                     {"manifest-lines", plan.manifestLines},
                     {"photos", plan.photos},
                     {"damaged", *parseJson(sentencesJson(plan.damaged))}});
        say(writeJson(said));
    } else {
        sayDryRun(plan);
        sayToPush(plan);
    }
    return warnOfLeftOut(plan.damaged);
}

int report(const PullPlan& plan, const Pulled& pulled, bool json)
{
    if (json) {
        Json said = headJson(plan);
        said.update(*parseJson(mergeJson(pulled.merged)));
        said.update({{"workers", *parseJson(workersJson(pulled.merged.copies.front()))}, {"photos", pulled.photos}});
        for (const Error& error : plan.damaged)
            said["damaged"].push_back(sentence(error));
        say(writeJson(said));
    } else {
        sayPulled(plan, pulled);
        sayToPush(plan);
    }
    const int damaged = warnOfLeftOut(plan.damaged);
    return std::max(damaged, warnOfLeftOut(pulled.merged));
}

int run(const PullOptions& options)
{
    const Result<PullRequest> request = requestOf(options);
    if (!request)
        return fail(request.error());
    const std::optional<RemotePlaces> before = readRemotePlaces(request->jobFolder);
    auto line = std::make_unique<ProgressLine>();
    line->show(fmt::format("Comparing with {}", request->places.job));
    const Result<PullPlan> plan = planPull(*request);
    Result<Pulled> pulled = Error{};
    if (plan && !options.remote.isDryRun)
        pulled = pull(*plan, {}, line->files("Fetching"));
    line.reset();
    if (!options.remote.json)
        sayNewPlace(before, request->jobFolder);
    if (!plan)
        return fail(plan.error());
    if (options.remote.isDryRun)
        return dryRun(*plan, options.remote.json);
    return pulled ? report(*plan, *pulled, options.remote.json) : fail(pulled.error());
}

} // namespace

SubcommandAction declarePull(CLI::App& command)
{
    auto options = std::make_shared<PullOptions>();
    command
        .add_option("PLACE", options->from,
                    "s3://bucket/jobs/street, rclone's nas:jobs/street, or a folder; or a JOB that was pushed or "
                    "pulled before")
        ->required();
    command.add_option("FOLDER", options->folder,
                       "Job folder that takes in what is there, or is made; one of the place's name if not given");
    command.add_option("--s3-input", options->prefixes,
                       "s3://bucket/prefix=FOLDER: where the photos of a job that is made lie on this machine; images "
                       "in its folder if not given; may be repeated");
    addRemoteOptions(command, options->remote);
    return [options] { return run(*options); };
}

} // namespace labelwright
