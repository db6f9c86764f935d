// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ActionTable.h"

#include "tests/support/TestProgram.h"
#include "ui/look/Icons.h"
#include "ui/work/KeyMap.h"
#include "ui/work/KeysDialog.h"

#include <QLabel>
#include <QSet>
#include <QTest>

#include <algorithm>

using namespace labelwright;

class ActionTableTest : public QObject {
    Q_OBJECT
private slots:
    void idsAreUnique();
    void everyKeyIsUnderstood();
    void everyIconExists();
    void menuRowsDoSomething();
    void keysAreThoseOfTheKeyMap_data();
    void keysAreThoseOfTheKeyMap();
    void theSheetShowsEveryKey();
    void theSheetJoinsLabelsWhoseKeysFollowEachOther();
    void theSheetShowsTheKeysInForce();
    void whereLabelsAreChosenNothingPaintsAndEnterSubmits();
    void verdictsAreGivenInAReviewAlone();
};

void ActionTableTest::idsAreUnique()
{
    QSet<QByteArray> ids;
    for (const ActionRow& row : actionTable()) {
        QVERIFY2(!ids.contains(row.id), row.id);
        ids.insert(row.id);
    }
}

void ActionTableTest::everyKeyIsUnderstood()
{
    for (const ActionRow& row : actionTable()) {
        for (const QKeySequence& key : defaultKeys(row)) {
            QVERIFY2(key.count() == 1, row.id);
            QVERIFY2(key[0].key() != Qt::Key_unknown, row.id);
        }
    }
}

void ActionTableTest::everyIconExists()
{
    for (const ActionRow& row : actionTable())
        QVERIFY2(!*row.icon || isIcon(QString::fromUtf8(row.icon)), row.id);
}

void ActionTableTest::menuRowsDoSomething()
{
    for (const ActionRow& row : actionTable()) {
        const bool isHeld = row.release != nullptr;
        QVERIFY2((row.run != nullptr) == (row.section != ActionSection::Canvas || isHeld), row.id);
    }
}

void ActionTableTest::keysAreThoseOfTheKeyMap_data()
{
    QTest::addColumn<QByteArray>("id");
    QTest::addColumn<QString>("keys");
    const auto row = [](const char* id, const char* keys) {
        QTest::newRow(id) << QByteArray(id) << QString::fromUtf8(keys);
    };
    row("next", "D; PgDown");
    row("previous", "A; PgUp");
    row("next-unlabelled", "Ctrl+Shift+D");
    row("previous-unlabelled", "Ctrl+Shift+A");
    row("submit", "Ctrl+Enter; Ctrl+Return");
    row("undo", "Ctrl+Z");
    row("redo", "Ctrl+Shift+Z; Ctrl+Y");
    row("brush", "B");
    row("eraser", "E");
    row("polygon", "P");
    row("auto-segment", "X");
    row("add-part", "M");
    row("edge-snap", "Shift+X");
    row("label-1", "1");
    row("label-9", "9");
    row("label-0", "0");
    row("label-11", "Shift+1");
    row("label-19", "Shift+9");
    row("label-10", "Shift+0");
    row("find-label", "/; Ctrl+F");
    row("last-label", "Q");
    row("brush-smaller", "[");
    row("brush-larger", "]");
    row("fit", "F");
    row("zoom-100", "Ctrl+0");
    row("show-labels", "T");
    row("outline", "O");
    row("peek", "H");
    row("opacity-down", ",");
    row("opacity-up", ".");
    row("flag", "Shift+F");
    row("flag-note", "Shift+C");
    row("keys", "F1");
    row("save", "Ctrl+S");
}

void ActionTableTest::keysAreThoseOfTheKeyMap()
{
    QFETCH(QByteArray, id);
    QFETCH(QString, keys);
    for (const ActionRow& row : actionTable()) {
        if (row.id == id) {
            QCOMPARE(QKeySequence::listToString(defaultKeys(row)), keys);
            return;
        }
    }
    QFAIL("no such row");
}

void ActionTableTest::theSheetShowsEveryKey()
{
    const KeysDialog dialog{KeyMap()};
    QSet<QString> shown;
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        shown.insert(label->text());
    for (const ActionRow& row : actionTable()) {
        const bool isInARun = QByteArray(row.id).startsWith("label-") && QByteArray(row.id) != "label-0";
        if ((!*row.keys && !*row.gesture) || isInARun)
            continue;
        QVERIFY2(shown.contains(translatedText(row)), row.id);
        if (*row.gesture)
            QVERIFY2(shown.contains(translatedGesture(row)), row.id);
    }
    QVERIFY(shown.contains(QStringLiteral("Ctrl+Shift+Z   Ctrl+Y")));
    QVERIFY(shown.contains(QStringLiteral("Ctrl+Enter")));
}

