// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/Color.h"

#include <QColor>

namespace labelwright {

inline QColor qtColor(Color color)
{
    return QColor(color.red, color.green, color.blue);
}

} // namespace labelwright
