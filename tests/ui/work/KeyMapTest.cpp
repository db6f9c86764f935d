// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyMap.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/work/WindowDriver.h"

#include <QSet>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

void nothing(WorkContext&)
{}

constexpr ActionRow kRows[]{
    {.id = "one", .section = ActionSection::Tools, .text = "One", .keys = "A; Ctrl+B", .run = nothing},
    {.id = "two", .section = ActionSection::Tools, .text = "Two", .keys = "C", .run = nothing},
    {.id = "bare", .section = ActionSection::Tools, .text = "Bare", .run = nothing},
    {.id = "fixed", .section = ActionSection::Canvas, .text = "Fixed", .keys = "Enter"},
};
constexpr const ActionRow& kOne = kRows[0];
constexpr const ActionRow& kTwo = kRows[1];
constexpr const ActionRow& kBare = kRows[2];
constexpr const ActionRow& kFixed = kRows[3];

QString text(const QList<QKeySequence>& keys)
{
    return QKeySequence::listToString(keys, QKeySequence::PortableText);
}

const ActionRow& rowOf(QLatin1String id)
{
    const std::span<const ActionRow> rows = actionTable();
    return *std::find_if(rows.begin(), rows.end(), [&](const ActionRow& row) { return id == QLatin1String(row.id); });
}

QString keysOf(const KeyMap& map, const char* id)
{
    return text(map.keys(rowOf(QLatin1String(id))));
}

} // namespace

class KeyMapTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { test::keepSettingsIn(m_settings.path()); }
    void aKeyHasOneOwner();
    void aChangeTakesTheKeyFromItsOwner();
    void aLaterChangeTakesTheKeyFromAnEarlierOne();
    void goingBackToThePresetsKeysIsNoChange();
    void allCanBeReset();
    void noKeyAtAllIsAChange();
    void keysOfTheCanvasStayWithIt();
    void presetsAreWithoutConflicts_data();
    void presetsAreWithoutConflicts();
    void presetsNameActionsThatExist_data() { presetsAreWithoutConflicts_data(); }
    void presetsNameActionsThatExist();
    void presetsAreWhatTheirUsersExpect_data();
    void presetsAreWhatTheirUsersExpect();
    void changesStayWhenThePresetChanges();
    void settingsKeepPresetAndChanges();
    void settingsOfAnotherVersionDoNoHarm();
    void shortTextsAreShort();

private:
    QTemporaryDir m_settings;
};

void KeyMapTest::aKeyHasOneOwner()
{
    const KeyMap map(kRows);
    QCOMPARE(map.owner(QKeyCombination(Qt::Key_A)), &kOne);
    QCOMPARE(map.owner(Qt::CTRL | Qt::Key_B), &kOne);
    QCOMPARE(map.owner(QKeyCombination(Qt::Key_C)), &kTwo);
    QCOMPARE(map.owner(QKeyCombination(Qt::Key_Enter)), &kFixed);
    QVERIFY(!map.owner(QKeyCombination(Qt::Key_B)));
    QCOMPARE(text(map.keys(kOne)), QStringLiteral("A; Ctrl+B"));
    QVERIFY(map.keys(kBare).isEmpty());
}

void KeyMapTest::aChangeTakesTheKeyFromItsOwner()
{
    KeyMap map(kRows);
    map.setKeys(kTwo, {QKeySequence(Qt::Key_A)});
    QCOMPARE(map.owner(QKeyCombination(Qt::Key_A)), &kTwo);
    QCOMPARE(text(map.keys(kOne)), QStringLiteral("Ctrl+B"));
    QVERIFY(!map.owner(QKeyCombination(Qt::Key_C)));
    QVERIFY(map.isChanged(kOne));
    QVERIFY(map.isChanged(kTwo));
    QVERIFY(!map.isChanged(kBare));
}

void KeyMapTest::aLaterChangeTakesTheKeyFromAnEarlierOne()
{
    KeyMap map(kRows);
    map.setKeys(kBare, {QKeySequence(Qt::Key_X), QKeySequence(Qt::Key_Y)});
    map.setKeys(kTwo, {QKeySequence(Qt::Key_X)});
    QCOMPARE(map.owner(QKeyCombination(Qt::Key_X)), &kTwo);
    QCOMPARE(text(map.keys(kBare)), QStringLiteral("Y"));
}

