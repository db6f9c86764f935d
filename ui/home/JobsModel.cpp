// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobsModel.h"

#include "ui/home/JobTexts.h"
#include "ui/look/Look.h"

#include <QDir>
#include <QSize>

#include <algorithm>

namespace labelwright {
namespace {

QString folderText(const JobSummary& job)
{
    return QDir::toNativeSeparators(QString::fromStdString(job.folder.string()));
}

double progress(const JobSummary& job)
{
    return job.total > 0 ? static_cast<double>(job.counters.totalLabeled) / static_cast<double>(job.total) : 0;
}

QString textOf(const JobSummary& job, int column)
{
    switch (column) {
    case JobsModel::Name:
        return nameText(job.name, job.copyFor);
    case JobsModel::Status:
        return statusText(job);
    case JobsModel::TaskType:
        return job.taskType ? taskText(*job.taskType) : QString();
    case JobsModel::Labelled:
        return job.failure ? QString() : progressText(job);
    default:
        return createdText(job);
    }
}

QVariant sortKeyOf(const JobSummary& job, int column)
{
    switch (column) {
    case JobsModel::Labelled:
        return progress(job);
    case JobsModel::Created:
        return job.created ? qlonglong{job.created->time_since_epoch().count()} : qlonglong{0};
    default:
        return textOf(job, column);
    }
}

} // namespace

JobsModel::JobsModel(QObject* parent) : QAbstractTableModel(parent)
{}

void JobsModel::setJobs(std::vector<JobSummary> jobs)
{
    beginResetModel();
    m_jobs = std::move(jobs);
    endResetModel();
}

int JobsModel::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_jobs.size());
}

int JobsModel::columnCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant JobsModel::data(const QModelIndex& index, int role) const
{
    const JobSummary& job = m_jobs[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return textOf(job, index.column());
    case Qt::DecorationRole:
        return index.column() == Status ? QVariant(statusIcon(job.status)) : QVariant();
    case Qt::ToolTipRole:
        return index.column() == Status && job.status == JobStatus::Failed ? failureText(job) : folderText(job);
    case Qt::SizeHintRole:
        return QSize(0, Metrics::kTouchTarget);
    case SortRole:
        return sortKeyOf(job, index.column());
    case ProgressRole:
        return job.failure ? QVariant() : QVariant(progress(job));
    default:
        return {};
    }
}

QVariant JobsModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case Name:
        return tr("Name");
    case Status:
        return tr("Status");
    case TaskType:
        return tr("Task type");
    case Labelled:
        return tr("Labeled objects");
    default:
        return tr("Created");
    }
}

JobsFilter::JobsFilter(JobsModel* jobs, QObject* parent) : QSortFilterProxyModel(parent), m_model(jobs)
{
    setSourceModel(jobs);
    setSortRole(JobsModel::SortRole);
    setSortCaseSensitivity(Qt::CaseInsensitive);
}

void JobsFilter::setSearch(const QString& text)
{
    m_words = text.split(u' ', Qt::SkipEmptyParts);
    invalidateFilter();
}

void JobsFilter::setStatus(std::optional<JobStatus> status)
{
    m_status = status;
    invalidateFilter();
}

const JobSummary* JobsFilter::jobAt(const QModelIndex& index) const
{
    const QModelIndex source = mapToSource(index);
    return source.isValid() ? &m_model->jobs()[static_cast<std::size_t>(source.row())] : nullptr;
}

bool JobsFilter::filterAcceptsRow(int row, const QModelIndex&) const
{
    const JobSummary& job = m_model->jobs()[static_cast<std::size_t>(row)];
    if (m_status && job.status != *m_status)
        return false;
    const QString all = QStringList{textOf(job, JobsModel::Name), folderText(job), textOf(job, JobsModel::TaskType),
                                    textOf(job, JobsModel::Status)}
                            .join(u'\n');
    return std::all_of(m_words.begin(), m_words.end(),
                       [&all](const QString& word) { return all.contains(word, Qt::CaseInsensitive); });
}

} // namespace labelwright
