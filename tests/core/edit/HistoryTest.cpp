// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/History.h"

#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

constexpr Size kSize{256, 64};

LabelMask maskOf(Label label)
{
    return *LabelMask::create(kSize, std::vector<Label>(256 * 64, label));
}

/// A step that sets tile `column` to what maskOf(label) holds.
MaskCommand step(const std::string& name, int column, Label label)
{
    MaskPatch patch(kSize);
    patch.keep(maskOf(label), {column * MaskPatch::kTileSize, 0, 1, 1});
    return {name, std::move(patch)};
}

} // namespace

class HistoryTest : public QObject {
    Q_OBJECT

private slots:
    void undoAndRedoAreTheSameSwap();
    void newStepDropsWhatCouldBeRedone();
    void namesStartWithTheNextStep();
    void oldestGoFirstWhenOverBudget();
    void newestStaysWhateverItsSize();
    void smallerBudgetDropsWhatWouldBeRedoneLast();
    void byteSizeReturnsToWhatItWas();
    void byteSizeFollowsWhatUndoTakesIn();
};

void HistoryTest::undoAndRedoAreTheSameSwap()
{
    LabelMask mask = maskOf(1);
    History history;
    QVERIFY(!history.canUndo() && !history.canRedo());
    history.push(step("a", 1, 7));
    QVERIFY((history.undo(mask) == Rect{64, 0, 64, 64}));
    QCOMPARE(mask.at({64, 0}), Label(7));
    QCOMPARE(mask.at({63, 0}), Label(1));
    QVERIFY(!history.canUndo() && history.canRedo());
    QVERIFY((history.redo(mask) == Rect{64, 0, 64, 64}));
    QVERIFY(mask == maskOf(1));
    QVERIFY(history.canUndo() && !history.canRedo());
}

void HistoryTest::newStepDropsWhatCouldBeRedone()
{
    LabelMask mask = maskOf(1);
    History history;
    history.push(step("a", 0, 2));
    history.push(step("b", 1, 2));
    history.undo(mask);
    history.push(step("c", 2, 2));
    QVERIFY(!history.canRedo());
    QCOMPARE(history.undoNames(), (std::vector<std::string>{"c", "a"}));
}

void HistoryTest::namesStartWithTheNextStep()
{
    LabelMask mask = maskOf(1);
    History history;
    for (const char* name : {"a", "b", "c", "d"})
        history.push(step(name, 0, 2));
    history.undo(mask);
    history.undo(mask);
    QCOMPARE(history.undoNames(), (std::vector<std::string>{"b", "a"}));
    QCOMPARE(history.redoNames(), (std::vector<std::string>{"c", "d"}));
}

void HistoryTest::oldestGoFirstWhenOverBudget()
{
    History history;
    history.push(step("a", 0, 2));
    const std::size_t one = history.byteSize();
    QVERIFY(one > sizeof(MaskCommand));
    history.setByteBudget(3 * one);
    for (const char* name : {"b", "c", "d", "e"})
        history.push(step(name, 0, 2));
    QCOMPARE(history.undoNames(), (std::vector<std::string>{"e", "d", "c"}));
    QCOMPARE(history.byteSize(), 3 * one);
}

void HistoryTest::newestStaysWhateverItsSize()
{
    History history;
    history.setByteBudget(1);
    history.push(step("a", 0, 2));
    QCOMPARE(history.undoNames(), (std::vector<std::string>{"a"}));
    history.push(step("b", 0, 2));
    QCOMPARE(history.undoNames(), (std::vector<std::string>{"b"}));
}

void HistoryTest::smallerBudgetDropsWhatWouldBeRedoneLast()
{
    LabelMask mask = maskOf(1);
    History history;
    for (const char* name : {"a", "b", "c"})
        history.push(step(name, 0, 2));
    const std::size_t one = history.byteSize() / 3;
    history.undo(mask);
    history.undo(mask);
    history.setByteBudget(2 * one);
    QCOMPARE(history.undoNames(), std::vector<std::string>{});
    QCOMPARE(history.redoNames(), (std::vector<std::string>{"b", "c"}));
    history.setByteBudget(one);
    QCOMPARE(history.redoNames(), (std::vector<std::string>{"b"}));
}

void HistoryTest::byteSizeReturnsToWhatItWas()
{
    LabelMask mask = maskOf(1);
    History history;
    history.push(step("a", 0, 2));
    const std::size_t one = history.byteSize();
    history.push(step("b", 1, 2));
    const std::size_t two = history.byteSize();
    history.undo(mask);
    QCOMPARE(history.byteSize(), two); // undone steps are held too
    history.undo(mask);
    history.push(step("c", 1, 2));
    QCOMPARE(history.byteSize(), one);
}

void HistoryTest::byteSizeFollowsWhatUndoTakesIn()
{
    std::vector<Label> labels(256 * 64);
    for (std::size_t i = 0; i < labels.size(); ++i)
        labels[i] = static_cast<Label>(i * i % 97);
    LabelMask noise = *LabelMask::create(kSize, labels);
    History history;
    history.push(step("a", 0, 2));
    const std::size_t uniform = history.byteSize();
    history.undo(noise); // now the step holds the tile's noise
    QVERIFY(history.byteSize() >= uniform + 64 * 64);
    history.redo(noise);
    QCOMPARE(history.byteSize(), uniform);
}

LABELWRIGHT_TEST(HistoryTest)
#include "HistoryTest.moc"
