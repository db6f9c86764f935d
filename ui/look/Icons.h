// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QIcon>
#include <QStringView>

#include <cstdint>

namespace labelwright {

enum class IconTint : std::uint8_t { Text, Secondary, Accent, OnAccent, Danger, Good, Warning };

/// The icon resources/icons/<name>.svg, such as "brush", drawn sharp at any device pixel ratio. Its colour is read from
/// the tokens whenever it is painted: it follows the theme, is secondary when disabled, accent when on (checked).
/// An unknown name gives an icon that draws nothing; isIcon() tells.
QIcon icon(QStringView name, IconTint tint = IconTint::Text);

bool isIcon(QStringView name);

/// The application's own icon, in its own colours.
QIcon applicationIcon();

} // namespace labelwright
