// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Tokens.h"

#include <QPalette>
#include <QString>

namespace labelwright {

/// Every role of Fusion's palette from the tokens.
QPalette paletteOf(const Tokens& tokens);

/// resources/look/labelwright.qss with each @name replaced by the token of that name, and @accent-soft by the accent
/// mixed into the panel and @theme by dark or light.
QString styleSheetOf(const Tokens& tokens);

} // namespace labelwright
