// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/SearchedList.h"

#include "ui/look/Look.h"

#include <QKeyEvent>
#include <QLineEdit>
#include <QListView>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

QListView* makeView()
{
    auto* view = new QListView;
    view->setFrameShape(QFrame::NoFrame);
    view->setUniformItemSizes(true);
    view->setMouseTracking(true);
    view->setEditTriggers(QListView::NoEditTriggers);
    view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view->setVerticalScrollMode(QListView::ScrollPerPixel);
    view->setFocusPolicy(Qt::TabFocus);
    return view;
}

} // namespace

SearchedList::SearchedList(QAbstractItemModel& model, QWidget* parent)
    : QWidget(parent), m_model(model), m_shown(new QSortFilterProxyModel(this)), m_search(new QLineEdit),
      m_view(makeView())
{
    m_search->setPlaceholderText(tr("Type a label's name"));
    m_search->setAccessibleName(tr("Find a label"));
    m_search->setClearButtonEnabled(true);
    m_search->installEventFilter(this);
    auto* searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);
    searchRow->addWidget(m_search);

    m_shown->setSourceModel(&model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_view->setModel(m_shown);
    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_shown->setFilterFixedString(text);
        if (!m_view->currentIndex().isValid() || !text.isEmpty())
            m_view->setCurrentIndex(m_shown->index(0, 0));
    });
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex& index) {
        emit chosen(index);
        emit finished();
    });

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addLayout(searchRow);
    column->addWidget(m_view, 1);
    showField();
}

QModelIndex SearchedList::shown(const QModelIndex& index) const
{
    return m_shown->mapFromSource(index);
}

void SearchedList::startSearch()
{
    m_search->show();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
    if (!m_view->currentIndex().isValid())
        m_view->setCurrentIndex(m_shown->index(0, 0));
}

void SearchedList::moveCurrent(int rows)
{
    const int last = m_shown->rowCount() - 1;
    if (last >= 0)
        m_view->setCurrentIndex(m_shown->index(std::clamp(m_view->currentIndex().row() + rows, 0, last), 0));
}

bool SearchedList::eventFilter(QObject*, QEvent* event)
{
    return event->type() == QEvent::KeyPress && searchKey(static_cast<QKeyEvent*>(event)->key());
}

bool SearchedList::searchKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCurrent(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (m_view->currentIndex().isValid())
            emit chosen(m_view->currentIndex());
        endSearch();
        return true;
    case Qt::Key_Escape:
        endSearch();
        return true;
    default:
        return false;
    }
}

void SearchedList::endSearch()
{
    m_search->clear();
    showField();
    emit finished();
}

void SearchedList::showField()
{
    m_search->setVisible(m_model.rowCount() > kRowsWithoutSearch);
}

} // namespace labelwright
