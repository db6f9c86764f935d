// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/work/ActionTable.h"
#include "ui/work/WorkContext.h"

#include <QHash>
#include <QLatin1String>
#include <QList>
#include <QObject>

#include <utility>

class QAction;
class QMenu;
class QMenuBar;
class QWidget;

namespace labelwright {

/// The rows of the action table as QActions of one window: their keys work wherever the focus is in it, but single
/// letters not while a text field has it.
class ActionSet : public QObject {
    Q_OBJECT
public:
    ActionSet(WorkContext context, QWidget& window);

    /// Precondition: `id` is in the table, and its row has a `run`.
    QAction* action(QLatin1String id) const;

    void fillMenuBar(QMenuBar& menuBar, QMenu& recentJobs) const;

    /// Sets what is enabled and what is on, by the table. Cheap; call after every change.
    void refresh();

private:
    WorkContext m_context;
    QList<std::pair<const ActionRow*, QAction*>> m_actions;
    QHash<QLatin1String, QAction*> m_byId;
};

/// The first of the action's keys as the user reads it; empty without one.
QString keyText(const QAction& action);

} // namespace labelwright
