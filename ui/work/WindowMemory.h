// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/ToolSet.h"
#include "ui/canvas/OverlayStyle.h"
#include "ui/look/Look.h"

#include <QByteArray>
#include <QString>

namespace labelwright {

/// What the labeling window remembers from one start to the next, in the user's settings.
struct WindowMemory {
    QByteArray geometry;
    bool instructionsShown = true;
    bool filmStripShown = true;
    int opacityPercent = OverlayStyle::kDefaultOpacityPercent;
    bool outlineOnly = false;
    ToolId tool = ToolId::Brush;
    double brushDiameter = BrushOptions{}.diameterPx;
    double eraserDiameter = BrushOptions{}.diameterPx;
};

WindowMemory loadWindowMemory();
void saveWindowMemory(const WindowMemory& memory);

Theme loadTheme();
void saveTheme(Theme theme);

/// Where the last job lay; the user's documents before there was one.
QString loadLastFolder();
void saveLastFolder(const QString& folder);

} // namespace labelwright
