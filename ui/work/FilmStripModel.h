// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/Job.h"
#include "core/job/TaskQueue.h"
#include "ui/bridge/ThumbnailLoader.h"

#include <QAbstractListModel>

namespace labelwright {

/// A row an object of the job; pictures come when they are first asked for.
class FilmStripModel : public QAbstractListModel {
    Q_OBJECT
public:
    static constexpr int kExtentPx = 160; ///< Of a picture's longer side; enough for a strip at a scale of 3.

    enum Role : int {
        StatusRole = Qt::UserRole, ///< int of TaskStatus
        LoadingRole,               ///< bool: the picture is on its way
        FlagRole,                  ///< bool: it is flagged
    };

    /// Both are borrowed and outlive the model.
    FilmStripModel(const Job& job, const TaskQueue& queue, QObject* parent = nullptr);

    int rowCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;

    /// Or its flag.
    void statusChanged(ObjectId object);

private:
    const Job& m_job;
    const TaskQueue& m_queue;
    mutable ThumbnailLoader m_thumbnails; ///< Asking for a picture is what makes it load.
};

} // namespace labelwright
