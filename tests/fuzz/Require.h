// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <cstdlib>
#include <span>
#include <string_view>

namespace labelwright::fuzz {

/// Ends the program, which the fuzzer reports with the input that did it.
inline void require(bool holds)
{
    if (!holds)
        std::abort();
}

inline std::string_view textOf(std::span<const std::uint8_t> bytes)
{
    return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
}

} // namespace labelwright::fuzz
