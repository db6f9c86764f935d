// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobPage.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/AgreementPage.h"
#include "ui/home/Banner.h"
#include "ui/home/EditJobDialog.h"
#include "ui/home/EditLabelsDialog.h"
#include "ui/home/ExportDialog.h"
#include "ui/home/GalleryPage.h"
#include "ui/home/GalleryView.h"
#include "ui/home/ImportDialog.h"
#include "ui/home/JobDetails.h"
#include "ui/home/JobTexts.h"
#include "ui/home/LogPage.h"
#include "ui/home/MergeDialog.h"
#include "ui/home/OutputPage.h"
#include "ui/home/PullDialog.h"
#include "ui/home/PushDialog.h"
#include "ui/home/SplitDialog.h"
#include "ui/home/StatisticsPage.h"
#include "ui/home/WorkersPage.h"
#include "ui/home/Workspace.h"
#include "ui/look/CompleteQuestion.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QCloseEvent>
#include <QDir>
#include <QHBoxLayout>
#include <QLabel>
#include <QShortcut>
#include <QTabWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kReloadDelayMs = 300;
constexpr QSize kFirstSize{1160, 780};

QToolButton* makeToolButton(QStringView iconName, const QString& text)
{
    auto* button = new QToolButton;
    button->setIcon(icon(iconName));
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    button->setToolTip(text);
    button->setAccessibleName(text);
    return button;
}

/// Empty where everything could be read.
QString problemsOf(const JobSnapshot& snapshot)
{
    if (snapshot.problems.empty())
        return {};
    const QString first = sentenceOf(snapshot.problems.front());
    const qsizetype more = static_cast<qsizetype>(snapshot.problems.size()) - 1;
    return more == 0 ? JobPage::tr("Not every draft is shown. %1").arg(first)
                     : JobPage::tr("Not every draft is shown. %1 (and %2 more)").arg(first).arg(more);
}

} // namespace

