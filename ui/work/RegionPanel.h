// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace labelwright {

class ActionSet;
class RegionActions;

/// What can be done with the selected region: one button each, and the radius of smooth, grow and shrink.
class RegionPanel : public QWidget {
    Q_OBJECT
public:
    /// Both are borrowed and outlive the panel.
    RegionPanel(RegionActions& regions, const ActionSet& actions, QWidget* parent = nullptr);

signals:
    /// A value was typed to its end: the picture should get the keyboard.
    void finished();
};

} // namespace labelwright
