// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/LogPage.h"

#include "core/base/AtomicFile.h"
#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"

#include <QCheckBox>
#include <QComboBox>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLabel>
#include <QListView>
#include <QLocale>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

constexpr int kFollowMs = 2000;

/// Data is the kind's name; empty for all.
QComboBox* makeKinds()
{
    auto* kinds = new QComboBox;
    kinds->setAccessibleName(LogPage::tr("Events"));
    kinds->addItem(LogPage::tr("All events"), QString());
    const std::pair<LogEntry::Kind, QString> rows[]{{LogEntry::Kind::Accepted, LogPage::tr("Tasks accepted")},
                                                    {LogEntry::Kind::Submitted, LogPage::tr("Tasks submitted")},
                                                    {LogEntry::Kind::Returned, LogPage::tr("Tasks returned")},
                                                    {LogEntry::Kind::Declined, LogPage::tr("Tasks declined")},
                                                    {LogEntry::Kind::ProgressLine, LogPage::tr("Progress")},
                                                    {LogEntry::Kind::StatusChanged, LogPage::tr("Status of the job")},
                                                    {LogEntry::Kind::Flagged, LogPage::tr("Objects flagged")},
                                                    {LogEntry::Kind::Unflagged, LogPage::tr("Flags taken away")},
                                                    {LogEntry::Kind::Edited, LogPage::tr("Edits of the job")},
                                                    {LogEntry::Kind::Reviewed, LogPage::tr("Verdicts")},
                                                    {LogEntry::Kind::Commented, LogPage::tr("Comments")},
                                                    {LogEntry::Kind::Adjusted, LogPage::tr("Adjustments")},
                                                    {LogEntry::Kind::Settled, LogPage::tr("Answers settled")}};
    for (const auto& [kind, text] : rows)
        kinds->addItem(text, QString::fromStdString(std::string(logKindName(kind))));
    return kinds;
}

} // namespace

LogPage::LogPage(std::filesystem::path jobFolder, QWidget* parent)
    : QWidget(parent), m_jobFolder(std::move(jobFolder)), m_kind(makeKinds()), m_worker(new QComboBox),
      m_follow(new QCheckBox(tr("Follow"))), m_view(new QListView), m_state(makeText({}, Role::Secondary))
{
    m_disk.setMaxThreadCount(1);
    m_view->setModel(&m_lines);
    m_view->setUniformItemSizes(true);
    m_view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->setAccessibleName(tr("Log"));
    m_timer.setInterval(kFollowMs);
    connect(&m_timer, &QTimer::timeout, this, &LogPage::refresh);
    connect(m_follow, &QCheckBox::toggled, this, [this](bool follows) {
        if (follows)
            m_timer.start();
        else
            m_timer.stop();
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Job log"), Role::Title));
    column->addWidget(buildFilters());
    column->addWidget(m_view, 1);
    column->addWidget(m_state);
    showWorkers();
}

LogPage::~LogPage()
{
    m_disk.waitForDone();
}

QWidget* LogPage::buildFilters()
{
    m_worker->setAccessibleName(tr("Workers"));
    auto* refresh = new QPushButton(tr("Refresh"));
    auto* save = new QPushButton(tr("Save…"));
    connect(m_kind, &QComboBox::currentIndexChanged, this, &LogPage::showLines);
    connect(m_worker, &QComboBox::currentIndexChanged, this, &LogPage::showLines);
    connect(refresh, &QPushButton::clicked, this, &LogPage::refresh);
    connect(save, &QPushButton::clicked, this, &LogPage::askWhereToSave);
    auto* filters = new QWidget;
    auto* row = new QHBoxLayout(filters);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_kind);
    row->addWidget(m_worker);
    row->addStretch(1);
    row->addWidget(m_follow);
    row->addWidget(refresh);
    row->addWidget(save);
    return filters;
}

void LogPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    refresh();
}

void LogPage::refresh()
{
    if (m_isReading || !isVisible())
        return;
    m_isReading = true;
    m_disk.start([this, folder = m_jobFolder] {
        auto found = std::make_shared<Found>();
        const Result<Job> job = Job::open(folder);
        if (job)
            found->log = jobLog(*job);
        else
            found->problem = sentenceOf(job.error());
        QMetaObject::invokeMethod(
            this, [this, found] { take(*found); }, Qt::QueuedConnection);
    });
}

void LogPage::take(const Found& found)
{
    m_isReading = false;
    if (!found.problem.isEmpty()) {
        setRole(*m_state, Role::Danger);
        m_state->setText(found.problem);
        return;
    }
    m_log = found.log;
    showWorkers();
    showLines();
}

void LogPage::showWorkers()
{
    const QString before = m_worker->currentData().toString();
    const QSignalBlocker blocker(m_worker);
    m_worker->clear();
    m_worker->addItem(tr("All workers"), QString());
    for (const LogEntry& entry : m_log) {
        const QString id = QString::fromStdString(entry.worker.id);
        if (m_worker->findData(id) < 0)
            m_worker->addItem(QString::fromStdString(entry.worker.name), id);
    }
    m_worker->setCurrentIndex(std::max(0, m_worker->findData(before)));
}

void LogPage::showLines()
{
    const QScrollBar* bar = m_view->verticalScrollBar();
    const bool isAtEnd = bar->value() == bar->maximum();
    QStringList lines;
    const LogFilter wanted = filter();
    for (LogEntry entry : m_log) {
        if (!wanted.passes(entry))
            continue;
        ++entry.object; // From 1, as everywhere in the windows.
        lines << QString::fromStdString(logText(entry));
    }
    setRole(*m_state, Role::Secondary);
    m_state->setText(m_log.empty() ? tr("Nothing has happened in this job yet.")
                                   : tr("Lines: %1").arg(QLocale().toString(lines.size())));
    if (lines == m_lines.stringList())
        return; // What is chosen in the list stays so.
    m_lines.setStringList(lines);
    if (isAtEnd)
        m_view->scrollToBottom();
}

LogFilter LogPage::filter() const
{
    LogFilter wanted{{}, m_worker->currentData().toString().toStdString()};
    if (const auto kind = parseLogKind(m_kind->currentData().toString().toStdString()))
        wanted.kinds.push_back(*kind);
    return wanted;
}

void LogPage::askWhereToSave()
{
    const QString path = QFileDialog::getSaveFileName(this, tr("Save log"), tr("log.txt"), tr("Text files (*.txt)"));
    if (!path.isEmpty())
        saveTo(path);
}

void LogPage::saveTo(const QString& path)
{
    QString text;
    for (const QString& line : m_lines.stringList())
        text += line + QLatin1Char('\n');
    m_disk.start([this, path, text = text.toStdString()] {
        auto written = std::make_shared<Status>(writeFileVerified(path.toStdString(), text, IfExists::Replace));
        QMetaObject::invokeMethod(
            this,
            [this, path, written] {
                setRole(*m_state, *written ? Role::Good : Role::Danger);
                m_state->setText(*written ? tr("Saved: %1").arg(path) : sentenceOf(written->error()));
            },
            Qt::QueuedConnection);
    });
}

} // namespace labelwright
