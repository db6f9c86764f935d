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
const Region kOther = Region::fromRect({1, 1, 2, 2});

/// Finds kObject, but kOther when the right point lies in an odd column.
const Engine kEngine{"fixed", [](const Image&, const ExtremePoints& points) -> Result<Segmentation> {
                         return Segmentation{points.right.x % 2 == 0 ? kObject : kOther, 1};
                     }};

const Error kFailure{ErrorCode::Unsupported, "no object"};

std::shared_ptr<SegmentWork> takenFrom(AutoSegmentTool& tool)
{
    return std::static_pointer_cast<SegmentWork>(tool.takeWork());
}

/// Runs the newest work and delivers it; whether the tool waited for it.
bool deliver(AutoSegmentTool& tool, Document& document, const std::shared_ptr<ToolWork>& work)
{
    const Status outcome = work->run({});
    return tool.deliver(document, work, outcome);
}
bool deliver(AutoSegmentTool& tool, Document& document)
{
    return deliver(tool, document, tool.takeWork());
}
bool deliverFailure(AutoSegmentTool& tool, Document& document)
{
    return tool.deliver(document, tool.takeWork(), kFailure);
}

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
        AutoSegmentTool tool(kEngine);
        for (const int i : order)
            click(tool, document, places[static_cast<std::size_t>(i)]);
        const auto request = takenFrom(tool);
        QVERIFY(request != nullptr);
        QVERIFY(request->points() == expected);
        QCOMPARE(document.revision(), std::uint64_t(0));
    } while (std::next_permutation(order.begin(), order.end()));
}

void AutoSegmentToolTest::threeClicksAskNothing()
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

void AutoSegmentToolTest::clicksOutsideAreMovedToTheEdge()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {{50, -20}, {50, 300}, {-0.5, 40}, {100, 40}});
    const auto request = takenFrom(tool);
    QVERIFY(request != nullptr);
    QVERIFY((request->points() == ExtremePoints{{50, 0}, {50, 79}, {0, 40}, {99, 40}}));
}

void AutoSegmentToolTest::requestIsTakenOnce()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.takeWork() != nullptr);
    QVERIFY(!tool.takeWork());
}

void AutoSegmentToolTest::deliveredPreviewIsPaintedByCommit()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
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
    AutoSegmentTool tool(kEngine);
    QVERIFY(!tool.commit(document, 1));
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto request = takenFrom(tool);
    QVERIFY(!tool.commit(document, 1));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(deliver(tool, document, request)); // still awaited
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentToolTest::staleDeliveriesAreDropped()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({70, 40}));
    const auto first = tool.takeWork();
    tool.hover(document, at({76, 40}));
    const auto second = tool.takeWork();
    QVERIFY(second != first);
    QVERIFY(!deliver(tool, document, first));
    QVERIFY(!tool.deliver(document, first, kFailure));
    QVERIFY(!tool.hasPreview());
    QVERIFY(deliver(tool, document, second));
    QVERIFY(tool.outline().preview == kObject);
    QVERIFY(!tool.deliver(document, second, kFailure)); // once is enough
    QVERIFY(tool.outline().preview == kObject);
    QVERIFY(!tool.deliver(document, nullptr, ok()));
}

void AutoSegmentToolTest::hoverAfterTheThirdClickAsksOnceAPixel()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({80.1, 35.1}));
    const auto request = takenFrom(tool);
    QVERIFY(request != nullptr);
    QVERIFY((request->points().right == Point{80, 35}));
    tool.hover(document, at({80.9, 35.9}));
    QVERIFY(!tool.takeWork());
    tool.hover(document, at({81.1, 35.9}));
    const auto second = takenFrom(tool);
    QVERIFY((second->points().right == Point{81, 35}));
    QVERIFY(deliver(tool, document, second));
    tool.hover(document, at({81.5, 35.5}));
    QVERIFY(!tool.takeWork());
}

void AutoSegmentToolTest::hoverBeforeTheThirdClickAsksNothing()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    tool.hover(document, at(kRight));
    click(tool, document, {kTop, kBottom});
    tool.hover(document, at(kRight));
    QVERIFY(!tool.takeWork());
}

void AutoSegmentToolTest::livePreviewStaysUntilTheNextOne()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({70, 40}));
    QVERIFY(deliver(tool, document));
    tool.hover(document, at({71, 40}));
    QVERIFY(tool.hasPreview()); // no flicker
    QVERIFY(deliver(tool, document));
    QVERIFY(tool.outline().preview == kOther);
}

