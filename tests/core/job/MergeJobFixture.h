// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobLayout.h"
#include "core/job/MergeJob.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"

#include <QObject>
#include <QTemporaryDir>

#include <algorithm>
#include <map>
#include <memory>

/// A job of six objects for two workers each, and copies of it.
namespace labelwright::test::merging {

namespace fs = std::filesystem;

using Tree = std::map<std::string, std::string>; ///< As treeOf() tells it.

inline constexpr Size kSize{16, 8};

inline AnswerEvent answer(Job& job, ObjectId object, int seed, double seconds, std::size_t worker = 0)
{
    return submitAt(job, object, worker, stripedMask(kSize, 3, seed), timeAt(seconds));
}

inline fs::path eventFile(const Job& job, const AnswerEvent& event, const std::string& name)
{
    return objectEventsFolder(job.folder(), event.object) / name;
}

inline bool holds(const std::vector<Error>& errors, const fs::path& path, std::string_view words)
{
    return std::ranges::any_of(errors, [&](const Error& error) {
        return error.path == path && error.detail.find(words) != std::string::npos;
    });
}

/// A test of a job in a temporary folder, to be merged into.
class MergeTest : public QObject {
protected:
    /// Before each of its functions.
    void begin()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        makeJob(root(), {.objects = 6, .workersPerObject = 2});
    }

    fs::path root() const { return m_folder->path().toStdString(); }
    fs::path jobFolder() const { return root() / "job"; }
    Job job() const { return *Job::open(jobFolder()); }
    /// A copy by hand.
    Job copyNamed(const std::string& name) const
    {
        fs::copy(jobFolder(), root() / name, fs::copy_options::recursive);
        return *Job::open(root() / name);
    }
    MergePlan merged(const std::vector<fs::path>& copies) const { return mergedInto(jobFolder(), copies); }
    static MergePlan mergedInto(const fs::path& folder, const std::vector<fs::path>& copies)
    {
        const Result<MergePlan> plan = planMerge(folder, copies);
        if (!plan)
            qFatal("%s", sentence(plan.error()).c_str());
        if (const Status done = mergeCopies(*plan); !done)
            qFatal("%s", sentence(done.error()).c_str());
        return *plan;
    }

private:
    std::unique_ptr<QTemporaryDir> m_folder;
};

} // namespace labelwright::test::merging
