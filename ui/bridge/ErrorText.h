// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <QString>

#include <vector>

namespace labelwright {

/// sentence() with a capital in front: details of errors begin small, as they follow a path where there is one.
QString sentenceOf(const Error& error);

/// Of unusableEvents(), which are not empty: how many, and the first, as full sentences.
QString unusableText(const std::vector<Error>& unusable);

} // namespace labelwright
