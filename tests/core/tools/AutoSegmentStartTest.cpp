// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/tools/AutoSegmentHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// Box and lasso, and objects of several parts.
class AutoSegmentStartTest : public QObject {
    Q_OBJECT
private slots:
    void boxIsAskedInAnyDirection_data();
    void boxIsAskedInAnyDirection();
    void boxPreviewFollowsItsCorner();
    void clickMakesNoBox();
    void cornerIsMovedAgainstTheOppositeOne();
    void lassoIsAskedOnRelease();
    void lineWithoutInsideIsNoLasso();
    void correctionsFollowABox();
    void stepBackDropsABox();
    void otherStartDropsWhatIsNotComplete();
    void partIsUnitedAndPaintedInOneStep();
    void partNeedsAMask();
    void partWaitsForCorrections();
    void enterLeavesNoBegunPartOut();
    void stepBackGoesToThePartBefore();
    void strokeOnTheFirstPartGoesOnWithIt();
    void foreignStrokeHoldsWhereBothPartsAre();
    void aFurtherPartEndsTheStroke();
};

namespace {

/// Finds the box of the points.
Result<Segmentation> segmentBox(const Image&, const ObjectHints& hints, const SegmentOptions&)
{
    Region found = Region::fromRect(hints.points.box());
    for (const HintStroke& each : hints.strokes) {
        const Point pixel = each.points.front();
        const Region one = Region::fromRect({pixel.x, pixel.y, 1, 1});
        found = each.belongs ? united(found, one) : subtracted(found, one);
    }
    return Segmentation{std::move(found), 1};
}
constexpr Engine kBoxEngine{"box", segmentBox};
constexpr Rect kBox{20, 10, 31, 21};

AutoSegmentTool withStart(AutoSegmentStart start)
{
    AutoSegmentTool tool(kBoxEngine);
    tool.setOptions({.start = start});
    return tool;
}

void drawBox(AutoSegmentTool& tool, Document& document, const Rect& box)
{
    stroke(tool, document, {{box.x + 0.5, box.y + 0.5}, {box.right() - 0.5, box.bottom() - 0.5}});
}

} // namespace

void AutoSegmentStartTest::boxIsAskedInAnyDirection_data()
{
    QTest::addColumn<double>("fromX");
    QTest::addColumn<double>("fromY");
    QTest::addColumn<double>("toX");
    QTest::addColumn<double>("toY");
    QTest::newRow("down right") << 20.5 << 10.5 << 50.5 << 30.5;
    QTest::newRow("up left") << 50.5 << 30.5 << 20.5 << 10.5;
    QTest::newRow("down left") << 50.5 << 10.5 << 20.5 << 30.5;
}

void AutoSegmentStartTest::boxIsAskedInAnyDirection()
{
    QFETCH(const double, fromX);
    QFETCH(const double, fromY);
    QFETCH(const double, toX);
    QFETCH(const double, toY);
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    QCOMPARE(tool.hint(), std::string("auto-segment.box"));
    stroke(tool, document, {{fromX, fromY}, {toX, toY}});
    const auto work = takenFrom(tool);
    QVERIFY(work != nullptr);
    QVERIFY(work->hints() == ObjectHints::ofBox(kBox));
    QVERIFY(deliver(tool, document, work));
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(tool.outline().closed);
    QVERIFY(tool.commit(document, 2));
    QCOMPARE(count(document, 2), std::int64_t(31 * 21));
}

void AutoSegmentStartTest::boxPreviewFollowsItsCorner()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    tool.press(document, at({20.5, 10.5}));
    tool.drag(document, at({40.5, 20.5}));
    QVERIFY(deliver(tool, document));
    QVERIFY(tool.hasPreview());
    QVERIFY(!tool.hasMask());
    tool.drag(document, at({50.5, 30.5}));
    QVERIFY(tool.hasPreview()); // no flicker
    QVERIFY(deliver(tool, document));
    tool.release(document, at({50.5, 30.5}));
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.hasMask());
}

void AutoSegmentStartTest::clickMakesNoBox()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    stroke(tool, document, {{20.5, 10.5}, {21.5, 11}});
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.takeWork());
}

