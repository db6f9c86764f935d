// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/LabelModel.h"

#include "ui/look/QtColor.h"

#include <QCoreApplication>

#include <cmath>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
QString shareText(double share)
{
    const long percent = std::lround(share * 100);
    if (percent == 0 && share > 0)
        return QCoreApplication::translate("LabelModel", "< 1 %");
    if (percent == 100 && share < 1)
        return QCoreApplication::translate("LabelModel", "> 99 %");
    return QCoreApplication::translate("LabelModel", "%1 %").arg(percent);
}

LabelModel::LabelModel(LabelSet labels, QObject* parent) : QAbstractListModel(parent), m_labels(std::move(labels))
{}

int LabelModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_labels.size()) + 1;
}

QVariant LabelModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const Label label = labelAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return nameOf(label);
    case Qt::ToolTipRole:
        return nameOf(label).toHtmlEscaped();
    case Qt::AccessibleTextRole:
        return accessibleText(label);
    case LabelRole:
        return label;
    case KeyRole:
        return m_keys.value(label);
    case ColorRole: {
        if (label == kUnlabelled)
            return QColor();
        return qtColor(m_labels.at(label).color);
    }
    case ShareRole:
        return m_shares ? shareText((*m_shares)[label]) : QString();
    case HiddenRole:
        return m_solo ? m_solo != label && label != kUnlabelled : m_hidden.test(label);
    case LockedRole:
        return m_locked.test(label);
    case SoloRole:
        return m_solo == label;
    default:
        return {};
    }
}

QModelIndex LabelModel::indexOf(Label label) const
{
    return index(label == kUnlabelled ? static_cast<int>(m_labels.size()) : label - 1);
}

void LabelModel::setKeyTexts(const QStringList& keys)
{
    m_keys = keys;
    emit dataChanged(index(0), index(rowCount() - 1), {KeyRole});
}

void LabelModel::setShares(const std::optional<std::array<double, 256>>& shares)
{
    m_shares = shares;
    tellAll({ShareRole, Qt::AccessibleTextRole});
}

void LabelModel::toggleHidden(Label label)
{
    if (label == kUnlabelled)
        return;
    m_hidden.flip(label);
    emit dataChanged(indexOf(label), indexOf(label), {HiddenRole, Qt::AccessibleTextRole});
}

void LabelModel::toggleLocked(Label label)
{
    m_locked.flip(label);
    emit dataChanged(indexOf(label), indexOf(label), {LockedRole, Qt::AccessibleTextRole});
}

void LabelModel::toggleSolo(Label label)
{
    if (label == kUnlabelled)
        return;
    m_solo = m_solo == label ? std::nullopt : std::optional(label);
    tellAll({HiddenRole, SoloRole, Qt::AccessibleTextRole});
}

void LabelModel::tellAll(const QList<int>& roles)
{
    emit dataChanged(index(0), index(rowCount() - 1), roles);
}

Label LabelModel::labelAt(int row) const
{
    return row < static_cast<int>(m_labels.size()) ? static_cast<Label>(row + 1) : kUnlabelled;
}

QString LabelModel::accessibleText(Label label) const
{
    QStringList parts{nameOf(label)};
    if (m_shares)
        parts.append(shareText((*m_shares)[label]));
    if (m_locked.test(label))
        parts.append(QCoreApplication::translate("LabelModel", "locked"));
    if (m_solo == label)
        parts.append(QCoreApplication::translate("LabelModel", "alone in view"));
    else if (data(indexOf(label), HiddenRole).toBool())
        parts.append(QCoreApplication::translate("LabelModel", "hidden"));
    return parts.join(u", "_s);
}

QString LabelModel::nameOf(Label label) const
{
    return label == kUnlabelled ? QCoreApplication::translate("LabelModel", "unlabeled")
                                : QString::fromStdString(m_labels.at(label).name);
}

} // namespace labelwright
