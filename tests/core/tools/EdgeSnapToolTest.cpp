// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/EdgeSnapTool.h"

#include "core/edit/RegionEdits.h"
#include "core/mask/Morphology.h"
#include "tests/core/segment/TestScenes.h"
#include "tests/core/tools/TestWork.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <vector>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Size kSize{160, 120};

/// A disc of radius 30 that was drawn too large, with label 1.
struct Drawn {
    Scene scene = drawScene(kSize, disc(80, 60, 30));
    Document document{*LabelMask::create(kSize)};
    EdgeSnapTool tool;

    Drawn()
    {
        relabelRegion(document, grown(scene.object, 5), 1);
        tool.setPhoto(scene.image);
        tool.setDiameter(20);
    }
    void stroke(const std::vector<PointF>& places, Label label = 1)
    {
        tool.press(document, {.position = places.front(), .label = label});
        for (const PointF& place : places)
            tool.drag(document, {.position = place, .label = label});
        tool.release(document, {.position = places.back(), .label = label});
    }
};

const std::vector<PointF> kRightSide{{112, 45}, {114, 60}, {112, 75}};
const std::vector<PointF> kLeftSide{{48, 45}, {46, 60}, {48, 75}};

} // namespace

class EdgeSnapToolTest : public QObject {
    Q_OBJECT
private slots:
    void strokeSnapsInOneStep();
    void whatIsLostGoesToTheLabelAcross();
    void whatIsLostFarFromTheBoundaryGoesThereToo();
    void whatIsGainedTakesTheActiveLabel();
    void paintRuleIsObeyed();
    void strokeOfAnotherLabelMisses();
    void twoQuickStrokesBothSnap();
    void failureLeavesTheMaskAlone();
    void cancelDropsStrokeAndAnswer();
    void isActiveUntilItHasSnapped();
    void diameterIsClamped();
};

void EdgeSnapToolTest::strokeSnapsInOneStep()
{
    Drawn drawn;
    const LabelMask before = drawn.document.mask();
    drawn.stroke(kRightSide);
    QVERIFY(drawn.document.mask() == before); // it is computed elsewhere
    QCOMPARE(runWork(drawn.tool, drawn.document), 1);
    QCOMPARE(int(drawn.document.mask().at({113, 60})), 0);
    QCOMPARE(int(drawn.document.mask().at({107, 60})), 1);
    QCOMPARE(int(drawn.document.mask().at({47, 60})), 1); // the other side was not brushed
    QCOMPARE(drawn.document.history().undoNames().front(), std::string("edge-snap"));
    drawn.document.undo();
    QVERIFY(drawn.document.mask() == before);
}

void EdgeSnapToolTest::whatIsLostGoesToTheLabelAcross()
{
    Drawn drawn;
    Region right = Region::fromRect({80, 0, 80, 120});
    relabelRegion(drawn.document, subtracted(right, pixelsOf(drawn.document.mask(), 1)), 2);
    drawn.stroke(kRightSide);
    runWork(drawn.tool, drawn.document);
    QCOMPARE(int(drawn.document.mask().at({113, 60})), 2);
    drawn.stroke(kLeftSide);
    runWork(drawn.tool, drawn.document);
    QCOMPARE(int(drawn.document.mask().at({47, 60})), 0);
}

void EdgeSnapToolTest::whatIsLostFarFromTheBoundaryGoesThereToo()
{
    Drawn drawn;
    relabelRegion(drawn.document, grown(drawn.scene.object, 12), 1);
    drawn.stroke({{119, 45}, {120, 60}, {119, 75}});
    runWork(drawn.tool, drawn.document);
    for (const int x : {112, 116, 120})
        QCOMPARE(int(drawn.document.mask().at({x, 60})), 0);
}

void EdgeSnapToolTest::whatIsGainedTakesTheActiveLabel()
{
    Drawn drawn;
    drawn.document.undo();
    relabelRegion(drawn.document, shrunk(drawn.scene.object, 5), 3);
    drawn.stroke({{104, 45}, {107, 60}, {104, 75}}, 3);
    runWork(drawn.tool, drawn.document);
    QCOMPARE(int(drawn.document.mask().at({108, 60})), 3);
    QCOMPARE(int(drawn.document.mask().at({112, 60})), 0);
}

