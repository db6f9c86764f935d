// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/ErrorText.h"

#include <QCoreApplication>

namespace labelwright {

QString sentenceOf(const Error& error)
{
    QString text = QString::fromStdString(sentence(error));
    if (error.path.empty() && !text.isEmpty())
        text[0] = text[0].toUpper();
    return text;
}

QString unusableText(const std::vector<Error>& unusable)
{
    const auto more = static_cast<int>(unusable.size()) - 1;
    const QString first = sentenceOf(unusable.front());
    return more == 0
               ? QCoreApplication::translate("ErrorText", "A part of this job can't be used and does not count: %1")
                     .arg(first)
               : QCoreApplication::translate(
                     "ErrorText", "Parts of this job can't be used and do not count: %1 And so with others: %2.")
                     .arg(first)
                     .arg(more);
}

} // namespace labelwright
