// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GalleryView.h"

#include "ui/home/GalleryDelegate.h"
#include "ui/home/GalleryModel.h"

#include <QKeyEvent>
#include <QScrollBar>

#include <algorithm>

namespace labelwright {
namespace {

constexpr int kWheelSteps = 4; ///< Of the scroll bar, for the height of a tile.

} // namespace

GalleryView::GalleryView(GalleryModel& model, QWidget* parent) : QListView(parent), m_model(model)
{
    setModel(&model);
    setItemDelegate(new GalleryDelegate(this));
    setAccessibleName(tr("Objects of the job"));
    setFrameShape(NoFrame);
    setFlow(LeftToRight);
    setWrapping(true);
    setResizeMode(Adjust);
    setUniformItemSizes(true);
    setMouseTracking(true);
    setEditTriggers(NoEditTriggers);
    setVerticalScrollMode(ScrollPerPixel);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // columns don't depend on the number of tiles
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    connect(this, &QListView::doubleClicked, this,
            [this](const QModelIndex& index) { emit objectChosen(m_model.objectAt(index.row())); });
    connect(&model, &GalleryModel::rowsAboutToBeReplaced, this, &GalleryView::rememberPlace);
    connect(&model, &GalleryModel::rowsReplaced, this, &GalleryView::findPlace);
}

std::optional<ObjectId> GalleryView::currentObject() const
{
    return currentIndex().isValid() ? std::optional(m_model.objectAt(currentIndex().row())) : std::nullopt;
}

void GalleryView::setCurrentObject(ObjectId object)
{
    setCurrentIndex(m_model.index(m_model.rowOf(object)));
    scrollTo(currentIndex());
}

void GalleryView::keyboardSearch(const QString& text)
{
    emit typed(text);
}

void GalleryView::resizeEvent(QResizeEvent* event)
{
    const int width = viewport()->width() - 1; // QListView wraps one pixel early
    const int columns = std::max(1, width / (GalleryDelegate::kTile.width() + GalleryDelegate::kGap));
    setGridSize({width / columns, GalleryDelegate::kTile.height() + GalleryDelegate::kGap});
    QListView::resizeEvent(event);
    verticalScrollBar()->setSingleStep(gridSize().height() / kWheelSteps);
}

void GalleryView::keyPressEvent(QKeyEvent* event)
{
    const bool isChosen = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isChosen && currentIndex().isValid())
        emit objectChosen(m_model.objectAt(currentIndex().row()));
    else
        QListView::keyPressEvent(event);
}

void GalleryView::showEvent(QShowEvent* event)
{
    takePictureSize();
    QListView::showEvent(event);
}

void GalleryView::takePictureSize()
{
    m_model.setPictureSize((QSizeF(GalleryDelegate::kPicture) * devicePixelRatioF()).toSize());
}

void GalleryView::rememberPlace()
{
    m_place = currentObject();
    m_placeTop = visualRect(currentIndex()).top();
}

void GalleryView::findPlace()
{
    const int row = m_model.rowOf(m_place.value_or(0));
    if (row < 0)
        return;
    setCurrentIndex(m_model.index(row));
    const bool wasInSight = m_place && m_placeTop > -gridSize().height() && m_placeTop < viewport()->height();
    if (!wasInSight)
        return;
    executeDelayedItemsLayout();
    verticalScrollBar()->setValue(verticalScrollBar()->value() + visualRect(currentIndex()).top() - m_placeTop);
}

} // namespace labelwright
