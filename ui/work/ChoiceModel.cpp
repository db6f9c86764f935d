// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/ChoiceModel.h"

#include <algorithm>

namespace labelwright {

ChoiceModel::ChoiceModel(const JobSpec& spec, QObject* parent) : QAbstractListModel(parent), m_spec(spec)
{}

int ChoiceModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_spec.labels.size()) + (m_spec.noneCategory.empty() ? 0 : 1);
}

int ChoiceModel::idAt(int row) const
{
    const auto index = static_cast<std::size_t>(row);
    return index < m_spec.labels.size() ? m_spec.labels.classes()[index].id : kNoneId;
}

bool ChoiceModel::isChosen(int id) const
{
    return id == kNoneId ? m_choice.isNone : std::ranges::find(m_choice.ids, id) != m_choice.ids.end();
}

QVariant ChoiceModel::data(const QModelIndex& index, int role) const
{
    const int id = idAt(index.row());
    const QString name = QString::fromStdString(
        id == kNoneId ? m_spec.noneCategory : m_spec.labels.classes()[static_cast<std::size_t>(index.row())].name);
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole:
        return name;
    case Qt::AccessibleTextRole:
        return isChosen(id) ? tr("%1, chosen").arg(name) : name;
    case IdRole:
        return id;
    case KeyRole:
        return m_keys.value(id == kNoneId ? 0 : index.row() + 1);
    case ChosenRole:
        return isChosen(id);
    default:
        return {};
    }
}

void ChoiceModel::setChoice(const LabelChoice& choice)
{
    m_choice = choice;
    tellAll({ChosenRole, Qt::AccessibleTextRole});
}

void ChoiceModel::setKeyTexts(const QStringList& keys)
{
    m_keys = keys;
    tellAll({KeyRole});
}

void ChoiceModel::tellAll(const QList<int>& roles)
{
    emit dataChanged(index(0), index(rowCount() - 1), roles);
}

} // namespace labelwright
