// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/ActionTable.h"
#include "ui/work/KeyMap.h"
#include "ui/work/WorkContext.h"

#include <QHash>
#include <QLatin1String>
#include <QList>
#include <QObject>

#include <utility>

class QAction;
class QKeyEvent;
class QMenu;
class QMenuBar;
class QWidget;

namespace labelwright {

/// The rows of a key map as QActions of one window, and their keys: KeyDispatcher brings them here. A QAction's
/// shortcuts are the keys in force, but for show: menus and tool tips tell them.
class ActionSet : public QObject {
    Q_OBJECT
public:
    ActionSet(WorkContext context, QWidget& window, KeyMap keyMap);

    /// Invisible and off for a row that the key map has not. Precondition: `id` is in the table, and its row has a
    /// `run`.
    QAction* action(QLatin1String id) const;

    const KeyMap& keyMap() const { return m_keyMap; }
    /// From now on; storing them is the caller's.
    void setKeyMap(KeyMap keyMap);

    /// The row that the key is bound to, if it is bound and to something that can be run.
    const ActionRow* boundTo(const QKeyEvent& event) const;
    /// Does nothing while the row's action is off.
    void run(const ActionRow& row);
    /// Precondition: row.release.
    void release(const ActionRow& row);

    void fillMenuBar(QMenuBar& menuBar, QMenu& recentJobs) const;

    /// Sets what is enabled and what is on, by the table. Cheap; call after every change.
    void refresh();

signals:
    /// The actions have other keys now.
    void keysChanged();

private:
    QAction* makeAction(const ActionRow& row);
    void showKeys();

    WorkContext m_context;
    KeyMap m_keyMap;
    QList<std::pair<const ActionRow*, QAction*>> m_actions;
    QHash<QLatin1String, QAction*> m_byId;
};

/// The first of the action's keys as the user reads it; empty without one.
QString keyText(const QAction& action);

/// `words` with both keys in place of %1 and %2; empty when an action has none.
QString wordsWithKeys(const QString& words, const QAction& first, const QAction& second);

} // namespace labelwright
