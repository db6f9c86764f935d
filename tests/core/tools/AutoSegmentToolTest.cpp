// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/MaskEdit.h"
#include "tests/core/tools/AutoSegmentHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// What is asked for, shown and painted.
class AutoSegmentToolTest : public QObject {
    Q_OBJECT
private slots:
    void requestIsTakenOnce();
    void deliveredPreviewIsPaintedByCommit();
    void threePointsAreNotAccepted();
    void enterAfterTheFourthClickWaitsForTheMask();
    void enterIsForgottenWhereNothingIsFound();
    void enterThatWaitedKeepsWhatIsProtected();
    void staleDeliveriesAreDropped();
    void maskOfAMomentAgoIsShownWhileThePointerMoves();
    void hoverAfterTheThirdClickAsksOnceAPixel();
    void hoverBeforeTheThirdClickAsksNothing();
    void livePreviewStaysUntilTheNextOne();
    void fourthClickWhereThePointerWasNeedsNoNewRequest();
    void fourthClickElsewhereDropsTheLivePreview();
    void cancelDropsClicksPreviewAndAnswer();
    void failureKeepsThePoints();
    void nextObjectFollowsACommit();
    void hintSaysWhatComesNext();
};

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
    QVERIFY(tool.outline().preview == kFound);
    QCOMPARE(count(document, 5), 0);
    QVERIFY(tool.commit(document, 5));
    QCOMPARE(count(document, 5), kFound.area());
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"auto-segment"});
    document.undo();
    QCOMPARE(count(document, 5), 0);
}

void AutoSegmentToolTest::threePointsAreNotAccepted()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    QVERIFY(!tool.commit(document, 1));
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at(kRight));
    QVERIFY(deliver(tool, document));
    QVERIFY(tool.hasPreview());
    QVERIFY(!tool.canCommit());
    QVERIFY(!tool.canAddPart());
    QVERIFY(!tool.commit(document, 1));
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    click(tool, document, kRight);
    QVERIFY(tool.commit(document, 1));
}

void AutoSegmentToolTest::enterAfterTheFourthClickWaitsForTheMask()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.commit(document, 5));
    QVERIFY(tool.isActive());
    QCOMPARE(count(document, 5), 0);
    QVERIFY(deliver(tool, document));
    QCOMPARE(count(document, 5), kFound.area());
    QVERIFY(!tool.isActive());
}

void AutoSegmentToolTest::enterIsForgottenWhereNothingIsFound()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.commit(document, 5));
    QVERIFY(deliverFailure(tool, document));
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    tool.press(document, at(kRight));
    tool.release(document, at({90, 36}));
    QVERIFY(deliver(tool, document));
    QCOMPARE(count(document, 5), 0);
}

void AutoSegmentToolTest::enterThatWaitedKeepsWhatIsProtected()
{
    Document document = blank();
    MaskEdit edit(document);
    edit.paint(Region::fromRect({0, 0, 100, 80}), 2);
    edit.commit("fill");
    PaintRule rule;
    rule.locked.set(2);
    document.setPaintRule(rule);
    std::optional<Label> told;
    document.onProtected = [&told](Label label) { told = label; };
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(tool.commit(document, 5));
    QVERIFY(deliver(tool, document));
    QVERIFY(told == Label{2});
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
    QCOMPARE(count(document, 5), 0);
    QVERIFY(tool.canCommit()); // and Enter is off
    QVERIFY(!tool.awaitsWork());
}

void AutoSegmentToolTest::staleDeliveriesAreDropped()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, {70.5, 40.5}});
    const auto first = tool.takeWork();
    QVERIFY(tool.stepBack());
    click(tool, document, {76.5, 40.5});
    const auto second = tool.takeWork();
    QVERIFY(second != first);
    QVERIFY(!deliver(tool, document, first));
    QVERIFY(!tool.deliver(document, first, kFailure));
    QVERIFY(!tool.hasPreview());
    QVERIFY(deliver(tool, document, second));
    QVERIFY(tool.outline().preview == kFound);
    QVERIFY(!tool.deliver(document, second, kFailure)); // once is enough
    QVERIFY(tool.outline().preview == kFound);
    QVERIFY(!tool.deliver(document, nullptr, ok()));
}

void AutoSegmentToolTest::maskOfAMomentAgoIsShownWhileThePointerMoves()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({71, 40}));
    const auto first = tool.takeWork();
    tool.hover(document, at({76, 40}));
    const auto second = tool.takeWork();
    QVERIFY(deliver(tool, document, first));
    QVERIFY(tool.outline().preview == kOther);
    QVERIFY(deliver(tool, document, second));
    QVERIFY(tool.outline().preview == kFound);
    QVERIFY(!deliver(tool, document, first)); // what is shown is newer
    QVERIFY(tool.outline().preview == kFound);
    tool.cancel();
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({76, 40}));
    QVERIFY(!deliver(tool, document, first)); // it is about the object before
    QVERIFY(!tool.hasPreview());
}

void AutoSegmentToolTest::hoverAfterTheThirdClickAsksOnceAPixel()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    tool.hover(document, at({80.1, 35.1}));
    const auto request = takenFrom(tool);
    QVERIFY(request != nullptr);
    QVERIFY((request->hints().points.right == Point{80, 35}));
    tool.hover(document, at({80.9, 35.9}));
    QVERIFY(!tool.takeWork());
    tool.hover(document, at({81.1, 35.9}));
    const auto second = takenFrom(tool);
    QVERIFY((second->hints().points.right == Point{81, 35}));
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
    QVERIFY(!tool.hasMask());
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
    QVERIFY((takenFrom(tool)->hints().points.right == Point{77, 40}));
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

LABELWRIGHT_TEST(AutoSegmentToolTest)
#include "AutoSegmentToolTest.moc"
