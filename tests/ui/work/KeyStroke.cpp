// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/work/KeyStroke.h"

#include <QApplication>
#include <QTest>
#include <QWidget>

namespace labelwright::test {

namespace {

/// Spontaneous, as from the window system: Qt asks for shortcuts by itself, without the place, before other presses.
void send(QKeyEvent event)
{
    QSpontaneKeyEvent::setSpontaneous(&event);
    if (QWidget* focus = QApplication::focusWidget())
        qApp->notify(focus, &event);
}

} // namespace

void pressDown(const KeyStroke& stroke)
{
    send(stroke.event(QEvent::ShortcutOverride));
    send(stroke.event(QEvent::KeyPress));
}

void letGo(const KeyStroke& stroke)
{
    send(stroke.event(QEvent::KeyRelease));
}

void strike(const KeyStroke& stroke)
{
    pressDown(stroke);
    letGo(stroke);
}

} // namespace labelwright::test