void AutoSegmentStartTest::cornerIsMovedAgainstTheOppositeOne()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, kBox);
    QVERIFY(deliver(tool, document));
    stroke(tool, document, {{50.5, 11.5}, {60.5, 5.5}}); // the upper right one
    const auto work = takenFrom(tool);
    QVERIFY(work->hints() == ObjectHints::ofBox({20, 5, 41, 26}));
    QVERIFY(!tool.hasMask()); // what is shown is of the box before
    QVERIFY(deliver(tool, document, work));
    QVERIFY(tool.hasMask());
}

void AutoSegmentStartTest::lassoIsAskedOnRelease()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Lasso);
    QCOMPARE(tool.hint(), std::string("auto-segment.lasso"));
    const std::vector<PointF> line{{20, 10}, {60, 10}, {60, 40}, {20, 40}};
    tool.press(document, at(line[0]));
    for (const PointF& place : line)
        tool.drag(document, at(place));
    QVERIFY(!tool.takeWork());
    QVERIFY(!tool.outline().closed);
    tool.release(document, at(line.back()));
    const auto work = takenFrom(tool);
    QVERIFY(work->hints() == ObjectHints::ofLasso(Region::fromRect({20, 10, 40, 30})));
    QVERIFY(tool.outline().path == line);
    QVERIFY(tool.outline().closed);
    QVERIFY(deliver(tool, document, work));
    click(tool, document, {30.5, 20.5}); // inside: a correction
    QCOMPARE(deliverAll(tool, document), 1);
    QCOMPARE(tool.outline().strokes.size(), std::size_t(1));
}

void AutoSegmentStartTest::lineWithoutInsideIsNoLasso()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Lasso);
    for (const std::vector<PointF>& line :
         {std::vector<PointF>{{20, 10}}, {{20, 10}, {60, 10}}, {{20, 10}, {60, 44}}}) {
        stroke(tool, document, line);
        QVERIFY(!tool.isActive());
        QVERIFY(!tool.takeWork());
    }
}

void AutoSegmentStartTest::correctionsFollowABox()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, kBox);
    deliverAll(tool, document);
    stroke(tool, document, {{30.5, 20.5}}, {.erase = true});
    deliverAll(tool, document);
    QVERIFY(!tool.outline().preview->contains({30, 20}));
    QVERIFY(tool.stepBack());
    QVERIFY(tool.outline().preview->contains({30, 20}));
}

void AutoSegmentStartTest::stepBackDropsABox()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, kBox);
    deliverAll(tool, document);
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.hasPreview());
    tool.press(document, at({20.5, 10.5}));
    tool.drag(document, at({50.5, 30.5}));
    QVERIFY(tool.stepBack()); // while it is drawn
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.takeWork());
}

void AutoSegmentStartTest::otherStartDropsWhatIsNotComplete()
{
    Document document = blank();
    AutoSegmentTool tool(kBoxEngine);
    click(tool, document, {kTop, kBottom});
    tool.setOptions({.start = AutoSegmentStart::Points, .strokesBelong = false});
    QVERIFY(tool.isActive()); // the start is the same
    tool.setOptions({.start = AutoSegmentStart::Box});
    QVERIFY(!tool.isActive());
    drawBox(tool, document, kBox);
    deliverAll(tool, document);
    tool.setOptions({.start = AutoSegmentStart::Points});
    QVERIFY(tool.hasPreview());
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
    QVERIFY(tool.commit(document, 1));
    QCOMPARE(tool.hint(), std::string("auto-segment.first"));
}

void AutoSegmentStartTest::partIsUnitedAndPaintedInOneStep()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, {10, 10, 20, 20});
    deliverAll(tool, document);
    QVERIFY(tool.addPart());
    QCOMPARE(tool.hint(), std::string("auto-segment.part"));
    QVERIFY(tool.hasMask()); // Enter keeps the first
    QVERIFY(tool.outline().markers.empty());
    drawBox(tool, document, {50, 30, 10, 10});
    deliverAll(tool, document);
    QVERIFY(tool.outline().preview == united(Region::fromRect({10, 10, 20, 20}), Region::fromRect({50, 30, 10, 10})));
    QVERIFY(tool.commit(document, 7));
    QCOMPARE(count(document, 7), std::int64_t(500));
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
    QVERIFY(!tool.isActive());
}

