// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FilmStripModel.h"

#include <QCoreApplication>
#include <QLocale>

namespace labelwright {

QString statusText(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Unlabelled:
        return QCoreApplication::translate("FilmStrip", "unlabelled");
    case TaskStatus::Draft:
        return QCoreApplication::translate("FilmStrip", "draft, not submitted");
    case TaskStatus::Answered:
        return QCoreApplication::translate("FilmStrip", "submitted, waits for other workers");
    case TaskStatus::Labelled:
        return QCoreApplication::translate("FilmStrip", "submitted");
    case TaskStatus::Unreadable:
        return QCoreApplication::translate("FilmStrip", "can't be read");
    case TaskStatus::Declined:
        return QCoreApplication::translate("FilmStrip", "declined");
    case TaskStatus::Failed:
        return QCoreApplication::translate("FilmStrip", "given up, as many workers declined it as it needs");
    case TaskStatus::Withheld:
        return QCoreApplication::translate("FilmStrip", "not one of your tasks");
    }
    return {};
}

namespace {

bool isSubmitted(TaskStatus status)
{
    return status == TaskStatus::Answered || status == TaskStatus::Labelled;
}

/// What waits to be handed in shows, whatever was submitted before.
TaskStatus shownStatus(const TaskQueue& queue, ObjectId object)
{
    const TaskStatus status = queue.status(object);
    return isSubmitted(status) && queue.hasDraft(object) ? TaskStatus::Draft : status;
}

QString shownText(const TaskQueue& queue, ObjectId object)
{
    return isSubmitted(queue.status(object)) && queue.hasDraft(object)
               ? QCoreApplication::translate("FilmStrip", "submitted; what was changed since is a draft")
               : statusText(queue.status(object));
}

} // namespace

FilmStripModel::FilmStripModel(const Job& job, const TaskQueue& queue, QObject* parent)
    : QAbstractListModel(parent), m_queue(queue), m_thumbnails(job)
{
    connect(&m_thumbnails, &ThumbnailLoader::ready, this, [this](ObjectId object) {
        const QModelIndex changed = index(static_cast<int>(object));
        emit dataChanged(changed, changed, {Qt::DecorationRole, LoadingRole});
    });
}

int FilmStripModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_queue.size());
}

QVariant FilmStripModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    const ObjectId object = index.row();
    switch (role) {
    case Qt::DisplayRole:
        return QLocale().toString(object + 1);
    case Qt::ToolTipRole:
    case Qt::AccessibleTextRole:
        return QCoreApplication::translate("FilmStrip", "Object %1: %2")
            .arg(QLocale().toString(object + 1), shownText(m_queue, object));
    case Qt::DecorationRole:
        return m_thumbnails.find(object).value_or(QImage());
    case LoadingRole:
        return !m_thumbnails.find(object).has_value();
    case StatusRole:
        return static_cast<int>(shownStatus(m_queue, object));
    default:
        return {};
    }
}

void FilmStripModel::statusChanged(ObjectId object)
{
    const QModelIndex changed = index(static_cast<int>(object));
    emit dataChanged(changed, changed, {StatusRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
}

} // namespace labelwright
