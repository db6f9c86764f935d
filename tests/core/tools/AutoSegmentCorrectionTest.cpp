// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/tools/AutoSegmentHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

/// Clicks and strokes on what was found.
class AutoSegmentCorrectionTest : public QObject {
    Q_OBJECT
private slots:
    void clickOnThePreviewBelongs();
    void strokeIsAsked_data();
    void strokeIsAsked();
    void strokeIsAskedFromTheMaskBefore();
    void quickStrokesAreAllObeyed();
    void strokeBeforeTheFirstAnswerFollowsIt();
    void strokeAfterAFailureAsksForAll();
    void strokeThatCannotBeObeyedGoes();
    void stepBackRestoresThePreviewBitForBit();
    void stepBackOfAnUnansweredStrokeForgetsItsAnswer();
    void movedPointKeepsEveryStroke();
    void stepBackAfterAMovedPointNeedsNoAnswer();
    void strokeIsTakenOut();
    void firstOfThreeStrokesIsTakenOut();
    void enterWaitsForCorrections();
    void enterEndsAStroke();
    void enterIsForgottenWhereACorrectionFails();
    void hintFollowsWhatClicksSay();
    void stepBackCallsEnterOff();
    void cancelDropsStrokes();
    void pressFarAwayIsNoCorrection();
    void onlyWhatIsCompleteTakesCorrections();
    void remarkIsOnTheWork();
};

namespace {

constexpr PointF kInside{50.5, 40.5};
constexpr PointF kOutside{85.5, 50.5};

/// With four points and their mask.
AutoSegmentTool withMask(Document& document)
{
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    deliver(tool, document);
    return tool;
}

bool shows(const AutoSegmentTool& tool, PointF place)
{
    const std::optional<Region> preview = tool.outline().preview;
    return preview && preview->contains({static_cast<int>(place.x), static_cast<int>(place.y)});
}

constexpr How kErases{.erase = true};
constexpr How kTakesOut{.takesOut = true};

} // namespace

void AutoSegmentCorrectionTest::clickOnThePreviewBelongs()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    QCOMPARE(tool.hint(), std::string("auto-segment.correcting"));
    QVERIFY(deliver(tool, document));
    QVERIFY(shows(tool, kOutside));
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
    const ToolOutline outline = tool.outline();
    QCOMPARE(outline.strokes.size(), std::size_t(1));
    QVERIFY(outline.strokes[0].path == std::vector<PointF>{kOutside});
    QVERIFY(outline.strokes[0].belongs);
    QVERIFY(tool.commit(document, 3));
    QCOMPARE(count(document, 3), kFound.area() + 1);
}

void AutoSegmentCorrectionTest::strokeIsAsked_data()
{
    QTest::addColumn<bool>("strokesBelong");
    QTest::addColumn<bool>("erase");
    QTest::addColumn<bool>("straight");
    QTest::addColumn<bool>("belongs");
    QTest::newRow("plain") << true << false << false << true;
    QTest::newRow("erases") << true << true << false << false;
    QTest::newRow("plain, set to foreign") << false << false << false << false;
    QTest::newRow("erases, set to foreign") << false << true << false << false;
    QTest::newRow("with Shift, set to foreign") << false << false << true << true;
}

void AutoSegmentCorrectionTest::strokeIsAsked()
{
    QFETCH(const bool, strokesBelong);
    QFETCH(const bool, erase);
    QFETCH(const bool, straight);
    QFETCH(const bool, belongs);
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    tool.setOptions({.strokesBelong = strokesBelong});
    stroke(tool, document, {{40.2, 30.9}, {44, 30}, {44, 36}}, {.erase = erase, .straight = straight});
    const auto work = takenFrom(tool);
    QVERIFY(work != nullptr);
    const HintStroke expected{{{40, 30}, {44, 30}, {44, 36}}, belongs};
    QVERIFY(work->hints().strokes == std::vector<HintStroke>{expected});
    QVERIFY((work->hints().points == ExtremePoints{{50, 10}, {52, 60}, {20, 30}, {80, 35}}));
}

void AutoSegmentCorrectionTest::strokeIsAskedFromTheMaskBefore()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    const auto work = takenFrom(tool);
    QVERIFY(!work->beginsAnew());
    QVERIFY(deliver(tool, document, work));
    QCOMPARE(work->regions().size(), std::size_t(1));
}

