// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RegionEdits.h"

#include "core/edit/MaskEdit.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <functional>
#include <string>

using namespace labelwright;

namespace {

/// A document whose mask is drawn with digits.
Document drawn(const std::vector<std::string>& rows)
{
    std::vector<Label> labels;
    for (const std::string& row : rows)
        for (const char digit : row)
            labels.push_back(static_cast<Label>(digit - '0'));
    return Document(*LabelMask::create({static_cast<int>(rows[0].size()), static_cast<int>(rows.size())}, labels));
}

QString text(const LabelMask& mask)
{
    QStringList rows;
    for (int y = 0; y < mask.height(); ++y) {
        QString row;
        for (const Label label : mask.row(y))
            row += QChar('0' + label);
        rows.push_back(row);
    }
    return rows.join('\n');
}

/// A square of 1 whose left surroundings are 2 and whose right ones are 3.
Document squareBetweenTwoLabels()
{
    Document document(*LabelMask::create({40, 30}));
    MaskEdit edit(document);
    edit.paint(Region::fromRect({0, 0, 20, 30}), 2);
    edit.paint(Region::fromRect({20, 0, 20, 30}), 3);
    edit.paint(Region::fromRect({10, 5, 20, 20}), 1);
    edit.commit("brush");
    return document;
}

} // namespace

class RegionEditsTest : public QObject {
    Q_OBJECT

private slots:
    void eachIsOneStepWithItsName_data();
    void eachIsOneStepWithItsName();
    void eachObeysTheRule_data();
    void eachObeysTheRule();
    void fillUnlabelledFillsThemAll();
    void relabelClassChangesEveryPixelOfIt();
    void shrinkGivesWayToTheNearestLabel();
    void imageEdgesAreNoBorders();
    void growPaintsAroundTheRegion();
    void smoothLeavesNoSeam();
    void reshapeFillsAHoleFromOutside();
    void reshapeOfAllThereIsLeavesItUnlabelled();
    void reshapeOfNothingIsNothing();
    void keepLargestAbsorbsTheOthers();
    void absorbedIslandTakesTheLabelAround();
    void absorbOfAnIslandThatIsGoneIsNothing();
    void cutIsPastedElsewhere();
    void copyMakesTheMaskTheOther();
    void copyOfAnotherSizeIsAMismatch();
};

using Edit = std::function<bool(Document&)>;
Q_DECLARE_METATYPE(Edit)

void RegionEditsTest::eachIsOneStepWithItsName_data()
{
    QTest::addColumn<Edit>("edit");
    const auto region = [](const Document& document) { return componentAt(document.mask(), {15, 15}); };
    QTest::newRow("fill-unlabelled") << Edit([](Document& d) { return fillUnlabelled(d, 9); });
    QTest::newRow("relabel-region") << Edit([=](Document& d) { return relabelRegion(d, region(d), 9); });
    QTest::newRow("relabel-class") << Edit([](Document& d) { return relabelClass(d, 1, 9); });
    QTest::newRow("smooth") << Edit([=](Document& d) { return smooth(d, region(d), 5); });
    QTest::newRow("grow") << Edit([=](Document& d) { return grow(d, region(d), 2); });
    QTest::newRow("shrink") << Edit([=](Document& d) { return shrink(d, region(d), 2); });
    QTest::newRow("edit-contour") << Edit(
        [=](Document& d) { return reshape(d, region(d), region(d).translated(3, 1), "edit-contour"); });
    QTest::newRow("keep-largest") << Edit([](Document& d) { return keepLargest(d, 1); });
    QTest::newRow("absorb-island") << Edit([](Document& d) { return absorb(d, findIslands(d.mask(), 4).front()); });
    QTest::newRow("paste") << Edit([=](Document& d) { return paste(d, cutOut(d.mask(), region(d)), 5, 5); });
    QTest::newRow("copy-previous") << Edit(
        [](Document& d) { return copyMask(d, *LabelMask::create(d.mask().size())).has_value(); });
}

