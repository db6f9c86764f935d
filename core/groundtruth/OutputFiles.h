// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/labels/Color.h"

#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// The local file of a mask: below the folder by the longest suffix of the URI that exists there, else by its base name
/// at the usual places; with ':' and with its substitutes '_' and U+F03A.
/// Errors: NotFound.
Result<std::filesystem::path> findMask(const std::filesystem::path& root, std::string_view maskUri);

/// The palette of the first of these masks that can be read; empty when none can.
std::vector<Color> firstPalette(const std::filesystem::path& root, std::span<const std::string> maskUris);

/// The worker response files of an object, by iteration and name; empty when there are none.
std::vector<std::filesystem::path> workerResponsesOf(const std::filesystem::path& root, std::int64_t objectId);

} // namespace labelwright
