// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/Color.h"

#include <QIcon>

namespace labelwright {

/// A small rounded square in a label's colour, with a darker edge.
QIcon labelChip(Color color);

} // namespace labelwright
