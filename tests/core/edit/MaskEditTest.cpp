// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/MaskEdit.h"

#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QElapsedTimer>
#include <QTest>

#include <algorithm>
#include <cstdint>
#include <random>

using namespace labelwright;

namespace {

Document blank(Size size = {200, 150})
{
    return Document(*LabelMask::create(size));
}

LabelMask randomMask(Size size)
{
    std::mt19937 random(1);
    std::vector<Label> labels(static_cast<std::size_t>(size.width * size.height));
    std::ranges::generate(labels, [&] { return static_cast<Label>(random() % 4); });
    return *LabelMask::create(size, std::move(labels));
}

} // namespace

class MaskEditTest : public QObject {
    Q_OBJECT

private slots:
    void paintsExactlyTheRegion();
    void ignoresWhatLiesOutside();
    void reportsWhatChanged();
    void paintingWhatIsThereAlreadyIsNoChange();
    void destructorRestoresEveryPixelAndSaysSo();
    void aLargeBrushReportsTheCrescentAheadOfIt();
    void commitIsOneStep();
    void commitWithoutChangeIsNoStep();
    void undoAndRedoWaitForTheEditToEnd();
    void nextEditMayFollowCommitAndRollback();
    void eventOfALargeStrokeCostsAboutAMillisecond();
};

void MaskEditTest::paintsExactlyTheRegion()
{
    const LabelMask before = randomMask({200, 150});
    Document document(before);
    const Region region = capsule({30, 40}, {120, 90}, 17);
    MaskEdit edit(document);
    edit.paint(region, 3);
    for (int y = 0; y < 150; ++y)
        for (int x = 0; x < 200; ++x)
            QCOMPARE(document.mask().at({x, y}), region.contains({x, y}) ? Label(3) : before.at({x, y}));
}

void MaskEditTest::ignoresWhatLiesOutside()
{
    Document document = blank({5, 4});
    MaskEdit edit(document);
    edit.paint(Region::fromRect({-10, -10, 12, 12}), 1);
    edit.paint(Region::fromRect({4, 3, 100, 100}), 2);
    edit.paint(Region::fromRect({5, 0, 10, 10}), 3);
    edit.paint(Region::fromRect({0, -5, 5, 5}), 4);
    const std::vector<Label> expected{1, 1, 0, 0, 0, 1, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2};
    QVERIFY(std::ranges::equal(document.mask().pixels(), expected));
}

void MaskEditTest::reportsWhatChanged()
{
    Document document = blank();
    std::vector<Rect> reported;
    document.onMaskChanged = [&](const Rect& rect) { reported.push_back(rect); };
    MaskEdit edit(document);
    edit.paint(Region::fromSpans({{10, -5, 20}, {12, 30, 40}}), 1);
    edit.paint(Region::fromRect({300, 300, 5, 5}), 1);
    QCOMPARE(reported.size(), std::size_t(1));
    QVERIFY((reported[0] == Rect{0, 10, 40, 3}));
    QCOMPARE(document.revision(), std::uint64_t(1));
}

void MaskEditTest::paintingWhatIsThereAlreadyIsNoChange()
{
    Document document = blank();
    int reports = 0;
    document.onMaskChanged = [&](const Rect&) { ++reports; };
    MaskEdit edit(document);
    edit.paint(Region::fromRect({0, 0, 10, 10}), 1);
    edit.paint(Region::fromRect({2, 2, 5, 5}), 1);
    edit.paint(Region::fromRect({50, 50, 5, 5}), kUnlabelled);
    QCOMPARE(reports, 1);
    edit.paint(Region::fromRect({9, 9, 2, 1}), 1); // its first pixel has the label, its second not
    QCOMPARE(reports, 2);
}

void MaskEditTest::destructorRestoresEveryPixelAndSaysSo()
{
    const LabelMask before = randomMask({200, 150});
    Document document(before);
    std::vector<Rect> reported;
    std::uint64_t revision = 0;
    {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({10, 10, 100, 50}), 1);
        edit.paint(Region::fromRect({50, 20, 90, 100}), 2);
        revision = document.revision();
        document.onMaskChanged = [&](const Rect& rect) { reported.push_back(rect); };
    }
    QVERIFY(document.mask() == before);
    QVERIFY(!document.history().canUndo());
    QCOMPARE(reported.size(), std::size_t(1));
    QVERIFY((reported[0].intersected({10, 10, 130, 110}) == Rect{10, 10, 130, 110}));
    QCOMPARE(document.revision(), revision + 1);
}

