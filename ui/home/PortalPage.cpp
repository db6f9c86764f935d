// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PortalPage.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobTexts.h"
#include "ui/look/HtmlView.h"

#include <QCoreApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QShortcut>
#include <QTextDocumentFragment>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <memory>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr QSize kInstructionsSize{640, 560};
constexpr int kFolderRole = Qt::UserRole;
constexpr int kMostTaskWidth = 420;
constexpr int kTask = 0; ///< Columns.
constexpr int kDescription = 1;
constexpr int kTasksLeft = 4;

QTreeWidget* makeList()
{
    QTreeWidget* list =
        makeTable({PortalPage::tr("Task"), PortalPage::tr("Description"), PortalPage::tr("Time for a task"),
                   PortalPage::tr("Status"), PortalPage::tr("Tasks left")});
    list->setAccessibleName(PortalPage::tr("Jobs"));
    for (int column = kTask; column < list->columnCount(); ++column)
        list->header()->setSectionResizeMode(column, QHeaderView::ResizeToContents);
    list->header()->setSectionResizeMode(kDescription, QHeaderView::Stretch);
    list->header()->setMaximumSectionSize(kMostTaskWidth);
    return list;
}

/// Without any, the short instructions on one line.
QString description(const WorkerJob& job)
{
    if (!job.task.description.empty())
        return QString::fromStdString(job.task.description);
    const QString html = QString::fromStdString(job.task.instructions.shortHtml);
    return QTextDocumentFragment::fromHtml(html).toPlainText().simplified();
}

/// All of the instructions.
QString instructionsHtml(const Instructions& instructions)
{
    QString html;
    for (const std::string* part :
         {&instructions.shortHtml, &instructions.goodExampleHtml, &instructions.badExampleHtml, &instructions.fullHtml})
        html += QString::fromStdString(*part);
    return html.isEmpty() ? u"<p>%1</p>"_s.arg(PortalPage::tr("This job has no instructions.")) : html;
}

/// The row to begin with.
int firstWithTasks(const std::vector<WorkerJob>& jobs)
{
    const auto found = std::find_if(jobs.begin(), jobs.end(), [](const WorkerJob& job) { return job.tasksLeft > 0; });
    return found == jobs.end() ? 0 : static_cast<int>(found - jobs.begin());
}

} // namespace

QString taskTitle(const WorkerJob& job)
{
    return PortalPage::tr("%1: %2").arg(taskText(job.taskType), QString::fromStdString(job.name));
}

QString timeLimitText(std::chrono::seconds limit)
{
    return limit.count() % 60 == 0 ? PortalPage::tr("%1 min").arg(limit.count() / 60)
                                   : PortalPage::tr("%1 s").arg(limit.count());
}

PortalPage::PortalPage(std::filesystem::path workspace, Worker worker, QWidget* parent)
    : QWidget(parent), m_workspace(std::move(workspace)), m_worker(std::move(worker)),
      m_state(makeText({}, Role::Secondary)), m_list(makeList()), m_problem(makeText({}, Role::Danger)),
      m_refresh(new QPushButton(tr("Refresh"))), m_instructions(new QPushButton(tr("Show instructions"))),
      m_start(new QPushButton(tr("Start working")))
{
    m_disk.setMaxThreadCount(1);
    setRole(*m_start, Role::Primary);
    auto* passphrase = new QPushButton(tr("Passphrase…"));
    auto* logOut = new QPushButton(tr("Log out"));
    connect(passphrase, &QPushButton::clicked, this, &PortalPage::passphraseRequested);
    connect(logOut, &QPushButton::clicked, this, &PortalPage::logOutRequested);
    connect(m_refresh, &QPushButton::clicked, this, &PortalPage::refresh);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, this, &PortalPage::refresh);
    connect(m_instructions, &QPushButton::clicked, this, &PortalPage::showInstructions);
    connect(m_start, &QPushButton::clicked, this, &PortalPage::start);
    connect(m_list, &QTreeWidget::itemActivated, this, &PortalPage::start);
    connect(m_list, &QTreeWidget::currentItemChanged, this, &PortalPage::showChoice);

    auto* head = new QHBoxLayout;
    head->setSpacing(Metrics::kRelated);
    head->addWidget(makeText(tr("Jobs (%1)").arg(QString::fromStdString(m_worker.name)), Role::Title), 1);
    head->addWidget(passphrase);
    head->addWidget(logOut);
    auto* buttons = new QHBoxLayout;
    buttons->setSpacing(Metrics::kRelated);
    buttons->addWidget(m_refresh);
    buttons->addStretch(1);
    buttons->addWidget(m_instructions);
    buttons->addWidget(m_start);
    QVBoxLayout* column = makePageColumn(*this);
    column->addLayout(head);
    column->addWidget(m_state);
    column->addWidget(m_list, 1);
    column->addWidget(m_problem);
    column->addLayout(buttons);
    showJobs();
}

