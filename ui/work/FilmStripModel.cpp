// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FilmStripModel.h"

#include "core/base/AtomicFile.h"
#include "core/image/ImageReader.h"
#include "core/job/Review.h"
#include "ui/look/FlagNote.h"
#include "ui/look/StatusSign.h"

#include <QCoreApplication>
#include <QLocale>

namespace labelwright {

namespace {

constexpr int kMostKept = 96; ///< Two strips of the widest screen; 6 MB. Others are soon decoded again.

Result<Image> readPhoto(const Job& job, ObjectId object)
{
    const Result<ObjectSource> source = job.source(object);
    const Result<std::vector<std::uint8_t>> file =
        source ? readFile(source->imagePath, kMaxImageFileBytes) : source.error();
    return file ? decodeThumbnail(*file, FilmStripModel::kExtentPx) : file.error();
}

/// What was submitted and changed since.
bool isCorrected(const TaskQueue& queue, ObjectId object)
{
    const TaskStatus status = queue.status(object);
    const bool isSubmitted = status == TaskStatus::Answered || status == TaskStatus::Labelled;
    return isSubmitted && queue.isAnswered(object) && queue.hasDraft(object);
}

/// What waits to be handed in shows, whatever was submitted before.
TaskStatus shownStatus(const Job& job, const TaskQueue& queue, ObjectId object)
{
    if (queue.isReview() && queue.status(object) == TaskStatus::Labelled) {
        const bool isRejected = reviewOf(job.events(), object, job.spec().workersPerObject).isRejected();
        return isRejected ? TaskStatus::Returned : TaskStatus::Labelled;
    }
    return isCorrected(queue, object) ? TaskStatus::Draft : queue.status(object);
}

QString reviewText(TaskStatus status)
{
    switch (status) {
    case TaskStatus::Labelled:
        return QCoreApplication::translate("FilmStrip", "reviewed");
    case TaskStatus::Unlabelled:
        return QCoreApplication::translate("FilmStrip", "to be reviewed");
    case TaskStatus::Withheld:
        return QCoreApplication::translate("FilmStrip", "not among the objects to review");
    default:
        return statusText(status);
    }
}

QString shownText(const TaskQueue& queue, ObjectId object)
{
    if (queue.isReview())
        return reviewText(queue.status(object));
    return isCorrected(queue, object)
               ? QCoreApplication::translate("FilmStrip", "submitted; what was changed since is a draft")
               : statusText(queue.status(object));
}

QString toolTip(const Job& job, const TaskQueue& queue, ObjectId object)
{
    const QString status = QCoreApplication::translate("FilmStrip", "Object %1: %2")
                               .arg(QLocale().toString(object + 1), shownText(queue, object));
    const ObjectFlag* flag = job.events().currentFlag(object);
    return flag ? status + QStringLiteral(". ") + flagText(*flag) : status;
}

} // namespace

FilmStripModel::FilmStripModel(const Job& job, const TaskQueue& queue, QObject* parent)
    : QAbstractListModel(parent), m_job(job), m_queue(queue),
      m_thumbnails([&job](ObjectId object) { return readPhoto(job, object); }, kMostKept, 1)
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
        return toolTip(m_job, m_queue, object);
    case Qt::DecorationRole:
        return m_thumbnails.find(object).value_or(LoadedThumbnail()).image;
    case LoadingRole:
        return !m_thumbnails.find(object).has_value();
    case FlagRole:
        return m_job.events().currentFlag(object) != nullptr;
    case StatusRole:
        return static_cast<int>(shownStatus(m_job, m_queue, object));
    default:
        return {};
    }
}

void FilmStripModel::statusChanged(ObjectId object)
{
    const QModelIndex changed = index(static_cast<int>(object));
    emit dataChanged(changed, changed, {StatusRole, FlagRole, Qt::ToolTipRole, Qt::AccessibleTextRole});
}

} // namespace labelwright
