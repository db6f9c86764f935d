// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace labelwright {

/// A line with a handle that is dragged to the left and right, or moved by the arrow keys. Its parent places it.
class Divider : public QWidget {
    Q_OBJECT
public:
    static constexpr int kWidth = 24; ///< The line is in its middle.

    explicit Divider(QWidget* parent = nullptr);

signals:
    /// To this place of the parent.
    void moved(int x);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mousePressEvent(QMouseEvent* event) override;
    void mouseMoveEvent(QMouseEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    int lineInParent() const { return x() + kWidth / 2; }

    int m_grip = 0; ///< Where in the widget it was pressed.
};

} // namespace labelwright
