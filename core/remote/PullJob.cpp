// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/PullJob.h"

#include "core/base/FolderInTheMaking.h"
#include "core/image/ImageReader.h"
#include "core/job/EventJson.h"
#include "core/job/JobCopy.h"
#include "core/job/JobLayout.h"
#include "core/remote/RemoteEvents.h"
#include "core/remote/RemotePhotos.h"
#include "core/remote/RemoteWork.h"

#include <fmt/format.h>

#include <algorithm>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kManifest = "input.manifest";

std::string placeOf(const PullRequest& request)
{
    return rclonePlace(request.places.job, request.places.s3);
}

bool isJob(const fs::path& folder)
{
    std::error_code failure;
    return fs::exists(jobFile(folder), failure);
}

Result<JobSpec> specThere(const Rclone& rclone, const PullRequest& request)
{
    const Result<std::string> text = rclone.textOf(placeOf(request), "job.json");
    if (!text)
        return text.error();
    if (text->empty())
        return Error{ErrorCode::NotFound, "no job lies there; whoever has it pushes it first", request.places.job};
    Result<JobSpec> spec = parseJobSpec(*text);
    if (!spec)
        return spec.error().at(joinPlace(request.places.job, "job.json"));
    return spec;
}

bool climbsOut(const fs::path& relative)
{
    const fs::path normal = relative.lexically_normal();
    return !normal.empty() && *normal.begin() == "..";
}

/// Where the prefixes lie on this machine: as asked for, as they are told there, or else in the job's folder.
void placePrefixes(JobSpec& spec, const std::vector<PrefixMapping>& asked)
{
    int made = 0;
    for (PrefixMapping& mapping : spec.inputPrefixes) {
        const auto found = std::ranges::find_if(asked, [&mapping](const PrefixMapping& wanted) {
            return joinS3(wanted.prefix, "") == joinS3(mapping.prefix, "");
        });
        std::error_code failure;
        if (found != asked.end())
            mapping.folder = absoluteFolder(found->folder);
        else if (mapping.folder.is_absolute() ? !fs::exists(mapping.folder, failure) : climbsOut(mapping.folder))
            mapping.folder = ++made == 1 ? "images" : fmt::format("images-{}", made);
    }
}

/// The job without events: they come as into any other.
Status makeJob(const Rclone& rclone, const PullRequest& request)
{
    Result<JobSpec> spec = specThere(rclone, request);
    if (!spec)
        return spec.error();
    placePrefixes(*spec, request.inputPrefixes);
    if (Status parent = makeFolders(request.jobFolder.parent_path()); !parent)
        return parent;
    FolderInTheMaking making(request.jobFolder);
    if (Status fetched =
            rclone.copy(placeOf(request), making.path().string(), {std::string(kManifest)}, Rclone::IfThere::Replace);
        !fetched)
        return fetched;
    std::error_code failure;
    if (!fs::exists(manifestFile(making.path()), failure))
        return Error{ErrorCode::NotFound, "the job there has no input.manifest yet; whoever has it pushes it again",
                     request.places.job};
    if (Status written = writeFileVerified(jobFile(making.path()), writeJobSpec(*spec), IfExists::Refuse); !written)
        return written;
    if (const Result<Job> job = Job::open(making.path()); !job) // One that was cut off on its way, for one.
        return Error{job.error().code, fmt::format("what lies there is not whole: {}", job.error().detail),
                     request.places.job};
    // An empty folder may be there already, made for the job.
    fs::remove(request.jobFolder, failure);
    return making.moveToTarget();
}

Result<PullPlan> planNew(const Rclone& rclone, const PullRequest& request)
{
    std::error_code failure;
    if (fs::exists(request.jobFolder, failure) && !fs::is_empty(request.jobFolder, failure))
        return Error{ErrorCode::AlreadyExists, "the folder is no job, and it is not empty", request.jobFolder};
    if (const Result<JobSpec> spec = specThere(rclone, request); !spec)
        return spec.error();
    PullPlan plan{request, true, {}, {}, 0, 0, 0, {}};
    const Result<std::vector<std::string>> files = rclone.list(placeOf(request), eventFilters());
    if (!files)
        return files.error();
    for (const std::string& file : *files) {
        if (isEventPath(file))
            (file.ends_with(".png") ? plan.masks : plan.events).push_back(file);
    }
    return plan;
}

