// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/ProtectedPreview.h"

#include "core/edit/RegionEdits.h"
#include "core/tools/PolygonTool.h"
#include "core/tools/RegionTool.h"
#include "tests/core/tools/AutoSegmentHand.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <functional>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// The region that the engine finds, shown and not accepted.
void find(AutoSegmentTool& tool, Document& document)
{
    click(tool, document, {kTop, kBottom, kLeft, kRight});
    deliverAll(tool, document);
}

void lock(Document& document, Label label)
{
    PaintRule rule = document.paintRule();
    rule.locked.set(label);
    document.setPaintRule(rule);
}

} // namespace

class ProtectedPreviewTest : public QObject {
    Q_OBJECT
private slots:
    void aPreviewThatWouldPaintNothingIsProtected_data();
    void aPreviewThatWouldPaintNothingIsProtected();
    void whatIsProtectedStaysAndIsTold();
    void whatIsNotIsCommitted();
    void pastedPixelsStayToo();
    void toolsWithoutAPreviewAreNotAsked();
};

void ProtectedPreviewTest::aPreviewThatWouldPaintNothingIsProtected_data()
{
    QTest::addColumn<std::function<void(Document&)>>("prepare");
    QTest::addColumn<int>("protecting"); // -1: none
    using Prepare = std::function<void(Document&)>;
    QTest::newRow("nothing is protected") << Prepare([](Document&) {}) << -1;
    QTest::newRow("all is locked") << Prepare([](Document& document) {
        relabelRegion(document, kFound, 2);
        lock(document, 2);
    }) << 2;
    QTest::newRow("one pixel is not") << Prepare([](Document& document) {
        relabelRegion(document, subtracted(kFound, Region::fromRect({40, 40, 1, 1})), 2);
        lock(document, 2);
    }) << -1;
    QTest::newRow("the rest has the label already") << Prepare([](Document& document) {
        relabelRegion(document, kFound, 2);
        relabelRegion(document, Region::fromRect({30, 20, 10, 10}), 1);
        lock(document, 2);
    }) << 2;
    QTest::newRow("all has the label already") << Prepare([](Document& document) {
        relabelRegion(document, kFound, 1);
        lock(document, 2);
    }) << -1;
    QTest::newRow("only unlabeled pixels") << Prepare([](Document& document) {
        relabelRegion(document, kFound, 3);
        document.setPaintRule({.over = PaintOver::Unlabelled});
    }) << 3;
}

void ProtectedPreviewTest::aPreviewThatWouldPaintNothingIsProtected()
{
    QFETCH(const std::function<void(Document&)>, prepare);
    QFETCH(const int, protecting);
    AutoSegmentTool tool(kEngine);
    Document document = blank();
    prepare(document);
    QVERIFY(!protectedPreview(tool, document, 1));
    find(tool, document);
    QCOMPARE(protectedPreview(tool, document, 1),
             protecting < 0 ? std::nullopt : std::optional(static_cast<Label>(protecting)));
}

void ProtectedPreviewTest::whatIsProtectedStaysAndIsTold()
{
    AutoSegmentTool tool(kEngine);
    Document document = blank();
    relabelRegion(document, kFound, 2);
    lock(document, 2);
    std::vector<Label> told;
    document.onProtected = [&](Label label) { told.push_back(label); };
    find(tool, document);
    QVERIFY(commitUnlessProtected(tool, document, 1));
    QVERIFY(tool.isActive());
    QCOMPARE(tool.outline().markers.size(), std::size_t{4});
    QCOMPARE(told, std::vector{Label{2}});
    document.setPaintRule({});
    QVERIFY(commitUnlessProtected(tool, document, 1));
    QVERIFY(!tool.isActive());
    QCOMPARE(count(document, 1), kFound.area());
}

void ProtectedPreviewTest::whatIsNotIsCommitted()
{
    AutoSegmentTool tool(kEngine);
    Document document = blank();
    QVERIFY(!commitUnlessProtected(tool, document, 1)); // as commit() says of nothing
    find(tool, document);
    QVERIFY(commitUnlessProtected(tool, document, 1));
    QCOMPARE(count(document, 1), kFound.area());
}

void ProtectedPreviewTest::pastedPixelsStayToo()
{
    RegionTool tool;
    Document document = blank();
    relabelRegion(document, Region::fromRect({0, 0, 10, 10}), 3);
    const MaskCut cut = cutOut(document.mask(), Region::fromRect({0, 0, 10, 10}));
    relabelRegion(document, Region::fromRect({0, 0, 100, 80}), 2);
    lock(document, 2);
    tool.place(document, cut);
    QCOMPARE(protectedPreview(tool, document, 1), std::optional(Label{2}));
    QVERIFY(commitUnlessProtected(tool, document, 1));
    QVERIFY(tool.isActive());
}

void ProtectedPreviewTest::toolsWithoutAPreviewAreNotAsked()
{
    PolygonTool tool;
    Document document = blank();
    relabelRegion(document, Region::fromRect({0, 0, 100, 80}), 2);
    lock(document, 2);
    for (const PointF corner : {PointF{10, 10}, PointF{40, 10}, PointF{40, 40}}) {
        tool.press(document, at(corner));
        tool.release(document, at(corner));
    }
    QVERIFY(tool.canCommit());
    QVERIFY(!protectedPreview(tool, document, 1));
}

LABELWRIGHT_TEST(ProtectedPreviewTest)
#include "ProtectedPreviewTest.moc"
