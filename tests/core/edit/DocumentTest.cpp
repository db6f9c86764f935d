// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/Document.h"

#include "core/edit/MaskEdit.h"
#include "core/mask/Shapes.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <random>

using namespace labelwright;

namespace {

constexpr Size kSize{300, 200};

/// A record as the journal keeps it: encoded, nothing of the document alive.
struct Entry {
    EditRecord::Kind kind{};
    std::string name;
    std::vector<std::uint8_t> pixels;
};

void repeat(Document& document, const Entry& entry)
{
    switch (entry.kind) {
    case EditRecord::Kind::Commit:
        document.apply(entry.name, *MaskPatch::decode(kSize, entry.pixels));
        return;
    case EditRecord::Kind::Undo:
        document.undo();
        return;
    case EditRecord::Kind::Redo:
        document.redo();
        return;
    }
}

void paint(Document& document, const Region& region, Label label, const std::string& name)
{
    MaskEdit edit(document);
    edit.paint(region, label);
    edit.commit(name);
}

Document blank()
{
    return Document(*LabelMask::create(kSize));
}

/// 50 x 50 pixels of label 3 at 10, 10; 3 is locked.
Document withLockedSquare()
{
    Document document = blank();
    paint(document, Region::fromRect({10, 10, 50, 50}), 3, "square");
    PaintRule rule;
    rule.locked.set(3);
    document.setPaintRule(rule);
    return document;
}

} // namespace

class DocumentTest : public QObject {
    Q_OBJECT

private slots:
    void undoAndRedoOfNothingDoNothing();
    void undoReportsRectAndRevision();
    void commitRecordsThePixelsAfterIt();
    void rolledBackEditIsNotRecorded();
    void replayOfRecordsGivesTheSameDocument();
    void applyIsRecordedAndUndone();
    void movedDocumentGoesOn();
    void goToTakesManyStepsAndRecordsEach();
    void goToStopsAtTheEnds();
    void anEditThatTheRuleStoppedIsToldOnce();
    void whatTheRuleDidNotStopIsNotTold_data();
    void whatTheRuleDidNotStopIsNotTold();
};

void DocumentTest::undoAndRedoOfNothingDoNothing()
{
    Document document = blank();
    int calls = 0;
    document.onMaskChanged = [&](const Rect&) { ++calls; };
    document.onRecorded = [&](const EditRecord&) { ++calls; };
    document.undo();
    document.redo();
    QCOMPARE(calls, 0);
    QCOMPARE(document.revision(), std::uint64_t(0));
}

void DocumentTest::undoReportsRectAndRevision()
{
    Document document = blank();
    paint(document, Region::fromRect({70, 70, 10, 10}), 1, "brush");
    const std::uint64_t revision = document.revision();
    std::vector<Rect> reported;
    document.onMaskChanged = [&](const Rect& rect) { reported.push_back(rect); };
    document.undo();
    document.redo();
    QCOMPARE(reported.size(), std::size_t(2));
    QVERIFY((reported[0] == Rect{64, 64, 64, 64}));
    QVERIFY(reported[1] == reported[0]);
    QCOMPARE(document.revision(), revision + 2);
}

void DocumentTest::commitRecordsThePixelsAfterIt()
{
    Document document = blank();
    std::vector<Entry> entries;
    document.onRecorded = [&](const EditRecord& record) {
        QCOMPARE(record.pixels != nullptr, record.kind == EditRecord::Kind::Commit);
        entries.push_back(
            {record.kind, record.name, record.pixels ? record.pixels->encode() : std::vector<std::uint8_t>{}});
    };
    paint(document, Region::fromRect({5, 5, 10, 10}), 4, "polygon");
    document.undo();
    document.redo();
    QCOMPARE(entries.size(), std::size_t(3));
    QCOMPARE(entries[0].name, std::string("polygon"));
    QVERIFY(entries[1].kind == EditRecord::Kind::Undo && entries[2].kind == EditRecord::Kind::Redo);
    LabelMask mask = blank().mask();
    MaskPatch::decode(kSize, entries[0].pixels)->swap(mask);
    QVERIFY(mask == document.mask());
}

void DocumentTest::rolledBackEditIsNotRecorded()
{
    Document document = blank();
    int records = 0;
    document.onRecorded = [&](const EditRecord&) { ++records; };
    {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({0, 0, 5, 5}), 1);
    }
    QCOMPARE(records, 0);
}

void DocumentTest::replayOfRecordsGivesTheSameDocument()
{
    std::mt19937 random(11);
    for (int round = 0; round < 20; ++round) {
        Document document = blank();
        std::vector<Entry> entries;
        document.onRecorded = [&](const EditRecord& record) {
            entries.push_back(
                {record.kind, record.name, record.pixels ? record.pixels->encode() : std::vector<std::uint8_t>{}});
        };
        for (int step = 0; step < 40; ++step) {
            const auto place = [&] { return static_cast<double>(random() % 320) - 10; };
            const auto what = random() % 6;
            if (what == 0)
                document.undo();
            else if (what == 1)
                document.redo();
            else
                paint(document, capsule({place(), place()}, {place(), place()}, static_cast<double>(1 + random() % 30)),
                      static_cast<Label>(random() % 4), "step " + std::to_string(step));
        }
        Document copy = blank();
        for (const Entry& entry : entries)
            repeat(copy, entry);
        QVERIFY(copy.mask() == document.mask());
        QCOMPARE(copy.history().undoNames(), document.history().undoNames());
        QCOMPARE(copy.history().redoNames(), document.history().redoNames());
        while (document.history().canUndo()) {
            document.undo();
            copy.undo();
            QVERIFY(copy.mask() == document.mask());
        }
        QVERIFY(copy.mask() == blank().mask());
    }
}

