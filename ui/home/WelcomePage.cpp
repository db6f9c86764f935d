// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WelcomePage.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QCloseEvent>
#include <QDir>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QShortcut>
#include <QTreeWidget>
#include <QUrl>
#include <QVBoxLayout>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kColumnWidth = 880;
constexpr int kFolderRole = Qt::UserRole;

QLabel* makeText(const QString& text, Role role)
{
    auto* label = new QLabel(text);
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    setRole(*label, role);
    return label;
}

/// The folder among what is dragged, or of the job.json among it; empty without one.
QString droppedFolder(const QMimeData& data)
{
    for (const QUrl& url : data.urls()) {
        const QFileInfo file(url.toLocalFile());
        if (file.isDir())
            return file.absoluteFilePath();
        if (file.fileName() == "job.json"_L1)
            return file.absolutePath();
    }
    return {};
}

QString whenText(const QDateTime& time)
{
    const QLocale locale;
    return u"%1, %2"_s.arg(locale.toString(time.date(), QLocale::ShortFormat), time.toString(u"hh:mm"_s));
}

QTreeWidget* makeTree()
{
    auto* tree = new QTreeWidget;
    tree->setHeaderLabels({WelcomePage::tr("Job"), WelcomePage::tr("Folder"), WelcomePage::tr("Opened")});
    tree->setRootIsDecorated(false);
    tree->setUniformRowHeights(true);
    tree->setAllColumnsShowFocus(true);
    tree->setTextElideMode(Qt::ElideMiddle);
    tree->setContextMenuPolicy(Qt::CustomContextMenu);
    tree->header()->setStretchLastSection(false);
    tree->header()->setSectionResizeMode(0, QHeaderView::Interactive);
    tree->header()->setSectionResizeMode(1, QHeaderView::Stretch);
    tree->header()->setSectionResizeMode(2, QHeaderView::ResizeToContents);
    tree->setColumnWidth(0, 220);
    tree->setAccessibleName(WelcomePage::tr("Recent jobs"));
    return tree;
}

} // namespace

WelcomePage::WelcomePage(const QList<RecentJob>& recent, QWidget* parent)
    : QWidget(parent), m_failure(makeText({}, Role::Danger)), m_retry(new QPushButton(tr("Try again"))),
      m_list(makeTree())
{
    setWindowTitle(tr("Labelwright"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    m_failure->hide();
    m_failure->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_retry->hide();
    connect(m_retry, &QPushButton::clicked, this, &WelcomePage::retryRequested);

    auto* open = new QPushButton(tr("Open job folder…"));
    setRole(*open, Role::Primary);
    connect(open, &QPushButton::clicked, this, &WelcomePage::chooseRequested);
    connect(new QShortcut(QKeySequence::Open, this), &QShortcut::activated, this, &WelcomePage::chooseRequested);
    auto* openRow = new QHBoxLayout;
    openRow->setSpacing(Metrics::kGroups);
    openRow->addWidget(open);
    openRow->addWidget(makeText(tr("or drop it onto this window"), Role::Secondary), 1);

    auto* page = new QWidget;
    page->setMaximumWidth(kColumnWidth);
    auto* column = new QVBoxLayout(page);
    column->setContentsMargins(Metrics::kPageEdge, 2 * Metrics::kPageEdge, Metrics::kPageEdge, Metrics::kPageEdge);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(makeText(tr("Labelwright"), Role::Title));
    column->addWidget(makeText(tr("Label images offline, and get the files that Amazon SageMaker Ground Truth would "
                                  "have written."),
                               Role::Secondary));
    column->addSpacing(Metrics::kGroups);
    column->addLayout(openRow);
    column->addWidget(m_failure);
    column->addWidget(m_retry, 0, Qt::AlignLeft);
    column->addSpacing(Metrics::kPageEdge);
    column->addWidget(makeText(tr("Recent jobs"), Role::Section));
    column->addWidget(makeRecentList(recent), 1);
    column->addSpacing(Metrics::kGroups);
    column->addWidget(makeText(tr("A new job is made from a folder of photos, in a terminal:"), Role::Secondary));
    auto* command = new QLabel(u"<code>labelwright new my-job --name my-job "
                               "--images photos --labels \"people,traffic light\"</code>"_s);
    command->setWordWrap(true);
    command->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    column->addWidget(command);

    auto* outer = new QHBoxLayout(this);
    outer->setContentsMargins(0, 0, 0, 0);
    outer->addStretch(1);
    outer->addWidget(page, 1000);
    outer->addStretch(1);
    resize(kColumnWidth + 2 * Metrics::kPageEdge, 600);
    setMinimumSize(560, 420);
    if (m_list)
        m_list->setFocus();
}

void WelcomePage::setFailure(const QString& text)
{
    m_failure->setText(text);
    m_failure->setVisible(!text.isEmpty());
    m_retry->setVisible(!text.isEmpty());
}

QWidget* WelcomePage::makeRecentList(const QList<RecentJob>& recent)
{
    if (recent.isEmpty()) {
        delete m_list;
        m_list = nullptr;
        QLabel* empty = makeText(tr("Jobs that you open are listed here. A job is a folder with photos to label, their "
                                    "labels and all answers; begin by opening one."),
                                 Role::Secondary);
        empty->setAlignment(Qt::AlignTop);
        return empty;
    }
    for (const RecentJob& job : recent) {
        auto* item = new QTreeWidgetItem({job.name, QDir::toNativeSeparators(job.folder), whenText(job.opened)});
        item->setData(0, kFolderRole, job.folder);
        item->setToolTip(1, job.folder);
        item->setSizeHint(0, {0, Metrics::kTouchTarget});
        m_list->addTopLevelItem(item);
    }
    connect(m_list, &QTreeWidget::itemActivated, this, &WelcomePage::openItem);
    connect(m_list, &QWidget::customContextMenuRequested, this, &WelcomePage::askAboutItem);
    m_list->setCurrentItem(m_list->topLevelItem(0));
    return m_list;
}

void WelcomePage::openItem(const QTreeWidgetItem* item)
{
    emit openRequested(item->data(0, kFolderRole).toString());
}

void WelcomePage::askAboutItem(const QPoint& position)
{
    const QTreeWidgetItem* item = m_list->itemAt(position);
    if (!item)
        return;
    QMenu menu;
    const QAction* open = menu.addAction(tr("Open"));
    const QAction* forget = menu.addAction(tr("Remove from this list"));
    const QAction* chosen = menu.exec(m_list->viewport()->mapToGlobal(position));
    if (chosen == open)
        openItem(item);
    if (chosen == forget) {
        emit forgetRequested(item->data(0, kFolderRole).toString());
        delete item;
    }
}

void WelcomePage::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFolder(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void WelcomePage::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    emit openRequested(droppedFolder(*event->mimeData()));
}

void WelcomePage::closeEvent(QCloseEvent* event)
{
    event->accept();
    emit closed();
}

} // namespace labelwright
