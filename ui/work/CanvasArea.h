// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace labelwright {

class Canvas;
class CanvasNotice;
class FloatingToolBar;
class IslandBar;
class Navigator;

/// The canvas with the tool bar over it at the bottom and notices above that, the bar of islands at the top, the
/// navigator in the lower right corner; at fit the picture lies above the tool bar.
class CanvasArea : public QWidget {
    Q_OBJECT
public:
    /// Takes all over.
    CanvasArea(Canvas& canvas, FloatingToolBar& bar, IslandBar& islands, Navigator& navigator, CanvasNotice& notice,
               QWidget* parent = nullptr);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void place();

    Canvas& m_canvas;
    FloatingToolBar& m_bar;
    IslandBar& m_islands;
    Navigator& m_navigator;
    CanvasNotice& m_notice;
};

} // namespace labelwright
