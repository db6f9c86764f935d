// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/KeysList.h"

#include "ui/look/Look.h"
#include "ui/work/KeyMap.h"

#include <QHeaderView>

namespace labelwright {
namespace {

const ActionRow& rowOf(const QTreeWidgetItem& item)
{
    return *static_cast<const ActionRow*>(item.data(0, Qt::UserRole).value<const void*>());
}

bool has(const QTreeWidgetItem& item, const QString& text)
{
    return item.text(KeysList::ActionColumn).contains(text, Qt::CaseInsensitive) ||
           item.text(KeysList::KeysColumn).contains(text, Qt::CaseInsensitive);
}

} // namespace

KeysList::KeysList(const KeyMap& keyMap, QWidget* parent) : QTreeWidget(parent)
{
    setHeaderLabels({tr("Action"), tr("Keys"), tr("In the preset")});
    setAccessibleName(tr("Actions and their keys"));
    setRootIsDecorated(false);
    setItemsExpandable(false);
    setIndentation(Metrics::kGroups);
    setUniformRowHeights(true);
    setFocusPolicy(Qt::StrongFocus);
    setAllColumnsShowFocus(true);
    header()->setSectionsMovable(false);
    header()->setSectionResizeMode(ActionColumn, QHeaderView::Stretch);
    for (const int column : {KeysColumn, PresetColumn})
        header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    header()->setStretchLastSection(false);

    for (const ActionSection section : sectionsOf(keyMap.rows())) {
        auto* item = new QTreeWidgetItem(this, {sectionTitle(section)});
        item->setFlags(Qt::ItemIsEnabled);
        QFont font = item->font(ActionColumn);
        font.setWeight(QFont::DemiBold);
        item->setFont(ActionColumn, font);
        item->setSizeHint(ActionColumn, {0, Metrics::kControl});
        item->setFirstColumnSpanned(true);
        item->setExpanded(true);
        for (const ActionRow& row : keyMap.rows()) {
            if (row.section == section)
                addRow(*item, row);
        }
    }
    showKeys(keyMap);
}

void KeysList::addRow(QTreeWidgetItem& section, const ActionRow& row)
{
    auto* item = new QTreeWidgetItem(&section, {translatedText(row)});
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemNeverHasChildren);
    item->setData(0, Qt::UserRole, QVariant::fromValue<const void*>(&row));
    item->setToolTip(ActionColumn, item->text(ActionColumn));
    item->setSizeHint(ActionColumn, {0, Metrics::kControl});
}

void KeysList::showKeys(const KeyMap& keyMap)
{
    const QBrush secondary(Look::instance().tokens().secondaryText);
    for (QTreeWidgetItemIterator each(this, QTreeWidgetItemIterator::NoChildren); *each; ++each) {
        QTreeWidgetItem& item = **each;
        const ActionRow& row = rowOf(item);
        const QString keys = keysText(keyMap.keys(row));
        const QString preset = keysText(keyMap.unchangedKeys(row));
        item.setText(KeysColumn, keys.isEmpty() ? translatedGesture(row) : keys);
        item.setText(PresetColumn, !keyMap.isChanged(row) ? QString() : preset.isEmpty() ? tr("none") : preset);
        item.setForeground(PresetColumn, secondary);
        if (!isRebindable(row)) {
            item.setForeground(ActionColumn, secondary);
            item.setForeground(KeysColumn, secondary);
        }
    }
}

void KeysList::filter(const QString& text)
{
    for (int i = 0; i < topLevelItemCount(); ++i) {
        QTreeWidgetItem& section = *topLevelItem(i);
        const bool isWholeSection = has(section, text);
        bool isAnyShown = false;
        for (int k = 0; k < section.childCount(); ++k) {
            const bool isShown = isWholeSection || has(*section.child(k), text);
            section.child(k)->setHidden(!isShown);
            isAnyShown = isAnyShown || isShown;
        }
        section.setHidden(!isAnyShown);
    }
}

void KeysList::enter()
{
    setFocus();
    if (currentRow())
        return;
    for (QTreeWidgetItemIterator each(this, QTreeWidgetItemIterator::NoChildren | QTreeWidgetItemIterator::NotHidden);
         *each; ++each) {
        if (!(*each)->parent()->isHidden())
            return setCurrentItem(*each);
    }
}

const ActionRow* KeysList::currentRow() const
{
    const QTreeWidgetItem* item = currentItem();
    return item && item->parent() && !item->isHidden() ? &rowOf(*item) : nullptr;
}

} // namespace labelwright
