// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ToolSet.h"

#include <QTest>

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

QTEST_APPLESS_MAIN(ToolSetTest)
#include "ToolSetTest.moc"
