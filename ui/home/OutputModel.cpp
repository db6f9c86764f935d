// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/OutputModel.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"
#include "ui/look/MomentText.h"

#include <QLocale>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

QString stateText(OutputFile::State state)
{
    switch (state) {
    case OutputFile::State::Derived:
        return OutputModel::tr("As derived");
    case OutputFile::State::ChangedByHand:
        return OutputModel::tr("Changed by hand");
    case OutputFile::State::Missing:
        return OutputModel::tr("Missing");
    case OutputFile::State::Foreign:
        return OutputModel::tr("Not derived");
    }
    return {};
}

QString stateToolTip(OutputFile::State state)
{
    switch (state) {
    case OutputFile::State::Derived:
        return OutputModel::tr("The file is as it was written from the answers.");
    case OutputFile::State::ChangedByHand:
        return OutputModel::tr("Somebody changed this file after it was written; an update leaves it as it is.");
    case OutputFile::State::Missing:
        return OutputModel::tr("The file was written and is gone; an update writes it again where it is wanted.");
    case OutputFile::State::Foreign:
        return OutputModel::tr("This file was not written from the answers; an update leaves it as it is.");
    }
    return {};
}

QIcon stateIcon(OutputFile::State state)
{
    switch (state) {
    case OutputFile::State::Derived:
        return icon(u"check", IconTint::Good);
    case OutputFile::State::ChangedByHand:
        return icon(u"warning", IconTint::Warning);
    case OutputFile::State::Missing:
        return icon(u"error", IconTint::Danger);
    case OutputFile::State::Foreign:
        return icon(u"help", IconTint::Secondary);
    }
    return {};
}

QString textOf(const OutputFile& file, int column)
{
    switch (column) {
    case OutputModel::NameColumn:
        return QString::fromStdString(file.path);
    case OutputModel::ModifiedColumn:
        return file.modified ? momentText(*file.modified) : QString();
    case OutputModel::SizeColumn:
        return file.modified ? QLocale().formattedDataSize(static_cast<qint64>(file.bytes)) : QString();
    case OutputModel::StateColumn:
        return stateText(file.state);
    default:
        return {};
    }
}

bool comesBefore(const OutputFile& left, const OutputFile& right, int column)
{
    switch (column) {
    case OutputModel::ModifiedColumn:
        return left.modified < right.modified;
    case OutputModel::SizeColumn:
        return left.bytes < right.bytes;
    case OutputModel::StateColumn:
        return left.state < right.state;
    default:
        return left.path < right.path;
    }
}

} // namespace

int OutputModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

int OutputModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : kColumns;
}

QVariant OutputModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const OutputFile& file = fileAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return textOf(file, index.column());
    case Qt::ToolTipRole:
        return (index.column() == StateColumn ? stateToolTip(file.state) : textOf(file, NameColumn)).toHtmlEscaped();
    case Qt::DecorationRole:
        return index.column() == StateColumn ? stateIcon(file.state) : QVariant();
    case Qt::TextAlignmentRole:
        return index.column() == SizeColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter) : QVariant();
    case Qt::SizeHintRole:
        return QSize(0, Metrics::kTouchTarget);
    default:
        return {};
    }
}

QVariant OutputModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal)
        return {};
    if (role == Qt::TextAlignmentRole && section == SizeColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (role != Qt::DisplayRole)
        return {};
    switch (section) {
    case NameColumn:
        return tr("Name");
    case ModifiedColumn:
        return tr("Modified");
    case SizeColumn:
        return tr("Size");
    case StateColumn:
        return tr("State");
    default:
        return {};
    }
}

void OutputModel::sort(int column, Qt::SortOrder order)
{
    m_sortColumn = column;
    m_sortOrder = order;
    rebuild();
}

void OutputModel::setFiles(std::vector<OutputFile> files)
{
    beginResetModel();
    m_files = std::move(files);
    m_shown.clear();
    endResetModel();
    rebuild();
}

void OutputModel::setSearch(const QString& text)
{
    m_search = text;
    rebuild();
}

int OutputModel::rowOf(std::string_view path) const
{
    const auto found = std::ranges::find_if(m_shown, [&](std::size_t place) { return m_files[place].path == path; });
    return found == m_shown.end() ? -1 : static_cast<int>(std::distance(m_shown.begin(), found));
}

void OutputModel::rebuild()
{
    beginResetModel();
    m_shown.clear();
    for (std::size_t place = 0; place < m_files.size(); ++place)
        if (QString::fromStdString(m_files[place].path).contains(m_search, Qt::CaseInsensitive))
            m_shown.push_back(place);
    std::ranges::stable_sort(m_shown, [this](std::size_t left, std::size_t right) {
        const bool isAscending = m_sortOrder == Qt::AscendingOrder;
        return isAscending ? comesBefore(m_files[left], m_files[right], m_sortColumn)
                           : comesBefore(m_files[right], m_files[left], m_sortColumn);
    });
    endResetModel();
}

} // namespace labelwright
