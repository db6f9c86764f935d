// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/look/MomentText.h"

#include <QDateTime>
#include <QLocale>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {

QString momentText(Time time)
{
    const qint64 ms = std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
    const QDateTime moment = QDateTime::fromMSecsSinceEpoch(ms);
    return u"%1, %2"_s.arg(QLocale().toString(moment.date(), QLocale::ShortFormat), moment.toString(u"hh:mm"_s));
}

} // namespace labelwright