void MaskEditTest::aLargeBrushReportsTheCrescentAheadOfIt()
{
    Document document(LabelMask::create({1400, 1200}).value());
    std::vector<Rect> reported;
    MaskEdit edit(document);
    edit.paint(capsule({600, 600}, {600, 600}, 500), 1);
    const LabelMask before = document.mask();
    document.onMaskChanged = [&](const Rect& rect) { reported.push_back(rect); };
    edit.paint(capsule({600, 600}, {620, 600}, 500), 1);
    std::int64_t area = 0;
    for (const Rect& rect : reported)
        area += std::int64_t{rect.width} * rect.height;
    QVERIFY(area < 250'000); // of the million that the brush covers
    for (int y = 0; y < 1200; ++y) {
        for (int x = 0; x < 1400; ++x) {
            const bool isTold = std::ranges::any_of(reported, [&](const Rect& rect) { return rect.contains({x, y}); });
            QVERIFY(isTold || before.at({x, y}) == document.mask().at({x, y}));
        }
    }
}

void MaskEditTest::commitIsOneStep()
{
    const LabelMask before = randomMask({200, 150});
    Document document(before);
    {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({10, 10, 100, 50}), 1);
        edit.paint(Region::fromRect({50, 20, 90, 100}), 2);
        edit.commit("brush");
    }
    const LabelMask after = document.mask();
    QVERIFY(after != before);
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"brush"});
    document.undo();
    QVERIFY(document.mask() == before);
    document.redo();
    QVERIFY(document.mask() == after);
}

void MaskEditTest::commitWithoutChangeIsNoStep()
{
    Document document = blank();
    int records = 0;
    document.onRecorded = [&](const EditRecord&) { ++records; };
    {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({0, 0, 9, 9}), kUnlabelled);
        edit.paint(Region{}, 3);
        edit.commit("eraser");
    }
    QVERIFY(!document.history().canUndo());
    QCOMPARE(records, 0);
    QCOMPARE(document.revision(), std::uint64_t(0));
}

void MaskEditTest::undoAndRedoWaitForTheEditToEnd()
{
    Document document = blank();
    for (int i = 0; i < 2; ++i) {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({10 * i, 0, 5, 5}), 1);
        edit.commit("brush");
    }
    document.undo();
    {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({50, 50, 5, 5}), 2);
        const LabelMask during = document.mask();
        document.undo();
        document.redo();
        QVERIFY(document.mask() == during);
    }
    QVERIFY(document.history().canUndo() && document.history().canRedo());
    document.undo();
    QVERIFY(document.mask() == blank().mask());
}

void MaskEditTest::nextEditMayFollowCommitAndRollback()
{
    Document document = blank();
    MaskEdit first(document);
    first.paint(Region::fromRect({0, 0, 5, 5}), 1);
    first.commit("brush");
    {
        MaskEdit second(document); // while the finished first still exists
        second.paint(Region::fromRect({0, 0, 9, 9}), 2);
    }
    QCOMPARE(document.mask().at({0, 0}), Label(1));
    QCOMPARE(document.mask().at({8, 8}), kUnlabelled);
}

void MaskEditTest::eventOfALargeStrokeCostsAboutAMillisecond()
{
    Document document = blank({4000, 3000});
    MaskEdit edit(document);
    constexpr int kEvents = 100;
    QElapsedTimer timer;
    timer.start();
    for (int i = 0; i < kEvents; ++i)
        edit.paint(capsule({500.0 + 10 * i, 1000.0 + 5 * i}, {510.0 + 10 * i, 1005.0 + 5 * i}, 64), 1);
    edit.commit("brush");
    const double perEvent = static_cast<double>(timer.nsecsElapsed()) / 1e6 / kEvents;
    qInfo("%.3f ms an event of a stroke 1100 px long, radius 64, on 12 MP", perEvent);
    QVERIFY(perEvent < 5); // far below the cost of touching all 12 MP, with room for a slow machine
    QVERIFY(document.history().byteSize() < 2'000'000);
}

LABELWRIGHT_TEST(MaskEditTest)
#include "MaskEditTest.moc"
