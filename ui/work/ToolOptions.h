// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/canvas/OverlayStyle.h"

#include <QWidget>

class QCheckBox;
class QGridLayout;
class QSlider;
class QSpinBox;

namespace labelwright {

/// Brush size and how labels are drawn, below the palette. Shows what it is told and says what the user wants.
class ToolOptions : public QWidget {
    Q_OBJECT
public:
    explicit ToolOptions(QWidget* parent = nullptr);

    void setBrushDiameter(double diameterPx);
    void setOverlayStyle(const OverlayStyle& style);

signals:
    void brushDiameterChanged(double diameterPx);
    void overlayStyleChanged(const labelwright::OverlayStyle& style);
    /// A value was typed to its end: the picture should get the keyboard.
    void finished();

private:
    void addRow(QGridLayout& grid, const QString& text, QWidget& slider, QWidget& value);
    void connectInputs();

    QSlider* m_sizeSlider;
    QSpinBox* m_size;
    QSlider* m_opacitySlider;
    QSpinBox* m_opacity;
    QCheckBox* m_outline;
    QCheckBox* m_shown;
    OverlayStyle m_style;
};

} // namespace labelwright
