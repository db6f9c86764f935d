// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClientChecks.h"
#include "core/dataset/ClientJson.h"
#include "core/groundtruth/SegmentationMetadata.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

const std::string kWhiteHex = hexColor(kWhite);

/// The first of `colors` that `known` lacks; empty where there is none.
std::string firstUnknown(const std::set<std::string>& colors, const std::set<std::string>& known)
{
    const auto unknown = std::ranges::find_if(colors, [&](const std::string& each) { return !known.contains(each); });
    return unknown == colors.end() ? std::string() : *unknown;
}

/// Names and lower-case colours of all classes, and a white BACKGROUND among them.
std::string faultOfEntries(const Json& colorMap)
{
    bool hasBackground = false;
    for (const auto& [key, entry] : colorMap.items()) {
        const std::string name = textAt(entry, "class-name");
        const std::string hex = textAt(entry, "hex-color");
        const std::optional<Color> color = parseHexColor(hex);
        if (name.empty() || !color)
            return fmt::format("entry {} of the color map has no class-name, or no hex-color", key);
        if (hex != hexColor(*color))
            return fmt::format("the color {} of \"{}\" is not in lower case", hex, name);
        hasBackground = hasBackground || (name == kBackgroundName && *color == kWhite);
    }
    return hasBackground ? std::string() : "no entry of the color map is BACKGROUND with #ffffff";
}

/// What is compared with the first line.
struct FirstMask {
    std::string folder;
    std::set<std::string> colors;
    std::optional<Size> size;
};

std::string faultBeside(const FirstMask& first, const std::string& folder, const MaskColors& mask)
{
    if (folder != first.folder)
        return fmt::format("the mask lies in {}, the first one in {}", folder, first.folder);
    if (const std::string color = firstUnknown(mask.colors, first.colors); !color.empty())
        return fmt::format("the mask has the color {}, which the first line's color map lacks", color);
    if (first.size && mask.size != *first.size)
        return fmt::format("the mask is {} x {}, the first one {} x {}; all must have one size", mask.size.width,
                           mask.size.height, first.size->width, first.size->height);
    return {};
}

/// Where there is a request: the clients asks the service for the job's keywords.
void checkKeywords(const ClientFiles& files, const ClientReport& report)
{
    if (files.request.empty())
        return;
    const std::optional<Json> request = readJsonFile(report, files.request);
    const Json* task = request ? memberOf(*request, "HumanTaskConfig") : nullptr;
    const Json* keywords = task ? memberOf(*task, "TaskKeywords") : nullptr;
    for (const std::string_view keyword : {"Images", "image segmentation"}) {
        if (request && (!keywords || std::ranges::find(*keywords, Json(keyword)) == keywords->end()))
            report.add(files.request, fmt::format("TaskKeywords lack \"{}\"", keyword));
    }
}

/// Keys "0", "1" and so on.
bool hasKeysInOrder(const Json& colorMap)
{
    std::size_t expected = 0;
    for (const auto& [key, entry] : colorMap.items()) {
        if (key != std::to_string(expected++))
            return false;
    }
    return expected > 0;
}

} // namespace

void checkCocoNotebook(const ClientFiles& files, const ClientReport& report)
{
    const fs::path& path = files.output.manifestPath;
    std::optional<FirstMask> first;
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::optional<ClientMask> mask = maskOf(files, report, line, files.jobName + "-ref");
        if (!mask)
            return;
        if (const std::string fault = faultOfEntries(*mask->colorMap); !fault.empty())
            report.add(path, fault, line.number);
        const std::string folder = mask->uri.substr(0, mask->uri.rfind('/') + 1);
        const std::optional<MaskColors> colors = colorsIn(files, report, line, mask->uri);
        if (!first)
            first = FirstMask{folder, hexColorsOf(*mask->colorMap), std::nullopt};
        if (!colors)
            return;
        if (const std::string fault = faultBeside(*first, folder, *colors); !fault.empty())
            report.add(path, fault, line.number);
        if (!first->size)
            first->size = colors->size;
    });
}

void checkConversionKit(const ClientFiles& files, const ClientReport& report)
{
    const fs::path& path = files.output.manifestPath;
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::optional<ClientMask> mask = maskOf(files, report, line, files.jobName + "-ref");
        if (!mask)
            return;
        bool hasWhite = false;
        for (const std::string& hex : hexColorsOf(*mask->colorMap)) {
            if (!parseHexColor(hex))
                report.add(path, fmt::format("\"{}\" is no hex-color", hex), line.number);
            hasWhite = hasWhite || parseHexColor(hex) == kWhite;
        }
        if (!hasWhite)
            report.add(path, "no entry of the color map is #ffffff, which is taken away from the colors", line.number);
    });
    checkKeywords(files, report);
}

