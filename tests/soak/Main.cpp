// SPDX-License-Identifier: GPL-3.0-or-later
// Labels by chance for as long as it is told to, and ends with what went wrong.
#include "core/image/ImageWriter.h"
#include "core/segment/MaskFlow.h"
#include "tests/core/job/JobFixture.h"
#include "tests/core/segment/TestPhotos.h"
#include "tests/soak/Annotator.h"
#include "tests/support/TestFiles.h"
#include "tests/ui/bridge/TestSession.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <malloc.h>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <unistd.h>
#include <vector>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr int kPhotos = 5;
constexpr int kActsARound = 40;
constexpr int kRoundsAJob = 10; ///< Then a new one, or its answers would be what grows.
constexpr int kWaitMs = 60'000;
constexpr double kMostGrowth = 1.05;

struct Reading {
    qint64 atMs = 0;
    double residentBytes = 0;
};

double residentBytes()
{
    ::malloc_trim(0); // what was freed is nobody's any more
    long pages = 0;
    std::ifstream("/proc/self/statm") >> pages >> pages;
    return static_cast<double>(pages) * static_cast<double>(::sysconf(_SC_PAGESIZE));
}

std::unique_ptr<JobFixture> makeJob()
{
    auto fixture = std::make_unique<JobFixture>();
    for (int photo = 0; photo < kPhotos; ++photo) {
        const std::string name = std::to_string(photo + 1) + ".png";
        // Two of a size follow each other, moved a little: the others have nothing to carry along.
        const Size size{160 + photo / 2 * 40, 120 + photo / 2 * 10};
        writeBytes(fixture->photos() / name, *encodePng(blotchPhoto(size, {500 + 3 * photo, 500})));
    }
    fixture->makeJob();
    return fixture;
}

/// Compares with what a session reads that has seen nothing yet.
std::string faultOnDisk(const JobFixture& fixture, const std::map<ObjectId, LabelMask>& seen)
{
    const std::unique_ptr<WorkSession> session = openSession(fixture);
    for (const auto& [object, mask] : seen) {
        session->goTo(object);
        if (!waitForObject(*session, object) || !session->document())
            return "object " + std::to_string(object + 1) + " can't be shown again";
        if (session->document()->mask() != mask)
            return "object " + std::to_string(object + 1) + " has other labels on the disk than were seen";
    }
    return {};
}

/// One session from opening to leaving, and what it left on the disk.
std::string faultOfRound(const JobFixture& fixture, std::mt19937& random)
{
    std::map<ObjectId, LabelMask> seen;
    {
        const std::unique_ptr<WorkSession> session = openSession(fixture);
        if (!QTest::qWaitFor([&] { return session->view() != WorkSession::View::Loading; }, kWaitMs))
            return "the first object does not come";
        soak::Annotator annotator(*session, random);
        for (int act = 0; act < kActsARound; ++act) {
            if (const std::string fault = annotator.act(); !fault.empty())
                return fault + "; the last acts were: " + annotator.trail();
        }
        if (!QTest::qWaitFor([&] { return session->pendingSaves() == 0; }, kWaitMs))
            return "something is still not on the disk after a minute";
        seen = annotator.seen();
    }
    return faultOnDisk(fixture, seen);
}

double medianBetween(const std::vector<Reading>& readings, qint64 fromMs, qint64 toMs)
{
    std::vector<double> bytes;
    for (const Reading& reading : readings) {
        if (reading.atMs >= fromMs && reading.atMs < toMs)
            bytes.push_back(reading.residentBytes);
    }
    if (bytes.empty())
        return 0;
    std::nth_element(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(bytes.size() / 2), bytes.end());
    return bytes[bytes.size() / 2];
}

/// The first third fills what is kept for good; from then on memory stays what it is.
std::string faultOfMemory(const std::vector<Reading>& readings, qint64 endMs)
{
    const double before = medianBetween(readings, endMs / 3, endMs * 2 / 3);
    const double after = medianBetween(readings, endMs * 2 / 3, endMs + 1);
    std::printf("resident memory: %.1f MB, then %.1f MB\n", before / 1e6, after / 1e6);
    if (before == 0 || after == 0)
        return "too few rounds to judge the memory; it needs more seconds";
    return after <= before * kMostGrowth ? std::string() : "resident memory grows";
}

/// What grows only by chance would hide what grows for good: one heap for all threads, images given back at once, and
/// what is loaded on demand there from the beginning.
void steadyMemory()
{
    ::mallopt(M_ARENA_MAX, 1);
    ::mallopt(M_MMAP_THRESHOLD, 1 << 16);
    const Image photo = blotchPhoto({64, 48});
    if (const auto carried = carryMask(photo, photo, *LabelMask::create(photo.size())); !carried)
        qFatal("%s", sentence(carried.error()).c_str());
}

std::string faultOfRun(std::mt19937& random, qint64 endMs)
{
    steadyMemory();
    QElapsedTimer timer;
    timer.start();
    std::vector<Reading> readings;
    std::unique_ptr<JobFixture> fixture;
    while (timer.elapsed() < endMs) {
        if (readings.size() % kRoundsAJob == 0)
            fixture = makeJob();
        if (std::string fault = faultOfRound(*fixture, random); !fault.empty())
            return "round " + std::to_string(readings.size() + 1) + ": " + fault;
        readings.push_back({timer.elapsed(), residentBytes()});
        if (readings.size() % kRoundsAJob == 0)
            std::printf("round %zu: %.1f MB\n", readings.size(), readings.back().residentBytes / 1e6);
    }
    std::printf("%zu rounds of %d acts\n", readings.size(), kActsARound);
    return faultOfMemory(readings, endMs);
}

} // namespace

/// usage: labelwright_soak [SECONDS [SEED]]
int main(int argc, char** argv)
{
    const QCoreApplication application(argc, argv);
    const int seconds = argc > 1 ? std::atoi(argv[1]) : 60;
    const unsigned seed = argc > 2 ? static_cast<unsigned>(std::strtoul(argv[2], nullptr, 10)) : std::random_device()();
    std::printf("%d s, seed %u\n", seconds, seed);
    std::fflush(stdout);
    std::mt19937 random(seed);
    const std::string fault = faultOfRun(random, seconds * qint64{1000});
    if (!fault.empty())
        std::fprintf(stderr, "seed %u, %s\n", seed, fault.c_str());
    return fault.empty() ? EXIT_SUCCESS : EXIT_FAILURE;
}
