// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/look/Look.h"

#include <QString>
#include <QStringList>

#include <functional>

class QLabel;
class QTreeWidget;
class QVBoxLayout;
class QWidget;

namespace labelwright {

// What the pages of ui/home are put together from.

/// Plain text that wraps.
QLabel* makeText(const QString& text, Role role);

/// A list with columns whose rows are chosen as a whole.
QTreeWidget* makeTable(const QStringList& columns);

/// The one column of a page, as wide as a page may be, in its middle.
QVBoxLayout* makePageColumn(QWidget& page);

/// The wheel over a list or a number of `form` scrolls the page and leaves what was chosen alone. For a form whose
/// parts are all there.
void keepFromWheel(const QWidget& form);

/// Asks over `page` before what was typed is given up; `discard` is called when it may be.
void askToDiscard(QWidget& page, const QString& question, std::function<void()> discard);

/// The page around `part` stays as it is while that is hidden.
void keepPlace(QWidget& part);

} // namespace labelwright
