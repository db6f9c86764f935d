// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/FilmStrip.h"

#include "ui/look/Look.h"
#include "ui/work/FilmStripDelegate.h"
#include "ui/work/FilmStripModel.h"

#include <QKeyEvent>
#include <QScrollBar>
#include <QWheelEvent>

namespace labelwright {

FilmStrip::FilmStrip(const Job& job, const TaskQueue& queue, QWidget* parent)
    : QListView(parent), m_model(new FilmStripModel(job, queue, this))
{
    setModel(m_model);
    setItemDelegate(new FilmStripDelegate(this));
    setAccessibleName(tr("Objects of the job"));
    setFrameShape(NoFrame);
    setFlow(LeftToRight);
    setWrapping(false);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setHorizontalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::TabFocus);
    setFixedHeight(kHeight);
    connect(this, &QListView::clicked, this, [this](const QModelIndex& index) { emit objectChosen(index.row()); });
}

void FilmStrip::setCurrentObject(std::optional<ObjectId> object)
{
    m_inView = object;
    showObjectInView();
    scrollTo(currentIndex(), PositionAtCenter);
}

void FilmStrip::showObjectInView()
{
    if (m_inView) {
        setCurrentIndex(m_model->index(static_cast<int>(*m_inView)));
        return;
    }
    setCurrentIndex({});
    clearSelection();
}

void FilmStrip::statusChanged(ObjectId object)
{
    m_model->statusChanged(object);
}

void FilmStrip::resizeEvent(QResizeEvent* event)
{
    QListView::resizeEvent(event);
    scrollTo(currentIndex(), PositionAtCenter);
}

void FilmStrip::wheelEvent(QWheelEvent* event)
{
    const QPoint turned = event->angleDelta();
    horizontalScrollBar()->setValue(horizontalScrollBar()->value() - (turned.y() != 0 ? turned.y() : turned.x()));
    event->accept();
}

void FilmStrip::keyPressEvent(QKeyEvent* event)
{
    const bool isChosen = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isChosen && currentIndex().isValid())
        emit objectChosen(currentIndex().row());
    else
        QListView::keyPressEvent(event);
    if (isChosen)
        showObjectInView();
}

void FilmStrip::mouseReleaseEvent(QMouseEvent* event)
{
    QListView::mouseReleaseEvent(event);
    showObjectInView();
}

void FilmStrip::focusOutEvent(QFocusEvent* event)
{
    QListView::focusOutEvent(event);
    showObjectInView();
}

} // namespace labelwright
