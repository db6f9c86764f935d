// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ClassChoiceTable.h"

#include "ui/look/Parts.h"
#include "ui/look/QtColor.h"

#include <QHeaderView>
#include <QPixmap>
#include <QStyledItemDelegate>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

enum Column { kLabel, kName };
constexpr int kSwatch = 12;
constexpr int kShownRows = 5;

QIcon swatch(Color color)
{
    QPixmap picture(kSwatch, kSwatch);
    picture.fill(qtColor(color));
    QIcon icon(picture);
    icon.addPixmap(picture, QIcon::Selected); // Else a chosen row tints it.
    return icon;
}

/// A label that is off looks so.
class LabelDelegate : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (index.siblingAtColumn(kLabel).data(Qt::CheckStateRole).toInt() == Qt::Unchecked)
            option->palette.setBrush(QPalette::Text, option->palette.brush(QPalette::Disabled, QPalette::Text));
    }
};

std::string nameIn(const QTreeWidgetItem& row)
{
    const QString typed = row.text(kName).trimmed();
    return (typed.isEmpty() ? row.text(kLabel) : typed).toStdString();
}

} // namespace

ClassChoiceTable::ClassChoiceTable(const LabelSet& labels, QWidget* parent)
    : QWidget(parent), m_table(makeTable({tr("Label"), tr("In the dataset")}))
{
    for (const LabelClass& label : labels.classes()) {
        const QString name = QString::fromStdString(label.name);
        auto* row = new QTreeWidgetItem(m_table, {name, name});
        row->setSizeHint(kLabel, {0, Metrics::kControl});
        row->setCheckState(kLabel, Qt::Checked);
        row->setIcon(kLabel, swatch(label.color));
        row->setFlags(row->flags() | Qt::ItemIsEditable);
    }
    m_table->header()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setItemDelegate(new LabelDelegate(m_table));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setAccessibleName(tr("Labels of the dataset"));
    const int rows = std::clamp(m_table->topLevelItemCount(), 2, kShownRows);
    m_table->setMinimumHeight(m_table->header()->sizeHint().height() + rows * Metrics::kControl + Metrics::kInside);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->addWidget(m_table);
    setFocusProxy(m_table);
    // Only the dataset's names are typed.
    connect(m_table, &QTreeWidget::itemClicked, this, [this](QTreeWidgetItem* row, int clicked) {
        if (clicked == kName)
            m_table->editItem(row, kName);
    });
    connect(m_table, &QTreeWidget::itemActivated, this,
            [this](QTreeWidgetItem* row) { m_table->editItem(row, kName); });
    connect(m_table, &QTreeWidget::itemChanged, m_table->viewport(), qOverload<>(&QWidget::update)); // The whole row.
    connect(m_table, &QTreeWidget::itemChanged, this, &ClassChoiceTable::changed);
}

bool ClassChoiceTable::isAnyChosen() const
{
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        if (m_table->topLevelItem(row)->checkState(kLabel) == Qt::Checked)
            return true;
    }
    return false;
}

std::vector<std::string> ClassChoiceTable::classes() const
{
    std::vector<std::string> chosen;
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        const QTreeWidgetItem& item = *m_table->topLevelItem(row);
        if (item.checkState(kLabel) == Qt::Checked)
            chosen.push_back(item.text(kLabel).toStdString());
    }
    const bool isAll = static_cast<int>(chosen.size()) == m_table->topLevelItemCount();
    return isAll ? std::vector<std::string>() : chosen;
}

std::vector<ClassMerge> ClassChoiceTable::merges() const
{
    std::vector<ClassMerge> named;
    for (int row = 0; row < m_table->topLevelItemCount(); ++row) {
        const QTreeWidgetItem& item = *m_table->topLevelItem(row);
        if (item.checkState(kLabel) != Qt::Checked)
            continue;
        const std::string name = nameIn(item);
        auto found = std::ranges::find(named, name, &ClassMerge::name);
        if (found == named.end())
            found = named.insert(named.end(), {name, {}});
        found->labels.push_back(item.text(kLabel).toStdString());
    }
    std::erase_if(named,
                  [](const ClassMerge& each) { return each.labels.size() == 1 && each.labels.front() == each.name; });
    return named;
}

} // namespace labelwright
