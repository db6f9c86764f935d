// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/tools/FillTool.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class FillToolTest : public QObject {
    Q_OBJECT

private slots:
    void clickFillsTheComponentOfItsLabel();
    void clickFillsAnUnlabelledPocket();
    void clickWithEraseTakesTheLabelAway();
    void ruleIsObeyed();
    void clickOutsideDoesNothing();
    void isOneStepOfTheHistory();
};

namespace {

/// Two fields of label 1, left and right of an unlabelled column 4, and label 2 in the last column.
Document fields()
{
    std::vector<Label> labels;
    for (int y = 0; y < 6; ++y)
        labels.insert(labels.end(), {1, 1, 1, 1, 0, 1, 1, 1, 1, 2});
    return Document(*LabelMask::create({10, 6}, std::move(labels)));
}

std::int64_t count(const Document& document, Label label)
{
    return countLabels(document.mask())[label];
}

void click(Document& document, PointF place, Label label, bool erase = false)
{
    FillTool tool;
    const PointerEvent event{.position = place, .label = label, .erase = erase};
    tool.press(document, event);
    tool.release(document, event);
    QVERIFY(!tool.isActive());
}

} // namespace

void FillToolTest::clickFillsTheComponentOfItsLabel()
{
    Document document = fields();
    click(document, {1.5, 2.5}, 7);
    QCOMPARE(count(document, 7), 4 * 6);
    QCOMPARE(count(document, 1), 4 * 6);
    QCOMPARE(document.mask().at({8, 0}), Label(1));
}

void FillToolTest::clickFillsAnUnlabelledPocket()
{
    Document document = fields();
    click(document, {4.0, 0.0}, 7);
    QCOMPARE(count(document, 7), 6);
    QCOMPARE(count(document, kUnlabelled), 0);
}

void FillToolTest::clickWithEraseTakesTheLabelAway()
{
    Document document = fields();
    click(document, {9.9, 5.9}, 7, true);
    QCOMPARE(count(document, 2), 0);
    QCOMPARE(count(document, kUnlabelled), 12);
}

void FillToolTest::ruleIsObeyed()
{
    Document document = fields();
    PaintRule rule;
    rule.locked.set(1);
    document.setPaintRule(rule);
    click(document, {1.5, 2.5}, 7);
    QCOMPARE(count(document, 7), 0);
    rule = {.over = PaintOver::Unlabelled};
    document.setPaintRule(rule);
    click(document, {9.5, 2.5}, 7);
    QCOMPARE(count(document, 7), 0);
    click(document, {4.5, 2.5}, 7);
    QCOMPARE(count(document, 7), 6);
}

void FillToolTest::clickOutsideDoesNothing()
{
    Document document = fields();
    const std::uint64_t revision = document.revision();
    for (const PointF& place : {PointF{-0.1, 2}, PointF{10, 2}, PointF{3, -0.5}, PointF{3, 6}})
        click(document, place, 7);
    QCOMPARE(document.revision(), revision);
    QVERIFY(!document.history().canUndo());
}

void FillToolTest::isOneStepOfTheHistory()
{
    Document document = fields();
    click(document, {1.5, 2.5}, 7);
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"fill"});
    document.undo();
    QCOMPARE(document.mask(), fields().mask());
}

LABELWRIGHT_TEST(FillToolTest)
#include "FillToolTest.moc"
