// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/remote/PushJob.h"

#include "core/job/JobCopy.h"
#include "core/job/JobLayout.h"
#include "core/remote/RemoteEvents.h"
#include "core/remote/RemotePhotos.h"
#include "core/remote/RemoteWork.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <condition_variable>
#include <mutex>

namespace labelwright {
namespace {

namespace fs = std::filesystem;
using Kind = Parcel::Kind;
using IfThere = Rclone::IfThere;
using State = ComparedFile::State;
using std::chrono_literals::operator""ms;

/// A store may show what it got a moment later.
constexpr std::array kBeforeLooking{0ms, 500ms, 2000ms};

/// Makes a plan.
class Planning {
public:
    Planning(const PushRequest& request, const Job& job, std::stop_token stop)
        : m_job(job), m_stop(stop), m_rclone(std::move(stop)), m_scratch(remoteScratch(request.jobFolder) / "push"),
          m_place(rclonePlace(request.places.job, request.places.s3))
    {
        m_plan.request = request;
    }

    Result<PushPlan> make()
    {
        std::error_code failure;
        fs::remove_all(m_scratch, failure);
        Status planned = addSpec();
        if (planned)
            planned = addEvents();
        if (planned && m_plan.request.withPhotos)
            planned = addPhotos();
        if (planned && m_plan.request.withOutput)
            planned = addOutput();
        if (!planned)
            return planned.error();
        std::ranges::stable_sort(m_plan.parcels, {}, &Parcel::kind);
        return std::move(m_plan);
    }

private:
    void add(Kind kind, const fs::path& from, const std::string& to, std::vector<std::string> files, IfThere ifThere,
             Rclone::Evidence evidence)
    {
        if (!files.empty())
            m_plan.parcels.push_back({kind, from, to, std::move(files), ifThere, evidence});
    }

    /// job.json is written once; one that was cut off on its way is none.
    Status addSpec()
    {
        const Result<Rclone::Evidence> evidence = evidenceFor(m_rclone, m_place);
        if (!evidence)
            return evidence.error();
        m_evidence = *evidence;
        const Result<std::string> there = m_rclone.textOf(m_place, "job.json");
        if (!there)
            return there.error();
        const std::string text = writeJobSpec(specOfCopy(m_job));
        if (text.starts_with(*there) && text != *there) {
            if (Status written = writeFileVerified(m_scratch / "job.json", text, IfExists::Replace); !written)
                return written;
            add(Kind::Spec, m_scratch, m_place, {"job.json"}, there->empty() ? IfThere::Refuse : IfThere::Replace,
                m_evidence);
            return ok();
        }
        const Result<JobSpec> spec = parseJobSpec(*there);
        if (!spec)
            return spec.error().at(joinPlace(m_plan.request.places.job, "job.json"));
        return checkSameJob(writtenSpec(m_job), *spec, m_plan.request.places.job);
    }

    Status addEvents()
    {
        const fs::path& folder = m_plan.request.jobFolder;
        const Result<std::vector<ComparedFile>> files =
            m_rclone.compare(folder, m_place, {eventFilters(), {}}, Rclone::Evidence::Checksum);
        if (!files)
            return files.error();
        const Result<RemoteManifest> manifest =
            compareManifests(m_rclone, folder, m_place, *files, m_evidence, m_scratch);
        if (!manifest)
            return manifest.error();
        Result<RemoteEvents> events = sortEvents(m_rclone, folder, m_place, *files, m_scratch);
        if (!events)
            return events.error();
        if (manifest->isToSend)
            add(Kind::Manifest, folder, m_place, {"input.manifest"}, IfThere::Replace, m_evidence);
        add(Kind::Masks, folder, m_place, std::move(events->masksToMend), IfThere::Replace, m_evidence);
        add(Kind::Masks, folder, m_place, std::move(events->masksToSend), IfThere::Refuse, m_evidence);
        add(Kind::Events, folder, m_place, std::move(events->eventsToMend), IfThere::Replace, m_evidence);
        add(Kind::Events, folder, m_place, std::move(events->eventsToSend), IfThere::Refuse, m_evidence);
        m_plan.linesToPull = manifest->linesThere;
        m_plan.eventsToPull = static_cast<std::int64_t>(events->eventsThere.size());
        m_plan.notYetSynced = std::move(events->notYetSynced);
        m_plan.damaged = std::move(events->damaged);
        return ok();
    }

