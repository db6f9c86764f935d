// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeysSettings.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/work/KeyStroke.h"
#include "tests/ui/work/NamedPart.h"
#include "ui/work/KeyCatcher.h"
#include "ui/work/KeysList.h"

#include <QAccessible>
#include <QApplication>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSet>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

namespace {

const ActionRow& rowOf(QLatin1String id)
{
    for (const ActionRow& row : actionTable()) {
        if (id == QLatin1String(row.id))
            return row;
    }
    qFatal("no such row");
}

QString keysOf(const KeyMap& map, const char* id)
{
    return QKeySequence::listToString(map.keys(rowOf(QLatin1String(id))), QKeySequence::PortableText);
}

/// The dialog with a hand on its parts.
class Hand {
public:
    explicit Hand(const KeyMap& map = KeyMap()) : m_dialog(map)
    {
        m_dialog.setAttribute(Qt::WA_DeleteOnClose, false);
        m_dialog.show();
        m_dialog.activateWindow();
        if (!QTest::qWaitForWindowActive(&m_dialog))
            qFatal("the dialog does not become active");
    }

    KeysSettings& dialog() { return m_dialog; }
    const KeyMap& map() const { return m_dialog.keyMap(); }
    KeysList& list() { return *m_dialog.findChild<KeysList*>(); }

    QTreeWidgetItem& item(const char* id)
    {
        const QString text = translatedText(rowOf(QLatin1String(id)));
        return *list().findItems(text, Qt::MatchExactly | Qt::MatchRecursive).first();
    }

    void choose(const char* id) { list().setCurrentItem(&item(id)); }

    /// nullptr when there is none to see.
    QAbstractButton* button(const QString& name)
    {
        QTest::qWait(0); // for parts that come and go
        QAbstractButton* named = partNamed<QAbstractButton>(m_dialog, name);
        return named && named->isVisible() ? named : nullptr;
    }

    void click(const QString& name) { QTest::mouseClick(button(name), Qt::LeftButton); }

    bool says(const QString& words)
    {
        const QList<QLabel*> labels = m_dialog.findChildren<QLabel*>();
        return std::any_of(labels.begin(), labels.end(), [&](const QLabel* label) { return label->text() == words; });
    }

private:
    KeysSettings m_dialog;
};

} // namespace

class KeysSettingsTest : public QObject {
    Q_OBJECT
private slots:
    void allActionsAndGesturesAreListed();
    void aFreeKeyIsBoundAtOnce();
    void oneMoreKeyKeepsTheOthers();
    void aTakenKeyIsAskedFor_data();
    void aTakenKeyIsAskedFor();
    void keysOfThePictureAreRefused();
    void gesturesCannotBeChanged();
    void aKeyCanBeTakenAway();
    void oneActionGoesBackToThePreset();
    void allGoBackAndThatCanBeUndone();
    void anotherPresetIsInForceAtOnce();
    void searchFindsNamesSectionsAndKeys_data();
    void searchFindsNamesSectionsAndKeys();
    void azertyDigitsAreBoundByTheirPlace();
    void theKeyboardAloneIsEnough();
    void tabGoesThroughTheDialogInOrder();
    void escapeEndsTheWaitAndNotTheDialog();
    void aKeyHitByChanceTakesNothingOver();
    void buttonsStayWhereTheyAreWhenKeysGo();
    void downGoesFromTheSearchIntoTheList();
    void everyPartHasAName();
};

void KeysSettingsTest::allActionsAndGesturesAreListed()
{
    Hand hand;
    for (const ActionRow& row : actionTable()) {
        const QList<QTreeWidgetItem*> found =
            hand.list().findItems(translatedText(row), Qt::MatchExactly | Qt::MatchRecursive);
        const QString keys = keysText(KeyMap().keys(row));
        const QString shown = keys.isEmpty() ? translatedGesture(row) : keys;
        QVERIFY2(std::any_of(found.begin(), found.end(),
                             [&](const QTreeWidgetItem* item) { return item->text(KeysList::KeysColumn) == shown; }),
                 row.id);
    }
}

