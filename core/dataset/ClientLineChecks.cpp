// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClientChecks.h"
#include "core/dataset/ClientJson.h"
#include "core/dataset/ManifestChecks.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

namespace labelwright {
namespace {

constexpr std::string_view kMetadata = "-metadata";

std::string lowered(std::string text)
{
    std::ranges::transform(text, text.begin(),
                           [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    return text;
}

bool isBackground(const std::string& name)
{
    const std::string text = lowered(name);
    return text == "bg" || text == "background";
}

/// Whether the values are the keys of a map of names, "0" of 0.
bool areKeysOf(const Json& values, const Json* map)
{
    return values.is_array() && map && map->is_object() && values.size() == map->size() &&
           std::ranges::all_of(values, [map](const Json& value) {
               const std::optional<std::int64_t> number = looseInteger(value);
               return number && memberOf(*map, std::to_string(*number)) != nullptr;
           });
}

/// One background, names that differ in more than capitals, colours.
std::string faultOfClasses(const Json& colorMap)
{
    std::set<std::string> names;
    int backgrounds = 0;
    for (const auto& [key, entry] : colorMap.items()) {
        const std::string name = textAt(entry, "class-name");
        if (!names.insert(lowered(name)).second)
            return fmt::format("two classes are called \"{}\", but for capitals", name);
        const std::string hex = textAt(entry, "hex-color");
        if (!hex.starts_with('#') || !parseHexColor(hex))
            return fmt::format("the hex-color of \"{}\" does not read #RRGGBB", name);
        backgrounds += isBackground(name) ? 1 : 0;
    }
    return backgrounds == 1 ? std::string()
                            : fmt::format("{} classes are called bg or background; it must be one", backgrounds);
}

std::set<std::string> backgroundColorsOf(const Json& colorMap)
{
    std::set<std::string> colors;
    for (const auto& [key, entry] : colorMap.items()) {
        const std::optional<Color> color = parseHexColor(textAt(entry, "hex-color"));
        if (color && isBackground(textAt(entry, "class-name")))
            colors.insert(hexColor(*color));
    }
    return colors;
}

void checkUploadedMask(const ClientFiles& files, const ClientReport& report, const ClientLine& line)
{
    const std::optional<ClientMask> mask = maskOf(files, report, line, "semantic-segmentation-ref");
    if (!mask)
        return;
    const auto wrong = [&](std::string detail) { report.add(files.output.manifestPath, detail, line.number); };
    if (!mask->uri.ends_with(".png"))
        wrong(fmt::format("the mask {} is no .png", mask->uri));
    if (const std::string fault = faultOfClasses(*mask->colorMap); !fault.empty())
        wrong(fault);
    const std::optional<MaskColors> colors = colorsIn(files, report, line, mask->uri);
    const std::set<std::string> known = hexColorsOf(*mask->colorMap);
    const std::set<std::string> background = backgroundColorsOf(*mask->colorMap);
    const bool hasLabels = colors && std::ranges::any_of(colors->colors, [&](const std::string& color) {
                               return known.contains(color) && !background.contains(color);
                           });
    if (colors && !hasLabels)
        wrong("the mask is background alone, which is refused");
}

void checkUploadedLabels(const ClientFiles& files, const ClientReport& report, const ClientLine& line)
{
    const auto wrong = [&](std::string detail) { report.add(files.output.manifestPath, detail, line.number); };
    std::set<std::string> names;
    const auto addName = [&](const std::string& name) {
        if (isBackground(name))
            wrong("a class is called bg or background, which a classification must not have");
        if (!names.insert(lowered(name)).second)
            wrong(fmt::format("two classes are called \"{}\", but for capitals", name));
    };
    if (const Json* metadata = line.metadataOf("single-label"))
        addName(textAt(*metadata, "class-name"));
    const Json* values = memberOf(line.json, "multi-label");
    const Json* metadata = line.metadataOf("multi-label");
    if (!values || !metadata)
        return;
    names.clear();
    const Json* map = memberOf(*metadata, "class-map");
    if (!areKeysOf(*values, map))
        wrong("class-map is not of the labels that the image has");
    else
        for (const auto& [key, name] : map->items())
            addName(name.is_string() ? name.get<std::string>() : std::string());
}

} // namespace

void checkClassificationNotebook(const ClientFiles& files, const ClientReport& report)
{
    forEachLine(files, report, [&](const ClientLine& line) {
        const Json* metadata = nullptr;
        std::string first;
        for (const auto& [key, value] : line.json.items()) {
            if (!metadata && key.find(kMetadata) != std::string::npos) {
                metadata = &value;
                first = key;
            }
        }
        if (!metadata) {
            report.add(files.output.manifestPath, "no key of the line contains -metadata", line.number);
            return;
        }
        for (const std::string_view member : {"class-name", "confidence", "human-annotated"}) {
            if (!memberOf(*metadata, member))
                report.add(files.output.manifestPath,
                           fmt::format("\"{}\", the line's first metadata, has no {}", first, member), line.number);
        }
    });
}

void checkUploadPipeline(const ClientFiles& files, const ClientReport& report)
{
    constexpr std::array<std::string_view, 4> kNames{"semantic-segmentation-ref", "multi-label", "single-label",
                                                     "object-detection"};
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::string photo = textAt(line.json, "source-ref");
        if (!photo.starts_with("s3://") || !hasPhotoEnding(photo))
            report.add(files.output.manifestPath,
                       fmt::format("the source-ref {} is no s3:// name of a .jpg, .jpeg or .png", photo), line.number);
        const bool isKnown =
            std::ranges::any_of(kNames, [&](std::string_view name) { return memberOf(line.json, name) != nullptr; });
        if (!isKnown)
            report.add(files.output.manifestPath,
                       "the line has no attribute called semantic-segmentation-ref, multi-label, single-label or "
                       "object-detection",
                       line.number);
        if (memberOf(line.json, kNames.front()))
            checkUploadedMask(files, report, line);
        checkUploadedLabels(files, report, line);
    });
}

void checkMultiLabelTransform(const ClientFiles& files, const ClientReport& report)
{
    forEachLine(files, report, [&](const ClientLine& line) {
        const auto wrong = [&](std::string detail) { report.add(files.output.manifestPath, detail, line.number); };
        std::string attribute;
        for (const auto& [key, value] : line.json.items()) {
            if (key.find("source-ref") == std::string::npos && key.find(kMetadata) == std::string::npos)
                attribute = key;
        }
        const Json* metadata = attribute.empty() ? nullptr : line.metadataOf(attribute);
        if (!metadata) {
            wrong(attribute.empty() ? "the line has no attribute"
                                    : fmt::format("the line's last key that is no metadata, \"{}\", has no metadata: "
                                                  "keys that the job does not write must not stand there",
                                                  attribute));
            return;
        }
        const Json& values = *memberOf(line.json, attribute);
        for (const std::string_view map : {"class-map", "confidence-map"}) {
            if (!areKeysOf(values, memberOf(*metadata, map)))
                wrong(fmt::format("{} of \"{}\" is not of the labels in its list", map, attribute));
        }
        for (const std::string_view member : {"job-name", "human-annotated", "creation-date"}) {
            if (!memberOf(*metadata, member))
                wrong(fmt::format("the metadata of \"{}\" has no {}", attribute, member));
        }
    });
}

void checkSingleKeyTool(const ClientFiles& files, const ClientReport& report)
{
    forEachLine(files, report, [&](const ClientLine& line) {
        std::string keys;
        int count = 0;
        for (const auto& [key, value] : line.json.items()) {
            if (key.find("metadata") != std::string::npos && hasFailed(value))
                return;
            if (key == "source-ref" || key.find("metadata") != std::string::npos)
                continue;
            keys += fmt::format("{}\"{}\"", count++ > 0 ? ", " : "", key);
        }
        if (count != 1)
            report.add(files.output.manifestPath,
                       count == 0 ? "the line has no key besides source-ref and metadata"
                                  : fmt::format("the line has {} keys besides source-ref and metadata, not one: {}",
                                                count, keys),
                       line.number);
    });
}

} // namespace labelwright
