// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Time.h"
#include "core/dataset/ClientChecks.h"
#include "core/dataset/ClientJson.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/OutputLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kConsolidated = "annotations/consolidated-annotation";

/// Whether each character of the text is that of the pattern, or a digit where that has '0'.
bool hasForm(std::string_view text, std::string_view pattern)
{
    return text.size() == pattern.size() && std::ranges::equal(text, pattern, [](char c, char form) {
               return form == '0' ? c >= '0' && c <= '9' : c == form;
           });
}

void checkConsolidatedItem(const ClientFiles& files, const ClientReport& report, const fs::path& path, const Json& item)
{
    const std::string object = textAt(item, "datasetObjectId");
    const Json* annotation = memberOf(item, "consolidatedAnnotation");
    const Json* content = annotation ? memberOf(*annotation, "content") : nullptr;
    if (object.empty() || !content) {
        report.add(path, "an item has no datasetObjectId, or no content of a consolidatedAnnotation");
        return;
    }
    const OutputAttribute* attribute = files.output.newest();
    const Json* metadata = attribute ? memberOf(*content, attribute->name + "-metadata") : nullptr;
    if (!metadata)
        report.add(path, fmt::format("object {} has no metadata of the job's attribute", object));
    else if (!hasForm(textAt(*metadata, "creation-date"), "0000-00-00T00:00:00.000000"))
        report.add(path, fmt::format("the creation-date of object {} has not six decimals", object));
}

/// The labels' names of data.json, as they stand on its first line.
bool hasLabelNames(const Json& json)
{
    const Json* labels = memberOf(json, "labels");
    return labels && labels->is_array() && !labels->empty() &&
           std::ranges::all_of(*labels, [](const Json& label) { return !textAt(label, "label").empty(); });
}

void checkDataJson(const ClientFiles& files, const ClientReport& report)
{
    const fs::path path = files.output.root / layout::kLabelCategories;
    const std::optional<Json> json = readJsonFile(report, path, true);
    if (json && !hasLabelNames(*json))
        report.add(path, "the first line has no labels with names");
}

void checkManifestPlace(const ClientFiles& files, const ClientReport& report)
{
    std::error_code failure;
    if (!fs::exists(files.output.root / layout::kOutputManifest, failure))
        report.add(files.output.root / layout::kOutputManifest, "the manifest is not at this place");
}

void checkAgreementResponse(const ClientReport& report, const fs::path& path)
{
    const std::optional<Json> json = readJsonFile(report, path);
    const Json* answers = json ? memberOf(*json, "answers") : nullptr;
    if (json && (!answers || !answers->is_array())) {
        report.add(path, "the worker response has no list of answers");
        return;
    }
    for (std::size_t index = 0; answers && index < answers->size(); ++index) {
        const Json& answer = (*answers)[index];
        const Json* content = memberOf(answer, "answerContent");
        const Json* select = content ? memberOf(*content, "crowd-image-classifier-multi-select") : nullptr;
        const Json* labels = select ? memberOf(*select, "labels") : nullptr;
        if (textAt(answer, "workerId").empty() || !labels || !labels->is_array())
            report.add(path, fmt::format("answer {} has no workerId, or no labels of "
                                         "crowd-image-classifier-multi-select",
                                         index + 1));
    }
}

/// The colours that the first worker's labels have in a consolidation request, by name.
std::optional<std::vector<std::pair<std::string, std::string>>> mappedColors(const ClientReport& report,
                                                                             const fs::path& path)
{
    const std::optional<Json> request = readJsonFile(report, path);
    if (!request)
        return std::nullopt;
    const Json* annotations =
        request->is_array() && !request->empty() ? memberOf((*request)[0], "annotations") : nullptr;
    const Json* data = annotations && annotations->is_array() && !annotations->empty()
                           ? memberOf((*annotations)[0], "annotationData")
                           : nullptr;
    const Result<Json> content = parseJson(data ? textAt(*data, "content") : std::string());
    const Json* answer = content ? memberOf(*content, "crowd-semantic-segmentation") : nullptr;
    const Json* mappings = answer ? memberOf(*answer, "labelMappings") : nullptr;
    if (!mappings || !mappings->is_object()) {
        report.add(path, "the first answer has no crowd-semantic-segmentation with labelMappings in its content");
        return std::nullopt;
    }
    std::vector<std::pair<std::string, std::string>> colors;
    for (const auto& [name, mapping] : mappings->items())
        colors.emplace_back(name, textAt(mapping, "color"));
    return colors;
}

} // namespace