void KeysSettingsTest::aFreeKeyIsBoundAtOnce()
{
    Hand hand;
    const QSignalSpy changed(&hand.dialog(), &KeysSettings::keyMapChanged);
    hand.choose("brush");
    hand.click(QStringLiteral("New key"));
    strike({Qt::Key_F7});
    QCOMPARE(changed.count(), 1);
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("F7"));
    QCOMPARE(hand.item("brush").text(KeysList::KeysColumn), QStringLiteral("F7"));
    QCOMPARE(hand.item("brush").text(KeysList::PresetColumn), QStringLiteral("B"));
    QCOMPARE(hand.item("eraser").text(KeysList::PresetColumn), QString());
}

void KeysSettingsTest::oneMoreKeyKeepsTheOthers()
{
    Hand hand;
    hand.choose("brush");
    hand.click(QStringLiteral("One more key"));
    strike({Qt::Key_F7, 73, {}, Qt::ControlModifier});
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("B; Ctrl+F7"));
}

void KeysSettingsTest::aTakenKeyIsAskedFor_data()
{
    QTest::addColumn<QString>("answer");
    QTest::addColumn<QString>("brushKeys");
    QTest::addColumn<QString>("saveKeys");
    QTest::newRow("take") << QStringLiteral("Take it over") << QStringLiteral("Ctrl+S") << QString();
    QTest::newRow("leave") << QStringLiteral("Leave it there") << QStringLiteral("B") << QStringLiteral("Ctrl+S");
}

void KeysSettingsTest::aTakenKeyIsAskedFor()
{
    QFETCH(const QString, answer);
    QFETCH(const QString, brushKeys);
    QFETCH(const QString, saveKeys);
    Hand hand;
    const QSignalSpy changed(&hand.dialog(), &KeysSettings::keyMapChanged);
    hand.choose("brush");
    QVERIFY(!hand.button(answer));
    hand.click(QStringLiteral("New key"));
    strike({Qt::Key_S, 39, {}, Qt::ControlModifier});
    QVERIFY(hand.says(QStringLiteral("Ctrl+S is the key of “Save”.")));
    QCOMPARE(changed.count(), 0);
    hand.click(answer);
    QCOMPARE(keysOf(hand.map(), "brush"), brushKeys);
    QCOMPARE(keysOf(hand.map(), "save"), saveKeys);
    QVERIFY(!hand.button(answer));
}

void KeysSettingsTest::keysOfThePictureAreRefused()
{
    Hand hand;
    hand.choose("brush");
    hand.click(QStringLiteral("New key"));
    strike({Qt::Key_Backspace});
    QVERIFY(hand.says(QStringLiteral("Backspace stays with the picture, lists and dialogs. Press another key.")));
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("B"));
    strike({Qt::Key_F7});
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("F7"));
}

void KeysSettingsTest::gesturesCannotBeChanged()
{
    Hand hand;
    hand.choose("brush");
    QVERIFY(hand.button(QStringLiteral("New key"))->isEnabled());
    hand.choose("pan");
    QVERIFY(!hand.button(QStringLiteral("New key"))->isEnabled());
    QVERIFY(!hand.button(QStringLiteral("One more key"))->isEnabled());
    QVERIFY(hand.says(QStringLiteral("Move the picture: always so")));
}

void KeysSettingsTest::aKeyCanBeTakenAway()
{
    Hand hand;
    hand.choose("redo");
    hand.click(QStringLiteral("Remove Ctrl+Y"));
    QCOMPARE(keysOf(hand.map(), "redo"), QStringLiteral("Ctrl+Shift+Z"));
    QVERIFY(!hand.button(QStringLiteral("Remove Ctrl+Y")));
    hand.click(QStringLiteral("Remove Ctrl+Shift+Z"));
    QVERIFY(keysOf(hand.map(), "redo").isEmpty());
}

