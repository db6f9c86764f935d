// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <span>

namespace labelwright {

/// Writes the file that an option named, over an old one. Unlike writeFileVerified() it makes no folder: one that is
/// not there is a slip of the pen. Errors: NotFound for the folder; those of writeFileVerified.
Status writeOutFile(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

} // namespace labelwright
