// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/segment/ObjectHints.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Four points on an object of a photo, as a line of JSON has them:
/// {"image":"a.jpg","top":[x,y],"bottom":[x,y],"left":[x,y],"right":[x,y]}, with "label" or "out" where they are used.
/// "foreground" and "background" are lists of strokes, each a list of [x,y], that correct the result in this order.
struct ClickLine {
    std::string image;
    ObjectHints hints;
    std::string label; ///< Empty where the line has none.
    std::string out;   ///< The mask to write; empty where the line has none.
};

/// Errors: InvalidArgument, naming the key: somebody typed the line, and a backup of it is not what helps.
Result<ClickLine> parseClickLine(std::string_view text);

} // namespace labelwright
