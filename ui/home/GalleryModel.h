// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ThumbnailCache.h"
#include "ui/bridge/ThumbnailLoader.h"
#include "ui/home/JobFacts.h"

#include <QAbstractListModel>
#include <QColor>
#include <QList>
#include <QSize>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// What a lead has made of an object.
enum class ReviewFilter : std::uint8_t { Any, NotReviewed, Accepted, Rejected, Adjusted, OpenComments };

/// Which objects are shown: those that fit all of it.
struct GalleryFilter {
    QString name{}; ///< Part of the file's name, upper or lower case.
    std::optional<TaskStatus> status{};
    std::string workerId{};       ///< One of its counted answers is this worker's; empty: anybody's or none.
    std::optional<Label> label{}; ///< As JobFacts::hasLabel().
    bool flaggedOnly = false;
    ReviewFilter review = ReviewFilter::Any; ///< NotReviewed: labeled, and neither a verdict nor an adjustment.
    friend bool operator==(const GalleryFilter&, const GalleryFilter&) = default;
};

/// A label that was chosen for a whole image.
struct TileLabel {
    QString name;
    QColor color;
};

/// All that a tile shows.
struct GalleryTile {
    QString name;
    QString number; ///< From 1.
    TaskStatus status = TaskStatus::Unlabelled;
    QString worker;                 ///< "worker-1", "worker-1 + 2"; empty without an answer.
    QString review;                 ///< "Rejected by lea: wrong label"; empty where nobody has reviewed it.
    QString flag;                   ///< "Flagged by ann: too dark"; empty without one.
    bool showsInitialValue = false; ///< Over the photo, as it has no answer.
    QString time;                   ///< Of the last answer.
    QList<TileLabel> labels;        ///< Of a classification: chosen by somebody, in label order; masks show theirs.
    QImage picture;                 ///< Null while it is on its way, and where there is a problem.
    QString problem;                ///< A full sentence.
};

/// A row for each object that the filter lets through, in the job's order; pictures come when they are first asked for.
class GalleryModel : public QAbstractListModel {
    Q_OBJECT
public:
    /// `facts` is borrowed and outlives the model.
    explicit GalleryModel(JobFacts& facts, QObject* parent = nullptr);
    /// Waits for the pictures being made.
    ~GalleryModel() override;

    int rowCount(const QModelIndex& parent = {}) const override;
    /// DisplayRole: the name; tool tip and accessible text. A delegate takes all with tile().
    QVariant data(const QModelIndex& index, int role) const override;

    ObjectId objectAt(int row) const { return m_shown[static_cast<std::size_t>(row)]; }
    /// Of the object, or of the first after it; -1 without any.
    int rowOf(ObjectId object) const;
    const std::vector<ObjectId>& shown() const { return m_shown; }
    GalleryTile tile(int row) const;

    const GalleryFilter& filter() const { return m_filter; }
    void setFilter(const GalleryFilter& filter);

    /// Room for a picture, in pixels of the device; pictures are made to fit it.
    void setPictureSize(QSize pixels);

signals:
    /// Around another set of rows, so that a view can stay where it is.
    void rowsAboutToBeReplaced();
    void rowsReplaced();

private:
    void takeSnapshot();
    void takeFacts();
    void readThumbnails();
    bool lets(ObjectId object) const;
    void replaceRows();
    void thumbnailReady(ObjectId object);

    JobFacts& m_facts;
    GalleryFilter m_filter;
    std::vector<ObjectId> m_shown;
    QSize m_pictureSize{184, 138};
    std::shared_ptr<ThumbnailCache> m_cache;
    mutable std::optional<ThumbnailLoader> m_thumbnails; ///< Asking for a picture is what makes it load.
};

} // namespace labelwright
