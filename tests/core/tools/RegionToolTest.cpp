// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/RegionTool.h"

#include "core/edit/RegionEdits.h"
#include "core/mask/Components.h"
#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

const Region kLeft = Region::fromRect({10, 10, 30, 30});
const Region kRight = Region::fromRect({60, 10, 20, 30});

/// Two regions of label 2, one of label 3 under the left one.
Document scene()
{
    Document document(*LabelMask::create({100, 80}));
    relabelRegion(document, kLeft, 2);
    relabelRegion(document, kRight, 2);
    relabelRegion(document, Region::fromRect({10, 40, 30, 20}), 3);
    return document;
}

PointerEvent at(PointF position)
{
    return {.position = position, .label = 1, .snapDistance = 3};
}

void click(RegionTool& tool, Document& document, PointF place)
{
    tool.press(document, at(place));
    tool.release(document, at(place));
}

} // namespace

class RegionToolTest : public QObject {
    Q_OBJECT

private slots:
    void clickSelectsWhatHangsTogether();
    void clickOnNothingDropsTheSelection();
    void selectionIsShownAndNotActive();
    void escapeDropsTheSelection();
    void enterOpensAPolygonAndKeepsIt();
    void enterWithoutASelectionDoesNothing();
    void escapeInThePolygonKeepsTheSelection();
    void doubleClickOpensTheRegion();
    void selectionFollowsItsRegion();
    void selectionFollowsAnotherLabel();
    void selectionGoesWithItsRegion();
    void shrunkRegionStaysSelected();
    void anotherPhotoDropsEverything();
    void theSamePhotoInOtherTonesKeepsEverything();
    void placedPixelsMoveAndArePaintedInOneStep();
    void placedPixelsAreDraggedFromInside();
    void placedPixelsObeyThePaintRule();
    void placedPixelsStayInReach();
    void escapeDropsPlacedPixels();
};

void RegionToolTest::clickSelectsWhatHangsTogether()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {15, 15});
    QVERIFY(tool.selected(document)->region == kLeft);
    QCOMPARE(tool.selected(document)->label, Label(2));
    click(tool, document, {15, 45});
    QCOMPARE(tool.selected(document)->label, Label(3));
    click(tool, document, {70, 20});
    QVERIFY(tool.selected(document)->region == kRight);
    QCOMPARE(document.history().undoNames().size(), std::size_t(3));
}

void RegionToolTest::clickOnNothingDropsTheSelection()
{
    Document document = scene();
    RegionTool tool;
    for (const PointF place : {PointF{50, 70}, PointF{-1, 20}, PointF{1e12, 20}, PointF{20, 80}}) {
        click(tool, document, {15, 15});
        QVERIFY(tool.selected(document).has_value());
        click(tool, document, place);
        QVERIFY(!tool.selected(document));
        QVERIFY(tool.outline().rings.empty());
    }
}

void RegionToolTest::selectionIsShownAndNotActive()
{
    Document document = scene();
    RegionTool tool;
    QCOMPARE(tool.hint(), std::string("region.select"));
    click(tool, document, {15, 15});
    QVERIFY((tool.outline().rings == std::vector<std::vector<PointF>>{{{10, 10}, {40, 10}, {40, 40}, {10, 40}}}));
    QVERIFY(!tool.isActive()); // undo is the document's
    QCOMPARE(tool.hint(), std::string("region.selected"));
}

void RegionToolTest::escapeDropsTheSelection()
{
    Document document = scene();
    RegionTool tool;
    QVERIFY(!tool.cancel());
    click(tool, document, {15, 15});
    QVERIFY(tool.cancel());
    QVERIFY(!tool.selected(document));
}

void RegionToolTest::enterOpensAPolygonAndKeepsIt()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {65, 15});
    QVERIFY(tool.commit(document, 1));
    QVERIFY(tool.isActive());
    QCOMPARE(tool.hint(), std::string("polygon.edit"));
    tool.press(document, at({80, 10}));
    tool.drag(document, at({90, 10}));
    tool.release(document, at({90, 10}));
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    const std::vector<PointF> moved{{60, 10}, {90, 10}, {80, 40}, {60, 40}};
    QVERIFY(componentAt(document.mask(), {70, 20}) == polygon(moved));
    QVERIFY(tool.selected(document)->region == polygon(moved));
    QCOMPARE(document.history().undoNames().front(), std::string("edit-contour"));
}

void RegionToolTest::enterWithoutASelectionDoesNothing()
{
    Document document = scene();
    RegionTool tool;
    QVERIFY(!tool.commit(document, 1));
    QVERIFY(!tool.isActive());
}

void RegionToolTest::escapeInThePolygonKeepsTheSelection()
{
    Document document = scene();
    const LabelMask before = document.mask();
    RegionTool tool;
    click(tool, document, {65, 15});
    tool.commit(document, 1);
    tool.press(document, at({80, 10}));
    tool.release(document, at({90, 10}));
    QVERIFY(tool.stepBack());
    QVERIFY(!tool.stepBack());
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(tool.selected(document).has_value());
    QVERIFY(document.mask() == before);
}

void RegionToolTest::doubleClickOpensTheRegion()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {15, 15});
    tool.commit(document, 1); // as the canvas makes of the second press
    tool.release(document, at({15, 15}));
    QVERIFY(tool.isActive());
    QCOMPARE(tool.outline().markers.size(), std::size_t(4));
}

void RegionToolTest::selectionFollowsItsRegion()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {15, 15});
    const std::uint64_t revision = document.revision();
    relabelRegion(document, Region::fromRect({40, 20, 20, 5}), 2); // joins left and right
    QVERIFY(document.revision() != revision);
    tool.hover(document, at({50, 50}));
    QCOMPARE(tool.outline().rings.front().size(), std::size_t(12));
    QVERIFY(tool.selected(document)->region.contains({70, 20}));
    document.undo();
    QVERIFY(tool.selected(document)->region == kLeft);
}

