// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

/// An sRGB colour without alpha.
struct Color {
    std::uint8_t red = 0;
    std::uint8_t green = 0;
    std::uint8_t blue = 0;
    friend bool operator==(const Color&, const Color&) = default;
};

inline constexpr Color kWhite{255, 255, 255}; ///< Ground Truth's BACKGROUND; no label may have it.

/// "#2ca02c": lower case, as some readers compare text (GROUND-TRUTH.md section 12, C1).
std::string hexColor(Color color);

/// "#2CA02C" in either case, with or without '#'; nullopt for anything else.
std::optional<Color> parseHexColor(std::string_view text);

/// Colour that Ground Truth gives to the label at `index` (from 0) of a job: its list of 60, and beyond it evenly
/// spread hues of ours, all different and none white. Precondition: index < 254.
/// Source: GROUND-TRUTH.md section 4.4.
Color defaultLabelColor(std::size_t index);

} // namespace labelwright
