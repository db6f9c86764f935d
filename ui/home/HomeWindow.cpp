// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/HomeWindow.h"

#include "ui/look/Icons.h"
#include "ui/look/Look.h"

#include <QButtonGroup>
#include <QCloseEvent>
#include <QDragEnterEvent>
#include <QDropEvent>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QMimeData>
#include <QSettings>
#include <QShortcut>
#include <QStackedWidget>
#include <QToolButton>
#include <QUrl>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

constexpr int kNavigationWidth = 184;
constexpr QSize kFirstSize(1080, 680);

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

QToolButton* makeButton(const HomePage& page)
{
    auto* button = new QToolButton;
    button->setText(page.name);
    button->setIcon(icon(page.iconName));
    button->setIconSize({Metrics::kIcon, Metrics::kIcon});
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setCheckable(true);
    button->setFocusPolicy(Qt::TabFocus);
    button->setFixedHeight(Metrics::kTouchTarget);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    return button;
}

} // namespace

HomeWindow::HomeWindow(QWidget* parent)
    : QWidget(parent), m_navigation(new QWidget), m_buttons(new QVBoxLayout(m_navigation)),
      m_group(new QButtonGroup(this)), m_stack(new QStackedWidget)
{
    setWindowTitle(tr("Labelwright"));
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setRole(*m_navigation, Role::Panel);
    m_navigation->setFixedWidth(kNavigationWidth);
    m_navigation->hide();
    m_buttons->setContentsMargins(Metrics::kRelated, Metrics::kPageEdge, Metrics::kRelated, Metrics::kRelated);
    m_buttons->setSpacing(Metrics::kInside);
    m_buttons->addStretch(1);
    connect(m_group, &QButtonGroup::idClicked, this, &HomeWindow::showPageAt);

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(m_navigation);
    row->addWidget(m_stack, 1);
    setMinimumSize(760, 480);
    resize(kFirstSize);
    restoreGeometry(QSettings().value("home/geometry"_L1).toByteArray());
}

void HomeWindow::addPage(HomePage page)
{
    const int index = static_cast<int>(m_pages.size());
    QToolButton* button = makeButton(page);
    m_group->addButton(button, index);
    m_buttons->insertWidget(index, button);
    auto* shortcut = new QShortcut(QKeySequence(u"Ctrl+%1"_s.arg(index + 1)), this);
    connect(shortcut, &QShortcut::activated, this, [this, index] {
        if (m_pushed.isEmpty())
            showPageAt(index);
    });
    button->setToolTip(u"%1  %2"_s.arg(page.name, shortcut->key().toString(QKeySequence::NativeText)));
    m_pages.append({std::move(page), nullptr});
    m_navigation->setVisible(m_pages.size() > 1 && m_pushed.isEmpty());
    if (index == 0)
        showPageAt(0);
}

void HomeWindow::showPage(const QString& name)
{
    while (!m_pushed.isEmpty())
        pop();
    const auto found =
        std::find_if(m_pages.begin(), m_pages.end(), [&name](const Entry& entry) { return entry.page.name == name; });
    Q_ASSERT(found != m_pages.end());
    showPageAt(static_cast<int>(found - m_pages.begin()));
}

void HomeWindow::showPageAt(int index)
{
    Entry& entry = m_pages[index];
    if (!entry.widget) {
        entry.widget = entry.page.make();
        m_stack->addWidget(entry.widget);
    }
    m_current = index;
    m_group->button(index)->setChecked(true);
    m_stack->setCurrentWidget(entry.widget);
    entry.widget->setFocus();
}

void HomeWindow::push(QWidget* page)
{
    m_pushed.append(page);
    m_stack->addWidget(page);
    m_stack->setCurrentWidget(page);
    m_navigation->hide();
    page->setFocus();
}

void HomeWindow::pop()
{
    QWidget* left = m_pushed.takeLast();
    QWidget* shown = m_pushed.isEmpty() ? m_pages[m_current].widget : m_pushed.last();
    m_stack->setCurrentWidget(shown);
    m_stack->removeWidget(left);
    left->deleteLater();
    m_navigation->setVisible(m_pages.size() > 1 && m_pushed.isEmpty());
    shown->setFocus();
}

QWidget* HomeWindow::shownPage() const
{
    return m_stack->currentWidget();
}

void HomeWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (!droppedFolder(*event->mimeData()).isEmpty())
        event->acceptProposedAction();
}

void HomeWindow::dropEvent(QDropEvent* event)
{
    event->acceptProposedAction();
    emit folderDropped(droppedFolder(*event->mimeData()));
}

void HomeWindow::hideEvent(QHideEvent* event)
{
    QWidget::hideEvent(event);
    QSettings().setValue("home/geometry"_L1, saveGeometry());
}

void HomeWindow::closeEvent(QCloseEvent* event)
{
    event->accept();
    emit closed();
}

} // namespace labelwright
