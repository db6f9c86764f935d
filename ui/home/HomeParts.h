// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Parts.h"

#include <QString>

#include <functional>

class QAction;
class QPushButton;
class QVBoxLayout;
class QWidget;

namespace labelwright {

// What the pages of ui/home are put together from, beside ui/look/Parts.

/// The one column of a page, as wide as a page may be, in its middle.
QVBoxLayout* makePageColumn(QWidget& page);

/// The wheel over a list or a number of `form` scrolls the page and leaves what was chosen alone. For a form whose
/// parts are all there.
void keepFromWheel(const QWidget& form);

/// Asks over `page` before what was typed is given up; `discard` is called when it may be.
void askToDiscard(QWidget& page, const QString& question, std::function<void()> discard);

/// One more entry of the menu that `button` opens.
QAction* addToMenu(QPushButton& button, const QString& text, const QString& toolTip);

/// The page around `part` stays as it is while that is hidden.
void keepPlace(QWidget& part);

} // namespace labelwright