void ActionTableTest::theSheetJoinsLabelsWhoseKeysFollowEachOther()
{
    KeyMap map;
    for (const ActionRow& row : actionTable()) {
        if (QByteArray(row.id) == "label-14")
            map.setKeys(row, {QKeySequence(Qt::Key_F4)});
    }
    const KeysDialog dialog{map};
    QStringList shown;
    for (const QLabel* label : dialog.findChildren<QLabel*>())
        shown.append(label->text());
    QVERIFY(shown.contains(QStringLiteral("1 – 9")));
    QVERIFY(shown.contains(QStringLiteral("Shift+0 – Shift+3")));
    QVERIFY(shown.contains(QStringLiteral("Label 10 – Label 13")));
    QVERIFY(shown.contains(QStringLiteral("F4")));
    QVERIFY(shown.contains(QStringLiteral("Shift+5 – Shift+9")));
}

void ActionTableTest::theSheetShowsTheKeysInForce()
{
    KeyMap map;
    const auto isBrush = [](const ActionRow& row) { return QByteArray(row.id) == "brush"; };
    map.setKeys(*std::ranges::find_if(actionTable(), isBrush), {QKeySequence(Qt::Key_F7)});
    KeysDialog sheet(map);
    const auto texts = [&] {
        QSet<QString> shown;
        for (const QLabel* label : sheet.findChildren<QLabel*>())
            shown.insert(label->text());
        return shown;
    };
    QVERIFY(texts().contains(QStringLiteral("F7")));
    QVERIFY(!texts().contains(QStringLiteral("B")));
    sheet.showKeys(KeyMap());
    QVERIFY(texts().contains(QStringLiteral("B")));
    QVERIFY(!texts().contains(QStringLiteral("F7")));
}

void ActionTableTest::whereLabelsAreChosenNothingPaintsAndEnterSubmits()
{
    const std::span<const ActionRow> rows = actionTable(TaskType::ImageClassificationMultiLabel, TaskPurpose::Labeling);
    for (const ActionRow& row : rows) {
        QVERIFY2(row.section != ActionSection::Tools && row.section != ActionSection::Region, row.id);
        QVERIFY2(QByteArray(row.id) != "undo" && QByteArray(row.id) != "show-labels", row.id);
    }
    const KeyMap map(rows);
    const ActionRow* submit = map.owner(QKeyCombination(Qt::Key_Enter));
    QVERIFY(submit != nullptr);
    QCOMPARE(QByteArray(submit->id), QByteArray("submit"));
    QVERIFY(map.owner(QKeyCombination(Qt::Key_Return)) == submit);
    QVERIFY(map.owner(QKeyCombination(Qt::ControlModifier, Qt::Key_Return)) == submit);
    QVERIFY(map.owner(QKeyCombination(Qt::Key_B)) == nullptr);

    const KeysDialog sheet(map);
    for (const QLabel* label : sheet.findChildren<QLabel*>()) {
        QVERIFY(label->text() != sectionTitle(ActionSection::Tools));
        QVERIFY(label->text() != sectionTitle(ActionSection::Region));
    }

    QCOMPARE(actionTable(TaskType::SemanticSegmentation, TaskPurpose::Review).size(), actionTable().size());
    QCOMPARE(QByteArray(KeyMap().owner(QKeyCombination(Qt::Key_Enter))->id), QByteArray("commit"));
}

void ActionTableTest::verdictsAreGivenInAReviewAlone()
{
    const KeyMap labeling(actionTable(TaskType::SemanticSegmentation, TaskPurpose::Labeling));
    QVERIFY(labeling.owner(QKeyCombination(Qt::Key_Y)) == nullptr);
    QVERIFY(labeling.owner(QKeyCombination(Qt::Key_R)) == nullptr);
    QCOMPARE(QByteArray(labeling.owner(QKeyCombination(Qt::Key_C))->id), QByteArray("comment"));
    for (const TaskType task : {TaskType::SemanticSegmentation, TaskType::ImageClassification}) {
        const KeyMap review(actionTable(task, TaskPurpose::Review));
        QCOMPARE(QByteArray(review.owner(QKeyCombination(Qt::Key_Y))->id), QByteArray("accept"));
        QCOMPARE(QByteArray(review.owner(QKeyCombination(Qt::Key_R))->id), QByteArray("reject"));
    }
}

LABELWRIGHT_TEST(ActionTableTest)
#include "ActionTableTest.moc"
