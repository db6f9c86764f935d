// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/MemberJobs.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobTexts.h"

#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {
namespace {

constexpr int kFolderRole = Qt::UserRole;
constexpr int kStatus = 1;      ///< Columns.
constexpr int kFirstNumber = 2; ///< And all after it.

QTreeWidget* makeJobsTable()
{
    QTreeWidget* table = makeTable({MemberJobs::tr("Job"), MemberJobs::tr("Status"), MemberJobs::tr("Answered"),
                                    MemberJobs::tr("Left"), MemberJobs::tr("Declined")});
    table->setAccessibleName(MemberJobs::tr("Jobs of the member"));
    table->setMinimumHeight(Metrics::kTouchTarget * 2);
    table->header()->setSectionResizeMode(0, QHeaderView::Stretch);
    for (int column = kStatus; column < table->columnCount(); ++column) {
        table->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
        if (column >= kFirstNumber)
            table->headerItem()->setTextAlignment(column, Qt::AlignRight | Qt::AlignVCenter);
    }
    return table;
}

} // namespace

MemberJobs::MemberJobs(QWidget* parent)
    : QWidget(parent), m_title(makeText({}, Role::Section)), m_table(makeJobsTable()),
      m_note(makeText({}, Role::Secondary)), m_problem(makeText({}, Role::Danger)), m_work(*this)
{
    connect(m_table, &QTreeWidget::itemActivated, this,
            [this](const QTreeWidgetItem* item) { emit jobRequested(item->data(0, kFolderRole).toString()); });
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(m_title);
    column->addWidget(m_note);
    column->addWidget(m_table, 1);
    column->addWidget(m_problem);
    column->addStretch(0);
    showRows();
}

void MemberJobs::showJobsOf(const std::filesystem::path& workspace, const std::optional<Worker>& worker)
{
    const bool isSame = worker && m_worker && worker->id == m_worker->id && workspace == m_workspace;
    if (!isSame) {
        m_jobs.reset();
        m_problem->clear();
    }
    m_workspace = workspace;
    m_worker = worker;
    showRows();
    if (m_worker)
        read();
}

void MemberJobs::read()
{
    m_isStale = m_isReading;
    if (m_isReading)
        return;
    m_isReading = true;
    m_work.run([workspace = m_workspace, worker = *m_worker] { return jobsOfWorker(workspace, worker); },
               [this](const Result<WorkerJobs>& found) { take(found); });
}

void MemberJobs::take(const Result<WorkerJobs>& found)
{
    m_isReading = false;
    if (std::exchange(m_isStale, false)) {
        if (m_worker)
            read();
        return;
    }
    if (!m_worker)
        return;
    m_jobs = found ? *found : WorkerJobs();
    const bool isBad = !found || !found->problems.empty();
    m_problem->setText(isBad ? sentenceOf(found ? found->problems.front() : found.error()) : QString());
    showRows();
}

void MemberJobs::showRows()
{
    const QString name = m_worker ? QString::fromStdString(m_worker->name) : QString();
    m_title->setText(m_worker ? tr("Jobs of %1").arg(name) : tr("Jobs of a member"));
    m_note->setText(!m_worker ? tr("Choose a member to see the jobs they work on.")
                    : !m_jobs ? tr("Reading jobs…")
                              : tr("%1 is in the team of no job here.").arg(name));
    const bool hasRows = m_jobs && !m_jobs->jobs.empty();
    m_note->setVisible(!hasRows);
    m_table->setVisible(hasRows);
    m_problem->setVisible(!m_problem->text().isEmpty());
    m_table->clear();
    const QLocale locale;
    for (const WorkerJob& each : hasRows ? m_jobs->jobs : std::vector<WorkerJob>()) {
        auto* item =
            new QTreeWidgetItem(m_table, {QString::fromStdString(each.name), statusText(each.status, each.counters)});
        const QString folder = QString::fromStdString(each.folder.string());
        item->setSizeHint(0, {0, Metrics::kTouchTarget});
        item->setIcon(kStatus, statusIcon(each.status));
        item->setData(0, kFolderRole, folder);
        item->setToolTip(0, folder);
        int column = kFirstNumber;
        for (const std::int64_t count : {each.answered, each.tasksLeft, each.declined}) {
            item->setText(column, locale.toString(qint64{count}));
            item->setTextAlignment(column++, Qt::AlignRight | Qt::AlignVCenter);
        }
    }
}

} // namespace labelwright