    Status addPhotos()
    {
        for (const RemotePhotos& photos : remotePhotosOf(m_job, m_stop)) {
            if (photos.here.empty())
                continue;
            const std::string place = rclonePlace(photos.prefix, m_plan.request.places.s3);
            const Result<Rclone::Evidence> evidence = evidenceFor(m_rclone, place);
            if (!evidence)
                return evidence.error();
            const Result<std::vector<ComparedFile>> files =
                m_rclone.compare(photos.folder, place, {{}, photos.here}, Rclone::Evidence::Checksum);
            if (!files)
                return files.error();
            std::vector<std::string> missing;
            for (const ComparedFile& file : *files) {
                if (file.state == State::OnlyHere)
                    missing.push_back(file.path);
                else if (file.state != State::Same)
                    m_plan.damaged.push_back({ErrorCode::Mismatch,
                                              fmt::format("{} is another photo there than here", file.path),
                                              photos.prefix});
            }
            add(Kind::Photos, photos.folder, place, std::move(missing), IfThere::Refuse, *evidence);
        }
        return ok();
    }

    /// Only what is this job's: others may have the same prefix.
    std::vector<std::string> outputFilters() const
    {
        std::vector<std::string> filters{"- *.tmp"};
        std::error_code failure;
        for (fs::directory_iterator entry(outputFolder(m_plan.request.jobFolder), failure), end;
             !failure && entry != end; entry.increment(failure)) {
            std::error_code unknown;
            filters.push_back(
                fmt::format("+ /{}{}", entry->path().filename().string(), entry->is_directory(unknown) ? "/**" : ""));
        }
        if (filters.size() == 1)
            return {};
        filters.emplace_back("- *");
        return filters;
    }

    Status addOutput()
    {
        const fs::path folder = outputFolder(m_plan.request.jobFolder);
        const std::vector<std::string> filters = outputFilters();
        if (filters.empty())
            return Error{ErrorCode::NotFound, "there is no output yet; make it by: labelwright derive", folder};
        const std::string place = rclonePlace(m_job.spec().outputPrefix, m_plan.request.places.s3);
        const Result<Rclone::Evidence> evidence = evidenceFor(m_rclone, place);
        if (!evidence)
            return evidence.error();
        const Result<std::vector<ComparedFile>> files = m_rclone.compare(folder, place, {filters, {}}, *evidence);
        if (!files)
            return files.error();
        // Manifests last, for they name all others.
        std::vector<std::string> named;
        std::vector<std::string> naming;
        for (const ComparedFile& file : *files) {
            const bool isNaming =
                file.path.find("/manifests/") != std::string::npos || file.path.find('/') == std::string::npos;
            if (file.state == State::OnlyHere || file.state == State::Different)
                (isNaming ? naming : named).push_back(file.path);
        }
        const auto isMask = [](const std::string& path) { return path.ends_with(".png"); };
        const auto behindMasks = std::stable_partition(named.begin(), named.end(), isMask);
        add(Kind::Output, folder, place, {named.begin(), behindMasks}, IfThere::Replace, *evidence);
        add(Kind::Output, folder, place, {behindMasks, named.end()}, IfThere::Replace, *evidence);
        add(Kind::Output, folder, place, std::move(naming), IfThere::Replace, *evidence);
        return ok();
    }