void AutoSegmentCorrectionTest::quickStrokesAreAllObeyed()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    const auto first = tool.takeWork();
    stroke(tool, document, {kInside}, kErases);
    stroke(tool, document, {{30.5, 20.5}}, kErases);
    QVERIFY(!tool.takeWork()); // they follow the first
    QVERIFY(deliver(tool, document, first));
    QVERIFY(shows(tool, kOutside));
    QVERIFY(tool.canCommit());
    QCOMPARE(deliverAll(tool, document), 1); // both in one
    QVERIFY(shows(tool, kOutside));
    QVERIFY(!shows(tool, kInside));
    QVERIFY(!shows(tool, {30.5, 20.5}));
}

void AutoSegmentCorrectionTest::strokeBeforeTheFirstAnswerFollowsIt()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto first = tool.takeWork();
    click(tool, document, kOutside);
    QVERIFY(!tool.takeWork());
    QVERIFY(deliver(tool, document, first));
    QCOMPARE(deliverAll(tool, document), 1);
    QVERIFY(shows(tool, kOutside));
}

void AutoSegmentCorrectionTest::strokeAfterAFailureAsksForAll()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    QVERIFY(deliverFailure(tool, document));
    QVERIFY(!tool.takeWork());
    click(tool, document, kInside);
    QCOMPARE(deliverAll(tool, document), 1);
    QVERIFY(shows(tool, kInside));
}

void AutoSegmentCorrectionTest::strokeThatCannotBeObeyedGoes()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    QVERIFY(deliver(tool, document));
    stroke(tool, document, {kInside}, kErases);
    const auto work = tool.takeWork();
    click(tool, document, {85.5, 52.5});
    QVERIFY(tool.deliver(document, work, kFailure));
    QCOMPARE(tool.outline().strokes.size(), std::size_t(2));
    QVERIFY(shows(tool, kInside));
    QCOMPARE(deliverAll(tool, document), 1); // of the one behind it
    QVERIFY(shows(tool, kOutside));
    QVERIFY(shows(tool, {85.5, 52.5}));
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

void AutoSegmentCorrectionTest::stepBackRestoresThePreviewBitForBit()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    std::vector<Region> shown{*tool.outline().preview};
    for (const PointF& place : {kOutside, PointF{86.5, 52.5}, PointF{88.5, 40.5}}) {
        stroke(tool, document, {place, {place.x + 3, place.y}});
        deliverAll(tool, document);
        shown.push_back(*tool.outline().preview);
    }
    for (std::size_t left = 3; left > 0; --left) {
        QVERIFY(tool.outline().preview == shown[left]);
        QVERIFY(tool.stepBack());
        QVERIFY(tool.outline().preview == shown[left - 1]);
        QVERIFY(!tool.takeWork());
        QCOMPARE(tool.outline().strokes.size(), left - 1);
    }
    QVERIFY(tool.stepBack());
    QCOMPARE(tool.outline().markers.size(), std::size_t(3));
    QVERIFY(!tool.hasPreview());
}

void AutoSegmentCorrectionTest::stepBackOfAnUnansweredStrokeForgetsItsAnswer()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    const auto work = tool.takeWork();
    QVERIFY(tool.stepBack());
    QVERIFY(!deliver(tool, document, work));
    QVERIFY(tool.outline().preview == kFound);
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

void AutoSegmentCorrectionTest::movedPointKeepsEveryStroke()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    deliverAll(tool, document);
    stroke(tool, document, {kInside}, kErases);
    deliverAll(tool, document);
    stroke(tool, document, {kRight, {82.5, 35.5}});
    const auto work = takenFrom(tool);
    QVERIFY(work->beginsAnew());
    QCOMPARE(work->hints().strokes.size(), std::size_t(2));
    QVERIFY((work->hints().points.right == Point{82, 35}));
    QVERIFY(deliver(tool, document, work));
    QVERIFY(shows(tool, kOutside));
    QVERIFY(!shows(tool, kInside));
}

void AutoSegmentCorrectionTest::stepBackAfterAMovedPointNeedsNoAnswer()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    deliverAll(tool, document);
    stroke(tool, document, {kRight, {82.5, 35.5}});
    deliverAll(tool, document);
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.outline().preview == kFound);
}

void AutoSegmentCorrectionTest::strokeIsTakenOut()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    stroke(tool, document, {kOutside, {89.5, 50.5}});
    deliverAll(tool, document);
    QVERIFY(!tool.takeOut(document, at(kInside)));
    QVERIFY(tool.takeOut(document, at({87.5, 51.5}))); // between its points
    QVERIFY(tool.outline().strokes.empty());
    QVERIFY(tool.outline().preview == kFound);
    click(tool, document, kOutside);
    deliverAll(tool, document);
    stroke(tool, document, {kOutside}, kTakesOut);
    QVERIFY(tool.outline().strokes.empty());
    stroke(tool, document, {kInside}, kTakesOut); // nothing there: no correction either
    QVERIFY(tool.outline().strokes.empty());
    QVERIFY(!tool.takeWork());
}