void AutoSegmentToolTest::fourthClickWhereThePointerWasNeedsNoNewRequest()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at(kRight));
    QVERIFY(deliver(tool, document));
    click(tool, document, kRight);
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.hasPreview());
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

void AutoSegmentToolTest::fourthClickElsewhereDropsTheLivePreview()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({70, 40}));
    QVERIFY(deliver(tool, document));
    click(tool, document, kRight);
    QVERIFY(tool.takeWork() != nullptr);
    QVERIFY(!tool.hasPreview());
    QVERIFY(!tool.commit(document, 1));
}

void AutoSegmentToolTest::fifthClickIsIgnored()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    click(tool, document, PointF{50, 40});
    tool.hover(document, at({60, 40}));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.hasPreview());
}

void AutoSegmentToolTest::draggedPointAsksAgain()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliver(tool, document));
    tool.press(document, at({82, 36}));
    QVERIFY(!tool.takeWork());
    tool.drag(document, at({82, 36}));
    QVERIFY(!tool.takeWork()); // not moved
    tool.drag(document, at({83, 36}));
    QVERIFY((takenFrom(tool)->points().right == Point{83, 36}));
    tool.drag(document, at({90, 36}));
    const auto request = takenFrom(tool);
    QVERIFY((request->points().right == Point{90, 36}));
    QVERIFY(deliver(tool, document, request));
    tool.release(document, at({90, 36}));
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.hasPreview());
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    tool.drag(document, at({10, 10})); // after the release
    QVERIFY(!tool.takeWork());
}

void AutoSegmentToolTest::releaseBeforeTheAnswerDropsTheOldPreview()
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
    QVERIFY(!tool.commit(document, 1));
    QVERIFY(deliver(tool, document));
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentToolTest::clickOnAPlacedPointAddsOneThere()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kTop, kBottom, kBottom});
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QVERIFY(tool.takeWork() != nullptr);
}

void AutoSegmentToolTest::tremblingClickOnAPlacedPointAddsOneThere()
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

void AutoSegmentToolTest::draggedPointOfThreeMovesIt()
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

void AutoSegmentToolTest::stepBackRemovesTheLastClickAndItsPreview()
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

void AutoSegmentToolTest::cancelDropsClicksPreviewAndAnswer()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    QVERIFY(!tool.cancel());
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto request = takenFrom(tool);
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(!deliver(tool, document, request));
    QVERIFY(!tool.hasPreview());
    QVERIFY(tool.outline().markers.empty());
    QCOMPARE(document.revision(), std::uint64_t(0));
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.takeWork() != request);
    QVERIFY(tool.cancel()); // a request that nobody took yet goes too
    QVERIFY(!tool.takeWork());
}

void AutoSegmentToolTest::failureKeepsThePoints()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({70, 40}));
    QVERIFY(deliver(tool, document));
    tool.hover(document, at({71, 40}));
    QVERIFY(deliverFailure(tool, document));
    QVERIFY(!tool.hasPreview());
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    click(tool, document, PointF{71, 40});
    QVERIFY(deliverFailure(tool, document));
    QCOMPARE(tool.hint(), std::string("auto-segment.failed"));
    tool.press(document, at({71, 40}));
    tool.drag(document, at({75, 40}));
    QVERIFY(deliverFailure(tool, document)); // while the point is held
    tool.drag(document, at({77, 40}));
    QVERIFY((takenFrom(tool)->points().right == Point{77, 40}));
}

void AutoSegmentToolTest::nextObjectFollowsACommit()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto first = tool.takeWork();
    QVERIFY(deliver(tool, document, first));
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.hasPreview());
    QCOMPARE(tool.hint(), std::string("auto-segment.first"));
    click(tool, document, {kTop, kBottom, kLeft, kRight}); // the same places ask anew
    const auto second = tool.takeWork();
    QVERIFY(second != nullptr);
    QVERIFY(second != first);
}

void AutoSegmentToolTest::hintSaysWhatComesNext()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    QCOMPARE(tool.hint(), std::string("auto-segment.first"));
    click(tool, document, kTop);
    QCOMPARE(tool.hint(), std::string("auto-segment.second"));
    click(tool, document, kBottom);
    QCOMPARE(tool.hint(), std::string("auto-segment.third"));
    click(tool, document, kLeft);
    QCOMPARE(tool.hint(), std::string("auto-segment.fourth"));
    click(tool, document, kRight);
    QCOMPARE(tool.hint(), std::string("auto-segment.working"));
    QVERIFY(deliver(tool, document));
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

QTEST_APPLESS_MAIN(AutoSegmentToolTest)
#include "AutoSegmentToolTest.moc"
