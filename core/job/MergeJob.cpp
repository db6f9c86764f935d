// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/MergeJob.h"

#include "core/base/Hash.h"
#include "core/job/EventJson.h"
#include "core/job/JobCopy.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

Error stopped(const fs::path& folder)
{
    return {ErrorCode::Cancelled, "merging was stopped; what has come in is whole, and merging again goes on", folder};
}

Status checkCopy(const Job& job, const fs::path& copy)
{
    std::error_code failure;
    if (fs::equivalent(copy, job.folder(), failure))
        return Error{ErrorCode::InvalidArgument, "this is the job itself and no copy of it", copy};
    const Result<JobSpec> spec = readJobSpec(copy);
    if (!spec)
        return spec.error();
    return checkSameJob(writtenSpec(job), *spec, copy);
}

/// The folder itself, or the jobs in it where it is none and has some.
std::vector<fs::path> jobsAt(const fs::path& folder)
{
    std::error_code failure;
    std::vector<fs::path> jobs;
    if (!fs::exists(jobFile(folder), failure)) {
        for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
            std::error_code unknown;
            const bool isHidden = entry->path().filename().native().starts_with('.');
            if (!isHidden && fs::exists(jobFile(entry->path()), unknown))
                jobs.push_back(entry->path());
        }
        std::ranges::sort(jobs);
    }
    return jobs.empty() ? std::vector{folder} : jobs;
}

/// Each folder once, whatever leads to it.
std::vector<fs::path> distinct(std::span<const fs::path> named)
{
    std::vector<fs::path> folders;
    for (const fs::path& folder : named) {
        const std::vector<fs::path> jobs = jobsAt(folder);
        folders.insert(folders.end(), jobs.begin(), jobs.end());
    }
    std::vector<fs::path> found;
    for (const fs::path& folder : folders) {
        std::error_code failure;
        const fs::path absolute = fs::absolute(folder, failure).lexically_normal();
        const bool isKnown =
            std::ranges::any_of(found, [&](const fs::path& other) { return fs::equivalent(other, folder, failure); });
        if (!isKnown)
            found.push_back(absolute.has_filename() ? absolute : absolute.parent_path());
    }
    return found;
}

/// Places in a copy where its log found no proper event.
std::set<fs::path> unfitPlaces(const EventLog& log, const fs::path& copy)
{
    std::set<fs::path> places;
    for (const EventProblem& problem : log.problems()) {
        if (problem.kind != EventProblem::Kind::NewerVersion)
            places.insert(problem.error.path.lexically_relative(copy));
    }
    return places;
}

/// The event files of a copy, from its folder, but for those at or below `unfit`. What can't be listed is there.
std::vector<fs::path> eventFilesIn(const fs::path& copy, const std::set<fs::path>& unfit)
{
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::recursive_directory_iterator entry(eventsFolder(copy), failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const fs::path& path = entry->path();
        const fs::path relative = path.lexically_relative(copy);
        if (unfit.contains(relative) && entry->is_directory(failure))
            entry.disable_recursion_pending();
        else if (path.extension() == ".json" && isEventStem(path.stem().string()) && !unfit.contains(relative))
            files.push_back(relative);
    }
    std::ranges::sort(files);
    return files;
}

/// Compares copies with the job, event by event.
class Comparison {
public:
    explicit Comparison(MergePlan& plan) : m_plan(plan) {}

    void add(std::size_t copy, const fs::path& file)
    {
        const fs::path from = m_plan.copies[copy].folder / file;
        const Result<std::string> text = readTextFile(from);
        if (!text)
            return m_plan.damaged.push_back(text.error());
        // What is not whole or no event is among the problems of the copy's log.
        if (!isNamedFor(file.stem().string(), sha256Hex(*text)))
            return;
        const Result<EventHead> head = readEventHead(*text);
        if (!head)
            return;
        if (!head->maskFile.empty() && !isMaskName(*head))
            return m_plan.damaged.push_back({ErrorCode::Malformed, "the name of the event's mask is none", from});
        const fs::path mask = head->maskFile.empty() ? fs::path() : file.parent_path() / head->maskFile;
        const Presence event = presenceOf(file, *text);
        std::size_t maskCopy = copy;
        const Presence picture = mask.empty() ? Presence::Same : presenceOfMask(maskCopy, mask, head->maskSha256);
        const bool isToCome = event == Presence::Missing || picture == Presence::Missing;
        if (!isToCome || event == Presence::Another || picture == Presence::Another || picture == Presence::Nowhere)
            return;
        if (!m_known.insert(file).second)
            return;
        m_plan.events.push_back({file.parent_path(), file.filename().string(), head->maskFile, copy, maskCopy});
        count(m_plan.copies[copy], *head, file.parent_path());
    }

