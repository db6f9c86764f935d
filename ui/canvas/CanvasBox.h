// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Geometry.h"
#include "core/labels/Color.h"

#include <QString>

namespace labelwright {

/// A box of a bounding-box job, shown read-only. In image pixels.
struct CanvasBox {
    Rect rect;
    QString text;
    Color color;
};

} // namespace labelwright
