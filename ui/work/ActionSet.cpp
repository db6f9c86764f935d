// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ActionSet.h"

#include "ui/look/Icons.h"
#include "ui/work/KeyDispatcher.h"
#include "ui/work/KeyResolver.h"

#include <QAction>
#include <QMenu>
#include <QMenuBar>
#include <QWidget>

#include <algorithm>
#include <utility>

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

ActionSet::ActionSet(WorkContext context, QWidget& window, KeyMap keyMap)
    : QObject(&window), m_context(context), m_keyMap(std::move(keyMap))
{
    for (const ActionRow& row : m_keyMap.rows()) {
        if (row.run)
            m_actions.append({&row, makeAction(row)});
    }
    for (const ActionRow& row : actionTable()) {
        if (!row.run || m_byId.contains(QLatin1String(row.id)))
            continue;
        QAction* unused = makeAction(row);
        unused->setEnabled(false);
        unused->setVisible(false);
    }
    showKeys();
    new KeyDispatcher(window, *this);
}

QAction* ActionSet::makeAction(const ActionRow& row)
{
    auto* action = new QAction(translatedText(row), this);
    action->setObjectName(QLatin1String(row.id));
    action->setShortcutContext(Qt::WidgetShortcut); // In effect for no widget: KeyDispatcher comes first.
    action->setCheckable(row.isChecked != nullptr);
    action->setMenuRole(QAction::NoRole);
    if (*row.icon)
        action->setIcon(icon(QString::fromUtf8(row.icon)));
    connect(action, &QAction::triggered, this, [this, run = row.run] {
        run(m_context);
        refresh();
    });
    m_byId.insert(QLatin1String(row.id), action);
    return action;
}

void ActionSet::setKeyMap(KeyMap keyMap)
{
    m_keyMap = std::move(keyMap);
    showKeys();
    emit keysChanged();
}

void ActionSet::showKeys()
{
    for (const auto& [row, action] : m_actions) {
        action->setShortcuts(m_keyMap.keys(*row));
        const QString key = keyText(*action);
        action->setToolTip(key.isEmpty() ? action->text() : u"%1  %2"_s.arg(action->text(), key));
    }
}

const ActionRow* ActionSet::boundTo(const QKeyEvent& event) const
{
    for (const QKeyCombination key : keysOf(event)) {
        if (const ActionRow* row = m_keyMap.owner(key))
            return row->run ? row : nullptr;
    }
    return nullptr;
}

void ActionSet::run(const ActionRow& row)
{
    action(QLatin1String(row.id))->trigger();
}

void ActionSet::release(const ActionRow& row)
{
    row.release(m_context);
    refresh();
}

QAction* ActionSet::action(QLatin1String id) const
{
    Q_ASSERT(m_byId.contains(id));
    return m_byId.value(id);
}

void ActionSet::fillMenuBar(QMenuBar& menuBar, QMenu& recentJobs) const
{
    for (const ActionSection section : kMenuSections) {
        const auto isInside = [section](const auto& entry) { return entry.first->section == section; };
        if (std::ranges::none_of(m_actions, isInside))
            continue;
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

QString wordsWithKeys(const QString& words, const QAction& first, const QAction& second)
{
    const QString key = keyText(first);
    const QString other = keyText(second);
    return key.isEmpty() || other.isEmpty() ? QString() : words.arg(key, other);
}

} // namespace labelwright
