// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/canvas/Navigator.h"

#include "ui/canvas/Canvas.h"
#include "ui/look/Look.h"

#include <QMouseEvent>
#include <QPainter>
#include <QWheelEvent>

namespace labelwright {
namespace {

constexpr int kRenewalMs = 200;
constexpr double kSmallestFrame = 6; ///< So that it can be seen at any zoom.

} // namespace

Navigator::Navigator(Canvas& canvas, QWidget* parent) : QWidget(parent), m_canvas(canvas)
{
    setAccessibleName(tr("Overview of the picture"));
    setToolTip(tr("Drag to look elsewhere in the picture"));
    setCursor(Qt::SizeAllCursor);
    m_renewal.setSingleShot(true);
    m_renewal.setInterval(kRenewalMs);
    connect(&m_renewal, &QTimer::timeout, this, &Navigator::renew);
    connect(&canvas, &Canvas::pictureChanged, this, &Navigator::pictureChanged);
    connect(&canvas, &Canvas::viewMoved, this, qOverload<>(&QWidget::update));
    connect(&Look::instance(), &Look::changed, this, &Navigator::pictureChanged);
}

void Navigator::pictureChanged()
{
    if (isVisible() && !m_renewal.isActive())
        m_renewal.start();
}

void Navigator::renew()
{
    m_overview = m_canvas.overview((QSizeF(size()) * devicePixelRatioF()).toSize());
    m_overview.setDevicePixelRatio(devicePixelRatioF());
    update();
}

QRectF Navigator::pictureRect() const
{
    const QSizeF size = m_overview.deviceIndependentSize();
    return {(width() - size.width()) / 2, (height() - size.height()) / 2, size.width(), size.height()};
}

QRectF Navigator::frameRect() const
{
    const QRectF picture = pictureRect();
    const Viewport& viewport = m_canvas.viewport();
    const PointF first = viewport.imageFromView({0, 0});
    const PointF last = viewport.imageFromView({double(m_canvas.width()), double(m_canvas.height())});
    const double scaleX = picture.width() / viewport.imageSize().width;
    const double scaleY = picture.height() / viewport.imageSize().height;
    QRectF frame(QPointF(first.x * scaleX, first.y * scaleY), QPointF(last.x * scaleX, last.y * scaleY));
    frame = frame.translated(picture.topLeft()) & picture;
    const double missingX = std::max(0.0, kSmallestFrame - frame.width()) / 2;
    const double missingY = std::max(0.0, kSmallestFrame - frame.height()) / 2;
    return frame.adjusted(-missingX, -missingY, missingX, missingY);
}

void Navigator::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Look::instance().tokens().surround);
    if (m_overview.isNull() || !m_canvas.hasImage())
        return;
    painter.drawImage(pictureRect().topLeft(), m_overview);
    painter.setPen(Look::instance().tokens().line);
    painter.drawRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5));
    const QRectF frame = frameRect().adjusted(0.5, 0.5, -0.5, -0.5);
    painter.setPen(QPen(QColor(0, 0, 0, 170), 3));
    painter.drawRect(frame);
    painter.setPen(QPen(Qt::white, 1));
    painter.drawRect(frame);
}

void Navigator::lookAt(QPointF position)
{
    const QRectF picture = pictureRect();
    const Size image = m_canvas.viewport().imageSize();
    if (!m_canvas.hasImage() || picture.isEmpty())
        return;
    m_canvas.centreOn({(position.x() - picture.x()) / picture.width() * image.width,
                       (position.y() - picture.y()) / picture.height() * image.height});
}

void Navigator::mousePressEvent(QMouseEvent* event)
{
    if (event->button() == Qt::LeftButton)
        lookAt(event->position());
}

void Navigator::mouseMoveEvent(QMouseEvent* event)
{
    if (event->buttons().testFlag(Qt::LeftButton))
        lookAt(event->position());
}

void Navigator::wheelEvent(QWheelEvent* event)
{
    if (m_canvas.hasImage())
        m_canvas.turnWheel(event->angleDelta().y());
    event->accept();
}

void Navigator::resizeEvent(QResizeEvent*)
{
    pictureChanged();
}

void Navigator::showEvent(QShowEvent*)
{
    renew();
}

bool Navigator::event(QEvent* event)
{
    if (event->type() == QEvent::LanguageChange) {
        setAccessibleName(tr("Overview of the picture"));
        setToolTip(tr("Drag to look elsewhere in the picture"));
    }
    return QWidget::event(event);
}

} // namespace labelwright