void KeyMapTest::goingBackToThePresetsKeysIsNoChange()
{
    KeyMap map(kRows);
    map.setKeys(kTwo, {QKeySequence(Qt::Key_A)});
    map.setKeys(kTwo, map.unchangedKeys(kTwo));
    QVERIFY(map.changes().isEmpty());
    QCOMPARE(text(map.keys(kOne)), QStringLiteral("A; Ctrl+B"));
    // The other way round: who lost a key takes it back.
    map.setKeys(kTwo, {QKeySequence(Qt::Key_A)});
    map.setKeys(kOne, map.unchangedKeys(kOne));
    QVERIFY(!map.isChanged(kOne));
    QVERIFY(map.keys(kTwo).isEmpty());
}

void KeyMapTest::allCanBeReset()
{
    KeyMap map(kRows);
    map.setKeys(kTwo, {QKeySequence(Qt::Key_A)});
    map.setKeys(kBare, {QKeySequence(Qt::Key_X)});
    map.resetAll();
    for (const ActionRow& row : kRows)
        QVERIFY2(!map.isChanged(row), row.id);
}

void KeyMapTest::noKeyAtAllIsAChange()
{
    KeyMap map(kRows);
    map.setKeys(kTwo, {});
    QVERIFY(map.keys(kTwo).isEmpty());
    QVERIFY(!map.owner(QKeyCombination(Qt::Key_C)));
    QCOMPARE(map.changes().size(), 1);
}

void KeyMapTest::keysOfTheCanvasStayWithIt()
{
    QVERIFY(!isRebindable(kFixed));
    for (const Qt::Key key : {Qt::Key_Return, Qt::Key_Enter, Qt::Key_Escape, Qt::Key_Backspace, Qt::Key_Space,
                              Qt::Key_Tab, Qt::Key_Left, Qt::Key_Right, Qt::Key_Up, Qt::Key_Down}) {
        QVERIFY2(!isBindable(QKeyCombination(key)), qPrintable(QKeySequence(key).toString()));
        QVERIFY(!isBindable(QKeyCombination(Qt::SHIFT, key)));
        QVERIFY(isBindable(QKeyCombination(Qt::CTRL, key)));
    }
    KeyMap map(kRows);
    map.setChanges({{QStringLiteral("two"), {QKeySequence(Qt::Key_Return), QKeySequence(Qt::Key_X)}},
                    {QStringLiteral("fixed"), {QKeySequence(Qt::Key_A)}}});
    QCOMPARE(text(map.keys(kTwo)), QStringLiteral("X"));
    QCOMPARE(text(map.keys(kFixed)), QStringLiteral("Enter"));
}

void KeyMapTest::presetsAreWithoutConflicts_data()
{
    QTest::addColumn<KeyPreset>("preset");
    for (const KeyPreset preset : kKeyPresets)
        QTest::newRow(qPrintable(presetId(preset))) << preset;
}

/// Everything keeps all its keys, but for actions whose key the preset gives to another one: they keep at least one.
void KeyMapTest::presetsAreWithoutConflicts()
{
    QFETCH(const KeyPreset, preset);
    QSet<QKeySequence> listed;
    for (const PresetRow& row : presetTable(preset)) {
        for (const QKeySequence& key : keysFromText(row.keys)) {
            QVERIFY2(!listed.contains(key) && isBindable(key[0]), row.id);
            listed.insert(key);
        }
    }
    KeyMap map;
    map.choosePreset(preset);
    for (const ActionRow& row : actionTable()) {
        if (preset == KeyPreset::Labelwright)
            QCOMPARE(text(map.keys(row)), text(defaultKeys(row)));
        QVERIFY2(map.keys(row).isEmpty() == defaultKeys(row).isEmpty(), row.id);
    }
    for (const PresetRow& row : presetTable(preset))
        QCOMPARE(keysOf(map, row.id), text(keysFromText(row.keys)));
}

void KeyMapTest::presetsNameActionsThatExist()
{
    QFETCH(const KeyPreset, preset);
    QSet<QString> ids;
    for (const ActionRow& row : actionTable())
        ids.insert(QString::fromUtf8(row.id));
    for (const PresetRow& row : presetTable(preset))
        QVERIFY2(ids.contains(QString::fromUtf8(row.id)), row.id);
}

