// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/MendColorMap.h"

#include "core/base/Json.h"
#include "core/base/Time.h"
#include "core/groundtruth/MetadataJson.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/labels/LabelSet.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

namespace labelwright {
namespace {

constexpr std::string_view kColorMap = "internal-color-map";
constexpr std::string_view kHexColor = "hex-color";
constexpr std::size_t kMasksTried = 3;

using VisitMap = std::function<void(const std::string& attribute, Json& metadata)>;

/// Calls `visit` with the metadata of each attribute of `object` that has a colour map.
void visitColorMaps(Json& object, const VisitMap& visit)
{
    if (!object.is_object())
        return;
    for (auto& [key, value] : object.items()) {
        const Json* map = key.ends_with(kMetadataSuffix) ? memberOf(value, kColorMap) : nullptr;
        if (map != nullptr && map->is_object())
            visit(key.substr(0, key.size() - kMetadataSuffix.size()), value);
    }
}

/// nullopt for a key that is no label's number.
std::optional<std::int64_t> indexOf(const std::string& key)
{
    const std::optional<std::int64_t> index = looseInteger(Json(key));
    return index && *index >= 0 && *index <= static_cast<std::int64_t>(kMaxLabels) ? index : std::nullopt;
}

/// The entry with `color` where Ground Truth writes it, after the class-name.
Json withColor(const Json& entry, const std::string& color)
{
    Json written = Json::object();
    if (const Json* name = memberOf(entry, "class-name"))
        written["class-name"] = *name;
    written[std::string(kHexColor)] = color;
    for (const auto& [key, value] : entry.items()) {
        if (key != "class-name" && key != kHexColor)
            written[key] = value;
    }
    return written;
}

/// The masks' color where it can be a label's, else the default one, else the next that is free.
Color freeColor(std::int64_t index, const std::vector<Color>& palette, const std::set<std::string>& taken)
{
    const auto isFree = [&taken](Color color) { return color != kWhite && !taken.contains(hexColor(color)); };
    const auto place = static_cast<std::size_t>(index);
    if (place < palette.size() && isFree(palette[place]))
        return palette[place];
    std::size_t number = place - 1;
    while (!isFree(defaultLabelColor(number))) // There are as many as labels, all different.
        number = (number + 1) % kMaxLabels;
    return defaultLabelColor(number);
}

bool isSuspect(const Json& metadata)
{
    const std::optional<Time> time = parseTime(textAt(metadata, "creation-date"));
    return time && isInIndexDefectWindow(*time);
}

} // namespace

void ColorMapMender::add(std::string_view line)
{
    Result<Json> json = parseJson(line);
    if (!json)
        return;
    visitColorMaps(*json, [&](const std::string& attribute, Json& metadata) {
        KnownMap& known = m_maps[attribute];
        const std::string uri = textAt(*json, attribute);
        if (known.maskUris.size() < kMasksTried && !uri.empty() && !isSuspect(metadata))
            known.maskUris.push_back(uri);
        for (const auto& [key, entry] : memberOf(metadata, kColorMap)->items()) {
            const std::optional<std::int64_t> index = indexOf(key);
            if (!index)
                continue;
            std::optional<Color>& color = known.colors[*index];
            if (!color)
                color = parseHexColor(textAt(entry, kHexColor));
        }
    });
}

void ColorMapMender::complete(const std::filesystem::path& root)
{
    for (auto& [attribute, known] : m_maps) {
        std::set<std::string> taken;
        for (const auto& [index, color] : known.colors) {
            if (color)
                taken.insert(hexColor(*color));
        }
        const bool isWhole =
            std::ranges::all_of(known.colors, [](const auto& entry) { return entry.second.has_value(); });
        const std::vector<Color> palette = isWhole ? std::vector<Color>() : firstPalette(root, known.maskUris);
        for (auto& [index, color] : known.colors) {
            if (!color)
                color = index == 0 ? kWhite : freeColor(index, palette, taken);
            taken.insert(hexColor(*color));
        }
    }
}

std::optional<std::string> ColorMapMender::mendLine(std::string_view line, SuppliedColors& supplied) const
{
    Result<Json> json = parseJson(line);
    bool isMended = false;
    if (!json)
        return std::nullopt;
    visitColorMaps(*json, [&](const std::string& attribute, Json& metadata) {
        const auto known = m_maps.find(attribute);
        for (auto& [key, entry] : metadata[std::string(kColorMap)].items()) {
            const std::optional<std::int64_t> index = indexOf(key);
            if (known == m_maps.end() || !index || !known->second.colors.contains(*index) || !entry.is_object())
                continue;
            const std::string before = textAt(entry, kHexColor);
            const std::string color = hexColor(parseHexColor(before).value_or(*known->second.colors.at(*index)));
            if (before == color)
                continue;
            ++supplied[{attribute, textAt(entry, "class-name"), before, color}];
            entry = withColor(entry, color);
            isMended = true;
        }
    });
    return isMended ? std::optional(writeJson(*json)) : std::nullopt;
}

std::optional<std::string> ColorMapMender::mendConsolidation(std::string_view text, SuppliedColors& supplied) const
{
    Result<Json> json = parseJson(text);
    bool isMended = false;
    if (!json || !json->is_array())
        return std::nullopt;
    for (Json& object : *json) {
        const Json* annotation = memberOf(object, "consolidatedAnnotation");
        const Json* content = annotation ? memberOf(*annotation, "content") : nullptr;
        const std::optional<std::string> mended = content ? mendLine(writeJson(*content), supplied) : std::nullopt;
        Result<Json> written = mended ? parseJson(*mended) : Result<Json>(Error{});
        if (!written)
            continue;
        object["consolidatedAnnotation"]["content"] = *std::move(written);
        isMended = true;
    }
    return isMended ? std::optional(writeJson(*json)) : std::nullopt;
}

} // namespace labelwright
