// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobsPage.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/Banner.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobTexts.h"
#include "ui/home/ProgressDelegate.h"
#include "ui/home/RecentJobs.h"
#include "ui/home/Workspace.h"
#include "ui/look/ElidedLabel.h"
#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QAction>
#include <QComboBox>
#include <QCoreApplication>
#include <QDir>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <QTreeView>
#include <QVBoxLayout>

#include <array>
#include <utility>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kSearchWidth = 260;
constexpr int kColumnWidth = 880;

QPushButton* makeButton(const QString& text)
{
    auto* button = new QPushButton(text);
    button->setFixedHeight(Metrics::kPageControl);
    return button;
}

} // namespace

JobsPage::JobsPage(QWidget* parent)
    : QWidget(parent), m_loader(new JobsLoader(this)), m_model(new JobsModel(this)),
      m_filter(new JobsFilter(m_model, this)), m_search(new QLineEdit), m_status(new QComboBox),
      m_failure(new Banner(Role::Danger)), m_retry(makeButton(tr("Try again"))),
      m_workspaceFailure(new Banner(Role::Danger)), m_parts(new QStackedWidget),
      m_note(makeText(tr("Reading jobs…"), Role::Secondary)), m_view(new QTreeView),
      m_details(makeText({}, Role::Secondary)), m_forget(makeButton(tr("Remove from list"))),
      m_workspace(new ElidedLabel(nullptr, Qt::ElideMiddle)), m_open(makeButton(tr("Open"))),
      m_showDetails(makeButton(tr("Details"))), m_clone(makeButton(tr("Clone"))), m_stop(makeButton(tr("Stop"))),
      m_complete(makeButton(tr("Complete…"))), m_notice(new Banner(Role::Warning))
{
    m_emptyState = makeEmptyState();
    m_failure->addButton(m_retry);
    connect(m_retry, &QPushButton::clicked, this, &JobsPage::retryRequested);
    m_note->setAlignment(Qt::AlignCenter);
    setUpView();
    for (QWidget* part : {static_cast<QWidget*>(m_note), static_cast<QWidget*>(m_view), m_emptyState})
        m_parts->addWidget(part);

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kGroups);
    column->addWidget(makeHeader());
    column->addWidget(m_failure);
    column->addWidget(m_workspaceFailure);
    column->addWidget(m_notice);
    column->addWidget(m_parts, 1);
    column->addLayout(makeDetailsLine());
    column->addWidget(makeFooter());
    setFocusProxy(m_view);

    connect(m_loader, &JobsLoader::loaded, this, &JobsPage::showList);
    connect(m_loader, &JobsLoader::decided, this, [this](const QString& failure) {
        setFailure(failure);
        m_retry->hide();
        reload();
    });
    connect(new QShortcut(QKeySequence::Open, this), &QShortcut::activated, this, &JobsPage::chooseRequested);
    connect(new QShortcut(QKeySequence::New, this), &QShortcut::activated, this, &JobsPage::createRequested);
    connect(new QShortcut(QKeySequence::Refresh, this), &QShortcut::activated, this, &JobsPage::reload);
    connect(new QShortcut(QKeySequence::Find, this), &QShortcut::activated, m_search, [this] { m_search->setFocus(); });
    showSelection();
}

void JobsPage::setFailure(const QString& text)
{
    m_failure->tell(text);
    m_retry->setVisible(!text.isEmpty());
}

void JobsPage::showCreated(const QString& folder, const QStringList& notes)
{
    m_toSelect = folder;
    m_notice->tell(notes.join(u'\n'));
    reload();
}

void JobsPage::reload()
{
    m_workspace->setFullText(tr("New jobs go to %1").arg(QDir::toNativeSeparators(workspaceFolder())));
    m_loader->load(workspaceFolder(), foldersOf(loadRecentJobs()));
}

bool JobsPage::event(QEvent* event)
{
    if (event->type() == QEvent::Show || event->type() == QEvent::WindowActivate)
        reload();
    return QWidget::event(event);
}

bool JobsPage::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::KeyPress) {
        auto& key = static_cast<QKeyEvent&>(*event);
        if ((watched == m_search && filterSearchKey(key)) || (watched == m_view && filterListKey(key)))
            return true;
    }
    return QWidget::eventFilter(watched, event);
}

/// From the search field the list can be gone through and opened.
bool JobsPage::filterSearchKey(QKeyEvent& event)
{
    switch (event.key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
        openCurrent();
        return true;
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
        QCoreApplication::sendEvent(m_view, &event);
        return true;
    case Qt::Key_Escape:
        m_search->clear();
        m_view->setFocus();
        return true;
    default:
        return false;
    }
}