void RegionToolTest::selectionFollowsAnotherLabel()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {15, 15});
    relabelRegion(document, tool.selected(document)->region, 5);
    QCOMPARE(tool.selected(document)->label, Label(5));
    QVERIFY(tool.selected(document)->region == kLeft);
}

void RegionToolTest::selectionGoesWithItsRegion()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {15, 15});
    relabelRegion(document, kLeft, kUnlabelled);
    QVERIFY(!tool.selected(document));
}

void RegionToolTest::shrunkRegionStaysSelected()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {10, 39}); // beside label 3, which takes what leaves
    shrink(document, tool.selected(document)->region, 4);
    QVERIFY(document.mask().at({10, 39}) != 2);
    QVERIFY(tool.selected(document).has_value());
    QCOMPARE(tool.selected(document)->label, Label(2));
    QVERIFY(tool.selected(document)->region.contains({25, 25}));
}

void RegionToolTest::anotherPhotoDropsEverything()
{
    Document document = scene();
    RegionTool tool;
    click(tool, document, {15, 15});
    tool.commit(document, 1);
    tool.setPhoto({});
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.selected(document));
}

void RegionToolTest::theSamePhotoInOtherTonesKeepsEverything()
{
    Document document = scene();
    RegionTool tool;
    tool.setPhoto(Image({100, 80}));
    click(tool, document, {15, 15});
    tool.setPhoto(Image({100, 80}));
    QVERIFY(tool.selected(document));
    tool.commit(document, 1);
    tool.setPhoto(Image({100, 80}));
    QVERIFY(tool.isEditing());
    QCOMPARE(tool.outline().previewLabel, std::optional(document.mask().at({15, 15})));
    tool.setPhoto(Image({90, 80}));
    QVERIFY(!tool.isEditing());
}

void RegionToolTest::placedPixelsMoveAndArePaintedInOneStep()
{
    Document document = scene();
    RegionTool tool;
    const std::size_t steps = document.history().undoNames().size();
    tool.place(document, cutOut(document.mask(), kRight));
    QVERIFY(tool.isActive());
    QVERIFY(tool.canCommit());
    QVERIFY(!tool.selected(document));
    QVERIFY(tool.moveBy(-10, 0));
    QVERIFY(tool.moveBy(-40, 25)); // over parts of both regions on the left
    QCOMPARE(tool.outline().preview, std::optional(kRight.translated(-50, 25)));
    QCOMPARE(tool.outline().previewLabel, std::optional(Label{2}));
    const LabelMask before = document.mask();
    QVERIFY(tool.commit(document, 1));
    QVERIFY(!tool.isActive());
    QCOMPARE(document.mask().at({15, 50}), Label{2});
    QCOMPARE(document.mask().at({35, 50}), Label{3}); // beside it
    QCOMPARE(document.history().undoNames().size(), steps + 1);
    QVERIFY(tool.selected(document)->region.contains({15, 50}));
    document.undo();
    QVERIFY(document.mask() == before);
}

void RegionToolTest::placedPixelsAreDraggedFromInside()
{
    Document document = scene();
    RegionTool tool;
    tool.place(document, cutOut(document.mask(), kRight));
    tool.press(document, at({20, 20})); // beside them
    tool.drag(document, at({30, 20}));
    tool.release(document, at({30, 20}));
    QCOMPARE(tool.outline().preview, std::optional(kRight));
    tool.press(document, at({65.2, 20.2}));
    tool.drag(document, at({60, 30}));
    tool.release(document, at({70.1, 40.4}));
    QCOMPARE(tool.outline().preview, std::optional(kRight.translated(5, 20)));
    tool.drag(document, at({0, 0})); // let go
    QCOMPARE(tool.outline().preview, std::optional(kRight.translated(5, 20)));
}

void RegionToolTest::placedPixelsObeyThePaintRule()
{
    Document document = scene();
    PaintRule rule;
    rule.locked.set(3);
    document.setPaintRule(rule);
    RegionTool tool;
    tool.place(document, cutOut(document.mask(), Region::fromRect({60, 10, 5, 5})));
    tool.moveBy(-45, 35); // inside the locked region
    QVERIFY(!tool.commit(document, 1));
    QVERIFY(tool.isActive());
    QCOMPARE(document.mask().at({17, 47}), Label{3});
    tool.moveBy(0, -7); // half of it
    QVERIFY(tool.commit(document, 1));
    QCOMPARE(document.mask().at({17, 41}), Label{3});
}

void RegionToolTest::placedPixelsStayInReach()
{
    Document document = scene();
    RegionTool tool;
    tool.place(document, cutOut(document.mask(), kRight));
    tool.moveBy(1000, -1000);
    QCOMPARE(tool.outline().preview, std::optional(Region::fromRect({99, 0, 1, 1})));
    tool.moveBy(-1000, 1000);
    QCOMPARE(tool.outline().preview, std::optional(Region::fromRect({0, 79, 1, 1})));
}

void RegionToolTest::escapeDropsPlacedPixels()
{
    Document document = scene();
    const LabelMask before = document.mask();
    RegionTool tool;
    tool.place(document, cutOut(document.mask(), kRight));
    tool.moveBy(3, 3);
    QVERIFY(!tool.stepBack());
    QVERIFY(tool.cancel());
    QVERIFY(!tool.isActive());
    QVERIFY(!tool.outline().preview);
    QVERIFY(document.mask() == before);
    QVERIFY(!tool.moveBy(1, 0));
}

LABELWRIGHT_TEST(RegionToolTest)
#include "RegionToolTest.moc"