    PushPlan m_plan;
    const Job& m_job;
    std::stop_token m_stop;
    Rclone m_rclone;
    fs::path m_scratch;
    std::string m_place;
    Rclone::Evidence m_evidence{};
};

void waitFor(std::chrono::milliseconds time, const std::stop_token& stop)
{
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, stop, time, [] { return false; });
}

Status verify(const Rclone& rclone, const Parcel& parcel, const std::stop_token& stop)
{
    std::vector<std::string> unlike = parcel.files;
    for (const std::chrono::milliseconds pause : kBeforeLooking) {
        waitFor(pause, stop);
        const Result<std::vector<ComparedFile>> files =
            rclone.compare(parcel.from, parcel.to, {{}, unlike}, parcel.evidence);
        if (!files)
            return files.error();
        unlike.clear();
        for (const ComparedFile& file : *files) {
            if (file.state != State::Same)
                unlike.push_back(file.path);
        }
        if (unlike.empty())
            return ok();
    }
    return Error{ErrorCode::Mismatch,
                 fmt::format("{} is not the same there as here after it was sent; push again", unlike.front()),
                 parcel.to};
}

Status send(const Rclone& rclone, const Parcel& parcel, const std::stop_token& stop, const Progress& progress)
{
    Status sent = rclone.copy(parcel.from.string(), parcel.to, parcel.files, parcel.ifThere, progress);
    return sent ? verify(rclone, parcel, stop) : sent;
}

/// Whether the manifest is to be sent still: somebody may have sent lines since the plan was made.
Result<bool> isManifestBehind(const Rclone& rclone, const fs::path& folder, const Parcel& parcel)
{
    const Result<std::vector<ComparedFile>> files =
        rclone.compare(folder, parcel.to, {{}, parcel.files}, Rclone::Evidence::Checksum);
    if (!files)
        return files.error();
    const Result<RemoteManifest> manifest =
        compareManifests(rclone, folder, parcel.to, *files, parcel.evidence, remoteScratch(folder) / "push");
    return manifest ? Result<bool>(manifest->isToSend) : manifest.error();
}

/// job.json is there all the same: whole, from somebody else who pushes the job for the first time, or without a byte.
Status acceptOther(const Rclone& rclone, const Parcel& parcel)
{
    const Result<std::string> there = rclone.textOf(parcel.to, "job.json");
    if (!there)
        return there.error();
    if (there->empty())
        return rclone.copy(parcel.from.string(), parcel.to, parcel.files, IfThere::Replace);
    const Result<JobSpec> other = parseJobSpec(*there);
    const Result<JobSpec> mine = readJobSpec(parcel.from);
    if (!other || !mine)
        return other ? mine.error() : other.error().at(parcel.to);
    return checkSameJob(*mine, *other, parcel.to);
}

Status deliver(const Rclone& rclone, const fs::path& folder, const Parcel& parcel, const std::stop_token& stop,
               const Progress& progress)
{
    if (parcel.kind == Kind::Manifest) {
        const Result<bool> isWanted = isManifestBehind(rclone, folder, parcel);
        if (!isWanted || !*isWanted)
            return isWanted ? ok() : Status(isWanted.error());
    }
    Status sent = send(rclone, parcel, stop, progress);
    if (!sent && sent.error().code == ErrorCode::AlreadyExists && parcel.kind == Kind::Spec)
        return acceptOther(rclone, parcel);
    return sent;
}

} // namespace

std::int64_t PushPlan::count(Parcel::Kind kind) const
{
    std::int64_t files = 0;
    for (const Parcel& parcel : parcels)
        files += parcel.kind == kind ? static_cast<std::int64_t>(parcel.files.size()) : 0;
    return files;
}

Result<PushPlan> planPush(const PushRequest& request, const std::stop_token& stop)
{
    PushRequest absolute = request;
    absolute.jobFolder = absoluteFolder(request.jobFolder);
    const Result<Job> job = Job::open(absolute.jobFolder);
    if (!job)
        return job.error();
    const std::string place = rclonePlace(request.places.job, request.places.s3);
    if (Status checked = checkFolders(absolute.jobFolder, place); !checked)
        return checked.error();
    const Result<LockFile> lock = lockRemoteWork(absolute.jobFolder);
    if (!lock)
        return lock.error();
    return Planning(absolute, *job, stop).make();
}

Status push(const PushPlan& plan, const std::stop_token& stop, const Progress& progress)
{
    const fs::path& folder = plan.request.jobFolder;
    const Result<LockFile> lock = lockRemoteWork(folder);
    if (!lock)
        return lock.error();
    std::optional<LockFile> derived; // Nobody is to derive in between.
    if (plan.count(Kind::Output) > 0) {
        Result<LockFile> held = LockFile::acquire(deriveLockFile(folder), "pushing the output");
        if (!held)
            return held.error();
        derived = *std::move(held);
    }
    if (Status remembered = writeRemotePlaces(folder, plan.request.places); !remembered)
        return remembered;
    std::int64_t all = 0;
    for (const Parcel& parcel : plan.parcels)
        all += static_cast<std::int64_t>(parcel.files.size());
    const Rclone rclone(stop);
    std::int64_t before = 0;
    for (const Parcel& parcel : plan.parcels) {
        Status delivered = deliver(rclone, folder, parcel, stop, [&](std::int64_t done, std::int64_t) {
            if (progress)
                progress(before + done, all);
        });
        if (!delivered)
            return delivered;
        before += static_cast<std::int64_t>(parcel.files.size());
    }
    std::error_code failure;
    fs::remove_all(remoteScratch(folder) / "push", failure);
    return ok();
}

} // namespace labelwright
