// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/labels/Color.h"

#include <compare>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A hex-color that colour maps lacked, or held in another spelling than Ground Truth's.
struct SuppliedColor {
    std::string attribute;
    std::string className;
    std::string before; ///< The text that stood there; empty where none did.
    std::string color;  ///< "#2ca02c"
    auto operator<=>(const SuppliedColor&) const = default;
};

/// On how many lines, or objects of a consolidation response.
using SuppliedColors = std::map<SuppliedColor, std::int64_t>;

/// Gives every entry of the colour maps in a Ground Truth folder its hex-color: what another line says of it, else what
/// the masks' palettes say, else Ground Truth's default colour.
///
/// Use: add() for every line of the output manifest, complete(), then mend lines. Memory: a class once, not a line.
class ColorMapMender {
public:
    /// A line that is no JSON object tells nothing.
    void add(std::string_view line);
    /// Reads the first of the masks that add() saw. `root`: as findMask's.
    void complete(const std::filesystem::path& root);

    /// The line written anew, with all colours; nullopt where none was wanting, or it is no JSON object.
    std::optional<std::string> mendLine(std::string_view line, SuppliedColors& supplied) const;
    /// The same for a consolidation response file.
    std::optional<std::string> mendConsolidation(std::string_view text, SuppliedColors& supplied) const;

private:
    struct KnownMap {
        std::map<std::int64_t, std::optional<Color>> colors; ///< By index.
        std::vector<std::string> maskUris;                   ///< The first few whose indices can be trusted.
    };

    std::map<std::string, KnownMap> m_maps; ///< By attribute.
};

} // namespace labelwright
