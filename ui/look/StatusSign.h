// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/TaskQueue.h"

#include <QRectF>
#include <QString>

class QPainter;

namespace labelwright {

/// In words, lower case: "submitted".
QString statusText(TaskStatus status);

/// As a shape with a colour: empty circle, half circle, arrow back, ring with dot, tick, cross, barred circle, barred
/// square, dotted circle: told apart without colour. `box` is square, 8 to 16 pixels.
void paintStatusSign(QPainter& painter, const QRectF& box, TaskStatus status);

/// A flag on a small plate, which shows on any photo. `box` is square, 12 to 20 pixels.
void paintFlagSign(QPainter& painter, const QRectF& box);

} // namespace labelwright
