// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/FolderNames.h"

#include "core/base/Text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>

namespace labelwright {
namespace {

constexpr std::size_t kMaxBytes = 255;

bool isCapital(char c)
{
    return c >= 'A' && c <= 'Z';
}

/// What Windows takes for a device, whatever comes behind a dot.
bool isDevice(std::string_view name)
{
    constexpr std::array<std::string_view, 4> kDevices{"con", "prn", "aux", "nul"};
    const std::string stem = lowerCase(name.substr(0, name.find('.')));
    const bool isPort = stem.size() == 4 && (stem.starts_with("com") || stem.starts_with("lpt")) &&
                        stem.back() >= '0' && stem.back() <= '9';
    return isPort || std::ranges::find(kDevices, stem) != kDevices.end();
}

bool isForbidden(std::string_view name, std::size_t at)
{
    constexpr std::string_view kForbidden = "<>:\"/\\|?*%";
    const char c = name[at];
    const bool isEdge = at == 0 || at + 1 == name.size();
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || kForbidden.find(c) != std::string_view::npos ||
           (isEdge && (c == '.' || c == ' '));
}

std::string escaped(std::string_view name, bool withCapitals)
{
    std::string folder;
    for (std::size_t at = 0; at < name.size(); ++at) {
        const bool isEscaped =
            isForbidden(name, at) || (withCapitals && isCapital(name[at])) || (at == 0 && isDevice(name));
        folder += isEscaped ? fmt::format("%{:02X}", static_cast<unsigned char>(name[at])) : std::string(1, name[at]);
    }
    return folder;
}

} // namespace

Result<std::vector<std::string>> folderNames(const LabelSet& labels)
{
    std::map<std::string, int> alike;
    for (const LabelClass& label : labels.classes())
        ++alike[lowerCase(label.name)];
    std::vector<std::string> names;
    for (const LabelClass& label : labels.classes()) {
        names.push_back(escaped(label.name, alike[lowerCase(label.name)] > 1));
        if (names.back().size() > kMaxBytes)
            return Error{ErrorCode::TooLarge,
                         fmt::format("the name of the label \"{}\" is too long for a folder", label.name)};
    }
    return names;
}

std::string labelNameOf(std::string_view folder)
{
    std::string name;
    for (std::size_t at = 0; at < folder.size(); ++at) {
        unsigned value = 0;
        const char* const digits = folder.data() + at + 1;
        const bool isEscape = folder[at] == '%' && at + 2 < folder.size() &&
                              std::from_chars(digits, digits + 2, value, 16).ptr == digits + 2;
        name += isEscape ? static_cast<char>(value) : folder[at];
        at += isEscape ? 2 : 0;
    }
    return name;
}

} // namespace labelwright