Result<PullPlan> planKnown(const Rclone& rclone, const PullRequest& request, const std::stop_token& stop)
{
    const Result<Job> job = Job::open(request.jobFolder);
    if (!job)
        return job.error();
    const Result<JobSpec> spec = specThere(rclone, request);
    if (!spec)
        return spec.error();
    if (Status same = checkSameJob(writtenSpec(*job), *spec, request.places.job); !same)
        return same.error();
    const std::string place = placeOf(request);
    const Result<Rclone::Evidence> evidence = evidenceFor(rclone, place);
    if (!evidence)
        return evidence.error();
    const Result<std::vector<ComparedFile>> files =
        rclone.compare(request.jobFolder, place, {eventFilters(), {}}, Rclone::Evidence::Checksum);
    if (!files)
        return files.error();
    const fs::path scratch = remoteScratch(request.jobFolder) / "compared";
    std::error_code failure;
    fs::remove_all(scratch, failure);
    const Result<RemoteManifest> manifest =
        compareManifests(rclone, request.jobFolder, place, *files, *evidence, scratch);
    if (!manifest)
        return manifest.error();
    Result<RemoteEvents> events = sortEvents(rclone, request.jobFolder, place, *files, scratch);
    if (!events)
        return events.error();
    fs::remove_all(scratch, failure);
    PullPlan plan{request,
                  false,
                  std::move(events->masksThere),
                  std::move(events->eventsThere),
                  manifest->linesThere,
                  0,
                  static_cast<std::int64_t>(events->eventsToSend.size()),
                  std::move(events->damaged)};
    if (request.withPhotos) {
        for (const RemotePhotos& photos : remotePhotosOf(*job, stop))
            plan.photos += static_cast<std::int64_t>(photos.missing.size());
    }
    return plan;
}

/// An interrupted pull may have taken in a mask and not yet its event: the copy's event needs it beside it.
void lendMasks(const fs::path& jobFolder, const fs::path& copy, const std::vector<std::string>& events)
{
    for (const std::string& event : events) {
        const Result<std::string> text = readTextFile(copy / event);
        const Result<EventHead> head = text ? readEventHead(*text) : Result<EventHead>(text.error());
        if (!head || head->maskFile.empty() || !isMaskName(*head))
            continue;
        const fs::path mask = fs::path(event).parent_path() / head->maskFile;
        std::error_code failure;
        if (!fs::exists(copy / mask, failure) && fs::exists(jobFolder / mask, failure))
            fs::copy_file(jobFolder / mask, copy / mask, failure);
    }
}

class Pulling {
public:
    Pulling(const PullPlan& plan, const std::stop_token& stop, const Progress& progress)
        : m_plan(plan), m_request(plan.request), m_stop(stop), m_rclone(stop), m_progress(progress),
          m_copy(remoteScratch(plan.request.jobFolder) / "pull"),
          m_all(static_cast<std::int64_t>(plan.masks.size() + plan.events.size()) + plan.photos)
    {}

    Result<Pulled> run()
    {
        if (Status fetched = fetchEvents(); !fetched)
            return fetched.error();
        Result<MergePlan> merged = planMerge(m_request.jobFolder, {&m_copy, 1}, m_stop);
        if (!merged)
            return merged.error();
        if (Status taken = mergeCopies(*merged, m_stop); !taken)
            return taken.error();
        Pulled pulled{*std::move(merged), 0};
        if (m_request.withPhotos) {
            const Result<std::int64_t> photos = fetchPhotos();
            if (!photos)
                return photos.error();
            pulled.photos = *photos;
        }
        nameAfterPlace(pulled.merged);
        std::error_code failure;
        fs::remove_all(m_copy, failure);
        return pulled;
    }

private:
    /// What the copy has is what the place has.
    void nameAfterPlace(MergePlan& merged) const
    {
        for (CopyArrivals& copy : merged.copies)
            copy.folder = m_request.places.job;
        for (std::vector<Error>* errors : {&merged.notYetSynced, &merged.damaged, &merged.foreign}) {
            for (Error& error : *errors) {
                const fs::path inCopy = error.path.lexically_relative(m_copy);
                if (!inCopy.empty() && *inCopy.begin() != "..")
                    error.path = joinPlace(m_request.places.job, inCopy.string());
            }
        }
    }

