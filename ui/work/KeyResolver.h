// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QKeyCombination>
#include <QList>

class QKeyEvent;

namespace labelwright {

/// What a pressed key may be bound as, the best first; empty for a modifier alone.
///
/// Digits count by their place on the keyboard, so that the key beside "2" is "1", and with Shift "Shift+1", on AZERTY
/// as on US boards. Other keys count by what the layout writes: the Shift that writes a sign is no part of it ("+" is
/// "+", not "Shift+="). Where the layout writes no Latin letters (Hangul, Cyrillic, Kana), the place decides, as on a
/// US board. Places are the scan codes of X11 and Wayland; an event without one counts by its key alone.
QList<QKeyCombination> keysOf(const QKeyEvent& event);

} // namespace labelwright
