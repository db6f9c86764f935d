// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/SplitJob.h"

#include "core/base/FolderInTheMaking.h"
#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Relative to the job's folder.
std::vector<fs::path> filesBelow(const fs::path& jobFolder, const fs::path& below, Status& failed)
{
    std::vector<fs::path> files;
    std::error_code failure;
    fs::recursive_directory_iterator entry(jobFolder / below, failure);
    for (const fs::recursive_directory_iterator end; !failure && entry != end; entry.increment(failure)) {
        const fs::path relative = entry->path().lexically_relative(jobFolder);
        const bool isDerived = below.empty() && entry.depth() == 0 &&
                               (relative == "cache" || relative == "output" || relative == "drafts");
        if (isDerived)
            entry.disable_recursion_pending();
        std::error_code unknown;
        if (!isDerived && entry->is_regular_file(unknown) && !isTemporaryName(relative.filename().string()))
            files.push_back(relative);
    }
    if (failure && failure != std::errc::no_such_file_or_directory)
        failed = errorFromErrno(failure.value(), "reading", jobFolder / below);
    return files;
}

/// Of all copies: what they have in common is listed once.
Result<std::vector<fs::path>> filesOf(const fs::path& jobFolder, const Worker* draftsOf)
{
    Status failed = ok();
    std::vector<fs::path> files =
        draftsOf ? filesBelow(jobFolder, draftsFolder(jobFolder, *draftsOf).lexically_relative(jobFolder), failed)
                 : filesBelow(jobFolder, {}, failed);
    if (!failed)
        return failed.error();
    if (draftsOf)
        std::erase_if(files, [](const fs::path& file) { return file.filename() == "lock"; });
    else
        std::erase(files, fs::path("job.json"));
    return files;
}

/// From the job's folder, for what lies in it: then the copy's is meant, wherever it is taken.
fs::path movable(const fs::path& path, const fs::path& jobFolder)
{
    const fs::path relative = path.lexically_relative(jobFolder);
    const bool isInside = path.is_absolute() && !relative.empty() && *relative.begin() != "..";
    return isInside ? relative : path;
}

/// The copy's job.json: the same but for whose copy it is, and places inside the job's folder.
JobSpec specOfCopy(const Job& job, const Worker& worker)
{
    JobSpec spec = writtenSpec(job);
    spec.copyFor = worker.name;
    for (PrefixMapping& mapping : spec.inputPrefixes)
        mapping.folder = movable(mapping.folder, job.folder());
    spec.sourceFolder = movable(spec.sourceFolder, job.folder());
    spec.prelabel.folder = movable(spec.prelabel.folder, job.folder());
    return spec;
}

/// Copies of a job, none of which is to be seen before all are whole.
class Copies {
public:
    explicit Copies(const SplitPlan& plan)
    {
        for (const SplitShare& share : plan.shares)
            m_folders.emplace_back(share.folder);
    }
    ~Copies()
    {
        if (m_areKept)
            return;
        for (FolderInTheMaking& folder : m_folders)
            folder.takeBack();
    }
    Copies(const Copies&) = delete;
    Copies& operator=(const Copies&) = delete;

    std::deque<FolderInTheMaking>& folders() { return m_folders; }

    Status publish()
    {
        for (FolderInTheMaking& folder : m_folders) {
            if (Status moved = folder.moveToTarget(); !moved)
                return moved;
        }
        m_areKept = true;
        return ok();
    }

private:
    std::deque<FolderInTheMaking> m_folders;
    bool m_areKept = false;
};

Status fill(const Job& job, const SplitPlan& plan, Copies& copies, const std::stop_token& stop,
            const Progress& progress)
{
    const Result<std::vector<fs::path>> common = filesOf(job.folder(), nullptr);
    if (!common)
        return common.error();
    std::vector<FileCopy> files;
    for (std::size_t place = 0; place < plan.shares.size(); ++place) {
        const fs::path& folder = copies.folders()[place].path();
        const Result<std::vector<fs::path>> drafts = filesOf(job.folder(), &plan.shares[place].worker);
        if (!drafts)
            return drafts.error();
        for (const std::vector<fs::path>* list : {&*common, &*drafts})
            for (const fs::path& file : *list)
                files.push_back({job.folder() / file, folder / file});
    }
    return copyFilesVerified(files, stop, progress);
}

/// In the job first.
Status decide(Job& job, const SplitPlan& plan, const Worker& author, Copies& copies)
{
    for (const Assignment& assignment : plan.assignments) {
        const Result<JobEvent> decided = writeJobChange(job, assignment, author);
        if (!decided)
            return decided.error();
        for (const FolderInTheMaking& copy : copies.folders()) {
            const Result<JobEvent> told = writeJobEventFile(copy.path(), *decided);
            if (!told)
                return told.error();
        }
    }
    return ok();
}

/// The copies' common folder, where it is made for them: it goes again where nothing comes of them.
class OutFolder {
public:
    explicit OutFolder(const fs::path& path)
    {
        std::error_code failure;
        for (fs::path missing = path; !fs::exists(missing, failure) && missing.has_relative_path();
             missing = missing.parent_path())
            m_made.push_back(missing);
    }
    ~OutFolder()
    {
        std::error_code failure;
        for (const fs::path& folder : m_made)
            fs::remove(folder, failure); // Only where it is empty.
    }
    OutFolder(const OutFolder&) = delete;
    OutFolder& operator=(const OutFolder&) = delete;

private:
    std::vector<fs::path> m_made; ///< The innermost first.
};

} // namespace

Status splitJob(Job& job, const SplitPlan& plan, const Worker& author, const std::stop_token& stop,
                const Progress& progress)
{
    const fs::path out = plan.shares.front().folder.parent_path();
    const OutFolder made(out);
    if (Status folder = makeFolders(out); !folder)
        return folder;
    Copies copies(plan);
    if (Status filled = fill(job, plan, copies, stop, progress); !filled)
        return filled;
    for (std::size_t place = 0; place < plan.shares.size(); ++place) {
        const std::string spec = writeJobSpec(specOfCopy(job, plan.shares[place].worker));
        if (Status written = writeFileVerified(jobFile(copies.folders()[place].path()), spec, IfExists::Refuse);
            !written)
            return written;
    }
    if (stop.stop_requested())
        return Error{ErrorCode::Cancelled, "splitting was stopped; nothing is left of it", out};
    if (Status decided = decide(job, plan, author, copies); !decided)
        return decided;
    return copies.publish();
}

} // namespace labelwright
