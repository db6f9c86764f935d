// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/SegmentRunner.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

/// A dark square on a light ground.
Image squarePicture()
{
    Image image({120, 120});
    for (int y = 0; y < 120; ++y) {
        for (int x = 0; x < 120; ++x) {
            const bool inside = x >= 40 && x < 80 && y >= 40 && y < 80;
            std::ranges::fill(image.writableRow(y).subspan(static_cast<std::size_t>(x) * 4, 4),
                              static_cast<std::uint8_t>(inside ? 40 : 220));
        }
    }
    return image;
}

constexpr ExtremePoints kSquare{{60, 40}, {60, 79}, {40, 60}, {79, 60}};

} // namespace

class SegmentRunnerTest : public QObject {
    Q_OBJECT
private slots:
    void deliversInTheCallersThread();
    void ofManyWaitingOnlyTheNewestRuns();
};

void SegmentRunnerTest::deliversInTheCallersThread()
{
    std::vector<std::uint64_t> delivered;
    SegmentRunner runner([&](std::uint64_t id, Result<Segmentation> result) {
        QCOMPARE(QThread::currentThread(), thread());
        QVERIFY(result.has_value());
        QVERIFY(result->region.contains({60, 60}));
        QVERIFY(!result->region.contains({10, 10}));
        delivered.push_back(id);
    });
    runner.run(squarePicture(), {7, kSquare});
    QVERIFY(runner.isBusy());
    QTRY_COMPARE(delivered, std::vector<std::uint64_t>{7});
    QVERIFY(!runner.isBusy());
}

void SegmentRunnerTest::ofManyWaitingOnlyTheNewestRuns()
{
    std::vector<std::uint64_t> delivered;
    SegmentRunner runner([&](std::uint64_t id, const Result<Segmentation>&) { delivered.push_back(id); });
    for (std::uint64_t id = 1; id <= 5; ++id)
        runner.run(squarePicture(), {id, kSquare});
    QTRY_COMPARE(delivered, (std::vector<std::uint64_t>{1, 5}));
}

QTEST_GUILESS_MAIN(SegmentRunnerTest)
#include "SegmentRunnerTest.moc"
