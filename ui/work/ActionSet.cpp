// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ActionSet.h"

#include "ui/look/Icons.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

void fillMenu(QMenu& menu, const QList<std::pair<const ActionRow*, QAction*>>& actions, ActionSection section,
              QMenu& recentJobs)
{
    for (const auto& [row, action] : actions) {
        if (row->section != section)
            continue;
        if (row->group == ActionRow::Group::New)
            menu.addSeparator();
        menu.addAction(action);
        if (QLatin1String(row->id) == "open-job"_L1)
            menu.addMenu(&recentJobs);
    }
}

} // namespace

ActionSet::ActionSet(WorkContext context, QWidget& window) : QObject(&window), m_context(context)
{
    Q_ASSERT(!findKeyConflict(actionTable()));
    for (const ActionRow& row : actionTable()) {
        if (!row.run)
            continue;
        auto* action = new QAction(translatedText(row), this);
        action->setObjectName(QLatin1String(row.id));
        action->setShortcuts(defaultKeys(row));
        action->setAutoRepeat(row.repeat == ActionRow::Repeat::WhileHeld);
        action->setCheckable(row.isChecked != nullptr);
        action->setMenuRole(QAction::NoRole);
        if (*row.icon)
            action->setIcon(icon(QString::fromUtf8(row.icon)));
        if (const QString key = keyText(*action); !key.isEmpty())
            action->setToolTip(u"%1  %2"_s.arg(action->text(), key));
        connect(action, &QAction::triggered, this, [this, run = row.run] {
            run(m_context);
            refresh();
        });
        window.addAction(action);
        m_actions.append({&row, action});
        m_byId.insert(QLatin1String(row.id), action);
    }
}

QAction* ActionSet::action(QLatin1String id) const
{
    Q_ASSERT(m_byId.contains(id));
    return m_byId.value(id);
}

void ActionSet::fillMenuBar(QMenuBar& menuBar, QMenu& recentJobs) const
{
    for (const ActionSection section : kMenuSections) {
        QMenu* menu = menuBar.addMenu(u'&' + sectionTitle(section));
        fillMenu(*menu, m_actions, section, recentJobs);
    }
}

void ActionSet::refresh()
{
    for (const auto& [row, action] : m_actions) {
        action->setEnabled(!row->isEnabled || row->isEnabled(m_context));
        if (row->isChecked)
            action->setChecked(row->isChecked(m_context));
    }
}

QString keyText(const QAction& action)
{
    return action.shortcut().toString(QKeySequence::NativeText);
}

} // namespace labelwright
