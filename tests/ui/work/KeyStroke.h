// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyEvent>
#include <QString>

namespace labelwright::test {

/// A key as a keyboard of some layout sends it. Places are X11's: "1" of a US board is 10, "Q" 24.
struct KeyStroke {
    int key;
    quint32 place = 0;
    QString text = {};
    Qt::KeyboardModifiers modifiers = {};
    quint32 nativeModifiers = 0;
    bool isRepeat = false;

    QKeyEvent event(QEvent::Type type) const
    {
        return {type, key, modifiers, place, 0, nativeModifiers, text, isRepeat};
    }
};

/// As Qt brings it to the widget with the focus, which is first asked whether a shortcut may have the key.
void pressDown(const KeyStroke& stroke);
void letGo(const KeyStroke& stroke);
void strike(const KeyStroke& stroke);

inline constexpr quint32 kPlaceOfQ = 24;
inline constexpr quint32 kPlaceOfH = 43;
inline constexpr quint32 kPlaceOfZ = 52;
inline constexpr quint32 kPlaceOfB = 56;

} // namespace labelwright::test
