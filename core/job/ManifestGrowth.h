// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>

namespace labelwright {

/// Lines that a manifest has behind those of another.
struct ManifestGrowth {
    std::filesystem::path manifest; ///< The longer one.
    std::int64_t lines = 0;
};

/// The longest of `others` where it goes on behind all lines of `manifest`; nullopt where none is longer. One that is
/// not there says nothing. Cost: reads all of them, a block at a time. Errors: Unreadable; Mismatch, with the line, for
/// two of which neither begins with all lines of the other: both got lines that the other has not.
Result<std::optional<ManifestGrowth>> growthOf(const std::filesystem::path& manifest,
                                               std::span<const std::filesystem::path> others);

} // namespace labelwright
