// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/History.h"
#include "ui/bridge/ToolSet.h"
#include "ui/canvas/OverlayStyle.h"
#include "ui/look/Look.h"

#include <QByteArray>
#include <QString>

#include <cstddef>

namespace labelwright {

/// What the labeling window remembers from one start to the next, in the user's settings.
struct WindowMemory {
    QByteArray geometry;
    bool instructionsShown = true;
    bool filmStripShown = true;
    int opacityPercent = OverlayStyle::kDefaultOpacityPercent;
    bool outlineOnly = false;
    bool unlabelledHighlighted = false;
    bool gridShown = false;
    bool navigatorShown = false;
    bool historyShown = false;
    ToolId tool = ToolId::Brush;
    BrushOptions brush{};
    BrushOptions eraser{.erases = true};
};

WindowMemory loadWindowMemory();
void saveWindowMemory(const WindowMemory& memory);

std::size_t loadHistoryByteBudget();
void saveHistoryByteBudget(std::size_t bytes);

Theme loadTheme();
void saveTheme(Theme theme);

/// Where the last job lay; the user's documents before there was one.
QString loadLastFolder();
void saveLastFolder(const QString& folder);

} // namespace labelwright