void checkIndexCorrection(const ClientFiles& files, const ClientReport& report)
{
    const OutputAttribute* attribute = files.output.segmentation();
    if (!attribute) {
        report.add(files.output.manifestPath, "no line has a mask");
        return;
    }
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::optional<std::string> uri = stringOf(line.json, attribute->name);
        const Json* metadata = line.metadataOf(attribute->name);
        const Json* colorMap = metadata ? memberOf(*metadata, "internal-color-map") : nullptr;
        if (!uri || !colorMap) // Such lines are skipped.
            return;
        const auto wrong = [&](std::string detail) { report.add(files.output.manifestPath, detail, line.number); };
        if (!textAt(*metadata, "job-name").starts_with("labeling-job/"))
            wrong("job-name does not begin with labeling-job/");
        if (uri->find("consolidated-annotation/output") == std::string::npos)
            wrong(fmt::format("the mask {} is not in a folder consolidated-annotation/output", *uri));
        if (!hasKeysInOrder(*colorMap))
            wrong("the color map's keys are not 0, 1, 2 and so on in this order, by which the masks are rewritten");
    });
}

void checkSuperannotate(const ClientFiles& files, const ClientReport& report)
{
    const fs::path& path = files.output.manifestPath;
    if (path.parent_path() != files.output.root || path.filename() != "output.manifest")
        report.add(path, "output.manifest must lie in one folder with the masks and the consolidation responses");
    for (const fs::path& file : jsonFilesIn(files.output.root)) {
        const std::optional<Json> json = readJsonFile(report, file);
        const bool isList = json && json->is_array() && std::ranges::all_of(*json, [](const Json& item) {
                                return memberOf(item, "consolidatedAnnotation") != nullptr;
                            });
        if (json && !isList)
            report.add(file, "the file is no list of items with a consolidatedAnnotation");
    }
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::optional<ClientMask> mask = maskOf(files, report, line, "attribute-name-ref");
        if (!mask)
            return;
        std::string name = mask->uri.substr(mask->uri.rfind('/') + 1);
        std::ranges::replace(name, ':', '_');
        std::error_code failure;
        if (!fs::exists(files.output.root / name, failure))
            report.add(path, fmt::format("the mask must lie beside the manifest as {}", name), line.number);
        const std::optional<MaskColors> colors = colorsIn(files, report, line, mask->uri);
        const std::string unknown = colors ? firstUnknown(colors->colors, hexColorsOf(*mask->colorMap)) : "";
        if (!unknown.empty())
            report.add(path, fmt::format("the mask has the color {}, which its color map lacks", unknown), line.number);
    });
}

void checkDefectDetection(const ClientFiles& files, const ClientReport& report)
{
    constexpr std::string_view kEnding = "-ref-metadata";
    forEachLine(files, report, [&](const ClientLine& line) {
        const Json* metadata = nullptr;
        for (const auto& [key, value] : line.json.items())
            metadata = key.ends_with(kEnding) ? &value : metadata;
        if (!metadata)
            report.add(files.output.manifestPath, "no key of the line ends in -ref-metadata", line.number);
        else if (!hasFailed(*metadata) && !memberOf(*metadata, "internal-color-map"))
            report.add(files.output.manifestPath, "the metadata has no internal-color-map", line.number);
    });
}

void checkDefaultPalette(const ClientFiles& files, const ClientReport& report)
{
    constexpr std::size_t kTableSize = 10;
    const OutputAttribute* attribute = files.output.segmentation();
    if (!attribute) {
        report.add(files.output.manifestPath, "no line has a mask");
        return;
    }
    const std::vector<LabelClass>& classes = attribute->labels.classes();
    if (classes.size() > kTableSize)
        report.add(files.output.manifestPath,
                   fmt::format("there are {} labels; the table of colors has {}", classes.size(), kTableSize));
    for (std::size_t index = 0; index < std::min(classes.size(), kTableSize); ++index) {
        if (classes[index].color != defaultLabelColor(index))
            report.add(files.output.manifestPath,
                       fmt::format("\"{}\" has the color {}, the table of colors {}", classes[index].name,
                                   hexColor(classes[index].color), hexColor(defaultLabelColor(index))));
    }
}

void checkYoloSegmentation(const ClientFiles& files, const ClientReport& report)
{
    const OutputAttribute* attribute = files.output.segmentation();
    if (!attribute) {
        report.add(files.output.manifestPath, "no line has a mask");
        return;
    }
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::optional<ClientMask> mask = maskOf(files, report, line, attribute->name, true);
        const std::optional<MaskColors> colors =
            mask ? colorsIn(files, report, line, mask->uri) : std::optional<MaskColors>();
        if (!colors)
            return;
        std::set<std::string> known{kWhiteHex};
        for (const std::string& hex : hexColorsOf(*mask->colorMap)) {
            if (const std::optional<Color> color = parseHexColor(hex))
                known.insert(hexColor(*color));
        }
        if (const std::string unknown = firstUnknown(colors->colors, known); !unknown.empty())
            report.add(files.output.manifestPath, fmt::format("the mask has the color {}, which no class has", unknown),
                       line.number);
    });
}

} // namespace labelwright