    /// Makes a copy of the job that has what it lacks.
    Status fetchEvents()
    {
        const Result<std::string> spec = readTextFile(jobFile(m_request.jobFolder));
        if (!spec)
            return spec.error();
        if (Status written = writeFileVerified(jobFile(m_copy), *spec, IfExists::Replace); !written)
            return written;
        std::vector<std::string> files;
        if (m_plan.manifestLines > 0)
            files.emplace_back(kManifest);
        files.insert(files.end(), m_plan.masks.begin(), m_plan.masks.end());
        files.insert(files.end(), m_plan.events.begin(), m_plan.events.end());
        if (Status fetched = fetch(placeOf(m_request), m_copy, files); !fetched)
            return fetched;
        lendMasks(m_request.jobFolder, m_copy, m_plan.events);
        return ok();
    }

    Status fetch(const std::string& place, const fs::path& folder, const std::vector<std::string>& files)
    {
        Status fetched = m_rclone.copy(place, folder.string(), files, Rclone::IfThere::Resume,
                                       [this](std::int64_t done, std::int64_t) {
                                           if (m_progress && m_all > 0)
                                               m_progress(std::min(m_done + done, m_all), m_all);
                                       });
        m_done += static_cast<std::int64_t>(files.size());
        return fetched;
    }

    /// How many came.
    Result<std::int64_t> fetchPhotos()
    {
        const Result<Job> job = Job::open(m_request.jobFolder);
        if (!job)
            return job.error();
        std::int64_t count = 0;
        for (const RemotePhotos& photos : remotePhotosOf(*job, m_stop)) {
            const fs::path scratch = m_copy / "photos";
            const std::string place = rclonePlace(photos.prefix, m_request.places.s3);
            if (Status fetched = fetch(place, scratch, photos.missing); !fetched)
                return fetched.error();
            for (const std::string& name : photos.missing) {
                const Result<bool> came = takePhoto(scratch / name, photos.folder / name);
                if (!came)
                    return came.error();
                count += *came ? 1 : 0;
            }
        }
        return count;
    }

    /// Whether there is one. Whole and proven, as everything else.
    static Result<bool> takePhoto(const fs::path& from, const fs::path& to)
    {
        const Result<std::vector<std::uint8_t>> bytes = readFile(from);
        if (!bytes)
            return bytes.error().code == ErrorCode::NotFound ? Result<bool>(false) : bytes.error();
        if (const Result<ImageInfo> info = readImageInfo(*bytes); !info) // Whoever shares the job names files here.
            return info.error().at(from);
        if (Status written = writeOnce(to, *bytes); !written)
            return written.error();
        std::error_code failure;
        fs::remove(from, failure);
        return true;
    }

    const PullPlan& m_plan;
    const PullRequest& m_request;
    std::stop_token m_stop;
    Rclone m_rclone;
    const Progress& m_progress;
    fs::path m_copy;
    std::int64_t m_done = 0;
    std::int64_t m_all;
};

} // namespace

Result<PullPlan> planPull(const PullRequest& request, const std::stop_token& stop)
{
    PullRequest absolute = request;
    absolute.jobFolder = absoluteFolder(request.jobFolder);
    if (Status checked = checkFolders(absolute.jobFolder, placeOf(absolute)); !checked)
        return checked.error();
    const Rclone rclone(stop);
    if (!isJob(absolute.jobFolder))
        return planNew(rclone, absolute);
    const Result<LockFile> lock = lockRemoteWork(absolute.jobFolder);
    if (!lock)
        return lock.error();
    return planKnown(rclone, absolute, stop);
}

Result<Pulled> pull(const PullPlan& plan, const std::stop_token& stop, const Progress& progress)
{
    const fs::path& folder = plan.request.jobFolder;
    if (plan.isNew && !isJob(folder)) {
        if (Status made = makeJob(Rclone(stop), plan.request); !made)
            return made.error();
    }
    const Result<LockFile> lock = lockRemoteWork(folder);
    if (!lock)
        return lock.error();
    if (Status remembered = writeRemotePlaces(folder, plan.request.places); !remembered)
        return remembered.error();
    return Pulling(plan, stop, progress).run();
}

} // namespace labelwright
