// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyResolver.h"

#include <QKeyEvent>

#include <array>
#include <optional>

namespace labelwright {
namespace {

/// The state bit that X11 and Wayland set while AltGr is held (Mod5).
constexpr quint32 kAltGrState = 0x80;
constexpr quint32 kPlaceOf1 = 10;
constexpr int kDigits = 10;

/// Keys of a US board in rows of neighbouring scan codes.
struct PlaceRow {
    quint32 first;
    std::array<Qt::Key, 12> keys;
};

constexpr PlaceRow kPlaceRows[]{
    {20, {Qt::Key_Minus, Qt::Key_Equal}},
    {24,
     {Qt::Key_Q, Qt::Key_W, Qt::Key_E, Qt::Key_R, Qt::Key_T, Qt::Key_Y, Qt::Key_U, Qt::Key_I, Qt::Key_O, Qt::Key_P,
      Qt::Key_BracketLeft, Qt::Key_BracketRight}},
    {38,
     {Qt::Key_A, Qt::Key_S, Qt::Key_D, Qt::Key_F, Qt::Key_G, Qt::Key_H, Qt::Key_J, Qt::Key_K, Qt::Key_L,
      Qt::Key_Semicolon, Qt::Key_Apostrophe, Qt::Key_QuoteLeft}},
    {51,
     {Qt::Key_Backslash, Qt::Key_Z, Qt::Key_X, Qt::Key_C, Qt::Key_V, Qt::Key_B, Qt::Key_N, Qt::Key_M, Qt::Key_Comma,
      Qt::Key_Period, Qt::Key_Slash}},
};

/// Signs that wait for a letter to stand on, as keys by themselves.
constexpr std::pair<Qt::Key, Qt::Key> kDeadKeys[]{
    {Qt::Key_Dead_Grave, Qt::Key_QuoteLeft},        {Qt::Key_Dead_Acute, Qt::Key_Apostrophe},
    {Qt::Key_Dead_Circumflex, Qt::Key_AsciiCircum}, {Qt::Key_Dead_Tilde, Qt::Key_AsciiTilde},
    {Qt::Key_Dead_Diaeresis, Qt::Key_QuoteDbl},
};

bool isModifier(int key)
{
    return (key >= Qt::Key_Shift && key <= Qt::Key_ScrollLock) || key == Qt::Key_AltGr || key == Qt::Key_Super_L ||
           key == Qt::Key_Super_R || key == Qt::Key_Hyper_L || key == Qt::Key_Hyper_R || key == Qt::Key_Mode_switch ||
           key == Qt::Key_Multi_key;
}

bool isLetter(int key)
{
    return key >= Qt::Key_A && key <= Qt::Key_Z;
}

bool isDigit(int key)
{
    return key >= Qt::Key_0 && key <= Qt::Key_9;
}

/// Signs of ASCII and Latin letters; not Escape and its like, which have no character.
bool isSign(int key)
{
    constexpr int kLastLatin = 0x24f;
    return key > Qt::Key_Space && key <= kLastLatin;
}

bool isForeignLetter(int key)
{
    return key < Qt::Key_Escape && !isSign(key) && key != Qt::Key_Space;
}

Qt::Key keyWithoutWaiting(int key)
{
    for (const auto& [dead, plain] : kDeadKeys) {
        if (key == dead)
            return plain;
    }
    return static_cast<Qt::Key>(key);
}

bool isWithAltGr(const QKeyEvent& event)
{
    return (event.nativeModifiers() & kAltGrState) || event.modifiers().testFlag(Qt::GroupSwitchModifier);
}

std::optional<Qt::Key> digitOf(const QKeyEvent& event, int key)
{
    const quint32 place = event.nativeScanCode();
    const bool isOnDigitRow = place >= kPlaceOf1 && place < kPlaceOf1 + kDigits;
    // A letter there means that the codes are not those of a keyboard, but of a remote desktop that makes them up.
    if (!isOnDigitRow || isLetter(key) || isDigit(key) || isWithAltGr(event))
        return std::nullopt;
    return static_cast<Qt::Key>(Qt::Key_0 + static_cast<int>(place - kPlaceOf1 + 1) % kDigits);
}

std::optional<Qt::Key> keyByPlace(quint32 place)
{
    for (const PlaceRow& row : kPlaceRows) {
        if (place >= row.first && place < row.first + row.keys.size() && row.keys[place - row.first] != Qt::Key{})
            return row.keys[place - row.first];
    }
    return std::nullopt;
}

} // namespace

QList<QKeyCombination> keysOf(const QKeyEvent& event)
{
    if (isModifier(event.key()) || event.key() == 0 || event.key() == Qt::Key_unknown)
        return {};
    constexpr Qt::KeyboardModifiers kCounted =
        Qt::ShiftModifier | Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;
    const Qt::KeyboardModifiers modifiers = event.modifiers() & kCounted;
    const Qt::Key key = keyWithoutWaiting(event.key());

    QList<QKeyCombination> keys;
    if (const std::optional<Qt::Key> digit = digitOf(event, key))
        keys.append(QKeyCombination(modifiers, *digit));
    if (isForeignLetter(key)) {
        if (const std::optional<Qt::Key> byPlace = keyByPlace(event.nativeScanCode()))
            keys.append(QKeyCombination(modifiers, *byPlace));
    }
    const bool isSignByShift = isSign(key) && !isLetter(key) && !isDigit(key) && modifiers.testFlag(Qt::ShiftModifier);
    keys.append(QKeyCombination(isSignByShift ? modifiers & ~Qt::ShiftModifier : modifiers, key));
    return keys;
}

} // namespace labelwright
