// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyResolver.h"

#include "tests/support/TestProgram.h"
#include "tests/ui/work/KeyStroke.h"

#include <QKeySequence>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr int kHangulBieup = 0x3142; ///< On the key of "Q".
constexpr int kCyrillicYa = 0x042f;  ///< On the key of "Z".
constexpr quint32 kAltGr = 0x80;

QStringList resolved(const KeyStroke& stroke)
{
    QStringList keys;
    for (const QKeyCombination key : keysOf(stroke.event(QEvent::KeyPress)))
        keys.append(QKeySequence(key).toString(QKeySequence::PortableText));
    return keys;
}

} // namespace

class KeyResolverTest : public QObject {
    Q_OBJECT
private slots:
    void digitsCountByTheirPlaceOnAzerty_data();
    void digitsCountByTheirPlaceOnAzerty();
    void keysBecome_data();
    void keysBecome();
};

void KeyResolverTest::digitsCountByTheirPlaceOnAzerty_data()
{
    QTest::addColumn<int>("key");
    QTest::addColumn<int>("place");
    QTest::addColumn<QString>("digit");
    int place = 10;
    for (const int key : {Qt::Key_Ampersand, Qt::Key_Eacute, Qt::Key_QuoteDbl, Qt::Key_Apostrophe, Qt::Key_ParenLeft,
                          Qt::Key_Minus, Qt::Key_Egrave, Qt::Key_Underscore, Qt::Key_Ccedilla, Qt::Key_Agrave}) {
        const QString digit = QString::number((place - 9) % 10);
        QTest::addRow("place of %s", qPrintable(digit)) << key << place << digit;
        ++place;
    }
}

void KeyResolverTest::digitsCountByTheirPlaceOnAzerty()
{
    QFETCH(const int, key);
    QFETCH(const int, place);
    QFETCH(const QString, digit);
    const auto scanCode = static_cast<quint32>(place);
    QCOMPARE(resolved({key, scanCode}).first(), digit);
    // With Shift, the layout itself writes the digit.
    const KeyStroke shifted{Qt::Key_0 + digit.toInt(), scanCode, digit, Qt::ShiftModifier};
    QCOMPARE(resolved(shifted), QStringList{QStringLiteral("Shift+") + digit});
}

void KeyResolverTest::keysBecome_data()
{
    QTest::addColumn<KeyStroke>("stroke");
    QTest::addColumn<QStringList>("keys");
    const auto row = [](const char* name, const KeyStroke& stroke, const char* keys) {
        QTest::newRow(name) << stroke << QString::fromUtf8(keys).split(QLatin1Char(' '), Qt::SkipEmptyParts);
    };
    row("US B", {Qt::Key_B, kPlaceOfB}, "B");
    row("US 1", {Qt::Key_1, 10}, "1");
    row("US Shift+1 writes !", {Qt::Key_Exclam, 10, {}, Qt::ShiftModifier}, "Shift+1 !");
    row("US Shift+0 writes )", {Qt::Key_ParenRight, 19, {}, Qt::ShiftModifier}, "Shift+0 )");
    row("US + needs Shift", {Qt::Key_Plus, 21, {}, Qt::ShiftModifier}, "+");
    row("US Ctrl+'", {Qt::Key_Apostrophe, 48, {}, Qt::ControlModifier}, "Ctrl+'");
    row("US international Ctrl+'", {Qt::Key_Dead_Acute, 48, {}, Qt::ControlModifier}, "Ctrl+'");
    row("Shift+F1 stays", {Qt::Key_F1, 67, {}, Qt::ShiftModifier}, "Shift+F1");
    row("Ctrl+Shift+Z", {Qt::Key_Z, kPlaceOfZ, {}, Qt::ControlModifier | Qt::ShiftModifier}, "Ctrl+Shift+Z");
    row("AZERTY A lies at the place of Q", {Qt::Key_A, kPlaceOfQ}, "A");
    row("AZERTY Ctrl+0", {Qt::Key_Agrave, 19, {}, Qt::ControlModifier}, "Ctrl+0 Ctrl+À");
    row("AZERTY . needs Shift", {Qt::Key_Period, 59, {}, Qt::ShiftModifier}, ".");
    row("AZERTY AltGr+5 writes [", {Qt::Key_BracketLeft, 14, {}, {}, kAltGr}, "[");
    row("AZERTY AltGr+5 with a mode switch", {Qt::Key_BracketLeft, 14, {}, Qt::GroupSwitchModifier}, "[");
    row("German / is Shift+7", {Qt::Key_Slash, 16, {}, Qt::ShiftModifier}, "Shift+7 /");
    row("Hangul on the key of Q", {kHangulBieup, kPlaceOfQ}, "Q ㅂ");
    row("Hangul with Shift", {0x3143, kPlaceOfQ, {}, Qt::ShiftModifier}, "Shift+Q Shift+ㅃ");
    row("Cyrillic Ctrl+Z", {kCyrillicYa, kPlaceOfZ, {}, Qt::ControlModifier}, "Ctrl+Z Ctrl+Я");
    row("Cyrillic at the place of [", {0x0425, 34}, "[ Х");
    row("keypad 1", {Qt::Key_1, 87, {}, Qt::KeypadModifier}, "1");
    row("keypad Ctrl+Enter", {Qt::Key_Enter, 104, {}, Qt::ControlModifier | Qt::KeypadModifier}, "Ctrl+Enter");
    row("a letter of a remote desktop at a made-up place", {Qt::Key_B, 12}, "B");
    row("no place known", {kHangulBieup, 0}, "ㅂ");
    row("Shift alone", {Qt::Key_Shift, 50}, "");
    row("AltGr alone", {Qt::Key_AltGr, 108}, "");
}

void KeyResolverTest::keysBecome()
{
    QFETCH(const KeyStroke, stroke);
    QFETCH(const QStringList, keys);
    QCOMPARE(resolved(stroke), keys);
}

LABELWRIGHT_TEST(KeyResolverTest)
#include "KeyResolverTest.moc"
