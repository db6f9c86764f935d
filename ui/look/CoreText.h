// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <cstdint>
#include <string_view>

namespace labelwright {

// What core has, as people read it. Times: see MomentText.h.

/// UTF-8.
inline QString textOf(std::string_view text)
{
    return QString::fromUtf8(text.data(), static_cast<qsizetype>(text.size()));
}

/// With the separators of the user's language: "12,345".
inline QString countText(std::int64_t count)
{
    return QLocale().toString(static_cast<qint64>(count));
}

} // namespace labelwright