JobPage::JobPage(const QString& jobFolder, Leaving leaving, QWidget* parent)
    : QWidget(parent), m_folder(jobFolder), m_snapshots(jobFolder.toStdString()), m_title(new QLabel),
      m_status(new QLabel), m_failure(new Banner(Role::Danger)), m_flagFailure(new Banner(Role::Danger)),
      m_decisionFailure(new Banner(Role::Danger)), m_tabs(new QTabWidget), m_details(new JobDetails(m_facts)),
      m_gallery(new GalleryPage(m_facts)), m_agreement(new AgreementPage(m_facts)),
      m_output(new OutputPage(jobFolder.toStdString())), m_log(new LogPage(jobFolder.toStdString())), m_decision(*this),
      m_flags(m_disk)
{
    setWindowIcon(applicationIcon());
    resize(kFirstSize);
    m_tabs->setDocumentMode(true);
    connect(m_details, &JobDetails::editRequested, this, &JobPage::editJob);
    connect(m_details, &JobDetails::labelsRequested, this, &JobPage::editLabels);
    connect(m_gallery, &GalleryPage::labelsRequested, this, &JobPage::editLabels);
    connect(m_details, &JobDetails::decisionRequested, this, &JobPage::decide);
    connect(m_details, &JobDetails::splitRequested, this, &JobPage::splitJob);
    connect(m_details, &JobDetails::mergeRequested, this, &JobPage::mergeCopies);
    connect(m_details, &JobDetails::exportRequested, this, &JobPage::exportJob);
    connect(m_details, &JobDetails::importRequested, this, &JobPage::importAnswers);
    connect(m_details, &JobDetails::pushRequested, this, &JobPage::pushJob);
    connect(m_details, &JobDetails::pullRequested, this, &JobPage::pullJob);
    m_tabs->addTab(m_details, tr("Details"));
    m_tabs->addTab(m_gallery, tr("Objects"));
    m_tabs->addTab(m_agreement, tr("Agreement"));
    m_tabs->addTab(m_output, tr("Output"));
    m_tabs->addTab(m_log, tr("Log"));
    m_tabs->addTab(new WorkersPage(m_facts), tr("Workers"));
    m_tabs->addTab(new StatisticsPage(m_facts), tr("Statistics"));
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] { m_tabs->currentWidget()->setFocus(); });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(buildHeader(leaving));
    for (Banner* banner : {m_failure, m_flagFailure, m_decisionFailure}) {
        banner->setContentsMargins(Metrics::kGroups, 0, Metrics::kGroups, Metrics::kRelated);
        column->addWidget(banner);
    }
    column->addWidget(m_tabs, 1);

    m_reloadTimer.setSingleShot(true);
    m_reloadTimer.setInterval(kReloadDelayMs);
    connect(&m_reloadTimer, &QTimer::timeout, &m_snapshots, &JobSnapshots::take);
    connect(&m_snapshots, &JobSnapshots::taken, this, &JobPage::takeSnapshot);
    connect(&m_snapshots, &JobSnapshots::failed, this,
            [this](const QString& reason) { m_failure->setState(tr("The job can't be read. %1").arg(reason)); });
    m_disk.setMaxThreadCount(1);
    connect(m_gallery, &GalleryPage::flagChosen, this, &JobPage::setFlag);
    connect(&m_flags, &FlagWriter::written, this, [this](const ObjectFlag& flag) {
        m_flagFailure->tell({});
        emit flagWritten(flag);
        m_snapshots.take();
    });
    connect(&m_flags, &FlagWriter::failed, this, &JobPage::showFlagFailure);
    connect(&m_survey, &ObjectSurvey::found, &m_facts, &JobFacts::add);
    connect(&m_survey, &ObjectSurvey::finished, m_gallery, [this] { m_gallery->setSurveyed(true); });
    connect(m_gallery, &GalleryPage::objectChosen, this,
            [this](ObjectId object) { emit openObject(m_folder, object); });
    connect(m_gallery, &GalleryPage::reviewRequested, this,
            [this](const std::vector<ObjectId>& objects) { emit reviewRequested(m_folder, objects); });
    connect(m_gallery, &GalleryPage::comparisonChosen, this,
            [this](ObjectId object) { emit differenceRequested({.jobFolder = m_folder, .object = object}); });
    connect(m_agreement, &AgreementPage::reviewRequested, this,
            [this](const std::vector<ObjectId>& objects) { emit reviewRequested(m_folder, objects); });
    connect(m_agreement, &AgreementPage::differenceRequested, this, &JobPage::differenceRequested);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, this, &JobPage::reload);
    m_title->setText(QDir(jobFolder).dirName());
    m_snapshots.take();
}

QWidget* JobPage::buildHeader(Leaving leaving)
{
    setRole(*m_title, Role::Title);
    setRole(*m_status, Role::Secondary);
    m_title->setTextFormat(Qt::PlainText);

    auto* header = new QWidget;
    auto* row = new QHBoxLayout(header);
    row->setContentsMargins(Metrics::kGroups, Metrics::kGroups, Metrics::kGroups, Metrics::kRelated);
    row->setSpacing(Metrics::kRelated);
    if (leaving == Leaving::BackButton) {
        QToolButton* back = makeToolButton(u"previous", tr("Back"));
        connect(back, &QToolButton::clicked, this, &JobPage::closed);
        row->addWidget(back);
    }
    row->addWidget(m_title);
    row->addWidget(m_status, 1, Qt::AlignVCenter);
    QToolButton* again = makeToolButton(u"retry", tr("Read the job again  F5"));
    connect(again, &QToolButton::clicked, this, &JobPage::reload);
    row->addWidget(again);
    return header;
}

void JobPage::setAuthor(const std::optional<Worker>& author)
{
    m_author = author;
    m_snapshots.setViewer(author);
}

void JobPage::showTab(Tab tab)
{
    m_tabs->setCurrentIndex(static_cast<int>(tab));
    m_tabs->currentWidget()->setFocus();
}

void JobPage::setCurrentObject(ObjectId object)
{
    if (m_facts.snapshot())
        m_gallery->view().setCurrentObject(object);
    else
        m_wantedObject = object;
}

void JobPage::reload()
{
    if (!isVisible())
        return;
    m_reloadTimer.start();
    if (m_output->isVisible())
        m_output->refresh();
    if (m_log->isVisible())
        m_log->refresh();
}