void AutoSegmentStartTest::partNeedsAMask()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    QVERIFY(!tool.addPart());
    drawBox(tool, document, kBox);
    QVERIFY(!tool.addPart());
    deliverAll(tool, document);
    QVERIFY(tool.addPart());
    QVERIFY(!tool.addPart()); // the new one is empty
}

void AutoSegmentStartTest::partWaitsForCorrections()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, kBox);
    deliverAll(tool, document);
    click(tool, document, {60.5, 20.5});
    QVERIFY(tool.addPart());
    QCOMPARE(deliverAll(tool, document), 1);
    QCOMPARE(tool.hint(), std::string("auto-segment.part"));
    QVERIFY(tool.outline().preview->contains({60, 20}));
}

void AutoSegmentStartTest::enterLeavesNoBegunPartOut()
{
    Document document = blank();
    AutoSegmentTool tool(kBoxEngine);
    click(tool, document, {{20, 10}, {30, 30}, {10, 20}, {40, 20}});
    deliverAll(tool, document);
    QVERIFY(tool.addPart());
    click(tool, document, {{60, 10}, {70, 30}});
    QVERIFY(!tool.commit(document, 1));
    QVERIFY(tool.stepBack());
    QVERIFY(tool.stepBack());
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentStartTest::stepBackGoesToThePartBefore()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, kBox);
    click(tool, document, {60.5, 20.5});
    deliverAll(tool, document);
    const auto before = tool.outline().preview;
    QVERIFY(tool.addPart());
    drawBox(tool, document, {70, 40, 10, 10});
    deliverAll(tool, document);
    QVERIFY(tool.stepBack());
    QVERIFY(tool.outline().preview == before);
    QVERIFY(tool.stepBack());
    QVERIFY(tool.outline().preview == before);
    QCOMPARE(tool.outline().strokes.size(), std::size_t(1));
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
    QVERIFY(!tool.takeWork());
}

void AutoSegmentStartTest::strokeOnTheFirstPartGoesOnWithIt()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, {10, 10, 20, 20});
    deliverAll(tool, document);
    QVERIFY(tool.addPart());
    drawBox(tool, document, {50, 30, 10, 10});
    deliverAll(tool, document);
    stroke(tool, document, {{15.5, 15.5}}, {.erase = true});
    const auto work = takenFrom(tool);
    QVERIFY(work != nullptr);
    QVERIFY(work->hints().points == ObjectHints::ofBox({10, 10, 20, 20}).points);
    QVERIFY(deliver(tool, document, work));
    QVERIFY(!tool.outline().preview->contains({15, 15}));
    QVERIFY(tool.outline().preview->contains({55, 35}));
}

void AutoSegmentStartTest::foreignStrokeHoldsWhereBothPartsAre()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, {10, 10, 20, 20});
    deliverAll(tool, document);
    QVERIFY(tool.addPart());
    drawBox(tool, document, {20, 20, 20, 20});
    deliverAll(tool, document);
    stroke(tool, document, {{25.5, 25.5}}, {.erase = true});
    deliverAll(tool, document);
    QVERIFY(!tool.outline().preview->contains({25, 25}));
}

void AutoSegmentStartTest::aFurtherPartEndsTheStroke()
{
    Document document = blank();
    AutoSegmentTool tool = withStart(AutoSegmentStart::Box);
    drawBox(tool, document, kBox);
    deliverAll(tool, document);
    tool.press(document, at({60.5, 20.5}));
    QVERIFY(tool.addPart());
    tool.release(document, at({60.5, 20.5}));
    QCOMPARE(deliverAll(tool, document), 1);
    QVERIFY(tool.outline().preview->contains({60, 20}));
    QCOMPARE(tool.hint(), std::string("auto-segment.part"));
    QVERIFY(tool.outline().strokes.empty());
}

LABELWRIGHT_TEST(AutoSegmentStartTest)
#include "AutoSegmentStartTest.moc"
