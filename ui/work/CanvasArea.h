// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace labelwright {

class Canvas;
class FloatingToolBar;

/// The canvas with the tool bar over it at the bottom; at fit the picture lies above the bar.
class CanvasArea : public QWidget {
    Q_OBJECT
public:
    /// Takes both over.
    CanvasArea(Canvas& canvas, FloatingToolBar& bar, QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    Canvas& m_canvas;
    FloatingToolBar& m_bar;
};

} // namespace labelwright
