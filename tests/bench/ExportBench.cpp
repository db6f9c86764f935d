// SPDX-License-Identifier: GPL-3.0-or-later
// A job of a thousand answers of 12 MP made a COCO dataset on every core, against decoding the answers' masks so.
#include "core/base/AtomicFile.h"
#include "core/base/OrderedWork.h"
#include "core/dataset/Export.h"
#include "core/groundtruth/WorkerPng.h"
#include "core/job/Consolidate.h"
#include "core/job/CreateJob.h"
#include "core/job/EventLog.h"
#include "core/job/Submit.h"
#include "tests/bench/BenchMask.h"
#include "tests/bench/BenchPhoto.h"

#include <benchmark/benchmark.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <unistd.h>
#include <vector>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr int kObjects = 1000;
constexpr int kMasks = 8; // that differ
constexpr Size kSize{4000, 3000};

[[noreturn]] void stop(const Error& error)
{
    std::fprintf(stderr, "%s\n", sentence(error).c_str());
    std::abort();
}

template <typename Value>
Value orStop(Result<Value> result)
{
    if (!result)
        stop(result.error());
    return *std::move(result);
}

/// Removed when the program ends.
class AnsweredJob {
public:
    AnsweredJob(const std::string& name, const std::function<LabelMask(Size size, int number)>& maskOf)
        : m_path(fs::temp_directory_path() / ("labelwright-bench-" + name + "-" + std::to_string(::getpid())))
    {
        fs::create_directories(m_path / "photos");
        for (int object = 0; object < kObjects; ++object)
            fs::create_hard_link(benchPhoto(), m_path / "photos" / (std::to_string(10000 + object) + ".jpg"));
        NewJob request;
        request.folder = m_path / "job";
        request.name = "bench";
        request.images = m_path / "photos";
        request.labels = orStop(LabelSet::fromNames({"road", "car", "person", "sign", "tree"}));
        orStop(createJob(request));
        m_job.emplace(orStop(Job::open(request.folder)));
        for (int number = 0; number < kMasks; ++number)
            m_masks.push_back(orStop(encodeWorkerPng(maskOf(kSize, number), m_job->spec().labels)));
        const std::vector<std::uint8_t> photo = orStop(readFile(benchPhoto()));
        const ImageIdentity identity = identify(photo, orStop(readImageInfo(photo)));
        for (ObjectId object = 0; object < kObjects; ++object)
            answer(object, identity);
    }
    ~AnsweredJob() { fs::remove_all(m_path); }
    AnsweredJob(const AnsweredJob&) = delete;
    AnsweredJob& operator=(const AnsweredJob&) = delete;

    const Job& job() const { return *m_job; }
    fs::path out() const { return m_path / "coco"; }

    Result<LabelMask> decode(ObjectId object) const
    {
        const AnswerEvent& answer = *m_job->events().countedAnswers(object, 1).front();
        const Result<std::vector<std::uint8_t>> png = m_job->events().maskBytes(answer);
        return png ? answerMask(answer, *png, m_job->spec().labels) : Result<LabelMask>(png.error());
    }

private:
    void answer(ObjectId object, const ImageIdentity& photo)
    {
        const WorkerPng& mask = m_masks[static_cast<std::size_t>(object) % m_masks.size()];
        AnswerEvent event;
        event.object = object;
        event.sourceRef = orStop(m_job->source(object)).sourceRef;
        event.stage = m_job->spec().name;
        event.worker = m_job->spec().team.front();
        event.accepted = event.submitted = now();
        event.image = photo;
        for (const Label label : mask.paletteLabels)
            event.pixelLabelIds.push_back(label == kUnlabelled ? 0 : m_job->spec().labels.at(label).id);
        orStop(m_job->events().appendAnswer(std::move(event), mask.bytes));
    }

    fs::path m_path;
    std::optional<Job> m_job;
    std::vector<WorkerPng> m_masks;
};

const AnsweredJob& drawnJob()
{
    static const AnsweredJob job("drawn", drawnMask);
    return job;
}

const AnsweredJob& raggedJob()
{
    static const AnsweredJob job("ragged", [](Size size, int) { return streetMask(size); });
    return job;
}

void decodeThousand(benchmark::State& state, const AnsweredJob& answered)
{
    for ([[maybe_unused]] auto _ : state) {
        const Status decoded = makeInOrder<LabelMask>(
            kObjects, [&](std::int64_t object) { return answered.decode(object); },
            [](const LabelMask&) { return ok(); });
        if (!decoded)
            stop(decoded.error());
    }
}

void exportThousand(benchmark::State& state, const AnsweredJob& answered)
{
    const ExportTarget target{
        .folder = answered.out(), .format = findDatasetFormat("coco"), .photos = PhotoUse::Reference};
    for ([[maybe_unused]] auto _ : state) {
        orStop(exportDataset(answered.job(), {}, target));
        state.PauseTiming();
        fs::remove_all(target.folder);
        state.ResumeTiming();
    }
}

void decodeThousandDrawn(benchmark::State& state)
{
    decodeThousand(state, drawnJob());
}

void exportThousandDrawn(benchmark::State& state)
{
    exportThousand(state, drawnJob());
}

void decodeThousandRagged(benchmark::State& state)
{
    decodeThousand(state, raggedJob());
}

void exportThousandRagged(benchmark::State& state)
{
    exportThousand(state, raggedJob());
}

BENCHMARK(decodeThousandDrawn)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);
BENCHMARK(exportThousandDrawn)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);
BENCHMARK(decodeThousandRagged)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);
BENCHMARK(exportThousandRagged)->Unit(benchmark::kMillisecond)->MeasureProcessCPUTime()->UseRealTime()->Iterations(1);

} // namespace
} // namespace labelwright