void RegionEditsTest::eachIsOneStepWithItsName()
{
    QFETCH(Edit, edit);
    Document document = squareBetweenTwoLabels();
    MaskEdit specks(document);
    specks.paint(Region::fromRect({2, 2, 2, 2}), 1);
    specks.paint(Region::fromRect({33, 20, 3, 3}), kUnlabelled);
    specks.commit("brush");
    const LabelMask before = document.mask();
    const std::size_t steps = document.history().undoNames().size();
    QVERIFY(edit(document));
    QVERIFY(document.mask() != before);
    QCOMPARE(document.history().undoNames().size(), steps + 1);
    QCOMPARE(document.history().undoNames().front(), std::string(QTest::currentDataTag()));
    document.undo();
    QVERIFY(document.mask() == before);
}

void RegionEditsTest::eachObeysTheRule_data()
{
    eachIsOneStepWithItsName_data();
}

void RegionEditsTest::eachObeysTheRule()
{
    QFETCH(Edit, edit);
    Document document = squareBetweenTwoLabels();
    MaskEdit specks(document);
    specks.paint(Region::fromRect({2, 2, 2, 2}), 1);
    specks.paint(Region::fromRect({33, 20, 3, 3}), kUnlabelled);
    specks.commit("brush");
    const LabelMask before = document.mask();
    const std::size_t steps = document.history().undoNames().size();
    document.setPaintRule({.locked = std::bitset<256>().set()});
    edit(document);
    QVERIFY(document.mask() == before);
    QCOMPARE(document.history().undoNames().size(), steps);
}

void RegionEditsTest::fillUnlabelledFillsThemAll()
{
    Document document = drawn({"0102", "0000"});
    QVERIFY(fillUnlabelled(document, 5));
    QCOMPARE(text(document.mask()), text(drawn({"5152", "5555"}).mask()));
    QVERIFY(!fillUnlabelled(document, 6));
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
}

void RegionEditsTest::relabelClassChangesEveryPixelOfIt()
{
    Document document = drawn({"1102", "2011"});
    QVERIFY(relabelClass(document, 1, 2));
    QCOMPARE(text(document.mask()), text(drawn({"2202", "2022"}).mask()));
    QVERIFY(!relabelClass(document, 7, 2));
}

void RegionEditsTest::shrinkGivesWayToTheNearestLabel()
{
    Document document = squareBetweenTwoLabels();
    QVERIFY(shrink(document, componentAt(document.mask(), {15, 15}), 3));
    for (int y = 0; y < 30; ++y)
        for (int x = 0; x < 40; ++x) {
            const bool inside = x >= 13 && x < 27 && y >= 8 && y < 22;
            QCOMPARE(int(document.mask().at({x, y})), inside ? 1 : x < 20 ? 2 : 3);
        }
}

void RegionEditsTest::imageEdgesAreNoBorders()
{
    Document document = drawn(std::vector<std::string>(20, "11111111110000000000"));
    const Region region = componentAt(document.mask(), {0, 0});
    QVERIFY(shrink(document, region, 2));
    QVERIFY(componentAt(document.mask(), {0, 0}) == Region::fromRect({0, 0, 8, 20}));
    document.undo();
    QVERIFY(!smooth(document, region, 3));
}

void RegionEditsTest::growPaintsAroundTheRegion()
{
    Document document = drawn({"000000", "001000", "000002", "000000"});
    QVERIFY(grow(document, componentAt(document.mask(), {2, 1}), 1));
    QCOMPARE(text(document.mask()), text(drawn({"001000", "011100", "001002", "000000"}).mask()));
}

void RegionEditsTest::smoothLeavesNoSeam()
{
    Document document = squareBetweenTwoLabels();
    QVERIFY(smooth(document, componentAt(document.mask(), {15, 15}), 5));
    QVERIFY(pixelsOf(document.mask(), kUnlabelled).isEmpty());
    QCOMPARE(int(document.mask().at({10, 5})), 2);
    QCOMPARE(int(document.mask().at({29, 24})), 3);
    QCOMPARE(int(document.mask().at({10, 15})), 1);
}