void KeysSettingsTest::oneActionGoesBackToThePreset()
{
    KeyMap map;
    map.setKeys(rowOf(QLatin1String("brush")), {QKeySequence(Qt::Key_E)});
    Hand hand(map);
    hand.choose("brush");
    QVERIFY(hand.button(QStringLiteral("As in the preset"))->isEnabled());
    hand.choose("eraser"); // It lost its key to the brush: that is asked for.
    hand.click(QStringLiteral("As in the preset"));
    QVERIFY(hand.says(QStringLiteral("E is the key of “Brush”.")));
    hand.click(QStringLiteral("Take it over"));
    QCOMPARE(keysOf(hand.map(), "eraser"), QStringLiteral("E"));
    QVERIFY(!hand.button(QStringLiteral("As in the preset"))->isEnabled());
    QVERIFY(keysOf(hand.map(), "brush").isEmpty());
    hand.choose("brush");
    hand.click(QStringLiteral("As in the preset"));
    QVERIFY(hand.map().changes().isEmpty());
}

void KeysSettingsTest::allGoBackAndThatCanBeUndone()
{
    KeyMap map;
    map.setKeys(rowOf(QLatin1String("brush")), {QKeySequence(Qt::Key_F7)});
    Hand hand(map);
    hand.click(QStringLiteral("Reset all keys"));
    QVERIFY(hand.map().changes().isEmpty());
    QVERIFY(!hand.button(QStringLiteral("Reset all keys"))->isEnabled());
    hand.click(QStringLiteral("Undo"));
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("F7"));
    QVERIFY(!hand.button(QStringLiteral("Undo")));
}

void KeysSettingsTest::anotherPresetIsInForceAtOnce()
{
    Hand hand;
    auto* presets = hand.dialog().findChild<QComboBox*>();
    presets->setFocus();
    strike({Qt::Key_Down});
    QCOMPARE(hand.map().preset(), KeyPreset::Cvat);
    QCOMPARE(hand.item("next").text(KeysList::KeysColumn), QStringLiteral("F   PgDown"));
}

void KeysSettingsTest::searchFindsNamesSectionsAndKeys_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QByteArray>("shown");
    QTest::addColumn<QByteArray>("hidden");
    QTest::newRow("name") << QStringLiteral("eras") << QByteArray("eraser") << QByteArray("brush");
    QTest::newRow("section") << QStringLiteral("tools") << QByteArray("brush") << QByteArray("undo");
    QTest::newRow("key") << QStringLiteral("ctrl+y") << QByteArray("redo") << QByteArray("undo");
}

void KeysSettingsTest::searchFindsNamesSectionsAndKeys()
{
    QFETCH(const QString, text);
    QFETCH(const QByteArray, shown);
    QFETCH(const QByteArray, hidden);
    Hand hand;
    QVERIFY(hand.dialog().findChild<QLineEdit*>()->hasFocus());
    QTest::keyClicks(QApplication::focusWidget(), text);
    QVERIFY(!hand.item(shown.constData()).isHidden());
    QVERIFY(!hand.item(shown.constData()).parent()->isHidden());
    QVERIFY(hand.item(hidden.constData()).isHidden() || hand.item(hidden.constData()).parent()->isHidden());
}

void KeysSettingsTest::azertyDigitsAreBoundByTheirPlace()
{
    Hand hand;
    hand.choose("brush");
    hand.click(QStringLiteral("New key"));
    strike({Qt::Key_Ampersand, 10, QStringLiteral("&"), Qt::ControlModifier});
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("Ctrl+1"));
}

void KeysSettingsTest::theKeyboardAloneIsEnough()
{
    Hand hand;
    hand.list().setFocus();
    hand.choose("brush");
    QTest::keyClick(&hand.list(), Qt::Key_Return);
    QTRY_VERIFY(qobject_cast<KeyCatcher*>(QApplication::focusWidget()));
    strike({Qt::Key_E});
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Backtab); // from "Leave it there"
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("E"));
    QVERIFY(hand.list().hasFocus());
}