void DocumentTest::applyIsRecordedAndUndone()
{
    LabelMask painted = *LabelMask::create(kSize, std::vector<Label>(300 * 200, 9));
    MaskPatch patch(kSize);
    patch.keep(painted, {0, 0, 1, 1});
    Document document = blank();
    std::vector<std::uint8_t> recorded;
    Rect reported;
    document.onRecorded = [&](const EditRecord& record) { recorded = record.pixels->encode(); };
    document.onMaskChanged = [&](const Rect& rect) { reported = rect; };
    document.apply("import", patch);
    QVERIFY(recorded == patch.encode());
    QVERIFY((reported == Rect{0, 0, 64, 64}));
    QCOMPARE(document.mask().at({63, 63}), Label(9));
    QCOMPARE(document.mask().at({64, 63}), kUnlabelled);
    document.onRecorded = nullptr;
    document.undo();
    QVERIFY(document.mask() == blank().mask());
}

void DocumentTest::movedDocumentGoesOn()
{
    Document first = blank();
    paint(first, Region::fromRect({0, 0, 5, 5}), 1, "brush");
    Document second = std::move(first);
    paint(second, Region::fromRect({0, 0, 9, 9}), 2, "brush");
    second.undo();
    QCOMPARE(second.mask().at({0, 0}), Label(1));
    second.undo();
    QVERIFY(second.mask() == blank().mask());
}

void DocumentTest::goToTakesManyStepsAndRecordsEach()
{
    Document document = blank();
    for (int i = 0; i < 5; ++i)
        paint(document, Region::fromRect({70 * (i % 3), 70 * (i / 3), 9, 9}), static_cast<Label>(i + 1), "brush");
    const LabelMask last = document.mask();
    std::vector<EditRecord::Kind> kinds;
    std::vector<Rect> reported;
    document.onRecorded = [&](const EditRecord& record) { kinds.push_back(record.kind); };
    document.onMaskChanged = [&](const Rect& rect) { reported.push_back(rect); };
    document.goTo(-3);
    QCOMPARE(document.history().undoNames().size(), std::size_t(2));
    QCOMPARE(document.mask().at({70, 0}), Label(2));
    QCOMPARE(document.mask().at({140, 0}), kUnlabelled);
    QVERIFY(kinds == std::vector(3, EditRecord::Kind::Undo));
    QVERIFY((reported == std::vector<Rect>{{0, 0, 192, 128}}));
    document.goTo(3);
    QVERIFY(document.mask() == last);
    QCOMPARE(kinds.size(), std::size_t(6));
    QVERIFY(kinds.back() == EditRecord::Kind::Redo);
    document.goTo(0);
    QCOMPARE(reported.size(), std::size_t(2));
}

void DocumentTest::goToStopsAtTheEnds()
{
    Document document = blank();
    paint(document, Region::fromRect({0, 0, 9, 9}), 1, "brush");
    document.goTo(-100);
    QVERIFY(document.mask() == blank().mask());
    document.goTo(-100);
    document.goTo(100);
    QCOMPARE(document.mask().at({0, 0}), Label(1));
    QVERIFY(!document.history().canRedo());
}

void DocumentTest::anEditThatTheRuleStoppedIsToldOnce()
{
    Document document = withLockedSquare();
    const std::uint64_t revision = document.revision();
    std::vector<int> told;
    document.onProtected = [&](Label label) { told.push_back(label); };
    MaskEdit edit(document);
    edit.paint(Region::fromRect({20, 20, 5, 5}), 1);
    edit.paint(Region::fromRect({30, 20, 5, 5}), 1);
    QVERIFY(told.empty()); // the stroke may yet reach what it can change
    QVERIFY(!edit.commit("stopped"));
    QCOMPARE(told, std::vector<int>{3});
    QCOMPARE(document.revision(), revision);
    QCOMPARE(document.history().undoNames(), std::vector<std::string>{"square"});
}

void DocumentTest::whatTheRuleDidNotStopIsNotTold_data()
{
    QTest::addColumn<QRect>("area");
    QTest::addColumn<int>("label");
    QTest::addColumn<bool>("isCommitted");
    QTest::newRow("a stroke that reaches beyond the lock") << QRect(50, 20, 20, 5) << 1 << true;
    QTest::newRow("the locked label over itself") << QRect(20, 20, 5, 5) << 3 << true;
    QTest::newRow("outside the mask") << QRect(400, 20, 5, 5) << 1 << true;
    QTest::newRow("a stroke that is dropped") << QRect(20, 20, 5, 5) << 1 << false;
}

void DocumentTest::whatTheRuleDidNotStopIsNotTold()
{
    QFETCH(QRect, area);
    QFETCH(int, label);
    QFETCH(bool, isCommitted);
    Document document = withLockedSquare();
    int told = 0;
    document.onProtected = [&](Label) { ++told; };
    {
        MaskEdit edit(document);
        edit.paint(Region::fromRect({area.x(), area.y(), area.width(), area.height()}), static_cast<Label>(label));
        if (isCommitted)
            edit.commit("stroke");
    }
    QCOMPARE(told, 0);
}

LABELWRIGHT_TEST(DocumentTest)
#include "DocumentTest.moc"
