// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace labelwright {

class Canvas;
class IslandStepper;
class LabelPalette;
class RegionActions;
class WorkSession;
class WorkWindow;

/// What the actions of the labeling window act on. All outlive whoever holds this.
struct WorkContext {
    WorkSession& session;
    Canvas& canvas;
    LabelPalette& palette;
    RegionActions& regions;
    IslandStepper& islands;
    WorkWindow& window;
};

} // namespace labelwright
