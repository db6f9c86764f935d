// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// For .cpp files only: what the checks of clients have in common.

#include "core/base/Geometry.h"
#include "core/base/Json.h"
#include "core/dataset/ClientFiles.h"

#include <filesystem>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// A line of the manifest that is a JSON object.
struct ClientLine {
    std::int64_t number = 0; ///< From 1.
    Json json;

    /// nullptr where there is none.
    const Json* metadataOf(std::string_view attribute) const;
};

/// Each line in turn; one that is no JSON object is reported.
void forEachLine(const ClientFiles& files, const ClientReport& report,
                 const std::function<void(const ClientLine&)>& look);

/// Whether the metadata is that of an object that failed.
bool hasFailed(const Json& metadata);

/// A segmentation attribute of a line as strict clients read it.
struct ClientMask {
    std::string uri;
    const Json* colorMap = nullptr; ///< An object; lives as long as the line.
};

/// The attribute's mask and colour map; what is missing is reported. nullopt too, without a report, where the object
/// failed and `mayFail`.
std::optional<ClientMask> maskOf(const ClientFiles& files, const ClientReport& report, const ClientLine& line,
                                 const std::string& attribute, bool mayFail = false);

/// Every hex-color of a colour map, as it is written.
std::set<std::string> hexColorsOf(const Json& colorMap);

/// The colours that a mask's pixels have, "#rrggbb", white too, and its size; reported where it can't be read.
struct MaskColors {
    std::set<std::string> colors;
    Size size;
};
std::optional<MaskColors> colorsIn(const ClientFiles& files, const ClientReport& report, const ClientLine& line,
                                   const std::string& uri);

/// The file as JSON; reported where it is none. With `firstLine` only its first line, as clients read that call
/// readline().
std::optional<Json> readJsonFile(const ClientReport& report, const std::filesystem::path& path, bool firstLine = false);

/// JSON files in a folder, by name.
std::vector<std::filesystem::path> jsonFilesIn(const std::filesystem::path& folder);

} // namespace labelwright