/// Typing in the list searches; Delete takes the job off it.
bool JobsPage::filterListKey(QKeyEvent& event)
{
    if (event.key() == Qt::Key_Delete && m_forget->isVisible()) {
        forgetCurrent();
        return true;
    }
    const bool isText = !event.text().isEmpty() && event.text().at(0).isPrint() &&
                        !event.modifiers().testAnyFlags(Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier);
    const bool deletes = event.key() == Qt::Key_Backspace && !m_search->text().isEmpty();
    if (!isText && !deletes)
        return false;
    m_search->setFocus();
    QCoreApplication::sendEvent(m_search, &event);
    return true;
}

QWidget* JobsPage::makeHeader()
{
    m_search->setPlaceholderText(tr("Search"));
    m_search->setAccessibleName(tr("Search jobs"));
    m_search->setClearButtonEnabled(true);
    m_search->addAction(icon(u"search", IconTint::Secondary), QLineEdit::LeadingPosition);
    m_search->setFixedSize(kSearchWidth, Metrics::kPageControl);
    m_search->installEventFilter(this);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_filter->setSearch(text);
        showRightPart();
    });

    m_status->setAccessibleName(tr("Status"));
    m_status->setFixedHeight(Metrics::kPageControl);
    m_status->addItem(tr("Any status"));
    for (const JobStatus status : {JobStatus::Initializing, JobStatus::InProgress, JobStatus::Completed,
                                   JobStatus::Failed, JobStatus::Stopped}) {
        JobSummary example;
        example.status = status;
        m_status->addItem(statusIcon(status), statusText(example), static_cast<int>(status));
    }
    connect(m_status, &QComboBox::currentIndexChanged, this, [this] {
        const QVariant chosen = m_status->currentData();
        m_filter->setStatus(chosen.isValid() ? std::optional(static_cast<JobStatus>(chosen.toInt())) : std::nullopt);
        showRightPart();
    });

    auto* header = new QWidget;
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kRelated);
    row->addWidget(makeText(tr("Jobs"), Role::Title), 1);
    row->addWidget(m_status);
    row->addWidget(m_search);
    auto* column = new QVBoxLayout(header);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addLayout(row);
    column->addLayout(makePlaceLine());
    return header;
}

QLayout* JobsPage::makePlaceLine()
{
    auto* change = makeButton(tr("Change…"));
    setRole(*change, Role::Link);
    connect(change, &QPushButton::clicked, this, &JobsPage::changeWorkspace);
    auto* choose = makeButton(tr("Open job folder…"));
    connect(choose, &QPushButton::clicked, this, &JobsPage::chooseRequested);
    auto* bringIn = makeButton(tr("Bring in"));
    connect(addToMenu(*bringIn, tr("Import a dataset…"), tr("Make a job of photos that have labels already")),
            &QAction::triggered, this, &JobsPage::importDataset);
    connect(addToMenu(*bringIn, tr("Pull a job…"),
                      tr("Fetch a job from a place that others share: S3, another cloud or server, a folder")),
            &QAction::triggered, this, &JobsPage::pullJob);
    setRole(*m_workspace, Role::Secondary);
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_workspace);
    row->addWidget(change);
    row->addStretch(1);
    row->addWidget(bringIn);
    row->addWidget(choose);
    return row;
}

QWidget* JobsPage::makeEmptyState()
{
    auto* command = new QLabel(u"<code>labelwright new my-job --name my-job "
                               "--images photos --labels \"people,traffic light\"</code>"_s);
    command->setWordWrap(true);
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);

    auto* page = new QWidget;
    page->setMaximumWidth(kColumnWidth);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Label images offline, and get the files that Amazon SageMaker Ground Truth would "
                                  "have written."),
                               Role::Section));
    column->addSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("A job is a folder with photos to label, their labels and all answers. Create one "
                                  "from a folder of photos or from a manifest, or begin by opening one: its folder, "
                                  "or the output folder of a Ground Truth job. Dropping the folder onto this window "
                                  "opens it as well."),
                               Role::Secondary));
    column->addSpacing(Metrics::kPageEdge);
    column->addWidget(makeText(tr("In a terminal a job is made with"), Role::Secondary));
    column->addWidget(command);
    column->addStretch(1);
    return page;
}

QLayout* JobsPage::makeDetailsLine()
{
    setRole(*m_forget, Role::Link);
    m_forget->setToolTip(tr("Its files stay where they are"));
    connect(m_forget, &QPushButton::clicked, this, &JobsPage::forgetCurrent);
    auto* row = new QHBoxLayout;
    row->setSpacing(Metrics::kRelated);
    row->addWidget(m_details, 1);
    row->addWidget(m_forget, 0, Qt::AlignTop);
    return row;
}

