// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// An array of NumPy's in C order, as a .npy file holds it.
struct NpyArray {
    std::string type; ///< NumPy's name for it: "|u1" are bytes, "|S7" texts of at most 7 bytes.
    std::vector<std::int64_t> shape;
    std::vector<std::uint8_t> data;
    friend bool operator==(const NpyArray&, const NpyArray&) = default;

    std::int64_t count() const;
    /// Elements of whole numbers of 1 to 8 bytes, or of truth values; nullopt for any other type. A value of 2^63 and
    /// more comes out negative. Precondition: they lie within count().
    std::optional<std::vector<std::int64_t>> integers(std::int64_t first, std::int64_t number) const;
    /// Of texts; nullopt for any other type.
    std::optional<std::vector<std::string>> texts() const;

    static NpyArray ofBytes(std::vector<std::int64_t> shape, std::vector<std::uint8_t> bytes);
    /// UTF-8, in one row.
    static NpyArray ofTexts(const std::vector<std::string>& texts);
};

std::vector<std::uint8_t> encodeNpy(const NpyArray& array);

/// Little endian and C order only. Errors: Malformed, Truncated, Unsupported.
Result<NpyArray> decodeNpy(std::span<const std::uint8_t> file);

} // namespace labelwright
