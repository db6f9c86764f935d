// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/AutoSegmentTool.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

constexpr PointF kTop{50.5, 10.5};
constexpr PointF kBottom{52.5, 60.5};
constexpr PointF kLeft{20.5, 30.5};
constexpr PointF kRight{80.5, 35.5};

Document blank()
{
    return Document(*LabelMask::create({100, 80}));
}

PointerEvent at(PointF position)
{
    return {.position = position, .label = 1, .snapDistance = 3};
}

void click(AutoSegmentTool& tool, Document& document, PointF place)
{
    tool.press(document, at(place));
    tool.release(document, at(place));
}

void click(AutoSegmentTool& tool, Document& document, const std::vector<PointF>& places)
{
    for (const PointF& place : places)
        click(tool, document, place);
}

std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

const Region kObject = Region::fromRect({20, 10, 61, 51});

} // namespace

class AutoSegmentToolTest : public QObject {
    Q_OBJECT

private slots:
    void clicksInAnyOrderAskForTheSame();
    void threeClicksAskNothing();
    void clicksOutsideAreMovedToTheEdge();
    void requestIsTakenOnce();
    void deliveredPreviewIsPaintedByCommit();
    void commitWithoutPreviewKeepsEverything();
    void staleDeliveriesAreDropped();
    void hoverAfterTheThirdClickAsksOnceAPixel();
    void hoverBeforeTheThirdClickAsksNothing();
    void livePreviewStaysUntilTheNextOne();
    void fourthClickWhereThePointerWasNeedsNoNewRequest();
    void fourthClickElsewhereDropsTheLivePreview();
    void fifthClickIsIgnored();
    void draggedPointAsksAgain();
    void releaseBeforeTheAnswerDropsTheOldPreview();
    void clickOnAPlacedPointAddsOneThere();
    void tremblingClickOnAPlacedPointAddsOneThere();
    void draggedPointOfThreeMovesIt();
    void stepBackRemovesTheLastClickAndItsPreview();
    void cancelDropsClicksPreviewAndAnswer();
    void failureKeepsThePoints();
    void nextObjectFollowsACommit();
    void hintSaysWhatComesNext();
};

void AutoSegmentToolTest::clicksInAnyOrderAskForTheSame()
{
    std::array<int, 4> order{0, 1, 2, 3};
    const std::array places{kTop, kBottom, kLeft, kRight};
    const ExtremePoints expected{{50, 10}, {52, 60}, {20, 30}, {80, 35}};
    do {
        Document document = blank();
        AutoSegmentTool tool;
        for (const int i : order)
            click(tool, document, places[static_cast<std::size_t>(i)]);
        const auto request = tool.takeRequest();
        QVERIFY(request.has_value());
        QVERIFY(request->points == expected);
        QCOMPARE(document.revision(), std::uint64_t(0));
    } while (std::next_permutation(order.begin(), order.end()));
}

void AutoSegmentToolTest::threeClicksAskNothing()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    QVERIFY(!tool.takeRequest());
    QVERIFY(tool.isActive());
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    QVERIFY(tool.outline().markers[1].position == kBottom);
    QVERIFY(tool.outline().markers[1].handle == ToolOutline::Handle::Extreme);
}

void AutoSegmentToolTest::clicksOutsideAreMovedToTheEdge()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {{50, -20}, {50, 300}, {-0.5, 40}, {100, 40}});
    const auto request = tool.takeRequest();
    QVERIFY(request.has_value());
    QVERIFY((request->points == ExtremePoints{{50, 0}, {50, 79}, {0, 40}, {99, 40}}));
}

void AutoSegmentToolTest::requestIsTakenOnce()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.takeRequest().has_value());
    QVERIFY(!tool.takeRequest());
}

void AutoSegmentToolTest::deliveredPreviewIsPaintedByCommit()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    QVERIFY(tool.hasPreview());
    QVERIFY(tool.outline().preview == kObject);
    QCOMPARE(count(document, 5), 0);
    QVERIFY(tool.commit(document, 5));
    QCOMPARE(count(document, 5), kObject.area());
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"auto-segment"});
    document.undo();
    QCOMPARE(count(document, 5), 0);
}

