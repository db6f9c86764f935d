// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ToolSet.h"

#include "core/tools/AutoSegmentTool.h"
#include "core/tools/FillTool.h"
#include "core/tools/LiveWireTool.h"
#include "core/tools/PolygonTool.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <vector>

using namespace labelwright;

class ToolSetTest : public QObject {
    Q_OBJECT
private slots:
    void aStepIsAQuarterAndAtLeastOnePixel_data();
    void aStepIsAQuarterAndAtLeastOnePixel();
    void sizesStayWithinTheBrushsLimits();
    void brushAndEraserKeepTheirOwnSize();
    void selectingAnotherToolDropsWhatWasUnderConstruction();
    void everyToolIsItsOwn();
    void everyToolIsWhatItsIdSays();
    void everyToolIsFoundByItsName();
    void optionsStayWithTheirTool();
    void zoomReachesBrushAndEraser();
    void thePhotoReachesEveryTool();
};

void ToolSetTest::aStepIsAQuarterAndAtLeastOnePixel_data()
{
    QTest::addColumn<double>("before");
    QTest::addColumn<int>("steps");
    QTest::addColumn<double>("after");
    QTest::newRow("one pixel grows by one") << 1.0 << 1 << 2.0;
    QTest::newRow("two shrinks by one") << 2.0 << -1 << 1.0;
    QTest::newRow("a quarter up") << 100.0 << 1 << 125.0;
    QTest::newRow("a quarter down") << 125.0 << -1 << 100.0;
    QTest::newRow("two steps") << 100.0 << 2 << 156.0;
}

void ToolSetTest::aStepIsAQuarterAndAtLeastOnePixel()
{
    QFETCH(double, before);
    QFETCH(int, steps);
    QFETCH(double, after);
    ToolSet tools;
    tools.setBrushDiameter(before);
    tools.stepBrushDiameter(steps);
    QCOMPARE(tools.brushDiameter(), after);
}

void ToolSetTest::sizesStayWithinTheBrushsLimits()
{
    ToolSet tools;
    tools.stepBrushDiameter(-100);
    QCOMPARE(tools.brushDiameter(), BrushOptions::kMinDiameter);
    tools.stepBrushDiameter(100);
    QCOMPARE(tools.brushDiameter(), BrushOptions::kMaxDiameter);
}

void ToolSetTest::brushAndEraserKeepTheirOwnSize()
{
    ToolSet tools;
    tools.select(ToolId::Brush);
    tools.setBrushDiameter(10);
    tools.select(ToolId::Eraser);
    tools.setBrushDiameter(50);
    tools.select(ToolId::Brush);
    QCOMPARE(tools.brushDiameter(), 10.0);
    tools.select(ToolId::Eraser);
    QCOMPARE(tools.brushDiameter(), 50.0);
}

void ToolSetTest::selectingAnotherToolDropsWhatWasUnderConstruction()
{
    Document document(*LabelMask::create({20, 20}));
    ToolSet tools;
    tools.select(ToolId::Polygon);
    tools.currentTool().press(document, {.position = {2, 2}, .label = 1});
    QVERIFY(tools.currentTool().isActive());
    tools.select(ToolId::Brush);
    QVERIFY(!tools.tool(ToolId::Polygon).isActive());
}

void ToolSetTest::everyToolIsItsOwn()
{
    ToolSet tools;
    std::vector<const Tool*> seen;
    for (const ToolId id : kToolIds) {
        const Tool* tool = &tools.tool(id);
        QVERIFY(std::find(seen.begin(), seen.end(), tool) == seen.end());
        seen.push_back(tool);
    }
}

void ToolSetTest::everyToolIsWhatItsIdSays()
{
    ToolSet tools;
    QCOMPARE(tools.tool(ToolId::Brush).hint(), std::string("brush"));
    QCOMPARE(tools.tool(ToolId::Eraser).hint(), std::string("eraser"));
    QVERIFY(dynamic_cast<PolygonTool*>(&tools.tool(ToolId::Polygon)));
    QVERIFY(dynamic_cast<AutoSegmentTool*>(&tools.tool(ToolId::AutoSegment)));
    QVERIFY(dynamic_cast<FillTool*>(&tools.tool(ToolId::Fill)));
    QVERIFY(dynamic_cast<WandTool*>(&tools.tool(ToolId::Wand)));
    QVERIFY(dynamic_cast<LiveWireTool*>(&tools.tool(ToolId::LiveWire)));
    QVERIFY(dynamic_cast<SuperpixelTool*>(&tools.tool(ToolId::Superpixel)));
    QVERIFY(dynamic_cast<RegionTool*>(&tools.tool(ToolId::Region)));
    QVERIFY(dynamic_cast<EdgeSnapTool*>(&tools.tool(ToolId::EdgeSnap)));
}

void ToolSetTest::everyToolIsFoundByItsName()
{
    for (const ToolId id : kToolIds)
        QCOMPARE(toolNamed(toolName(id)), std::optional(id));
    QCOMPARE(toolNamed("chainsaw"), std::optional<ToolId>());
}

void ToolSetTest::optionsStayWithTheirTool()
{
    ToolSet tools;
    tools.select(ToolId::Eraser);
    BrushOptions square = tools.currentBrush()->options();
    square.tip = BrushTip::Square;
    tools.currentBrush()->setOptions(square);
    tools.select(ToolId::Fill);
    QVERIFY(!tools.currentBrush());
    tools.setBrushDiameter(33); // the brush's
    tools.select(ToolId::Brush);
    QVERIFY(tools.currentBrush()->options().tip == BrushTip::Round);
    QCOMPARE(tools.brushDiameter(), 33.0);
    tools.select(ToolId::Eraser);
    QVERIFY(tools.currentBrush()->options().tip == BrushTip::Square);
    QVERIFY(tools.currentBrush()->options().erases);
}

void ToolSetTest::zoomReachesBrushAndEraser()
{
    ToolSet tools;
    for (const ToolId id : {ToolId::Brush, ToolId::Eraser}) {
        tools.select(id);
        BrushOptions scaling = tools.currentBrush()->options();
        scaling.scalesWithZoom = true;
        scaling.diameterPx = 40;
        tools.currentBrush()->setOptions(scaling);
    }
    tools.setZoom(4);
    for (const ToolId id : {ToolId::Brush, ToolId::Eraser}) {
        tools.select(id);
        QCOMPARE(tools.brushDiameter(), 10.0);
    }
}

void ToolSetTest::thePhotoReachesEveryTool()
{
    ToolSet tools;
    Image photo({20, 20});
    std::ranges::fill(photo.writableRow(0), std::uint8_t{0});
    tools.setPhoto(photo);
    QVERIFY(photo.pixels().use_count() > 5); // the tools that look at it, and this
    tools.setPhoto({});
    QCOMPARE(photo.pixels().use_count(), 2L); // photo and the one that is asked
}

LABELWRIGHT_TEST(ToolSetTest)
#include "ToolSetTest.moc"
