// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/SplitPlan.h"

#include "core/base/Text.h"
#include "core/job/DraftedObjects.h"
#include "core/job/JobState.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <random>
#include <set>
#include <tuple>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

Error invalid(const Job& job, std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail), job.folder()};
}

/// Letters, digits and what else no file system minds.
std::string fileNamePart(const std::string& name)
{
    std::string part = name;
    std::ranges::replace_if(
        part,
        [](char c) {
            const auto byte = static_cast<unsigned char>(c);
            return byte <= 0x20 || byte == 0x7f || std::string_view(R"(/\:*?"<>|)").find(c) != std::string_view::npos;
        },
        '-');
    return part;
}

fs::path withoutSlash(const fs::path& folder)
{
    return folder.has_filename() ? folder : folder.parent_path();
}

/// Names of the copies' folders, no two alike also where case is not told apart.
std::vector<fs::path> foldersOf(const Job& job, const SplitRequest& request)
{
    const std::string name = withoutSlash(job.folder()).filename().string();
    std::error_code failure;
    const fs::path out =
        request.out.empty() ? defaultCopiesFolder(job.folder()) : fs::absolute(request.out, failure).lexically_normal();
    std::set<std::string> taken;
    std::vector<fs::path> folders;
    for (const Worker& worker : request.workers) {
        std::string folder = fmt::format("{}-{}", name, fileNamePart(worker.name));
        if (!taken.insert(lowerCase(folder)).second)
            folder += '-' + workerFileName(worker);
        folders.push_back(out / folder);
    }
    return folders;
}

Status checkWorkers(const Job& job, const SplitRequest& request)
{
    const Team team = currentTeam(job);
    if (request.workers.empty())
        return invalid(job, "nobody is chosen; a copy goes to one worker at least");
    std::set<std::string> ids;
    for (const Worker& worker : request.workers) {
        if (!mayWork(team, worker))
            return invalid(job, fmt::format("{} does not work on this job", worker.name));
        if (!ids.insert(worker.id).second)
            return invalid(job, fmt::format("{} is named twice", worker.name));
    }
    if (!(request.overlap >= 0 && request.overlap <= 1))
        return invalid(job, "the overlap is a share of the objects, 0 to 100 %");
    const std::size_t needed = static_cast<std::size_t>(job.spec().workersPerObject) + (request.overlap > 0 ? 1 : 0);
    if (ids.size() < needed)
        return invalid(job, request.overlap > 0
                                ? fmt::format("an object of the overlap goes to {} workers; name as many", needed)
                                : fmt::format("each object needs {} workers; name as many", needed));
    return ok();
}

Status checkFolders(const Job& job, const std::vector<fs::path>& folders)
{
    for (const fs::path& folder : folders) {
        const fs::path inside = folder.lexically_relative(job.folder());
        if (!inside.empty() && *inside.begin() != "..")
            return invalid(job, "copies can't lie in the job itself; choose a folder outside of it");
        std::error_code failure;
        if (fs::symlink_status(folder, failure).type() != fs::file_type::not_found)
            return Error{
                ErrorCode::AlreadyExists,
                fmt::format("a copy would go to {}, and there is such a folder already", folder.filename().string()),
                folder};
    }
    return ok();
}

std::vector<ObjectId> waitingObjects(const Job& job)
{
    std::vector<ObjectId> waiting;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        if (objectFate(job.events(), object, job.spec().workersPerObject) == ObjectFate::Open)
            waiting.push_back(object);
    }
    return waiting;
}

/// `share` of them; with a generator and a draw of our own the same everywhere.
std::set<ObjectId> chooseOverlap(std::vector<ObjectId> objects, double share, std::uint64_t seed)
{
    std::mt19937_64 random(seed);
    const auto count = static_cast<std::size_t>(std::llround(share * static_cast<double>(objects.size())));
    for (std::size_t i = 0; i < count; ++i)
        std::swap(objects[i], objects[i + random() % (objects.size() - i)]);
    return {objects.begin(), objects.begin() + static_cast<std::ptrdiff_t>(count)};
}

/// By their place in the request.
using Places = std::vector<std::size_t>;

/// What decides who may get an object; objects alike in it are spread together.
struct Situation {
    Places first; ///< Who have a draft of it.
    Places rest;
    std::size_t needed = 0;
    std::vector<std::string> answered; ///< Ids of those who have.

    friend auto operator<(const Situation& left, const Situation& right)
    {
        return std::tie(left.first, left.rest, left.needed, left.answered) <
               std::tie(right.first, right.rest, right.needed, right.answered);
    }
};

class Spreader {
public:
    Spreader(const Job& job, const SplitRequest& request)
        : m_job(job), m_request(request), m_loads(request.workers.size()), m_ranges(request.workers.size())
    {}

    Status readDrafts()
    {
        for (const Worker& worker : m_request.workers) {
            Result<std::vector<ObjectId>> drafted = draftedObjects(m_job, worker);
            if (!drafted)
                return drafted.error();
            m_drafted.emplace_back(drafted->begin(), drafted->end());
        }
        return ok();
    }

    void spread(const std::vector<ObjectId>& objects, const std::set<ObjectId>& overlap)
    {
        std::map<Situation, std::vector<ObjectId>> alike;
        for (const ObjectId object : objects)
            alike[situationOf(object, overlap.contains(object) ? 1 : 0)].push_back(object);
        for (const auto& [situation, list] : alike)
            give(situation, list);
    }

