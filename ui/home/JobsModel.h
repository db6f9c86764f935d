// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSummary.h"

#include <QAbstractTableModel>
#include <QSortFilterProxyModel>

#include <cstdint>
#include <optional>
#include <vector>

namespace labelwright {

/// The table of jobs, a row each.
class JobsModel : public QAbstractTableModel {
    Q_OBJECT
public:
    enum Column : std::uint8_t { Name, Status, TaskType, Labelled, Created, ColumnCount };
    enum Role {
        SortRole = Qt::UserRole,
        ProgressRole, ///< Of Labelled: 0 to 1.
    };

    explicit JobsModel(QObject* parent = nullptr);

    void setJobs(std::vector<JobSummary> jobs);
    const std::vector<JobSummary>& jobs() const { return m_jobs; }

    int rowCount(const QModelIndex& parent = {}) const override;
    int columnCount(const QModelIndex& parent = {}) const override;
    QVariant data(const QModelIndex& index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    std::vector<JobSummary> m_jobs;
};

/// Those jobs that hold every word of a search in name, folder, task type or status, and have a status.
class JobsFilter : public QSortFilterProxyModel {
    Q_OBJECT
public:
    explicit JobsFilter(JobsModel* jobs, QObject* parent = nullptr);

    void setSearch(const QString& text);
    void setStatus(std::optional<JobStatus> status);

    /// nullptr for no valid index.
    const JobSummary* jobAt(const QModelIndex& index) const;

protected:
    bool filterAcceptsRow(int row, const QModelIndex& parent) const override;

private:
    JobsModel* m_model;
    QStringList m_words;
    std::optional<JobStatus> m_status;
};

} // namespace labelwright
