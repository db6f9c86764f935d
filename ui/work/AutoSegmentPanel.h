// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/tools/AutoSegmentTool.h"

#include <QWidget>

class QButtonGroup;
class QLabel;

namespace labelwright {

class ActionSet;

/// How an object is shown to the auto-segment tool, what clicks on the preview say, and a further part.
class AutoSegmentPanel : public QWidget {
    Q_OBJECT
public:
    /// `actions` are borrowed and outlive the panel.
    explicit AutoSegmentPanel(const ActionSet& actions, QWidget* parent = nullptr);

    void setOptions(const AutoSegmentOptions& options);
    /// Stands above all else as long as it is so; see SegmentModel::failure().
    void setModelFailure(const QString& reason);

signals:
    void optionsChanged(const labelwright::AutoSegmentOptions& options);
    /// A choice was made: the picture should get the keyboard.
    void finished();

private:
    void tell();

    QLabel* m_modelFailure;
    QButtonGroup* m_start;   ///< By AutoSegmentStart.
    QButtonGroup* m_strokes; ///< By kBelongs and kForeign of the source.
};

} // namespace labelwright
