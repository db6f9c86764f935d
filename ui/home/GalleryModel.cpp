// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GalleryModel.h"

#include "core/dataset/ContactSheet.h"
#include "core/dataset/Thumbnail.h"
#include "core/job/JobLayout.h"
#include "ui/look/FlagNote.h"
#include "ui/look/MomentText.h"
#include "ui/look/QtColor.h"
#include "ui/look/StatusSign.h"

#include <QLocale>
#include <QThread>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

/// Screens full of tiles: 30 MB at a scale of 1.
constexpr int kMostKept = 300;

int threadsForThumbnails()
{
    return std::clamp(QThread::idealThreadCount() / 2, 1, 4);
}

QString workerText(const std::vector<const AnswerEvent*>& answers)
{
    const QString first = QString::fromStdString(answers.front()->worker.name);
    const int others = static_cast<int>(answers.size()) - 1;
    return others == 0 ? first : GalleryModel::tr("%1 + %2").arg(first, QLocale().toString(others));
}

Time lastSubmission(const std::vector<const AnswerEvent*>& answers)
{
    return (*std::ranges::max_element(answers, {}, [](const AnswerEvent* answer) { return answer->submitted; }))
        ->submitted;
}

QString statusOf(const GalleryTile& tile)
{
    const QString status = statusText(tile.status);
    return tile.showsInitialValue ? GalleryModel::tr("%1, with the initial value shown").arg(status) : status;
}

QString namesOf(const QList<TileLabel>& labels)
{
    QStringList names;
    for (const TileLabel& label : labels)
        names << label.name;
    return names.join(", "_L1);
}

QString toolTipOf(const GalleryTile& tile, const std::string& sourceRef)
{
    QStringList lines{QString::fromStdString(sourceRef),
                      GalleryModel::tr("Object %1: %2").arg(tile.number, statusOf(tile))};
    if (!tile.worker.isEmpty())
        lines << GalleryModel::tr("%1, %2").arg(tile.worker, tile.time);
    if (!tile.labels.isEmpty())
        lines << namesOf(tile.labels);
    if (!tile.review.isEmpty())
        lines << tile.review;
    if (!tile.flag.isEmpty())
        lines << tile.flag;
    if (!tile.problem.isEmpty())
        lines << tile.problem;
    return lines.join(u'\n').toHtmlEscaped().replace(u'\n', "<br>"_L1);
}

QString accessibleText(const GalleryTile& tile)
{
    QStringList parts{GalleryModel::tr("Object %1").arg(tile.number), tile.name, statusOf(tile)};
    if (!tile.worker.isEmpty())
        parts << tile.worker << tile.time;
    if (!tile.labels.isEmpty())
        parts << namesOf(tile.labels);
    if (!tile.review.isEmpty())
        parts << tile.review;
    if (!tile.flag.isEmpty())
        parts << tile.flag;
    if (!tile.problem.isEmpty())
        parts << tile.problem;
    return parts.join(", "_L1);
}

QList<TileLabel> chosenLabels(const JobFacts& facts, ObjectId object)
{
    QList<TileLabel> chosen;
    Label number = kUnlabelled;
    for (const LabelClass& label : facts.labels().classes()) {
        if (facts.hasLabel(object, ++number))
            chosen.append({QString::fromStdString(label.name), qtColor(label.color)});
    }
    return chosen;
}

bool fits(const ObjectSummary& object, ReviewFilter filter)
{
    const ObjectReview& review = object.review;
    switch (filter) {
    case ReviewFilter::Any:
        return true;
    case ReviewFilter::NotReviewed:
        return object.status == TaskStatus::Labelled && !review.verdict && !review.adjustment;
    case ReviewFilter::Accepted:
        return review.isAccepted();
    case ReviewFilter::Rejected:
        return review.isRejected();
    case ReviewFilter::Adjusted:
        return review.adjustment != nullptr;
    case ReviewFilter::OpenComments:
        return object.hasOpenThreads;
    }
    return true;
}

QString reviewText(const ObjectReview& review)
{
    const auto by = [](const Worker& worker) { return QString::fromStdString(worker.name); };
    if (review.isRejected())
        return GalleryModel::tr("Rejected by %1: %2")
            .arg(by(review.verdict->worker), QString::fromStdString(review.verdict->category));
    if (review.adjustment)
        return GalleryModel::tr("Adjusted by %1").arg(by(review.adjustment->worker));
    return review.isAccepted() ? GalleryModel::tr("Accepted by %1").arg(by(review.verdict->worker)) : QString();
}

} // namespace

GalleryModel::GalleryModel(JobFacts& facts, QObject* parent) : QAbstractListModel(parent), m_facts(facts)
{
    connect(&facts, &JobFacts::snapshotChanged, this, &GalleryModel::takeSnapshot);
    connect(&facts, &JobFacts::factsChanged, this, &GalleryModel::takeFacts);
    if (facts.snapshot())
        takeSnapshot();
}

GalleryModel::~GalleryModel() = default;

int GalleryModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_shown.size());
}