    void finish(SplitPlan& plan)
    {
        for (std::size_t place = 0; place < m_ranges.size(); ++place)
            plan.shares[place].objects = mergedRanges(std::move(m_ranges[place]));
        for (auto& [ids, ranges] : m_assigned)
            plan.assignments.push_back({mergedRanges(std::move(ranges)), {ids.begin(), ids.end()}});
    }

private:
    Situation situationOf(ObjectId object, std::size_t more) const
    {
        Situation situation;
        std::set<std::string> away;
        for (const AnswerEvent* answer : m_job.events().currentAnswers(object))
            away.insert(answer->worker.id);
        situation.answered.assign(away.begin(), away.end());
        situation.needed = static_cast<std::size_t>(m_job.spec().workersPerObject) - away.size() + more;
        Places declined;
        std::set<std::string> decliners;
        for (const TaskRelease* release : declinesOf(m_job.events(), object))
            decliners.insert(release->worker.id);
        for (std::size_t place = 0; place < m_request.workers.size(); ++place) {
            const std::string& id = m_request.workers[place].id;
            if (away.contains(id))
                continue;
            Places& list = decliners.contains(id)              ? declined
                           : m_drafted[place].contains(object) ? situation.first
                                                               : situation.rest;
            list.push_back(place);
        }
        if (situation.first.size() + situation.rest.size() < situation.needed)
            situation.rest.insert(situation.rest.end(), declined.begin(), declined.end());
        return situation;
    }

    /// In runs: the first part of the objects to the first of the rest, and so on, each to the next ones too where an
    /// object needs several.
    void give(const Situation& situation, const std::vector<ObjectId>& objects)
    {
        Places rest = situation.rest;
        std::ranges::stable_sort(rest, {}, [this](std::size_t place) { return m_loads[place]; });
        for (std::size_t i = 0; i < objects.size(); ++i) {
            Places chosen = situation.first;
            chosen.resize(std::min(chosen.size(), situation.needed));
            const std::size_t run = i * rest.size() / objects.size();
            for (std::size_t step = 0; step < rest.size() && chosen.size() < situation.needed; ++step)
                chosen.push_back(rest[(run + step) % rest.size()]);
            assign(objects[i], chosen, situation.answered);
        }
    }

    void assign(ObjectId object, const Places& chosen, const std::vector<std::string>& answered)
    {
        std::set<std::string> ids(answered.begin(), answered.end());
        for (const std::size_t place : chosen) {
            ids.insert(m_request.workers[place].id);
            m_ranges[place].push_back({object, object});
            ++m_loads[place];
        }
        m_assigned[ids].push_back({object, object});
    }

    const Job& m_job;
    const SplitRequest& m_request;
    std::vector<std::set<ObjectId>> m_drafted; ///< By place, as the two below.
    std::vector<std::int64_t> m_loads;
    std::vector<std::vector<ObjectRange>> m_ranges;
    std::map<std::set<std::string>, std::vector<ObjectRange>> m_assigned; ///< By the ids of workers.
};

Status checkStatus(const Job& job)
{
    switch (jobState(job).status) {
    case JobStatus::Stopped:
        return invalid(job, "the job is stopped, and nobody would get a task; resume it first");
    case JobStatus::Completed:
    case JobStatus::Failed:
        return invalid(job, "the job is completed, and nobody would get a task; resume it first");
    case JobStatus::Initializing:
    case JobStatus::InProgress:
        break;
    }
    return ok();
}

} // namespace

fs::path defaultCopiesFolder(const fs::path& jobFolder)
{
    fs::path folder = withoutSlash(jobFolder);
    folder += "-copies";
    return folder;
}

Result<std::vector<Worker>> firstWorkers(const Job& job, int count)
{
    const Team team = currentTeam(job);
    if (count < 1 || count > workingMembers(team))
        return invalid(job, fmt::format("the team has {} members who get tasks; make that many copies at most, or add "
                                        "workers to the team",
                                        workingMembers(team)));
    std::vector<Worker> workers;
    for (const TeamMember& member : team.members) {
        if (mayWork(team, member.worker) && workers.size() < static_cast<std::size_t>(count))
            workers.push_back(member.worker);
    }
    return workers;
}

Result<SplitPlan> planSplit(const Job& job, const SplitRequest& request)
{
    if (Status checked = checkStatus(job); !checked)
        return checked.error();
    if (Status checked = checkWorkers(job, request); !checked)
        return checked.error();
    const std::vector<fs::path> folders = foldersOf(job, request);
    if (Status checked = checkFolders(job, folders); !checked)
        return checked.error();
    const std::vector<ObjectId> waiting = waitingObjects(job);
    if (waiting.empty())
        return invalid(job, "no object waits for an answer, so there is nothing to hand out");

    SplitPlan plan;
    for (std::size_t place = 0; place < folders.size(); ++place)
        plan.shares.push_back({request.workers[place], folders[place], {}});
    const std::set<ObjectId> overlap = chooseOverlap(waiting, request.overlap, request.seed);
    plan.waiting = static_cast<std::int64_t>(waiting.size());
    plan.overlapping = static_cast<std::int64_t>(overlap.size());
    Spreader spreader(job, request);
    if (Status read = spreader.readDrafts(); !read)
        return read.error();
    spreader.spread(waiting, overlap);
    spreader.finish(plan);
    return plan;
}

} // namespace labelwright