void AutoSegmentCorrectionTest::firstOfThreeStrokesIsTakenOut()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    for (const PointF& place : {PointF{85.5, 20.5}, PointF{85.5, 30.5}, PointF{85.5, 50.5}}) {
        click(tool, document, place);
        deliverAll(tool, document);
    }
    QVERIFY(tool.takeOut(document, at({85.5, 20.5})));
    const auto work = takenFrom(tool);
    QVERIFY(!work->beginsAnew());
    QVERIFY(deliver(tool, document, work));
    QVERIFY(!shows(tool, {85.5, 20.5}));
    QVERIFY(shows(tool, {85.5, 30.5}));
    QVERIFY(shows(tool, {85.5, 50.5}));
}

void AutoSegmentCorrectionTest::enterWaitsForCorrections()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    QVERIFY(tool.commit(document, 4));
    QVERIFY(tool.isActive());
    QCOMPARE(count(document, 4), 0);
    click(tool, document, {85.5, 20.5}); // too late
    QVERIFY(deliver(tool, document));
    QCOMPARE(count(document, 4), kFound.area() + 1);
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.takeWork());
}

void AutoSegmentCorrectionTest::enterEndsAStroke()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    tool.press(document, at(kOutside));
    QVERIFY(tool.commit(document, 4));
    tool.release(document, at(kOutside));
    QVERIFY(deliver(tool, document));
    QCOMPARE(count(document, 4), kFound.area() + 1);
}

void AutoSegmentCorrectionTest::enterIsForgottenWhereACorrectionFails()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    QVERIFY(tool.commit(document, 4));
    QVERIFY(deliverFailure(tool, document));
    QCOMPARE(count(document, 4), 0);
    QVERIFY(tool.canCommit());
}

void AutoSegmentCorrectionTest::hintFollowsWhatClicksSay()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    tool.setOptions({.strokesBelong = false});
    QCOMPARE(tool.hint(), std::string("auto-segment.accept-foreign"));
}

void AutoSegmentCorrectionTest::stepBackCallsEnterOff()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    QVERIFY(tool.commit(document, 4));
    QVERIFY(tool.stepBack());
    QVERIFY(deliver(tool, document));
    QCOMPARE(count(document, 4), 0);
    QVERIFY(shows(tool, kOutside));
}

void AutoSegmentCorrectionTest::cancelDropsStrokes()
{
    Document document = blank();
    AutoSegmentTool tool = withMask(document);
    click(tool, document, kOutside);
    tool.press(document, at(kInside));
    QVERIFY(tool.cancel());
    QVERIFY(tool.outline().strokes.empty());
    QVERIFY(!tool.takeWork());
    tool.release(document, at(kInside));
    QVERIFY(!tool.isActive());
}

void AutoSegmentCorrectionTest::pressFarAwayIsNoCorrection()
{
    Document document(*LabelMask::create({400, 80}));
    AutoSegmentTool tool = withMask(document);
    click(tool, document, {300, 40});
    QCOMPARE(tool.hint(), std::string("auto-segment.far"));
    QVERIFY(tool.outline().strokes.empty());
    QVERIFY(!tool.takeWork());
    QVERIFY(tool.canCommit());
    click(tool, document, {100.5, 40.5});
    QCOMPARE(deliverAll(tool, document), 1);
    QCOMPARE(tool.hint(), std::string("auto-segment.accept"));
}

void AutoSegmentCorrectionTest::onlyWhatIsCompleteTakesCorrections()
{
    Document document = blank();
    AutoSegmentTool tool(kEngine);
    click(tool, document, {kTop, kBottom, kLeft});
    QVERIFY(!tool.takesCorrections());
    click(tool, document, kRight);
    QVERIFY(tool.takesCorrections());
}

void AutoSegmentCorrectionTest::remarkIsOnTheWork()
{
    static const Engine engine{"without", [](const Image&, const ObjectHints&, const SegmentOptions&) {
                                   return Result<Segmentation>(Segmentation{kFound, 1, kFailure});
                               }};
    Document document = blank();
    AutoSegmentTool tool(engine);
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    const auto work = tool.takeWork();
    QVERIFY(!work->remark());
    QVERIFY(deliver(tool, document, work));
    QCOMPARE(work->remark()->detail, kFailure.detail);
}

LABELWRIGHT_TEST(AutoSegmentCorrectionTest)
#include "AutoSegmentCorrectionTest.moc"