    void finish()
    {
        for (std::size_t copy = 0; copy < m_plan.copies.size(); ++copy)
            m_plan.copies[copy].objects = static_cast<std::int64_t>(m_objects[copy].size());
        std::ranges::sort(m_plan.events, [](const ArrivingEvent& left, const ArrivingEvent& right) {
            return std::tie(left.folder, left.name) < std::tie(right.folder, right.name);
        });
    }

private:
    /// Of a copy's file in the job.
    enum class Presence : std::uint8_t {
        Missing,
        Same,
        Another, ///< Of the same name, with other bytes.
        Nowhere, ///< Not even in a copy.
    };

    Presence presenceOf(const fs::path& file, std::string_view content)
    {
        const fs::path here = m_plan.jobFolder / file;
        const Result<std::string> text = readTextFile(here);
        if (!text && text.error().code == ErrorCode::NotFound)
            return Presence::Missing;
        if (text && *text == content)
            return Presence::Same;
        // The copy's is whole: its hash is the one in its name.
        if (m_told.insert(file).second)
            m_plan.damaged.push_back({ErrorCode::Mismatch,
                                      "this file of the job is damaged, a copy has it whole; take it away and merge "
                                      "again to get that",
                                      here});
        return Presence::Another;
    }

    /// `copy` becomes the one that has the mask whole, if any has.
    Presence presenceOfMask(std::size_t& copy, const fs::path& file, const std::string& sha256)
    {
        for (std::size_t step = 0; step < m_plan.copies.size(); ++step) {
            const std::size_t each = (copy + step) % m_plan.copies.size();
            const Result<std::string> bytes = readTextFile(m_plan.copies[each].folder / file);
            if (!bytes || sha256Hex(*bytes) != sha256)
                continue;
            copy = each;
            return presenceOf(file, *bytes);
        }
        std::error_code failure;
        if (fs::exists(m_plan.jobFolder / file, failure))
            return Presence::Same; // The job's own log tells what is wrong with it.
        const fs::path from = m_plan.copies[copy].folder / file;
        if (fs::exists(from, failure)) // Where it is missing, the copy's log tells.
            m_plan.notYetSynced.push_back({ErrorCode::Mismatch,
                                           "this mask has not arrived whole: it is not the file that its event names",
                                           from});
        return Presence::Nowhere;
    }

    void count(CopyArrivals& copy, const EventHead& head, const fs::path& folder)
    {
        ArrivalCounts& counts = copy.byWorker[head.worker.name];
        const bool isDecision = folder.filename() == "job";
        (isDecision ? counts.decisions : head.kind == "answer" ? counts.answers : counts.others) += 1;
        if (!isDecision)
            m_objects[static_cast<std::size_t>(&copy - m_plan.copies.data())].insert(folder);
    }

    MergePlan& m_plan;
    std::set<fs::path> m_known;
    std::set<fs::path> m_told;
    std::map<std::size_t, std::set<fs::path>> m_objects; ///< By copy.
};

/// What of a copy's log is wrong, but for what is wrong in the job as well.
void addProblems(MergePlan& plan, const EventLog& log, const fs::path& copy, const std::set<fs::path>& known)
{
    for (const EventProblem& problem : log.problems()) {
        if (known.contains(problem.error.path.lexically_relative(copy)))
            continue;
        std::vector<Error>& list = problem.kind == EventProblem::Kind::NotYetSynced ? plan.notYetSynced
                                   : problem.kind == EventProblem::Kind::Damaged    ? plan.damaged
                                                                                    : plan.foreign;
        list.push_back(problem.error);
    }
}

std::set<fs::path> problemPlaces(const Job& job)
{
    std::set<fs::path> places;
    for (const EventProblem& problem : job.events().problems())
        places.insert(problem.error.path.lexically_relative(job.folder()));
    return places;
}

/// What one copy lacks and another has is told by their logs as not there yet, and their answers are in none.
void joinMasks(MergePlan& plan, EventLog& all)
{
    std::set<fs::path> arriving;
    for (const ArrivingEvent& event : plan.events) {
        if (event.mask.empty())
            continue;
        arriving.insert(event.mask);
        if (event.maskCopy == event.copy)
            continue;
        const Result<std::string> text = readTextFile(plan.copies[event.copy].folder / event.folder / event.name);
        Result<std::optional<AnswerEvent>> answer =
            text ? parseEvent(*text) : Result<std::optional<AnswerEvent>>(text.error());
        if (!answer || !*answer)
            continue; // It was changed meanwhile, which taking it tells.
        (*answer)->name = event.name;
        all.add(**std::move(answer));
    }
    std::erase_if(plan.notYetSynced, [&](const Error& error) { return arriving.contains(error.path.filename()); });
}

