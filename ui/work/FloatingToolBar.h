// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

#include <vector>

class QHBoxLayout;
class QPushButton;
class QToolButton;

namespace labelwright {

class ActionSet;

/// The tools, undo and zoom, in one bar that floats over the canvas.
class FloatingToolBar : public QFrame {
    Q_OBJECT
public:
    explicit FloatingToolBar(const ActionSet& actions, QWidget* parent = nullptr);

    void setZoom(double zoom);
    /// Accept and cancel, while there is a segment to judge.
    void setPreviewShown(bool shown);
    /// Of accept and cancel.
    int previewWidth() const;
    /// Leaves out what keys and menus do as well, until the bar fits with accept and cancel in it.
    void fitInto(int width);
    /// The width without accept and cancel, by which the bar is centred: its tools stay where they are.
    int restingWidth() const;
    QToolButton& viewButton() const { return *m_view; }

signals:
    void accepted();
    void cancelled();

private:
    QToolButton* addAction(QHBoxLayout& row, QAction& action);
    QFrame* addLine(QHBoxLayout& row);
    void addPreview(QHBoxLayout& row);

    QToolButton* m_zoom;
    QToolButton* m_view;
    QWidget* m_preview;
    std::vector<QWidget*> m_zoomSteps; ///< The first to go when there is no room.
    std::vector<QWidget*> m_undoAndRedo;
};

} // namespace labelwright
