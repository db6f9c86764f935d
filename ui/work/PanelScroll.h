// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QScrollArea>

namespace labelwright {

/// A part of a side panel: as high as it needs to be where there is room, else it scrolls, so that nothing in it is
/// squeezed.
class PanelScroll : public QScrollArea {
    Q_OBJECT
public:
    /// Takes `part` over.
    explicit PanelScroll(QWidget* part, QWidget* parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    bool event(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void showBar();
};

} // namespace labelwright