void AutoSegmentToolTest::commitWithoutPreviewKeepsEverything()
{
    Document document = blank();
    AutoSegmentTool tool;
    QVERIFY(!tool.commit(document, 1));
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto request = tool.takeRequest();
    QVERIFY(!tool.commit(document, 1));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(tool.deliver(request->id, kObject)); // still awaited
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentToolTest::staleDeliveriesAreDropped()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(at({70, 40}));
    const std::uint64_t first = tool.takeRequest()->id;
    tool.hover(at({75, 40}));
    const std::uint64_t second = tool.takeRequest()->id;
    QVERIFY(second > first);
    QVERIFY(!tool.deliver(first, kObject));
    QVERIFY(!tool.deliverFailure(first));
    QVERIFY(!tool.hasPreview());
    QVERIFY(tool.deliver(second, kObject));
    QVERIFY(!tool.deliver(second, Region{}));
    QVERIFY(tool.outline().preview == kObject);
    QVERIFY(!tool.deliver(second + 1, kObject));
}

void AutoSegmentToolTest::hoverAfterTheThirdClickAsksOnceAPixel()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(at({80.1, 35.1}));
    const auto request = tool.takeRequest();
    QVERIFY(request.has_value());
    QVERIFY((request->points.right == Point{80, 35}));
    tool.hover(at({80.9, 35.9}));
    QVERIFY(!tool.takeRequest());
    tool.hover(at({81.1, 35.9}));
    QVERIFY((tool.takeRequest()->points.right == Point{81, 35}));
    QVERIFY(tool.deliver(request->id + 1, kObject));
    tool.hover(at({81.5, 35.5}));
    QVERIFY(!tool.takeRequest());
}

void AutoSegmentToolTest::hoverBeforeTheThirdClickAsksNothing()
{
    Document document = blank();
    AutoSegmentTool tool;
    tool.hover(at(kRight));
    click(tool, document, {kTop, kBottom});
    tool.hover(at(kRight));
    QVERIFY(!tool.takeRequest());
}

void AutoSegmentToolTest::livePreviewStaysUntilTheNextOne()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(at({70, 40}));
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    tool.hover(at({71, 40}));
    QVERIFY(tool.hasPreview()); // no flicker
    const Region next = Region::fromRect({1, 1, 2, 2});
    QVERIFY(tool.deliver(tool.takeRequest()->id, next));
    QVERIFY(tool.outline().preview == next);
}

void AutoSegmentToolTest::fourthClickWhereThePointerWasNeedsNoNewRequest()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(at(kRight));
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    click(tool, document, kRight);
    QVERIFY(!tool.takeRequest());
    QVERIFY(tool.hasPreview());
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

void AutoSegmentToolTest::fourthClickElsewhereDropsTheLivePreview()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(at({70, 40}));
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    click(tool, document, kRight);
    QVERIFY(tool.takeRequest().has_value());
    QVERIFY(!tool.hasPreview());
    QVERIFY(!tool.commit(document, 1));
}

void AutoSegmentToolTest::fifthClickIsIgnored()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    click(tool, document, PointF{50, 40});
    tool.hover(at({60, 40}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(!tool.takeRequest());
    QVERIFY(tool.hasPreview());
}

void AutoSegmentToolTest::draggedPointAsksAgain()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    tool.press(document, at({82, 36}));
    QVERIFY(!tool.takeRequest());
    tool.drag(document, at({82, 36}));
    QVERIFY(!tool.takeRequest()); // not moved
    tool.drag(document, at({83, 36}));
    QVERIFY((tool.takeRequest()->points.right == Point{83, 36}));
    tool.drag(document, at({90, 36}));
    const auto request = tool.takeRequest();
    QVERIFY((request->points.right == Point{90, 36}));
    QVERIFY(tool.deliver(request->id, kObject));
    tool.release(document, at({90, 36}));
    QVERIFY(!tool.takeRequest());
    QVERIFY(tool.hasPreview());
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    tool.drag(document, at({10, 10})); // after the release
    QVERIFY(!tool.takeRequest());
}

void AutoSegmentToolTest::releaseBeforeTheAnswerDropsTheOldPreview()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    tool.press(document, at(kRight));
    tool.drag(document, at({90, 36}));
    QVERIFY(tool.hasPreview());
    tool.release(document, at({90, 36}));
    QVERIFY(!tool.hasPreview());
    QVERIFY(!tool.commit(document, 1));
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentToolTest::clickOnAPlacedPointAddsOneThere()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kTop, kBottom, kBottom});
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(tool.takeRequest().has_value());
}

