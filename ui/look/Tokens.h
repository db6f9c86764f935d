// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>

namespace labelwright {

/// The colours that everything in the window is made of. Chrome carries no hue, so that photos and label colours are
/// seen as they are; text keeps a contrast of at least 5 on window, panel and raised.
struct Tokens {
    QColor window;        ///< Behind panels.
    QColor panel;         ///< Side panels, bars, fields, lists.
    QColor raised;        ///< Buttons, and what the pointer is over.
    QColor line;          ///< Hairlines and borders, where space does not do it.
    QColor text;          ///< Also icons.
    QColor secondaryText; ///< Captions, units, disabled icons.
    QColor accent;        ///< What is active, and the one main button of a page.
    QColor onAccent;      ///< Text and icons on accent.
    QColor danger;
    QColor good;
    QColor warning;
    QColor surround; ///< Around the picture.
};

Tokens lightTokens();
Tokens darkTokens();

} // namespace labelwright
