// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ClientJson.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/MaskPng.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/image/ImageReader.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <system_error>

namespace labelwright {

namespace fs = std::filesystem;

const Json* ClientLine::metadataOf(std::string_view attribute) const
{
    return memberOf(json, fmt::format("{}-metadata", attribute));
}

void forEachLine(const ClientFiles& files, const ClientReport& report,
                 const std::function<void(const ClientLine&)>& look)
{
    const Manifest& manifest = files.output.manifest;
    for (std::int64_t index = 0; index < manifest.lineCount(); ++index) {
        const Result<std::string> text = manifest.line(index);
        Result<Json> json = text ? parseJson(*text) : Result<Json>(text.error());
        if (json && json->is_object())
            look({index + 1, *std::move(json)});
        else
            report.add(manifest.path(), "this line is no JSON object", index + 1);
    }
}

bool hasFailed(const Json& metadata)
{
    return memberOf(metadata, "failure-reason") != nullptr;
}

std::optional<ClientMask> maskOf(const ClientFiles& files, const ClientReport& report, const ClientLine& line,
                                 const std::string& attribute, bool mayFail)
{
    const Json* metadata = line.metadataOf(attribute);
    if (mayFail && metadata && hasFailed(*metadata))
        return std::nullopt;
    const std::optional<std::string> uri = stringOf(line.json, attribute);
    const Json* colorMap = metadata ? memberOf(*metadata, "internal-color-map") : nullptr;
    if (uri && colorMap && colorMap->is_object())
        return ClientMask{*uri, colorMap};
    report.add(files.output.manifestPath,
               fmt::format("the line has no mask \"{}\" with an internal-color-map in its metadata", attribute),
               line.number);
    return std::nullopt;
}

std::set<std::string> hexColorsOf(const Json& colorMap)
{
    std::set<std::string> colors;
    for (const auto& [key, entry] : colorMap.items())
        colors.insert(textAt(entry, "hex-color"));
    return colors;
}

std::optional<MaskColors> colorsIn(const ClientFiles& files, const ClientReport& report, const ClientLine& line,
                                   const std::string& uri)
{
    const Result<fs::path> path = findMask(files.output.root, uri);
    const Result<std::vector<std::uint8_t>> bytes =
        path ? readFile(*path, kMaxImageFileBytes) : Result<std::vector<std::uint8_t>>(path.error());
    const Result<IndexedPng> png = bytes ? decodeIndexedPng(*bytes) : Result<IndexedPng>(bytes.error());
    if (!png) {
        report.add(files.output.manifestPath, fmt::format("the mask {} can't be read: {}", uri, png.error().detail),
                   line.number);
        return std::nullopt;
    }
    std::array<bool, 256> occurs{};
    for (const std::uint8_t index : png->indices)
        occurs[index] = true;
    MaskColors found{{}, png->size};
    for (std::size_t index = 0; index < png->palette.size(); ++index) {
        if (occurs[index])
            found.colors.insert(hexColor(png->palette[index]));
    }
    return found;
}

std::optional<Json> readJsonFile(const ClientReport& report, const fs::path& path, bool firstLine)
{
    const Result<std::string> text = readTextFile(path);
    Result<Json> json =
        text ? parseJson(firstLine ? text->substr(0, text->find('\n')) : *text) : Result<Json>(text.error());
    if (json)
        return *std::move(json);
    report.add(path, fmt::format("{} can't be read as JSON: {}", firstLine ? "the first line" : "the file",
                                 json.error().detail));
    return std::nullopt;
}

std::vector<fs::path> jsonFilesIn(const fs::path& folder)
{
    std::vector<fs::path> files;
    std::error_code failure;
    for (fs::directory_iterator file(folder, failure), end; !failure && file != end; file.increment(failure)) {
        if (file->path().extension() == ".json")
            files.push_back(file->path());
    }
    std::ranges::sort(files);
    return files;
}

} // namespace labelwright
