// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyCatcher.h"

#include "ui/work/KeyMap.h"
#include "ui/work/KeyResolver.h"

#include <QKeyEvent>

namespace labelwright {

KeyCatcher::KeyCatcher(const QString& text, QWidget* parent) : QPushButton(text, parent), m_text(text)
{
    setAutoDefault(false);
    connect(this, &QPushButton::clicked, this, [this] { setWaiting(!m_isWaiting); });
}

void KeyCatcher::setWaiting(bool waiting)
{
    m_isWaiting = waiting;
    setText(waiting ? tr("Press the new key, Esc to stop") : m_text);
    if (waiting)
        emit started();
}

bool KeyCatcher::event(QEvent* event)
{
    if (m_isWaiting && event->type() == QEvent::ShortcutOverride) {
        event->accept(); // No shortcut of the dialog gets it.
        return true;
    }
    if (m_isWaiting && event->type() == QEvent::KeyPress)
        return keyPressed(static_cast<const QKeyEvent&>(*event)) || QPushButton::event(event);
    return QPushButton::event(event);
}

/// False for a key that the button or its dialog shall have.
bool KeyCatcher::keyPressed(const QKeyEvent& event)
{
    const QList<QKeyCombination> keys = keysOf(event);
    if (keys.isEmpty() || event.isAutoRepeat())
        return true; // A modifier: more is coming.
    const QKeyCombination key = keys.first();
    if (key == QKeyCombination(Qt::Key_Escape)) {
        setWaiting(false);
    } else if (key.key() == Qt::Key_Tab || key.key() == Qt::Key_Backtab) {
        setWaiting(false);
        return false;
    } else if (!isBindable(key)) {
        emit refused(key);
    } else {
        setWaiting(false);
        emit caught(key);
    }
    return true;
}

void KeyCatcher::focusOutEvent(QFocusEvent* event)
{
    setWaiting(false);
    QPushButton::focusOutEvent(event);
}

} // namespace labelwright
