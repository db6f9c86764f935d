// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

class QKeyEvent;
class QWidget;

namespace labelwright {

class ActionSet;
struct ActionRow;

/// Brings the keys pressed anywhere in one window to its actions. Qt's own shortcuts are not used: they go by what the
/// layout writes, so digits on AZERTY and letters while Hangul is typed would miss.
///
/// A key goes to its action before the widget with the focus gets it, unless that widget wants it for itself (it
/// accepts ShortcutOverride) or takes text: then only keys with Ctrl, Alt or Meta, and F1 to F35, do.
class KeyDispatcher : public QObject {
    Q_OBJECT
public:
    /// Both outlive it; `actions` are those of `window`.
    KeyDispatcher(QWidget& window, ActionSet& actions);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    bool claim(QKeyEvent& event);
    bool press(const QKeyEvent& event);
    bool letGo(const QKeyEvent& event);
    void endHeld();

    QWidget& m_window;
    ActionSet& m_actions;
    const ActionRow* m_claimed = nullptr; ///< The next key press is this row's.
    const ActionRow* m_held = nullptr;    ///< Runs until its key is let go.
    int m_heldKey = 0;
    quint32 m_heldPlace = 0;
};

} // namespace labelwright
