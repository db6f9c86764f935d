// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace labelwright {

class Canvas;
class LabelPalette;
class WorkSession;
class WorkWindow;

/// What the actions of the labeling window act on. All outlive whoever holds this.
struct WorkContext {
    WorkSession& session;
    Canvas& canvas;
    LabelPalette& palette;
    WorkWindow& window;
};

} // namespace labelwright
