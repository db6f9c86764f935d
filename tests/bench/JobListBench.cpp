// SPDX-License-Identifier: GPL-3.0-or-later
// A thousand jobs of 20 objects, 16 of them answered, that were listed before, against reading each job.json.
#include "core/base/AtomicFile.h"
#include "core/image/ImageWriter.h"
#include "core/job/CreateJob.h"
#include "core/job/EventLog.h"
#include "core/job/JobLayout.h"
#include "core/job/JobList.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <string>
#include <thread>
#include <unistd.h>
#include <vector>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr int kJobs = 1000;
constexpr int kObjects = 20;
constexpr int kAnswered = 16;

[[noreturn]] void stop(const Error& error)
{
    std::fprintf(stderr, "%s\n", sentence(error).c_str());
    std::abort();
}

void answer(const fs::path& job, ObjectId object)
{
    AnswerEvent event;
    event.object = object;
    event.sourceRef = "s3://labelwright/bench/images/" + std::to_string(object) + ".png";
    event.stage = "bench";
    event.worker = *createWorker("worker-1");
    event.accepted = event.submitted = now();
    event.image = {std::string(64, '0'), {4, 3}, 1};
    event.pixelLabelIds = {0, 1};
    const std::vector<std::uint8_t> mask(100);
    if (const Result<AnswerEvent> written = writeAnswerFiles(job, event, mask); !written)
        stop(written.error());
}

/// Removed when the program ends.
class Workspace {
public:
    Workspace() : m_path(fs::temp_directory_path() / ("labelwright-bench-jobs-" + std::to_string(::getpid())))
    {
        const std::vector<std::uint8_t> photo = *encodePng(Image(Size{4, 3}));
        for (int object = 0; object < kObjects; ++object) {
            const fs::path path = m_path / "photos" / (std::to_string(object) + ".png");
            if (Status written = writeFileVerified(path, photo, IfExists::Refuse); !written)
                stop(written.error());
        }
        NewJob request;
        request.folder = m_path / "0";
        request.name = "bench";
        request.images = m_path / "photos";
        request.labels = *LabelSet::fromNames({"one", "two", "three"});
        if (const Result<CreatedJob> created = createJob(request); !created)
            stop(created.error());
        for (ObjectId object = 0; object < kAnswered; ++object)
            answer(request.folder, object);
        for (int number = 1; number < kJobs; ++number)
            fs::copy(request.folder, m_path / std::to_string(number), fs::copy_options::recursive);
        // What was written just now is looked at again each time.
        std::this_thread::sleep_for(std::chrono::milliseconds(2100));
        listJobs(m_path);
    }
    ~Workspace() { fs::remove_all(m_path); }
    Workspace(const Workspace&) = delete;
    Workspace& operator=(const Workspace&) = delete;

    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

const fs::path& workspace()
{
    static const Workspace workspace;
    return workspace.path();
}

void readThousandJobFiles(benchmark::State& state)
{
    const fs::path& folder = workspace();
    for ([[maybe_unused]] auto _ : state) {
        for (int number = 0; number < kJobs; ++number) {
            if (!readTextFile(jobFile(folder / std::to_string(number))))
                state.SkipWithError("unreadable");
        }
    }
}
BENCHMARK(readThousandJobFiles)->Unit(benchmark::kMillisecond)->UseRealTime();

void listThousandJobs(benchmark::State& state)
{
    const fs::path& folder = workspace();
    for ([[maybe_unused]] auto _ : state) {
        const JobList list = listJobs(folder);
        if (list.jobs.size() != kJobs || list.jobs[0].counters.totalLabeled != kAnswered ||
            list.jobs[0].total != kObjects)
            state.SkipWithError("wrong list");
    }
}
BENCHMARK(listThousandJobs)->Unit(benchmark::kMillisecond)->UseRealTime();

} // namespace
} // namespace labelwright
