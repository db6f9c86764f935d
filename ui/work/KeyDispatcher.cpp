// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeyDispatcher.h"

#include "ui/work/ActionSet.h"

#include <QApplication>
#include <QKeyEvent>
#include <QWidget>

#include <utility>

namespace labelwright {
namespace {

constexpr Qt::KeyboardModifiers kCommands = Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier;

/// Input methods are on where text is taken, and nowhere else.
bool isTyping(const QKeyEvent& event)
{
    const QWidget* focus = QApplication::focusWidget();
    const bool isFunctionKey = event.key() >= Qt::Key_F1 && event.key() <= Qt::Key_F35;
    return focus && focus->testAttribute(Qt::WA_InputMethodEnabled) && !(event.modifiers() & kCommands) &&
           !isFunctionKey;
}

} // namespace

KeyDispatcher::KeyDispatcher(QWidget& window, ActionSet& actions)
    : QObject(&window), m_window(window), m_actions(actions)
{
    qApp->installEventFilter(this);
}

bool KeyDispatcher::eventFilter(QObject* watched, QEvent* event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride: // Comes before the press, and to the window when nobody inside wanted it.
        m_claimed = nullptr;
        return watched == &m_window && claim(static_cast<QKeyEvent&>(*event));
    case QEvent::KeyPress:
        return press(static_cast<const QKeyEvent&>(*event));
    case QEvent::KeyRelease:
        return letGo(static_cast<const QKeyEvent&>(*event));
    case QEvent::WindowDeactivate:
        if (watched == &m_window)
            endHeld();
        return false;
    default:
        return false;
    }
}

bool KeyDispatcher::claim(QKeyEvent& event)
{
    m_claimed = isTyping(event) ? nullptr : m_actions.boundTo(event);
    event.setAccepted(m_claimed != nullptr);
    return m_claimed != nullptr;
}

bool KeyDispatcher::press(const QKeyEvent& event)
{
    const ActionRow* row = std::exchange(m_claimed, nullptr);
    if (!row)
        return false;
    if (event.isAutoRepeat() && row->repeat == ActionRow::Repeat::Once)
        return true;
    if (row->release) {
        endHeld();
        m_held = row;
        m_heldKey = event.key();
        m_heldPlace = event.nativeScanCode();
    }
    m_actions.run(*row);
    return true;
}

bool KeyDispatcher::letGo(const QKeyEvent& event)
{
    // Shift or a change of layout may turn the key into another meanwhile; its place stays.
    const bool isHeld = m_held && (m_heldPlace != 0 ? m_heldPlace == event.nativeScanCode() : m_heldKey == event.key());
    if (!isHeld || event.isAutoRepeat())
        return false;
    endHeld();
    return true;
}

void KeyDispatcher::endHeld()
{
    if (const ActionRow* row = std::exchange(m_held, nullptr))
        m_actions.release(*row);
}

} // namespace labelwright
