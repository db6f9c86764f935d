// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/image/ImageReader.h"
#include "core/image/StoredPicture.h"

#include <cstdint>
#include <span>
#include <string_view>

namespace labelwright {

/// A kind of picture file that is read. A new one is a decoder and a row.
struct FormatRow {
    ImageFormat format;
    std::string_view name;                        ///< "JPEG"
    std::span<const std::string_view> signatures; ///< How such a file can begin; '?' stands for any byte.
    std::span<const std::string_view> extensions; ///< Lower case with the dot.
    Result<ImageInfo> (*readInfo)(std::span<const std::uint8_t> file);
    /// Neither turns the picture nor checks our limits; leastExtent may be kWholeExtent.
    Result<StoredPicture> (*decode)(std::span<const std::uint8_t> file, int leastExtent);
};

std::span<const FormatRow> formatTable();

/// The row that the file's first bytes fit. Errors: Truncated (too short to tell), Unsupported.
Result<const FormatRow*> formatOf(std::span<const std::uint8_t> file);

} // namespace labelwright
