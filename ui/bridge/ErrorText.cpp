// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ErrorText.h"

namespace labelwright {

QString sentenceOf(const Error& error)
{
    QString text = QString::fromStdString(sentence(error));
    if (error.path.empty() && !text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

} // namespace labelwright