void JobPage::editJob()
{
    auto* dialog =
        new EditJobDialog(m_facts.snapshot(), workspaceFolder().toStdString(), author(m_facts.snapshot()->job), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &JobPage::reload);
    dialog->open();
}

void JobPage::editLabels()
{
    auto* dialog = new EditLabelsDialog(m_facts.snapshot(), author(m_facts.snapshot()->job), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &QDialog::accepted, this, &JobPage::reload);
    dialog->open();
}

void JobPage::splitJob()
{
    auto* dialog = new SplitDialog(m_facts.snapshot(), author(m_facts.snapshot()->job), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SplitDialog::split, this, &JobPage::reload);
    dialog->open();
}

void JobPage::mergeCopies()
{
    const Job& job = m_facts.snapshot()->job;
    auto* dialog = new MergeDialog(job, author(job), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &MergeDialog::merged, this, &JobPage::reload);
    connect(dialog, &MergeDialog::differenceRequested, this, &JobPage::differenceRequested);
    dialog->open();
}

void JobPage::exportJob()
{
    auto* dialog = new ExportDialog(m_facts.snapshot(), this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void JobPage::pushJob()
{
    auto* dialog = new PushDialog(m_facts.snapshot()->job, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

void JobPage::importAnswers()
{
    auto* dialog = new ImportDialog(m_facts.snapshot()->job, workspaceFolder(), m_author, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &ImportDialog::imported, this, &JobPage::reload);
    dialog->open();
}

void JobPage::pullJob()
{
    auto* dialog = new PullDialog(m_facts.snapshot()->job, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &PullDialog::pulled, this, &JobPage::reload);
    dialog->open();
}

Worker JobPage::author(const Job& job) const
{
    return m_author ? *m_author : decidingWorker(job);
}

void JobPage::decide(JobDecision decision)
{
    const JobSnapshot& snapshot = *m_facts.snapshot();
    const QString name = QString::fromStdString(snapshot.job.spec().name);
    const bool isAsked = decision == JobDecision::Complete;
    if (isAsked && !askToComplete(*this, name, snapshot.state.counters.unlabeled))
        return;
    m_details->setDeciding(true);
    m_decision.run([folder = std::filesystem::path(m_folder.toStdString()), decision,
                    author = m_author] { return labelwright::decide(folder, decision, author); },
                   [this](const QString& failure) {
                       m_decisionFailure->tell(failure);
                       m_details->setDeciding(false);
                       reload();
                   });
}

void JobPage::takeSnapshot(const std::shared_ptr<const JobSnapshot>& snapshot)
{
    m_failure->setState(problemsOf(*snapshot));
    const JobSpec& spec = snapshot->job.spec();
    const QString name = nameText(spec.name, spec.copyFor);
    m_title->setText(name);
    m_status->setText(statusText(snapshot->state.status, snapshot->state.counters));
    setWindowTitle(tr("%1 — Labelwright").arg(name));
    m_facts.setSnapshot(snapshot);
    m_survey.start(snapshot);
    if (const std::optional<ObjectId> object = std::exchange(m_wantedObject, std::nullopt))
        m_gallery->view().setCurrentObject(*object);
}

void JobPage::setFlag(ObjectId object, const std::optional<std::string>& note)
{
    const std::shared_ptr<const JobSnapshot>& snapshot = m_facts.snapshot();
    const Job& job = snapshot->job;
    const Result<ObjectFlag> flag = prepareFlag(job, object, author(job), note);
    if (flag)
        m_flags.write({snapshot, &job}, *flag);
    else
        showFlagFailure(object, flag.error());
}

void JobPage::showFlagFailure(ObjectId object, const Error& error)
{
    m_flagFailure->tell(tr("The flag of object %1 stays as it was: %2").arg(object + 1).arg(sentenceOf(error)));
}

void JobPage::closeEvent(QCloseEvent* event)
{
    event->accept();
    emit closed();
}

void JobPage::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    if (m_facts.snapshot())
        reload();
}

void JobPage::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        QWidget::keyPressEvent(event);
    else if (isWindow())
        close();
    else
        emit closed();
}

bool JobPage::event(QEvent* event)
{
    if (event->type() == QEvent::WindowActivate && m_facts.snapshot())
        reload();
    return QWidget::event(event);
}

} // namespace labelwright