void KeysSettingsTest::tabGoesThroughTheDialogInOrder()
{
    KeyMap map;
    map.setKeys(rowOf(QLatin1String("eraser")), {QKeySequence(Qt::Key_F7)});
    Hand hand(map);
    hand.choose("redo");
    QTest::qWait(0);
    QStringList reached;
    for (int i = 0; i < 9; ++i) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        const QWidget& focus = *QApplication::focusWidget();
        const auto* button = qobject_cast<const QAbstractButton*>(&focus);
        reached.append(!focus.accessibleName().isEmpty() ? focus.accessibleName()
                       : button                          ? button->text()
                                                         : QString());
    }
    const QStringList expected{QStringLiteral("Actions and their keys"),
                               QStringLiteral("Remove Ctrl+Shift+Z"),
                               QStringLiteral("Remove Ctrl+Y"),
                               QStringLiteral("New key"),
                               QStringLiteral("One more key"),
                               QStringLiteral("Reset all keys"),
                               QStringLiteral("Close"),
                               QString(),
                               QStringLiteral("Search")};
    QCOMPARE(reached, expected);
}

void KeysSettingsTest::escapeEndsTheWaitAndNotTheDialog()
{
    Hand hand;
    hand.choose("brush");
    hand.click(QStringLiteral("New key"));
    QVERIFY(!hand.button(QStringLiteral("New key")));
    strike({Qt::Key_Escape});
    QVERIFY(hand.dialog().isVisible());
    QVERIFY(hand.button(QStringLiteral("New key")));
    strike({Qt::Key_Escape});
    QVERIFY(!hand.dialog().isVisible());
    QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("B"));
}

void KeysSettingsTest::aKeyHitByChanceTakesNothingOver()
{
    for (const Qt::Key key : {Qt::Key_Escape, Qt::Key_Space}) {
        Hand hand;
        hand.choose("brush");
        hand.click(QStringLiteral("New key"));
        strike({Qt::Key_E});
        QVERIFY(hand.button(QStringLiteral("Leave it there")));
        QTest::keyClick(QApplication::focusWidget(), key);
        QVERIFY(hand.dialog().isVisible() && !hand.button(QStringLiteral("Leave it there")));
        QCOMPARE(keysOf(hand.map(), "brush"), QStringLiteral("B"));
    }
}

void KeysSettingsTest::buttonsStayWhereTheyAreWhenKeysGo()
{
    Hand hand;
    hand.choose("redo");
    const auto placeOf = [&](const QString& name) {
        const QAbstractButton* button = hand.button(name);
        return QRect(button->mapTo(&hand.dialog(), QPoint()), button->size());
    };
    const QRect change = placeOf(QStringLiteral("New key"));
    QVERIFY(!change.intersects(placeOf(QStringLiteral("Remove Ctrl+Y"))));
    hand.click(QStringLiteral("Remove Ctrl+Y"));
    hand.click(QStringLiteral("Remove Ctrl+Shift+Z"));
    QCOMPARE(placeOf(QStringLiteral("New key")), change);
}

void KeysSettingsTest::downGoesFromTheSearchIntoTheList()
{
    Hand hand;
    auto* search = hand.dialog().findChild<QLineEdit*>();
    QVERIFY(search->hasFocus());
    QTest::keyClicks(search, QStringLiteral("magic"));
    QTest::keyClick(search, Qt::Key_Down);
    QVERIFY(hand.list().hasFocus());
    QCOMPARE(hand.list().currentItem(), &hand.item("wand"));
}

void KeysSettingsTest::everyPartHasAName()
{
    Hand hand;
    hand.choose("brush");
    for (const QWidget* widget : hand.dialog().findChildren<QWidget*>()) {
        if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
            continue;
        const auto* button = qobject_cast<const QAbstractButton*>(widget);
        const QAccessibleInterface* accessible = QAccessible::queryAccessibleInterface(const_cast<QWidget*>(widget));
        QVERIFY2(accessible && (button || !accessible->text(QAccessible::Name).isEmpty()),
                 widget->metaObject()->className());
    }
}

LABELWRIGHT_TEST(KeysSettingsTest)
#include "KeysSettingsTest.moc"
