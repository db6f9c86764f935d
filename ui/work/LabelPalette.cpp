// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/LabelPalette.h"

#include "ui/look/Look.h"
#include "ui/work/LabelDelegate.h"
#include "ui/work/LabelModel.h"
#include "ui/work/SearchedList.h"

#include <QKeyEvent>
#include <QLabel>
#include <QListView>
#include <QMouseEvent>
#include <QVBoxLayout>

#include <utility>

namespace labelwright {

LabelPalette::LabelPalette(const LabelSet& labels, QWidget* parent)
    : QWidget(parent), m_model(new LabelModel(labels, this)), m_rows(new SearchedList(*m_model)), m_list(m_rows->view())
{
    auto* title = new QLabel(tr("Labels"));
    setRole(*title, Role::Section);
    title->setContentsMargins(Metrics::kGroups, 0, 0, 0);

    m_list.setItemDelegate(new LabelDelegate(&m_list));
    m_list.setAccessibleName(tr("Labels"));
    m_list.installEventFilter(this);
    m_list.viewport()->installEventFilter(this);
    connect(m_rows, &SearchedList::chosen, this, &LabelPalette::chooseRow);
    connect(m_rows, &SearchedList::finished, this, [this] {
        setActiveLabel(m_active);
        emit finished();
    });

    setMinimumHeight(kLeastHeight);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, Metrics::kRelated + Metrics::kInside, 0, 0);
    column->setSpacing(Metrics::kRelated);
    column->addWidget(title);
    column->addWidget(m_rows, 1);
}

void LabelPalette::setActiveLabel(Label label)
{
    if (label != m_active)
        m_previous = std::exchange(m_active, label);
    m_list.setCurrentIndex(m_rows->shown(m_model->indexOf(label)));
    m_list.scrollTo(m_list.currentIndex());
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
    m_rows->startSearch();
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
    if (watched == m_list.viewport())
        return listMouse(*event);
    return event->type() == QEvent::KeyPress && listKey(static_cast<QKeyEvent*>(event)->key());
}

bool LabelPalette::listMouse(QEvent& event)
{
    const bool isPress = event.type() == QEvent::MouseButtonPress || event.type() == QEvent::MouseButtonDblClick;
    if (!isPress && event.type() != QEvent::MouseButtonRelease)
        return false;
    const auto& mouse = static_cast<QMouseEvent&>(event);
    const QPoint position = mouse.position().toPoint();
    const QModelIndex index = m_list.indexAt(position);
    if (!index.isValid())
        return false;
    const QRect row = m_list.visualRect(index);
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
        m_rows->moveCurrent(key == Qt::Key_Up ? -1 : 1);
        chooseRow(m_list.currentIndex());
        return true;
    case Qt::Key_Space:
        toggleHidden(m_list.currentIndex());
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

} // namespace labelwright
