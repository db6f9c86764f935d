// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/PaintRule.h"
#include "ui/bridge/ToolSet.h"

#include <QWidget>

class QComboBox;
class QLabel;

namespace labelwright {

class ActionSet;
class AutoSegmentPanel;
class BrushPanel;
class SliderRow;

/// Below the palette: what the tool in use can be set to, what may be painted over, how strong labels are drawn. Shows
/// what it is told and says what the user wants.
class ToolOptions : public QWidget {
    Q_OBJECT
public:
    /// `regions` is the region tool's part, taken over. Of `actions` the keys are told.
    ToolOptions(const LabelSet& labels, const ActionSet& actions, QWidget* regions, QWidget* parent = nullptr);

    /// `name` is the tool's, as the tool bar has it.
    void showTools(ToolSet& tools, const QString& name);
    void setPaintRule(const PaintRule& rule);
    void setOpacity(int percent);
    /// See AutoSegmentPanel.
    void setModelFailure(const QString& reason);

signals:
    void brushOptionsChanged(const labelwright::BrushOptions& options);
    void toleranceChanged(int tolerance);
    void superpixelSizeChanged(int spacingPx);
    void edgeSnapSizeChanged(double diameterPx);
    void autoSegmentOptionsChanged(const labelwright::AutoSegmentOptions& options);
    /// `chosen` counts for OneLabel.
    void paintOverChanged(labelwright::PaintOver over, labelwright::Label chosen);
    void opacityChanged(int percent);
    /// A value was typed to its end: the picture should get the keyboard.
    void finished();

private:
    void fillPaintOver(const LabelSet& labels);
    void connectInputs();

    QLabel* m_title;
    BrushPanel* m_brush;
    SliderRow* m_tolerance;
    SliderRow* m_superpixel;
    SliderRow* m_edgeSnap;
    AutoSegmentPanel* m_autoSegment;
    QWidget* m_regions;
    QComboBox* m_paintOver;
    SliderRow* m_opacity;
};

} // namespace labelwright
