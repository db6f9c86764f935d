// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Standard alphabet with padding, no line breaks (RFC 4648, section 4).
std::string encodeBase64(std::span<const std::uint8_t> bytes);

/// Errors: Malformed, with the byte where decoding stopped.
Result<std::vector<std::uint8_t>> decodeBase64(std::string_view text);

} // namespace labelwright