QVariant GalleryModel::data(const QModelIndex& index, int role) const
{
    if (!index.isValid())
        return {};
    switch (role) {
    case Qt::DisplayRole:
        return m_facts.fileName(objectAt(index.row()));
    case Qt::ToolTipRole:
        return toolTipOf(tile(index.row()), m_facts.summary(objectAt(index.row())).sourceRef);
    case Qt::AccessibleTextRole:
        return accessibleText(tile(index.row()));
    default:
        return {};
    }
}

int GalleryModel::rowOf(ObjectId object) const
{
    if (m_shown.empty())
        return -1;
    const auto place = std::ranges::lower_bound(m_shown, object);
    return static_cast<int>(std::min(std::distance(m_shown.begin(), place), std::ssize(m_shown) - 1));
}

GalleryTile GalleryModel::tile(int row) const
{
    const ObjectId object = objectAt(row);
    const ObjectSummary& summary = m_facts.summary(object);
    GalleryTile tile;
    tile.name = m_facts.fileName(object);
    tile.number = QLocale().toString(object + 1);
    tile.status = summary.review.isRejected() ? TaskStatus::Returned : m_facts.status(object);
    tile.review = reviewText(summary.review);
    tile.problem = m_facts.problem(object);
    tile.showsInitialValue = m_facts.showsInitialValue(object);
    if (summary.flag)
        tile.flag = flagText(*summary.flag);
    if (!summary.answers.empty()) {
        tile.worker = workerText(summary.answers);
        tile.time = momentText(lastSubmission(summary.answers));
    }
    if (isClassification(m_facts.snapshot()->job.spec().taskType))
        tile.labels = chosenLabels(m_facts, object);
    if (const std::optional<LoadedThumbnail> thumbnail = m_thumbnails->find(object))
        tile.picture = thumbnail->image;
    return tile;
}

void GalleryModel::setFilter(const GalleryFilter& filter)
{
    if (filter == m_filter)
        return;
    m_filter = filter;
    replaceRows();
}

void GalleryModel::setPictureSize(QSize pixels)
{
    if (pixels == m_pictureSize)
        return;
    m_pictureSize = pixels;
    if (m_thumbnails)
        readThumbnails();
}

void GalleryModel::takeSnapshot()
{
    if (!m_cache)
        m_cache = std::make_shared<ThumbnailCache>(cacheFolder(m_facts.snapshot()->job.folder()) / "thumbnails");
    readThumbnails();
    replaceRows();
    if (!m_shown.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void GalleryModel::takeFacts()
{
    if (m_filter.label || m_filter.status)
        replaceRows();
    if (!m_shown.empty())
        emit dataChanged(index(0), index(rowCount() - 1));
}

void GalleryModel::readThumbnails()
{
    auto read = [snapshot = m_facts.snapshot(), cache = m_cache,
                 room = Size{m_pictureSize.width(), m_pictureSize.height()}](ObjectId object) -> Result<Image> {
        const Result<Image> thumbnail = thumbnailOf(snapshot->job, object, *cache);
        if (!thumbnail)
            return thumbnail.error();
        return fitted(*thumbnail, room);
    };
    if (m_thumbnails) {
        m_thumbnails->setRead(std::move(read));
        return;
    }
    m_thumbnails.emplace(std::move(read), kMostKept, threadsForThumbnails());
    connect(&*m_thumbnails, &ThumbnailLoader::ready, this, &GalleryModel::thumbnailReady);
}

bool GalleryModel::lets(ObjectId object) const
{
    if (!fits(m_facts.summary(object), m_filter.review))
        return false;
    if (m_filter.status && m_facts.status(object) != *m_filter.status)
        return false;
    if (m_filter.flaggedOnly && !m_facts.summary(object).flag)
        return false;
    if (m_filter.label && !m_facts.hasLabel(object, *m_filter.label))
        return false;
    const auto isWorkers = [this](const AnswerEvent* answer) { return answer->worker.id == m_filter.workerId; };
    if (!m_filter.workerId.empty() && std::ranges::none_of(m_facts.summary(object).answers, isWorkers))
        return false;
    return m_facts.fileName(object).contains(m_filter.name, Qt::CaseInsensitive);
}

void GalleryModel::replaceRows()
{
    std::vector<ObjectId> shown;
    for (ObjectId object = 0; object < m_facts.objectCount(); ++object)
        if (lets(object))
            shown.push_back(object);
    if (shown == m_shown)
        return;
    emit rowsAboutToBeReplaced();
    beginResetModel();
    m_shown = std::move(shown);
    endResetModel();
    emit rowsReplaced();
}

void GalleryModel::thumbnailReady(ObjectId object)
{
    if (object >= m_facts.objectCount())
        return;
    if (const std::optional<LoadedThumbnail> thumbnail = m_thumbnails->find(object))
        m_facts.setPictureProblem(object, thumbnail->problem);
    const int row = rowOf(object);
    if (row >= 0 && objectAt(row) == object)
        emit dataChanged(index(row), index(row));
}

} // namespace labelwright