PortalPage::~PortalPage()
{
    m_disk.waitForDone();
}

void PortalPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_list->setFocus();
    refresh();
}

void PortalPage::refresh()
{
    m_isStale = m_isReading;
    if (m_isReading)
        return;
    m_isReading = true;
    m_refresh->setEnabled(false);
    m_disk.start([this, workspace = m_workspace, worker = m_worker] {
        auto found = std::make_shared<Result<WorkerJobs>>(jobsOfWorker(workspace, worker));
        QMetaObject::invokeMethod(
            this, [this, found] { take(*found); }, Qt::QueuedConnection);
    });
}

void PortalPage::take(const Result<WorkerJobs>& found)
{
    m_isReading = false;
    m_refresh->setEnabled(true);
    m_problem->clear();
    if (found) {
        m_jobs = found->jobs;
        if (!found->problems.empty())
            m_problem->setText(sentenceOf(found->problems.front()));
    } else {
        m_problem->setText(sentenceOf(found.error()));
    }
    showJobs();
    if (m_isStale)
        refresh();
}

void PortalPage::showJobs()
{
    const QTreeWidgetItem* current = m_list->currentItem();
    const QString before = current ? current->data(0, kFolderRole).toString() : QString();
    m_list->clear();
    std::int64_t left = 0;
    const QLocale locale;
    for (const WorkerJob& each : m_jobs) {
        left += each.tasksLeft;
        const QString tasks =
            tr("%1 of %2").arg(locale.toString(qint64{each.tasksLeft}), locale.toString(qint64{each.objects}));
        auto* item =
            new QTreeWidgetItem(m_list, {taskTitle(each), description(each), timeLimitText(each.task.timeLimit),
                                         statusText(each.status, each.counters), tasks});
        item->setSizeHint(kDescription, {0, Metrics::kTouchTarget}); // The one whose width is not its text's.
        item->setTextAlignment(kTasksLeft, Qt::AlignRight | Qt::AlignVCenter);
        const QString folder = QString::fromStdString(each.folder.string());
        item->setData(0, kFolderRole, folder);
        item->setToolTip(kTask, item->text(kTask) + u'\n' + folder);
        item->setToolTip(kDescription, item->text(kDescription));
        if (folder == before)
            m_list->setCurrentItem(item);
    }
    if (!m_jobs.empty() && !m_list->currentItem())
        m_list->setCurrentItem(m_list->topLevelItem(firstWithTasks(m_jobs)));
    m_state->setText(left > 0 ? tr("Tasks that wait for you: %1").arg(locale.toString(left))
                              : tr("You're finished with the available tasks"));
    showChoice();
}

void PortalPage::showChoice()
{
    const WorkerJob* chosen = job();
    m_instructions->setEnabled(chosen != nullptr);
    m_start->setEnabled(chosen && chosen->tasksLeft > 0);
    m_start->setToolTip(chosen && chosen->tasksLeft == 0 ? tr("No task of this job waits for you") : QString());
}

void PortalPage::start()
{
    if (m_start->isEnabled())
        emit startRequested(QString::fromStdString(job()->folder.string()), m_worker);
}

void PortalPage::showInstructions()
{
    auto* dialog = new QDialog(this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Instructions: %1").arg(QString::fromStdString(job()->name)));
    dialog->resize(kInstructionsSize);
    auto* view = new HtmlView({job()->folder, job()->inputPrefixes});
    view->setContent(instructionsHtml(job()->task.instructions));
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    auto* column = new QVBoxLayout(dialog);
    column->addWidget(view, 1);
    column->addWidget(buttons);
    dialog->open();
}

const WorkerJob* PortalPage::job() const
{
    const int row = m_list->indexOfTopLevelItem(m_list->currentItem());
    return row < 0 || row >= static_cast<int>(m_jobs.size()) ? nullptr : &m_jobs[static_cast<std::size_t>(row)];
}

} // namespace labelwright
