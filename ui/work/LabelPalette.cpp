// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/LabelPalette.h"

#include "ui/look/Look.h"
#include "ui/work/LabelDelegate.h"
#include "ui/work/LabelModel.h"

#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMouseEvent>
#include <QSortFilterProxyModel>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

QListView* makeList()
{
    auto* list = new QListView;
    list->setFrameShape(QFrame::NoFrame);
    list->setItemDelegate(new LabelDelegate(list));
    list->setUniformItemSizes(true);
    list->setMouseTracking(true);
    list->setEditTriggers(QListView::NoEditTriggers);
    list->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    list->setVerticalScrollMode(QListView::ScrollPerPixel);
    list->setFocusPolicy(Qt::TabFocus);
    return list;
}

} // namespace

LabelPalette::LabelPalette(const LabelSet& labels, QWidget* parent)
    : QWidget(parent), m_model(new LabelModel(labels, this)), m_shown(new QSortFilterProxyModel(this)),
      m_search(new QLineEdit), m_list(makeList())
{
    auto* title = new QLabel(tr("Labels"));
    setRole(*title, Role::Section);
    title->setContentsMargins(Metrics::kGroups, 0, 0, 0);

    m_search->setPlaceholderText(tr("Type a label's name"));
    m_search->setAccessibleName(tr("Find a label"));
    m_search->setClearButtonEnabled(true);
    m_search->setVisible(labels.size() > kLabelsWithoutSearch);
    m_search->installEventFilter(this);
    auto* searchRow = new QVBoxLayout;
    searchRow->setContentsMargins(Metrics::kGroups, 0, Metrics::kRelated, 0);
    searchRow->addWidget(m_search);

    m_shown->setSourceModel(m_model);
    m_shown->setFilterCaseSensitivity(Qt::CaseInsensitive);
    m_list->setModel(m_shown);
    m_list->setAccessibleName(tr("Labels"));
    m_list->installEventFilter(this);
    m_list->viewport()->installEventFilter(this);

    connect(m_search, &QLineEdit::textChanged, this, [this](const QString& text) {
        m_shown->setFilterFixedString(text);
        if (!m_list->currentIndex().isValid() || !text.isEmpty())
            m_list->setCurrentIndex(m_shown->index(0, 0));
    });
    connect(m_list, &QListView::clicked, this, [this](const QModelIndex& index) {
        chooseRow(index);
        emit finished();
    });

    setMinimumHeight(kLeastHeight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Metrics::kRelated + Metrics::kInside, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addLayout(searchRow);
    column->addWidget(m_list, 1);
}

void LabelPalette::setActiveLabel(Label label)
{
    if (label != m_active)
        m_previous = std::exchange(m_active, label);
    m_list->setCurrentIndex(m_shown->mapFromSource(m_model->indexOf(label)));
    m_list->scrollTo(m_list->currentIndex());
}

void LabelPalette::setKeyTexts(const QStringList& keys)
{
    m_model->setKeyTexts(keys);
}

void LabelPalette::setShares(const std::optional<std::array<double, 256>>& shares)
{
    m_model->setShares(shares);
}

void LabelPalette::chooseLabel(int label)
{
    if (label >= 0 && label <= static_cast<int>(labelCount()))
        emit labelChosen(static_cast<Label>(label));
}

void LabelPalette::startSearch()
{
    m_search->show();
    m_search->setFocus(Qt::ShortcutFocusReason);
    m_search->selectAll();
}

void LabelPalette::toggleLocked(Label label)
{
    m_model->toggleLocked(label);
    emit lockedLabelsChanged(m_model->lockedLabels());
}

void LabelPalette::toggleSolo(Label label)
{
    m_model->toggleSolo(label);
    emit soloLabelChanged(m_model->soloLabel());
}

bool LabelPalette::isLocked(Label label) const
{
    return m_model->lockedLabels().test(label);
}

std::optional<Label> LabelPalette::soloLabel() const
{
    return m_model->soloLabel();
}

std::size_t LabelPalette::labelCount() const
{
    return static_cast<std::size_t>(m_model->rowCount()) - 1;
}

bool LabelPalette::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_list->viewport())
        return listMouse(*event);
    if (event->type() != QEvent::KeyPress)
        return false;
    const int key = static_cast<QKeyEvent*>(event)->key();
    return watched == m_search ? searchKey(key) : listKey(key);
}

bool LabelPalette::listMouse(QEvent& event)
{
    const bool isPress = event.type() == QEvent::MouseButtonPress || event.type() == QEvent::MouseButtonDblClick;
    if (!isPress && event.type() != QEvent::MouseButtonRelease)
        return false;
    const auto& mouse = static_cast<QMouseEvent&>(event);
    const QPoint position = mouse.position().toPoint();
    const QModelIndex index = m_list->indexAt(position);
    if (!index.isValid())
        return false;
    const QRect row = m_list->visualRect(index);
    const bool isOnLock = LabelDelegate::isOnLock(row, position);
    if (!isOnLock && !LabelDelegate::isOnEye(row, position))
        return false;
    if (!isPress)
        return true;
    const auto label = static_cast<Label>(index.data(LabelModel::LabelRole).toInt());
    if (isOnLock)
        toggleLocked(label);
    else if (mouse.modifiers().testFlag(Qt::AltModifier))
        toggleSolo(label);
    else
        toggleHidden(index);
    return true;
}

bool LabelPalette::listKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCurrent(key == Qt::Key_Up ? -1 : 1);
        chooseRow(m_list->currentIndex());
        return true;
    case Qt::Key_Space:
        toggleHidden(m_list->currentIndex());
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Escape:
        emit finished();
        return true;
    default:
        return false;
    }
}

bool LabelPalette::searchKey(int key)
{
    switch (key) {
    case Qt::Key_Up:
    case Qt::Key_Down:
        moveCurrent(key == Qt::Key_Up ? -1 : 1);
        return true;
    case Qt::Key_Return:
    case Qt::Key_Enter:
        chooseRow(m_list->currentIndex());
        endSearch();
        return true;
    case Qt::Key_Escape:
        endSearch();
        return true;
    default:
        return false;
    }
}

void LabelPalette::endSearch()
{
    m_search->clear();
    m_search->setVisible(labelCount() > kLabelsWithoutSearch);
    setActiveLabel(m_active);
    emit finished();
}

void LabelPalette::chooseRow(const QModelIndex& index)
{
    if (index.isValid())
        chooseLabel(index.data(LabelModel::LabelRole).toInt());
}

void LabelPalette::toggleHidden(const QModelIndex& index)
{
    if (!index.isValid())
        return;
    m_model->toggleHidden(static_cast<Label>(index.data(LabelModel::LabelRole).toInt()));
    emit hiddenLabelsChanged(m_model->hiddenLabels());
}

void LabelPalette::moveCurrent(int rows)
{
    const int last = m_shown->rowCount() - 1;
    if (last >= 0)
        m_list->setCurrentIndex(m_shown->index(std::clamp(m_list->currentIndex().row() + rows, 0, last), 0));
}

} // namespace labelwright
