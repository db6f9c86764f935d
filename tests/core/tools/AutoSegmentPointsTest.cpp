// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/tools/AutoSegmentHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <array>

using namespace labelwright;
using namespace labelwright::test;

/// Placing four points, moving them and taking them back.
class AutoSegmentPointsTest : public QObject {
    Q_OBJECT
private slots:
    void clicksInAnyOrderAskForTheSame();
    void threeClicksAskNothing();
    void clicksOutsideAreMovedToTheEdge();
    void fifthClickIsNoPoint();
    void draggedPointAsksAgain();
    void releaseBeforeTheAnswerDropsTheOldPreview();
    void clickOnAPointOfFourCorrects_data();
    void clickOnAPointOfFourCorrects();
    void strokeThatTakesAwayMovesNoPoint();
    void clickOnAPlacedPointAddsOneThere();
    void tremblingClickOnAPlacedPointAddsOneThere();
    void draggedPointOfThreeMovesIt();
    void stepBackRemovesTheLastClickAndItsPreview();
};

void AutoSegmentPointsTest::clicksInAnyOrderAskForTheSame()
{
    std::array<int, 4> order{0, 1, 2, 3};
    const std::array places{kTop, kBottom, kLeft, kRight};
    const ExtremePoints expected{{50, 10}, {52, 60}, {20, 30}, {80, 35}};
    do {
        Document document = blank();
        AutoSegmentTool tool(kEngine);
        for (const int i : order)
            click(tool, document, places[static_cast<std::size_t>(i)]);
        const auto request = takenFrom(tool);
        QVERIFY(request != nullptr);
        QVERIFY(request->hints().points == expected);
        QCOMPARE(document.revision(), std::uint64_t(0));
    } while (std::next_permutation(order.begin(), order.end()));
}

void AutoSegmentPointsTest::threeClicksAskNothing()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.isActive());
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    QVERIFY(tool.outline().markers[1].position == kBottom);
    QVERIFY(tool.outline().markers[1].handle == ToolOutline::Handle::Extreme);
}

void AutoSegmentPointsTest::clicksOutsideAreMovedToTheEdge()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {{50, -20}, {50, 300}, {-0.5, 40}, {100, 40}});
    const auto request = takenFrom(tool);
    QVERIFY(request != nullptr);
    QVERIFY((request->hints().points == ExtremePoints{{50, 0}, {50, 79}, {0, 40}, {99, 40}}));
}

void AutoSegmentPointsTest::fifthClickIsNoPoint()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    click(tool, document, PointF{50, 40});
    tool.hover(document, at({60, 40}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QCOMPARE(tool.outline().strokes.size(), std::size_t(1));
}

void AutoSegmentPointsTest::draggedPointAsksAgain()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    tool.press(document, at({82, 36}));
    QVERIFY(!tool.takeWork());
    tool.drag(document, at({82, 36}));
    QVERIFY(!tool.takeWork()); // not moved
    tool.drag(document, at({84, 36}));
    QVERIFY((takenFrom(tool)->hints().points.right == Point{84, 36}));
    tool.drag(document, at({90, 36}));
    const auto request = takenFrom(tool);
    QVERIFY((request->hints().points.right == Point{90, 36}));
    QVERIFY(deliver(tool, document, request));
    tool.release(document, at({90, 36}));
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.hasPreview());
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    tool.drag(document, at({10, 10})); // after the release
    QVERIFY(!tool.takeWork());
}

void AutoSegmentPointsTest::releaseBeforeTheAnswerDropsTheOldPreview()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    tool.press(document, at(kRight));
    tool.drag(document, at({90, 36}));
    QVERIFY(tool.hasPreview());
    tool.release(document, at({90, 36}));
    QVERIFY(!tool.hasPreview());
    QVERIFY(!tool.hasMask());
    QVERIFY(deliver(tool, document));
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentPointsTest::clickOnAPointOfFourCorrects_data()
{
    QTest::addColumn<bool>("erase");
    QTest::newRow("belongs") << false;
    QTest::newRow("does not") << true;
}

void AutoSegmentPointsTest::clickOnAPointOfFourCorrects()
{
    QFETCH(const bool, erase);
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    const PointF trembling{kRight.x + 1, kRight.y};
    stroke(tool, document, {kRight, trembling}, {.erase = erase});
    QVERIFY(tool.outline().markers[3].position == kRight);
    const auto work = takenFrom(tool);
    QVERIFY(work != nullptr);
    QVERIFY(!work->beginsAnew());
    QCOMPARE(work->hints().strokes.size(), std::size_t(1));
    QCOMPARE(work->hints().strokes[0].belongs, !erase);
}

void AutoSegmentPointsTest::strokeThatTakesAwayMovesNoPoint()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    stroke(tool, document, {kRight, {kRight.x + 10, kRight.y}}, {.erase = true});
    QVERIFY(tool.outline().markers[3].position == kRight);
    QCOMPARE(tool.outline().strokes.size(), std::size_t(1));
}

void AutoSegmentPointsTest::clickOnAPlacedPointAddsOneThere()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kTop, kBottom, kBottom});
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(tool.takeWork() != nullptr);
}

void AutoSegmentPointsTest::tremblingClickOnAPlacedPointAddsOneThere()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, kTop);
    tool.press(document, at(kTop));
    tool.drag(document, at({kTop.x + 1, kTop.y}));
    tool.release(document, at({kTop.x + 1, kTop.y}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(2));
    QVERIFY(tool.outline().markers[0].position == kTop);
}

void AutoSegmentPointsTest::draggedPointOfThreeMovesIt()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.press(document, at(kLeft));
    tool.drag(document, at({10, 30}));
    tool.drag(document, at(kLeft)); // back at the place of the press: still a drag
    tool.release(document, at({11, 31}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    QVERIFY((tool.outline().markers[2].position == PointF{11, 31}));
    QVERIFY(!tool.takeWork());
}

void AutoSegmentPointsTest::stepBackRemovesTheLastClickAndItsPreview()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    QVERIFY(!tool.stepBack());
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto request = takenFrom(tool);
    QVERIFY(tool.stepBack());
    QVERIFY(!deliver(tool, document, request));
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    click(tool, document, kRight);
    QVERIFY(deliver(tool, document));
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.hasPreview());
    tool.hover(document, at(kRight));
    QVERIFY(tool.takeWork() != nullptr);
    for (int left = 3; left > 0; --left)
        QVERIFY(tool.stepBack());
    QVERIFY(!tool.isActive());
}

LABELWRIGHT_TEST(AutoSegmentPointsTest)
#include "AutoSegmentPointsTest.moc"
