// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"
#include "core/edit/MaskEdit.h"
#include "core/image/ImageReader.h"
#include "core/job/CreateJob.h"
#include "core/job/Submit.h"
#include "core/mask/Shapes.h"
#include "tests/bench/BenchPhoto.h"
#include "ui/bridge/WorkSession.h"
#include "ui/canvas/Canvas.h"

#include <benchmark/benchmark.h>

#include <QApplication>
#include <QTemporaryDir>

#include <cstdint>
#include <cstdlib>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr int kPhotos = 12;

/// A job of 12 MP photos, opened, with a canvas as large as the window's on a 1280x800 screen.
class BenchWindow {
public:
    enum class Work : std::uint8_t { Labeling, Review };

    explicit BenchWindow(TaskType task = TaskType::SemanticSegmentation, int photos = kPhotos,
                         Work work = Work::Labeling)
    {
        const fs::path root = m_temporary.path().toStdString();
        fs::create_directories(root / "photos");
        for (int number = 0; number < photos; ++number)
            fs::copy(benchPhoto(), root / "photos" / (std::to_string(number) + ".jpg"));
        NewJob job;
        job.folder = root / "job";
        job.name = "bench";
        job.taskType = task;
        job.images = root / "photos";
        job.labels = *LabelSet::fromNames({"one", "two", "three"});
        if (const Result<CreatedJob> created = createJob(job); !created)
            qFatal("%s", sentence(created.error()).c_str());
        session = work == Work::Review ? reviewOfAll(job.folder) : *WorkSession::open(job.folder);
        canvas.resize(736, 600);
        canvas.show();
        QObject::connect(session.get(), &WorkSession::leavingObject, &canvas, [this] { canvas.setDocument(nullptr); });
        QObject::connect(session.get(), &WorkSession::objectChanged, &canvas, [this] { show(); });
        session->start();
        settle();
    }
    ~BenchWindow() { canvas.setDocument(nullptr); }

    /// Each object is answered with the same mask before.
    static std::unique_ptr<WorkSession> reviewOfAll(const fs::path& folder)
    {
        Job job = *Job::open(folder);
        const std::vector<std::uint8_t> photo = *readFile(benchPhoto());
        const ImageInfo info = *readImageInfo(photo);
        Document document(*LabelMask::create(info.size));
        MaskEdit edit(document);
        edit.paint(capsule({100, 200}, {3000, 2800}, 600), 1);
        edit.commit("brush");
        std::vector<ObjectId> all;
        for (ObjectId object = 0; object < job.objectCount(); ++object) {
            all.push_back(object);
            const Result<AnswerEvent> answer = submitAnswer(job, {.object = object,
                                                                  .worker = job.spec().team.front(),
                                                                  .mask = document.mask(),
                                                                  .image = identify(photo, info),
                                                                  .accepted = now(),
                                                                  .submitted = now()});
            if (!answer)
                qFatal("%s", sentence(answer.error()).c_str());
        }
        return *WorkSession::openReview(
            folder, [](const Job& each) { return Result(each.spec().team.front()); }, all);
    }

    void show()
    {
        if (session->view() != WorkSession::View::Labeling)
            return;
        canvas.setLabels(session->job().spec().labels);
        canvas.setImage(session->image());
        canvas.setDocument(session->document());
    }

    /// Until the object is shown, the next one is read ahead and everything is on the disk.
    void settle()
    {
        QElapsedTimer quiet;
        quiet.start();
        while (session->view() != WorkSession::View::Labeling || session->pendingSaves() > 0 || quiet.elapsed() < 900)
            QApplication::processEvents(QEventLoop::AllEvents, 20);
    }

    void paintStrokes()
    {
        MaskEdit edit(*session->document());
        for (int stroke = 0; stroke < 20; ++stroke)
            edit.paint(capsule({100.0 + 180 * stroke, 200}, {300.0 + 150 * stroke, 2800}, 60),
                       static_cast<Label>(1 + stroke % 3));
        edit.commit("brush");
    }

    QTemporaryDir m_temporary;
    std::unique_ptr<WorkSession> session;
    Canvas canvas;
};

/// From the key to the picture of a photo that was read ahead.
void nextImagePaint(benchmark::State& state)
{
    BenchWindow window;
    for (auto _ : state) {
        state.PauseTiming();
        window.settle();
        state.ResumeTiming();
        window.session->next();
        benchmark::DoNotOptimize(window.canvas.grab());
    }
}

/// From the keys that choose a label and submit it to the picture of a photo that was read ahead, one photo a second.
void nextClassified(benchmark::State& state)
{
    BenchWindow window(TaskType::ImageClassification, static_cast<int>(state.max_iterations) + 3);
    for (auto _ : state) {
        state.PauseTiming();
        window.settle();
        state.ResumeTiming();
        window.session->toggleLabel(1);
        window.session->submit();
        benchmark::DoNotOptimize(window.canvas.grab());
        if (window.session->view() != WorkSession::View::Labeling)
            state.SkipWithError("the next photo was not read ahead");
    }
}

/// From the key that accepts to the picture of a photo that was read ahead with its labels, one photo a second.
void nextReviewed(benchmark::State& state)
{
    BenchWindow window(TaskType::SemanticSegmentation, static_cast<int>(state.max_iterations) + 3,
                       BenchWindow::Work::Review);
    for (auto _ : state) {
        state.PauseTiming();
        window.settle();
        state.ResumeTiming();
        window.session->decide("good", "", {});
        benchmark::DoNotOptimize(window.canvas.grab());
        if (window.session->view() != WorkSession::View::Labeling)
            state.SkipWithError("the next photo was not read ahead");
    }
}

/// What submit takes of the GUI thread, without the painting of the next photo.
void submitHold(benchmark::State& state)
{
    BenchWindow window;
    for (auto _ : state) {
        state.PauseTiming();
        window.settle();
        window.paintStrokes();
        window.settle();
        window.session->blockSignals(true);
        window.canvas.setDocument(nullptr);
        state.ResumeTiming();
        window.session->submit();
        state.PauseTiming();
        window.session->blockSignals(false);
        window.show();
        state.ResumeTiming();
    }
}

/// A photo from the file to its first picture on the screen.
void firstPaint12Mp(benchmark::State& state)
{
    Canvas canvas;
    canvas.resize(736, 600);
    for (auto _ : state) {
        canvas.setImage(*readImage(benchPhoto()));
        benchmark::DoNotOptimize(canvas.grab());
    }
}

BENCHMARK(firstPaint12Mp)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(nextImagePaint)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);
BENCHMARK(nextClassified)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(10);
BENCHMARK(nextReviewed)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(10);
BENCHMARK(submitHold)->Unit(benchmark::kMillisecond)->UseRealTime()->Iterations(3);

} // namespace
} // namespace labelwright

int main(int argc, char** argv)
{
    setenv("QT_QPA_PLATFORM", "offscreen", 0);
    QApplication application(argc, argv);
    benchmark::Initialize(&argc, argv);
    if (benchmark::ReportUnrecognizedArguments(argc, argv))
        return 1;
    benchmark::RunSpecifiedBenchmarks();
    return 0;
}
