// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/PaintRule.h"

#include "core/edit/MaskEdit.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>
#include <string>

using namespace labelwright;

namespace {

/// Labels 0 to 4 in stripes of one column each, again and again.
Document striped()
{
    std::vector<Label> labels(20 * 3);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = static_cast<Label>(i % 20 % 5);
    return Document(*LabelMask::create({20, 3}, std::move(labels)));
}

/// The labels that a whole-image fill with 9 leaves, in the order of the stripes; 9 where it went through.
std::string afterFill(const PaintRule& rule)
{
    Document document = striped();
    document.setPaintRule(rule);
    MaskEdit edit(document);
    edit.paint(Region::fromRect({0, 0, 20, 3}), 9);
    std::string left;
    for (int x = 5; x < 10; ++x)
        left += static_cast<char>('0' + document.mask().at({x, 1}));
    return left;
}

std::bitset<256> labels(std::initializer_list<int> set)
{
    std::bitset<256> bits;
    for (const int label : set)
        bits.set(static_cast<std::size_t>(label));
    return bits;
}

} // namespace

class PaintRuleTest : public QObject {
    Q_OBJECT

private slots:
    void everythingMayChangeToBeginWith();
    void ruleSaysWhichPixelsMayChange_data();
    void ruleSaysWhichPixelsMayChange();
    void onlyWhatChangedIsReported();
    void protectedPixelsMakeNoStep();
    void editKeepsTheRuleItBeganWith();
    void undoAndRedoAskNoRule();
    void replayAsksNoRule();
    void paintedPartIsWhatPaintingLeaves_data();
    void paintedPartIsWhatPaintingLeaves();
};

void PaintRuleTest::everythingMayChangeToBeginWith()
{
    QVERIFY(PaintRule{}.paintable().all());
    QVERIFY(striped().paintRule() == PaintRule{});
}

void PaintRuleTest::ruleSaysWhichPixelsMayChange_data()
{
    QTest::addColumn<PaintOver>("over");
    QTest::addColumn<QString>("left");
    QTest::addColumn<QString>("leftWhenLocked"); // 0, 1 and 3 are
    QTest::newRow("everything") << PaintOver::Everything << "99999"
                                << "01939";
    QTest::newRow("only unlabelled") << PaintOver::Unlabelled << "91234"
                                     << "01234";
    QTest::newRow("only visible") << PaintOver::VisibleLabels << "99299"
                                  << "01239";
    QTest::newRow("only one label") << PaintOver::OneLabel << "01934"
                                    << "01934";
}

void PaintRuleTest::ruleSaysWhichPixelsMayChange()
{
    QFETCH(PaintOver, over);
    QFETCH(QString, left);
    QFETCH(QString, leftWhenLocked);
    PaintRule rule{.over = over, .chosen = 2, .hidden = labels({2}), .locked = {}};
    QCOMPARE(QString::fromStdString(afterFill(rule)), left);
    rule.locked = labels({0, 1, 3});
    QCOMPARE(QString::fromStdString(afterFill(rule)), leftWhenLocked);
}

void PaintRuleTest::onlyWhatChangedIsReported()
{
    Document document = striped();
    document.setPaintRule({.over = PaintOver::OneLabel, .chosen = 3, .hidden = {}, .locked = {}});
    std::vector<Rect> reported;
    document.onMaskChanged = [&](const Rect& rect) { reported.push_back(rect); };
    MaskEdit edit(document);
    edit.paint(Region::fromRect({5, 1, 10, 9}), 7);
    edit.paint(Region::fromRect({5, 1, 10, 9}), 7);
    QVERIFY((reported == std::vector<Rect>{{8, 1, 6, 2}}));
}

void PaintRuleTest::protectedPixelsMakeNoStep()
{
    Document document = striped();
    document.setPaintRule({.locked = std::bitset<256>().set()});
    MaskEdit edit(document);
    edit.paint(Region::fromRect({0, 0, 20, 3}), 7);
    QVERIFY(!edit.commit("brush"));
    QVERIFY(!document.history().canUndo());
    QCOMPARE(document.revision(), std::uint64_t(0));
}

void PaintRuleTest::editKeepsTheRuleItBeganWith()
{
    Document document = striped();
    document.setPaintRule({.locked = labels({1})});
    MaskEdit edit(document);
    document.setPaintRule({.locked = labels({2})});
    edit.paint(Region::fromRect({0, 0, 5, 1}), 9);
    QCOMPARE(document.mask().at({1, 0}), Label(1));
    QCOMPARE(document.mask().at({2, 0}), Label(9));
}

void PaintRuleTest::undoAndRedoAskNoRule()
{
    Document document = striped();
    MaskEdit edit(document);
    edit.paint(Region::fromRect({0, 0, 20, 3}), 9);
    QVERIFY(edit.commit("brush"));
    const LabelMask after = document.mask();
    document.setPaintRule({.locked = std::bitset<256>().set()});
    document.undo();
    QVERIFY(document.mask() == striped().mask());
    document.redo();
    QVERIFY(document.mask() == after);
}

void PaintRuleTest::replayAsksNoRule()
{
    Document document = striped();
    document.setPaintRule({.locked = std::bitset<256>().set()});
    const LabelMask other = *LabelMask::create({20, 3}, std::vector<Label>(60, 8));
    MaskPatch patch({20, 3});
    patch.keep(other, other.bounds());
    document.apply("brush", std::move(patch));
    QVERIFY(document.mask() == other);
}

void PaintRuleTest::paintedPartIsWhatPaintingLeaves_data()
{
    QTest::addColumn<int>("over");
    QTest::addColumn<int>("locked");
    QTest::newRow("everything") << static_cast<int>(PaintOver::Everything) << 9;
    QTest::newRow("one locked") << static_cast<int>(PaintOver::Everything) << 2;
    QTest::newRow("the label itself locked") << static_cast<int>(PaintOver::Everything) << 3;
    QTest::newRow("only unlabelled") << static_cast<int>(PaintOver::Unlabelled) << 9;
    QTest::newRow("only one label") << static_cast<int>(PaintOver::OneLabel) << 9;
}

void PaintRuleTest::paintedPartIsWhatPaintingLeaves()
{
    QFETCH(const int, over);
    QFETCH(const int, locked);
    Document document = striped();
    document.setPaintRule({.over = static_cast<PaintOver>(over), .chosen = 4, .locked = labels({locked})});
    const Region region = Region::fromRect({-2, 1, 30, 1});
    const Region part = paintedPart(document, region, 3);
    MaskEdit edit(document);
    edit.paint(region, 3);
    for (int x = 0; x < 20; ++x)
        QCOMPARE(part.contains({x, 1}), document.mask().at({x, 1}) == 3);
    QVERIFY(document.mask().bounds().contains({part.bounds().x, part.bounds().y}));
    QCOMPARE(part.bounds().height, 1);
}

LABELWRIGHT_TEST(PaintRuleTest)
#include "PaintRuleTest.moc"