void EdgeSnapToolTest::paintRuleIsObeyed()
{
    Drawn drawn;
    const LabelMask before = drawn.document.mask();
    PaintRule rule;
    rule.locked.set(1);
    drawn.document.setPaintRule(rule);
    drawn.stroke(kRightSide);
    runWork(drawn.tool, drawn.document);
    QVERIFY(drawn.document.mask() == before);
    QVERIFY(!drawn.tool.isActive());
}

void EdgeSnapToolTest::strokeOfAnotherLabelMisses()
{
    Drawn drawn;
    drawn.stroke(kRightSide, 2);
    QVERIFY(!drawn.tool.takeWork());
    QCOMPARE(drawn.tool.hint(), std::string("edge-snap.missed"));
    QVERIFY(!drawn.tool.isActive());
    drawn.stroke({{80, 60}}, 1); // wholly inside
    QCOMPARE(drawn.tool.hint(), std::string("edge-snap.missed"));
    drawn.stroke(kRightSide);
    QCOMPARE(drawn.tool.hint(), std::string("edge-snap.working"));
    runWork(drawn.tool, drawn.document);
    QCOMPARE(drawn.tool.hint(), std::string("edge-snap"));
}

void EdgeSnapToolTest::twoQuickStrokesBothSnap()
{
    Drawn drawn;
    drawn.stroke(kRightSide);
    drawn.stroke(kLeftSide);
    QCOMPARE(runWork(drawn.tool, drawn.document), 2);
    QCOMPARE(int(drawn.document.mask().at({113, 60})), 0);
    QCOMPARE(int(drawn.document.mask().at({47, 60})), 0);
    QCOMPARE(drawn.document.history().undoNames().size(), std::size_t(3));
}

void EdgeSnapToolTest::failureLeavesTheMaskAlone()
{
    Drawn drawn;
    const LabelMask before = drawn.document.mask();
    drawn.stroke(kRightSide);
    QVERIFY(drawn.tool.deliver(drawn.document, drawn.tool.takeWork(), Error{ErrorCode::TooLarge, "too large"}));
    QVERIFY(drawn.document.mask() == before);
    QVERIFY(!drawn.tool.isActive());
}

void EdgeSnapToolTest::cancelDropsStrokeAndAnswer()
{
    Drawn drawn;
    const LabelMask before = drawn.document.mask();
    drawn.stroke(kRightSide);
    const auto work = drawn.tool.takeWork();
    QVERIFY(drawn.tool.cancel());
    QVERIFY(!drawn.tool.deliver(drawn.document, work, work->run({})));
    drawn.tool.press(drawn.document, {.position = kLeftSide[0], .label = 1});
    QVERIFY(!drawn.tool.outline().rings.empty());
    QVERIFY(drawn.tool.stepBack());
    drawn.tool.release(drawn.document, {.position = kLeftSide[1], .label = 1});
    QVERIFY(!drawn.tool.takeWork());
    QVERIFY(drawn.tool.outline().rings.empty());
    QVERIFY(drawn.document.mask() == before);
}

void EdgeSnapToolTest::isActiveUntilItHasSnapped()
{
    Drawn drawn;
    QVERIFY(!drawn.tool.isActive());
    drawn.stroke(kRightSide);
    QVERIFY(drawn.tool.isActive());
    runWork(drawn.tool, drawn.document);
    QVERIFY(!drawn.tool.isActive());
    QVERIFY(drawn.tool.outline().rings.empty());
}

void EdgeSnapToolTest::diameterIsClamped()
{
    EdgeSnapTool tool;
    tool.setDiameter(1);
    QCOMPARE(tool.diameter(), EdgeSnapTool::kMinDiameter);
    tool.setDiameter(1e6);
    QCOMPARE(tool.diameter(), EdgeSnapTool::kMaxDiameter);
    QCOMPARE(tool.outline().ringRadius, EdgeSnapTool::kMaxDiameter / 2);
}

LABELWRIGHT_TEST(EdgeSnapToolTest)
#include "EdgeSnapToolTest.moc"
