// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/BrushTool.h"

#include <QWidget>

class QCheckBox;
class QComboBox;
class QToolButton;

namespace labelwright {

class ActionSet;

class SliderRow;

/// Size, tip, pressure and gate of brush and eraser.
class BrushPanel : public QWidget {
    Q_OBJECT
public:
    explicit BrushPanel(const ActionSet& actions, QWidget* parent = nullptr);

    void setOptions(const BrushOptions& options);

signals:
    void optionsChanged(const labelwright::BrushOptions& options);
    /// A value was typed to its end: the picture should get the keyboard.
    void finished();

private:
    QWidget* buildTips();
    void connectInputs();
    void tell();
    void showGate();

    BrushOptions m_options;
    SliderRow* m_size;
    QToolButton* m_round;
    QToolButton* m_square;
    QCheckBox* m_pressure;
    QCheckBox* m_zoom;
    QComboBox* m_gate;
    SliderRow* m_low;
    SliderRow* m_high;
    SliderRow* m_tolerance;
};

} // namespace labelwright