Status compareEvents(MergePlan& plan, const Job& job, const std::stop_token& stop, const Progress& progress)
{
    EventLog all = job.events();
    const std::set<fs::path> known = problemPlaces(job);
    std::vector<std::pair<std::size_t, fs::path>> files;
    for (std::size_t copy = 0; copy < plan.copies.size(); ++copy) {
        const fs::path& folder = plan.copies[copy].folder;
        Result<EventLog> log = EventLog::open(folder);
        if (!log)
            return log.error();
        addProblems(plan, *log, folder, known);
        all.add(*log);
        for (fs::path& file : eventFilesIn(folder, unfitPlaces(*log, folder)))
            files.emplace_back(copy, std::move(file));
    }
    Comparison comparison(plan);
    for (std::size_t done = 0; done < files.size(); ++done) {
        if (stop.stop_requested())
            return stopped(plan.jobFolder);
        comparison.add(files[done].first, files[done].second);
        if (progress)
            progress(static_cast<std::int64_t>(done + 1), static_cast<std::int64_t>(files.size()));
    }
    comparison.finish();
    joinMasks(plan, all);
    plan.conflicts = conflictsOf(job.spec(), all);
    return ok();
}

/// Writes one file of a copy's, unless it has come in meanwhile.
Status take(const MergePlan& plan, const fs::path& file, std::size_t copy)
{
    const fs::path from = plan.copies[copy].folder / file;
    const Result<std::vector<std::uint8_t>> bytes = readFile(from);
    if (!bytes)
        return bytes.error();
    if (!isNamedFor(file.stem().string(), sha256Hex(*bytes)))
        return Error{ErrorCode::Mismatch, "this file was changed while it was merged", from};
    return writeOnce(plan.jobFolder / file, *bytes);
}

/// Unless the job's manifest has other lines there meanwhile.
Status grow(const MergePlan& plan)
{
    const fs::path manifest = manifestFile(plan.jobFolder);
    const Result<std::optional<ManifestGrowth>> growth = growthOf(manifest, {&plan.growth->manifest, 1});
    if (!growth || !*growth)
        return growth ? ok() : Status(growth.error());
    const Result<std::vector<std::uint8_t>> lines = readFile((*growth)->manifest);
    return lines ? writeFileVerified(manifest, *lines, IfExists::Replace) : lines.error();
}

} // namespace

Result<MergePlan> planMerge(const fs::path& jobFolder, std::span<const fs::path> copies, const std::stop_token& stop,
                            const Progress& progress)
{
    const Result<Job> job = Job::open(jobFolder);
    if (!job)
        return job.error();
    MergePlan plan;
    plan.jobFolder = job->folder();
    for (const fs::path& copy : distinct(copies)) {
        if (Status checked = checkCopy(*job, copy); !checked)
            return checked.error();
        plan.copies.push_back({copy, {}, 0});
    }
    std::vector<fs::path> manifests;
    for (const CopyArrivals& copy : plan.copies)
        manifests.push_back(manifestFile(copy.folder));
    Result<std::optional<ManifestGrowth>> growth = growthOf(manifestFile(plan.jobFolder), manifests);
    if (!growth)
        return growth.error();
    plan.growth = *std::move(growth);
    if (Status compared = compareEvents(plan, *job, stop, progress); !compared)
        return compared.error();
    return plan;
}

Status mergeCopies(const MergePlan& plan, const std::stop_token& stop, const Progress& progress)
{
    if (Status grown = plan.growth ? grow(plan) : ok(); !grown)
        return grown;
    std::int64_t done = 0;
    for (const ArrivingEvent& event : plan.events) {
        if (stop.stop_requested())
            return stopped(plan.jobFolder);
        if (Status mask = event.mask.empty() ? ok() : take(plan, event.folder / event.mask, event.maskCopy); !mask)
            return mask;
        if (Status commit = take(plan, event.folder / event.name, event.copy); !commit)
            return commit;
        if (progress)
            progress(++done, static_cast<std::int64_t>(plan.events.size()));
    }
    return ok();
}

} // namespace labelwright