void checkConsolidationNotebooks(const ClientFiles& files, const ClientReport& report)
{
    const fs::path folder = files.output.root / kConsolidated / "consolidation-response";
    bool isEmpty = true;
    std::error_code failure;
    for (fs::directory_iterator iteration(folder, failure), end; !failure && iteration != end;
         iteration.increment(failure)) {
        const std::string name = iteration->path().filename().string();
        if (name.back() < '0' || name.back() > '9')
            report.add(iteration->path(), "the folder's last character is not the number of an iteration");
        for (const fs::path& path : jsonFilesIn(iteration->path())) {
            isEmpty = false;
            if (!hasForm(path.filename().string(), "0000-00-00_00:00:00.json"))
                report.add(path, "the file's name does not read YYYY-MM-DD_HH:MM:SS.json");
            const std::optional<Json> json = readJsonFile(report, path);
            if (json && !json->is_array())
                report.add(path, "the consolidation response is no list");
            for (std::size_t item = 0; json && json->is_array() && item < json->size(); ++item)
                checkConsolidatedItem(files, report, path, (*json)[item]);
        }
    }
    if (isEmpty)
        report.add(folder, "there is no consolidation response");
}

void checkYoloLabels(const ClientFiles& files, const ClientReport& report)
{
    checkDataJson(files, report);
    checkManifestPlace(files, report);
    forEachLine(files, report, [&](const ClientLine& line) {
        if (!memberOf(line.json, files.jobName))
            report.add(files.output.manifestPath,
                       fmt::format("the line has no attribute called as the job, \"{}\"", files.jobName), line.number);
    });
}

void checkAnnotatorAgreement(const ClientFiles& files, const ClientReport& report)
{
    checkDataJson(files, report);
    checkManifestPlace(files, report);
    for (std::int64_t object = 0; object < files.output.manifest.lineCount(); ++object) {
        const std::vector<fs::path> responses = workerResponsesOf(files.output.root, object);
        if (responses.size() != 1)
            report.add(files.output.root / layout::kWorkerResponses,
                       fmt::format("object {} has {} worker responses, not one", object, responses.size()));
        for (const fs::path& response : responses)
            checkAgreementResponse(report, response);
    }
}

void checkYoloClassList(const ClientFiles& files, const ClientReport& report)
{
    checkDataJson(files, report);
}

void checkSceneCrops(const ClientFiles& files, const ClientReport& report)
{
    const fs::path folder = files.output.root / kConsolidated / "consolidation-request/iteration-1";
    const std::vector<fs::path> requests = jsonFilesIn(folder);
    if (requests.empty()) {
        report.add(folder, "there is no consolidation request");
        return;
    }
    const auto mappings = mappedColors(report, requests.front());
    const OutputAttribute* attribute = files.output.segmentation();
    if (!mappings || !attribute) {
        if (!attribute)
            report.add(files.output.manifestPath, "no line has a mask");
        return;
    }
    bool isDone = false;
    forEachLine(files, report, [&](const ClientLine& line) {
        const std::string uri = textAt(line.json, attribute->name);
        if (isDone || uri.empty()) // Only the first mask is looked at.
            return;
        isDone = true;
        const std::optional<MaskColors> mask = colorsIn(files, report, line, uri);
        for (const auto& [name, color] : *mappings) {
            if (mask && !mask->colors.contains(color))
                report.add(files.output.manifestPath,
                           fmt::format("no pixel of the first mask is \"{}\" ({}), whose crop has no extent then", name,
                                       color),
                           line.number);
        }
    });
}

} // namespace labelwright
