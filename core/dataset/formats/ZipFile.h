// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

struct ZipEntry {
    std::string name;
    std::vector<std::uint8_t> bytes;
};

/// A zip file of the entries, deflated: the same bytes for the same entries, as their time is always 1980-01-01.
/// Errors: TooLarge for a lack of memory.
Result<std::vector<std::uint8_t>> makeZip(std::span<const ZipEntry> entries);

/// What a zip file holds under this name. Errors: NotFound; Malformed, also for a wrong CRC; TooLarge for more than
/// 1 GiB.
Result<std::vector<std::uint8_t>> readZipEntry(std::span<const std::uint8_t> zip, const std::string& name);

} // namespace labelwright
