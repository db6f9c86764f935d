// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/Hints.h"

#include "core/edit/RegionEdits.h"
#include "core/tools/AutoSegmentTool.h"
#include "core/tools/BrushTool.h"
#include "core/tools/EdgeSnapTool.h"
#include "core/tools/RegionTool.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

void click(Tool& tool, Document& document, PointF position)
{
    tool.press(document, {.position = position, .label = 1});
    tool.release(document, {.position = position, .label = 1});
}

Document blank()
{
    return Document(*LabelMask::create({40, 30}));
}

} // namespace

/// Every hint that a tool can give has words.
class HintsTest : public QObject {
    Q_OBJECT
private slots:
    void everyStateOfTheToolsHasWords();
    void everyStateOfAutoSegmentHasWords();
    void everyStateOfSnapEdgeHasWords();
    void theFourClicksAreCounted();
    void anUnknownKeyHasNone();
    void whatIsUnfinishedIsNamed();
    void aChoiceIsAskedForAndThenItsSubmitting();
};

void HintsTest::everyStateOfTheToolsHasWords()
{
    const auto check = [](const Tool& tool) { QVERIFY2(!hintFor(tool.hint()).text.isEmpty(), tool.hint().c_str()); };
    Document document = blank();
    check(BrushTool(BrushOptions{}));
    check(BrushTool(BrushOptions{.erases = true}));

    PolygonTool polygon;
    check(polygon);
    for (const PointF corner : {PointF{5, 5}, PointF{20, 5}, PointF{20, 20}}) {
        click(polygon, document, corner);
        check(polygon);
    }

    RegionTool region;
    check(region);
    relabelRegion(document, Region::fromRect({5, 5, 10, 10}), 1);
    click(region, document, {8, 8});
    check(region);
    QVERIFY(region.commit(document, 1));
    QCOMPARE(QByteArray::fromStdString(region.hint()), QByteArray("polygon.edit"));
    check(region);

    region.place(document, cutOut(document.mask(), Region::fromRect({5, 5, 10, 10})));
    check(region);
}

void HintsTest::everyStateOfAutoSegmentHasWords()
{
    static constexpr Engine kEngine{"fixed", [](const Image&, const ObjectHints&, const SegmentOptions&) {
                                        return Result<Segmentation>(Segmentation{Region::fromRect({2, 2, 18, 18}), 1});
                                    }};
    QStringList seen;
    const auto check = [&seen](const Tool& tool) {
        seen << QString::fromStdString(tool.hint());
        QVERIFY2(!hintFor(tool.hint()).text.isEmpty(), tool.hint().c_str());
    };
    Document document(*LabelMask::create({200, 30}));
    const auto deliver = [&document](AutoSegmentTool& tool) {
        const std::shared_ptr<ToolWork> work = tool.takeWork();
        tool.deliver(document, work, work->run({}));
    };
    AutoSegmentTool tool(kEngine);
    for (const PointF extreme : {PointF{10, 2}, PointF{10, 20}, PointF{2, 10}, PointF{20, 10}}) {
        check(tool);
        click(tool, document, extreme);
    }
    check(tool);
    tool.deliver(document, tool.takeWork(), Error{ErrorCode::Unsupported, "no object"});
    check(tool);
    tool.cancel();
    for (const AutoSegmentStart start : {AutoSegmentStart::Lasso, AutoSegmentStart::Box}) {
        tool.setOptions({.start = start});
        check(tool);
    }
    tool.press(document, {.position = {2, 2}, .label = 1});
    tool.drag(document, {.position = {20, 20}, .label = 1});
    tool.release(document, {.position = {20, 20}, .label = 1});
    deliver(tool);
    check(tool);
    click(tool, document, {150, 10});
    check(tool);
    click(tool, document, {10, 10});
    check(tool);
    deliver(tool);
    QVERIFY(tool.addPart());
    check(tool);
    QCOMPARE(seen.removeDuplicates(), 0);
    QCOMPARE(seen.size(), 12);
}

void HintsTest::everyStateOfSnapEdgeHasWords()
{
    Document document = blank();
    EdgeSnapTool tool;
    QVERIFY(!hintFor(tool.hint()).text.isEmpty());
    click(tool, document, {10, 10});
    QCOMPARE(tool.hint(), std::string("edge-snap.missed"));
    QVERIFY(!hintFor(tool.hint()).text.isEmpty());
    QVERIFY(!hintFor("edge-snap.working").text.isEmpty());
}

void HintsTest::theFourClicksAreCounted()
{
    QCOMPARE(hintFor("auto-segment.first").cursorText, QStringLiteral("point 1 of 4"));
    QCOMPARE(hintFor("auto-segment.fourth").cursorText, QStringLiteral("point 4 of 4"));
    QCOMPARE(hintFor("brush").cursorText, QString());
}

void HintsTest::anUnknownKeyHasNone()
{
    QVERIFY(hintFor("no-such-tool").text.isEmpty());
}

void HintsTest::whatIsUnfinishedIsNamed()
{
    QCOMPARE(unfinishedText(ToolId::Polygon, "polygon.close"), QStringLiteral("The polygon is not finished."));
    QVERIFY(unfinishedText(ToolId::LiveWire, "live-wire.close").contains(QStringLiteral("live-wire")));
    QVERIFY(unfinishedText(ToolId::AutoSegment, "auto-segment.accept").contains(QStringLiteral("segment")));
    QVERIFY(unfinishedText(ToolId::Region, "region.place").contains(QStringLiteral("pasted region")));
    QVERIFY(unfinishedText(ToolId::Region, "polygon.edit").contains(QStringLiteral("region's outline")));
}

void HintsTest::aChoiceIsAskedForAndThenItsSubmitting()
{
    JobSpec spec;
    spec.taskType = TaskType::ImageClassification;
    const QString one = hintForChoice(spec, {}, QStringLiteral("Enter")).text;
    spec.taskType = TaskType::ImageClassificationMultiLabel;
    const QString many = hintForChoice(spec, {}, QStringLiteral("Enter")).text;
    QVERIFY(!one.isEmpty() && !many.isEmpty() && one != many);
    QVERIFY(hintForChoice(spec, {{1}, false}, QStringLiteral("Enter")).text.startsWith(QStringLiteral("Enter ")));
    QVERIFY(hintForChoice(spec, {{}, true}, QString()).text.startsWith(QStringLiteral("Submit ")));
}

LABELWRIGHT_TEST(HintsTest)
#include "HintsTest.moc"