void RegionEditsTest::reshapeFillsAHoleFromOutside()
{
    Document document = squareBetweenTwoLabels();
    const Region before = componentAt(document.mask(), {15, 15});
    const Region after = subtracted(before, Region::fromRect({22, 12, 3, 3}));
    QVERIFY(reshape(document, before, after, "edit-contour"));
    QVERIFY(componentAt(document.mask(), {23, 13}) == Region::fromRect({22, 12, 3, 3}));
    QCOMPARE(int(document.mask().at({23, 13})), 3);
}

void RegionEditsTest::reshapeOfAllThereIsLeavesItUnlabelled()
{
    Document document = drawn({"11", "11"});
    QVERIFY(reshape(document, Region::fromRect({-1, -1, 9, 9}), Region::fromRect({0, 0, 1, 1}), "edit-contour"));
    QCOMPARE(text(document.mask()), text(drawn({"10", "00"}).mask()));
}

void RegionEditsTest::reshapeOfNothingIsNothing()
{
    Document document = drawn({"11", "11"});
    QVERIFY(!reshape(document, {}, Region::fromRect({0, 0, 1, 1}), "edit-contour"));
    QVERIFY(!reshape(document, Region::fromRect({5, 5, 1, 1}), Region::fromRect({0, 0, 1, 1}), "edit-contour"));
}

void RegionEditsTest::keepLargestAbsorbsTheOthers()
{
    Document document = drawn({"2221112", "2122112", "2212221", "1001002"});
    QVERIFY(keepLargest(document, 1));
    QCOMPARE(text(document.mask()), text(drawn({"2221112", "2222112", "2222221", "2002002"}).mask()));
    QVERIFY(!keepLargest(document, 1));
    QVERIFY(!keepLargest(document, 8));
}

void RegionEditsTest::absorbedIslandTakesTheLabelAround()
{
    Document document = drawn({"22222", "21022", "22233"});
    const std::vector<Island> islands = findIslands(document.mask(), 1);
    QCOMPARE(islands.size(), std::size_t(2));
    QVERIFY(absorb(document, islands[0]));
    QVERIFY(absorb(document, islands[1]));
    QCOMPARE(text(document.mask()), text(drawn({"22222", "22222", "22233"}).mask()));
}

void RegionEditsTest::absorbOfAnIslandThatIsGoneIsNothing()
{
    Document document = drawn({"222", "212", "222"});
    const Island island = findIslands(document.mask(), 1).front();
    QVERIFY(absorb(document, island));
    QVERIFY(!absorb(document, island));
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
}

void RegionEditsTest::cutIsPastedElsewhere()
{
    Document document = drawn({"12300", "45600", "00000"});
    const MaskCut cut = cutOut(document.mask(), Region::fromSpans({{-1, 0, 9}, {0, 1, 3}, {1, -3, 2}}));
    QVERIFY((cut.labels == std::vector<Label>{2, 3, 4, 5}));
    QVERIFY(paste(document, cut, 3, 1));
    QCOMPARE(text(document.mask()), text(drawn({"12300", "45602", "00045"}).mask()));
    QVERIFY(!paste(document, cut));
    QVERIFY(!paste(document, cut, 90, 0));
}

void RegionEditsTest::copyMakesTheMaskTheOther()
{
    Document document = drawn({"1230", "4560"});
    const Document other = drawn({"1111", "2560"});
    VERIFY_OK(copyMask(document, other.mask()));
    QVERIFY(document.mask() == other.mask());
    VERIFY_OK(copyMask(document, other.mask()));
    QCOMPARE(document.history().undoNames().size(), std::size_t(1));
}

void RegionEditsTest::copyOfAnotherSizeIsAMismatch()
{
    Document document = drawn({"123", "456"});
    const Status copied = copyMask(document, drawn({"12", "45"}).mask());
    VERIFY_ERROR(copied, ErrorCode::Mismatch);
    QCOMPARE(copied.error().detail,
             std::string("the labels can't be copied: their mask is 2 x 2 pixels, this image 3 x 2"));
    QCOMPARE(text(document.mask()), text(drawn({"123", "456"}).mask()));
}

LABELWRIGHT_TEST(RegionEditsTest)
#include "RegionEditsTest.moc"
