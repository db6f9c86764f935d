// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFrame>

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
    /// The width without accept and cancel, by which the bar is centred: its tools stay where they are.
    int restingWidth() const;

signals:
    void accepted();
    void cancelled();

private:
    void addAction(QHBoxLayout& row, QAction& action);
    void addLine(QHBoxLayout& row);

    QToolButton* m_zoom;
    QWidget* m_preview;
};

} // namespace labelwright