void AutoSegmentToolTest::tremblingClickOnAPlacedPointAddsOneThere()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, kTop);
    tool.press(document, at(kTop));
    tool.drag(document, at({kTop.x + 1, kTop.y}));
    tool.release(document, at({kTop.x + 1, kTop.y}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(2));
    QVERIFY(tool.outline().markers[0].position == kTop);
}

void AutoSegmentToolTest::draggedPointOfThreeMovesIt()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.press(document, at(kLeft));
    tool.drag(document, at({10, 30}));
    tool.drag(document, at(kLeft)); // back at the place of the press: still a drag
    tool.release(document, at({11, 31}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    QVERIFY((tool.outline().markers[2].position == PointF{11, 31}));
    QVERIFY(!tool.takeRequest());
}

void AutoSegmentToolTest::stepBackRemovesTheLastClickAndItsPreview()
{
    Document document = blank();
    AutoSegmentTool tool;
    QVERIFY(!tool.stepBack());
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto request = tool.takeRequest();
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.deliver(request->id, kObject));
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    click(tool, document, kRight);
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.hasPreview());
    tool.hover(at(kRight));
    QVERIFY(tool.takeRequest().has_value());
    for (int left = 3; left > 0; --left)
        QVERIFY(tool.stepBack());
    QVERIFY(!tool.isActive());
}

void AutoSegmentToolTest::cancelDropsClicksPreviewAndAnswer()
{
    Document document = blank();
    AutoSegmentTool tool;
    QVERIFY(!tool.cancel());
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto request = tool.takeRequest();
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.deliver(request->id, kObject));
    QVERIFY(!tool.hasPreview());
    QVERIFY(tool.outline().markers.empty());
    QCOMPARE(document.revision(), std::uint64_t(0));
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.takeRequest()->id > request->id);
    QVERIFY(tool.cancel()); // a request that nobody took yet goes too
    QVERIFY(!tool.takeRequest());
}

void AutoSegmentToolTest::failureKeepsThePoints()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(at({70, 40}));
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    tool.hover(at({71, 40}));
    QVERIFY(tool.deliverFailure(tool.takeRequest()->id));
    QVERIFY(!tool.hasPreview());
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    click(tool, document, PointF{71, 40});
    QVERIFY(tool.deliverFailure(tool.takeRequest()->id));
    QCOMPARE(tool.hint(), std::string("auto-segment.failed"));
    tool.press(document, at({71, 40}));
    tool.drag(document, at({75, 40}));
    QVERIFY(tool.deliverFailure(tool.takeRequest()->id)); // while the point is held
    tool.drag(document, at({77, 40}));
    QVERIFY((tool.takeRequest()->points.right == Point{77, 40}));
}

void AutoSegmentToolTest::nextObjectFollowsACommit()
{
    Document document = blank();
    AutoSegmentTool tool;
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const std::uint64_t first = tool.takeRequest()->id;
    QVERIFY(tool.deliver(first, kObject));
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.hasPreview());
    QCOMPARE(tool.hint(), std::string("auto-segment.first"));
    click(tool, document, {kTop, kBottom, kLeft, kRight}); // the same places ask anew
    const auto second = tool.takeRequest();
    QVERIFY(second.has_value());
    QVERIFY(second->id > first);
}

void AutoSegmentToolTest::hintSaysWhatComesNext()
{
    Document document = blank();
    AutoSegmentTool tool;
    QCOMPARE(tool.hint(), std::string("auto-segment.first"));
    click(tool, document, kTop);
    QCOMPARE(tool.hint(), std::string("auto-segment.second"));
    click(tool, document, kBottom);
    QCOMPARE(tool.hint(), std::string("auto-segment.third"));
    click(tool, document, kLeft);
    QCOMPARE(tool.hint(), std::string("auto-segment.fourth"));
    click(tool, document, kRight);
    QCOMPARE(tool.hint(), std::string("auto-segment.working"));
    QVERIFY(tool.deliver(tool.takeRequest()->id, kObject));
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

QTEST_APPLESS_MAIN(AutoSegmentToolTest)
#include "AutoSegmentToolTest.moc"