QWidget* JobsPage::makeFooter()
{
    QPushButton* create = makeButton(tr("Create job"));
    setRole(*create, Role::Primary);
    connect(create, &QPushButton::clicked, this, &JobsPage::createRequested);
    connect(m_open, &QPushButton::clicked, this, &JobsPage::openCurrent);
    connect(m_showDetails, &QPushButton::clicked, this, [this] { emit detailsRequested(currentFolder()); });
    connect(m_clone, &QPushButton::clicked, this, [this] { emit cloneRequested(currentFolder()); });
    connect(m_stop, &QPushButton::clicked, this, &JobsPage::stopOrResume);
    connect(m_complete, &QPushButton::clicked, this, &JobsPage::completeCurrent);

    auto* footer = new QWidget;
    auto* row = new QHBoxLayout(footer);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(Metrics::kRelated);
    row->addStretch(1);
    for (QPushButton* button : {m_open, m_showDetails, m_clone, m_stop, m_complete, create})
        row->addWidget(button);
    return footer;
}

void JobsPage::setUpView()
{
    m_view->setModel(m_filter);
    m_view->setItemDelegateForColumn(JobsModel::Labelled, new ProgressDelegate(m_view));
    m_view->setAccessibleName(tr("Jobs"));
    m_view->setRootIsDecorated(false);
    m_view->setUniformRowHeights(true);
    m_view->setAllColumnsShowFocus(true);
    m_view->setTextElideMode(Qt::ElideMiddle);
    m_view->setIconSize({Metrics::kIcon, Metrics::kIcon});
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(JobsModel::Created, Qt::DescendingOrder);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->installEventFilter(this);
    QHeaderView* header = m_view->header();
    header->setStretchLastSection(false);
    header->setSectionResizeMode(QHeaderView::Interactive);
    header->setSectionResizeMode(JobsModel::Name, QHeaderView::Stretch);
    constexpr std::array kWidths{std::pair(JobsModel::Status, 130), std::pair(JobsModel::TaskType, 236),
                                 std::pair(JobsModel::Labelled, 130), std::pair(JobsModel::Created, 156)};
    for (const auto& [column, width] : kWidths)
        header->resizeSection(column, width);
    connect(m_view, &QTreeView::activated, this, &JobsPage::openCurrent);
    connect(m_view, &QWidget::customContextMenuRequested, this, &JobsPage::showMenu);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &JobsPage::showSelection);
}

void JobsPage::showList(const JobList& list)
{
    const QList<RecentJob> recent = loadRecentJobs();
    const QString before = m_isListed || recent.isEmpty() ? currentFolder() : recent.first().folder;
    const QString selected = m_toSelect.isEmpty() ? before : std::exchange(m_toSelect, {});
    const int scrolled = m_view->verticalScrollBar()->value();
    const bool isFirst = !std::exchange(m_isListed, true);
    m_model->setJobs(list.jobs);
    select(selected);
    m_view->verticalScrollBar()->setValue(scrolled);
    m_workspaceFailure->setState(list.failure ? sentenceOf(*list.failure) : QString());
    showRightPart();
    if (isFirst && !m_search->hasFocus())
        m_view->setFocus(); // It could not have it before it was shown.
    emit listed();
}

void JobsPage::showRightPart()
{
    if (!m_isListed)
        return;
    const bool isEmpty = m_model->jobs().empty();
    const bool isNothingFound = m_filter->rowCount() == 0;
    m_note->setText(tr("No job fits the search. Jobs in all: %1").arg(m_model->jobs().size()));
    m_parts->setCurrentWidget(isEmpty ? m_emptyState : isNothingFound ? static_cast<QWidget*>(m_note) : m_view);
    for (QPushButton* button : {m_open, m_showDetails, m_clone, m_stop, m_complete})
        button->setVisible(!isEmpty);
    m_search->setEnabled(!isEmpty);
    m_status->setEnabled(!isEmpty);
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_filter->index(0, 0));
    showSelection();
}

void JobsPage::showSelection()
{
    const JobSummary* job = current();
    m_open->setEnabled(job);
    m_showDetails->setEnabled(job && !job->failure);
    m_clone->setEnabled(job && !job->failure);
    m_stop->setEnabled(job && !job->failure);
    m_stop->setText(job && !job->failure && canResume(job->status) ? tr("Resume") : tr("Stop"));
    m_complete->setEnabled(job && !job->failure && !isFinished(job->status));
    m_forget->setVisible(job && isForgettable(*job));
    const QString failure = job ? failureText(*job) : QString();
    setRole(*m_details, failure.isEmpty() ? Role::Secondary : Role::Danger);
    m_details->setText(failure.isEmpty() ? QDir::toNativeSeparators(currentFolder()) : failure);
}

const JobSummary* JobsPage::current() const
{
    return m_filter->jobAt(m_view->currentIndex());
}

QString JobsPage::currentFolder() const
{
    const JobSummary* job = current();
    return job ? QString::fromStdString(job->folder.string()) : QString();
}

void JobsPage::select(const QString& folder)
{
    for (int row = 0; row < m_filter->rowCount(); ++row) {
        const QModelIndex index = m_filter->index(row, 0);
        if (m_filter->jobAt(index)->folder == folder.toStdString())
            return m_view->setCurrentIndex(index);
    }
}

} // namespace labelwright
