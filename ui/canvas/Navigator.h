// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QImage>
#include <QTimer>
#include <QWidget>

namespace labelwright {

class Canvas;

/// The whole picture with its labels, small, and a frame around what the canvas shows: press or drag to look elsewhere,
/// turn the wheel to zoom. Follows the canvas; what it shows is made again at most five times a second, and only while
/// it is visible.
class Navigator : public QWidget {
    Q_OBJECT
public:
    /// The canvas outlives it.
    explicit Navigator(Canvas& canvas, QWidget* parent = nullptr);

    QSize sizeHint() const override { return {216, 162}; }
    QSize minimumSizeHint() const override { return {96, 72}; }

protected:
    bool event(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void showEvent(QShowEvent* event) override;

private:
    QRectF pictureRect() const;
    QRectF frameRect() const;
    void lookAt(QPointF position);
    void pictureChanged();
    void renew();

    Canvas& m_canvas;
    QImage m_overview; ///< Null until it is asked for.
    QTimer m_renewal;
};

} // namespace labelwright
