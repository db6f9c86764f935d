// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobList.h"

#include "core/base/AtomicFile.h"
#include "core/job/FindImages.h"
#include "core/job/JobLayout.h"

#include <algorithm>
#include <atomic>
#include <future>
#include <set>
#include <sys/stat.h>
#include <thread>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kJobsPerThread = 16; ///< Fewer are not worth another thread.

/// Folders, each once.
class FolderSet {
public:
    void add(const fs::path& folder)
    {
        struct stat info {};
        const bool isThere = ::stat(folder.c_str(), &info) == 0;
        if (isThere ? m_known.insert({info.st_dev, info.st_ino}).second : m_missing.insert(folder).second)
            m_folders.push_back(folder);
    }

    std::vector<fs::path> take() { return std::move(m_folders); }

private:
    std::set<std::pair<dev_t, ino_t>> m_known;
    std::set<fs::path> m_missing;
    std::vector<fs::path> m_folders;
};

/// A hidden folder may be a job in the making.
bool isJobFolder(const fs::path& folder)
{
    struct stat info {};
    return !folder.filename().native().starts_with('.') && ::stat(jobFile(folder).c_str(), &info) == 0;
}

Status addJobsIn(const fs::path& workspace, FolderSet& folders)
{
    std::error_code failure;
    fs::directory_iterator entry(workspace, failure);
    for (const fs::directory_iterator end; !failure && entry != end; entry.increment(failure)) {
        if (isJobFolder(entry->path()))
            folders.add(entry->path());
    }
    if (!failure || failure == std::errc::no_such_file_or_directory)
        return ok();
    return errorFromErrno(failure.value(), "reading", workspace);
}

std::vector<JobSummary> summarize(const std::vector<fs::path>& folders, const std::stop_token& stop)
{
    std::vector<std::optional<JobSummary>> found(folders.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
        for (std::size_t i = next++; i < folders.size() && !stop.stop_requested(); i = next++)
            found[i] = summarizeJob(folders[i]);
    };
    const std::size_t threads =
        std::min<std::size_t>(std::thread::hardware_concurrency(), folders.size() / kJobsPerThread);
    std::vector<std::future<void>> others;
    for (std::size_t i = 1; i < threads; ++i)
        others.push_back(std::async(std::launch::async, work));
    work();
    for (const std::future<void>& other : others)
        other.wait();
    std::vector<JobSummary> jobs;
    for (std::optional<JobSummary>& job : found) {
        if (job)
            jobs.push_back(*std::move(job));
    }
    return jobs;
}

bool isBefore(const JobSummary& left, const JobSummary& right)
{
    if (left.created != right.created)
        return left.created > right.created; // nullopt is less than any time
    return naturallyLess(left.folder.native(), right.folder.native());
}

} // namespace

JobList listJobs(const fs::path& workspace, std::span<const fs::path> elsewhere, const std::stop_token& stop)
{
    FolderSet folders;
    JobList list;
    if (Status listed = addJobsIn(workspace, folders); !listed)
        list.failure = listed.error();
    for (const fs::path& folder : elsewhere)
        folders.add(folder);
    list.jobs = summarize(folders.take(), stop);
    std::sort(list.jobs.begin(), list.jobs.end(), isBefore);
    return list;
}

} // namespace labelwright