void KeyMapTest::presetsAreWhatTheirUsersExpect_data()
{
    QTest::addColumn<KeyPreset>("preset");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("keys");
    const auto row = [](KeyPreset preset, const char* id, const char* keys) {
        QTest::addRow("%s %s", qPrintable(presetId(preset)), id)
            << preset << QString::fromUtf8(id) << QString::fromUtf8(keys);
    };
    row(KeyPreset::Labelwright, "next", "D; PgDown");
    row(KeyPreset::Labelwright, "label-10", "Shift+0");
    row(KeyPreset::Cvat, "next", "F; PgDown");
    row(KeyPreset::Cvat, "previous", "D; PgUp");
    row(KeyPreset::Cvat, "brush", "Shift+1; B");
    row(KeyPreset::Cvat, "label-1", "1; Ctrl+1");
    row(KeyPreset::Cvat, "label-10", "Ctrl+0");
    row(KeyPreset::Cvat, "undo", "Ctrl+Z");
    row(KeyPreset::Cvat, "copy-previous", "Ctrl+B; Ctrl+Shift+V");
    row(KeyPreset::Labelme, "copy-previous", "Ctrl+P; Ctrl+Shift+V");
    row(KeyPreset::Labelme, "next", "D; PgDown");
    row(KeyPreset::Labelme, "fit", "Ctrl+F; F");
    row(KeyPreset::Labelme, "polygon", "Ctrl+N; P");
    row(KeyPreset::Labelme, "find-label", "/");
    row(KeyPreset::Labelme, "zoom-100", "Ctrl+0");
}

void KeyMapTest::presetsAreWhatTheirUsersExpect()
{
    QFETCH(const KeyPreset, preset);
    QFETCH(const QString, id);
    QFETCH(const QString, keys);
    KeyMap map;
    map.choosePreset(preset);
    QCOMPARE(keysOf(map, qPrintable(id)), keys);
}

void KeyMapTest::changesStayWhenThePresetChanges()
{
    KeyMap map;
    map.setKeys(rowOf(QLatin1String("brush")), {QKeySequence(Qt::Key_F)});
    map.choosePreset(KeyPreset::Cvat);
    QCOMPARE(keysOf(map, "brush"), QStringLiteral("F"));
    QCOMPARE(keysOf(map, "next"), QStringLiteral("PgDown"));
    map.choosePreset(KeyPreset::Labelwright);
    QVERIFY(keysOf(map, "fit").isEmpty());
    map.resetAll();
    QCOMPARE(keysOf(map, "fit"), QStringLiteral("F"));
}

void KeyMapTest::settingsKeepPresetAndChanges()
{
    KeyMap map;
    map.choosePreset(KeyPreset::Cvat);
    map.setKeys(rowOf(QLatin1String("brush")), {QKeySequence(Qt::Key_Comma), QKeySequence(Qt::Key_Semicolon)});
    map.setKeys(rowOf(QLatin1String("undo")), {});
    saveKeyMap(map);
    const KeyMap read = loadKeyMap();
    QCOMPARE(read.preset(), KeyPreset::Cvat);
    QCOMPARE(read.changes(), map.changes());
    QCOMPARE(keysOf(read, "brush"), QStringLiteral(",; ;"));
    QVERIFY(keysOf(read, "undo").isEmpty());
    saveKeyMap(KeyMap());
    QVERIFY(loadKeyMap().changes().isEmpty());
    QCOMPARE(loadKeyMap().preset(), KeyPreset::Labelwright);
}

void KeyMapTest::settingsOfAnotherVersionDoNoHarm()
{
    QSettings settings;
    settings.setValue(QStringLiteral("keys/preset"), QStringLiteral("some other program"));
    settings.setValue(QStringLiteral("keys/changed/no-such-action"), QStringLiteral("B"));
    settings.setValue(QStringLiteral("keys/changed/brush"), QStringLiteral("no key; Ctrl+K, Ctrl+C; J"));
    const KeyMap read = loadKeyMap();
    QCOMPARE(read.preset(), KeyPreset::Labelwright);
    QCOMPARE(keysOf(read, "brush"), QStringLiteral("J"));
    QVERIFY(read.changes().contains(QStringLiteral("no-such-action")));
    saveKeyMap(KeyMap());
}

void KeyMapTest::shortTextsAreShort()
{
    QCOMPARE(shortKeyText(QKeySequence(Qt::Key_1)), QStringLiteral("1"));
    QCOMPARE(shortKeyText(QKeySequence(Qt::SHIFT | Qt::Key_1)), QStringLiteral("⇧1"));
    QCOMPARE(shortKeyText(QKeySequence(Qt::CTRL | Qt::Key_0)), QStringLiteral("^0"));
    QCOMPARE(shortKeyText(QKeySequence()), QString());
}

LABELWRIGHT_TEST(KeyMapTest)
#include "KeyMapTest.moc"
