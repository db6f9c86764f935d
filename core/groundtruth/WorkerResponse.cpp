// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/WorkerResponse.h"

#include "core/base/Base64.h"
#include "core/base/Json.h"
#include "core/groundtruth/TaskType.h"
#include "core/mask/LabelMask.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace labelwright {
namespace {

constexpr std::string_view kDataUrlPrefix = "data:image/png;base64,";
constexpr double kMaxSeconds = 1e9;

Error malformed(std::string detail)
{
    return Error{ErrorCode::Malformed, std::move(detail)};
}

Json secondsJson(double seconds)
{
    const double rounded = std::isfinite(seconds) ? std::round(std::clamp(seconds, 0.0, kMaxSeconds) * 1000) / 1000 : 0;
    if (rounded == std::trunc(rounded))
        return static_cast<std::int64_t>(rounded);
    return rounded;
}

Json mappingsJson(std::vector<LabelMapping> mappings)
{
    std::sort(mappings.begin(), mappings.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    Json json = Json::object();
    for (const LabelMapping& mapping : mappings)
        json[mapping.name] = {{"color", hexColor(mapping.color)}};
    return json;
}

std::string_view nameOf(TaskType task)
{
    return infoOf(task).element;
}

Json contentJson(const SegmentationAnswer& answer)
{
    Json fields = Json::object();
    if (answer.initialValueModified)
        fields["initialValueModified"] = *answer.initialValueModified;
    fields["inputImageProperties"] = {{"height", answer.imageSize.height}, {"width", answer.imageSize.width}};
    fields["labelMappings"] = mappingsJson(answer.mappings);
    fields["labeledImage"] = {{"pngImageData", encodeBase64(answer.png)}};
    return {{nameOf(TaskType::SemanticSegmentation), std::move(fields)}};
}

Json contentJson(const ClassifierAnswer& answer)
{
    Json fields = {{"label", answer.label}};
    if (!answer.workerComment.empty())
        fields["workerComment"] = answer.workerComment;
    return {{nameOf(TaskType::ImageClassification), std::move(fields)}};
}

Json contentJson(const MultiSelectAnswer& answer)
{
    return {{nameOf(TaskType::ImageClassificationMultiLabel), {{"labels", answer.labels}}}};
}

Json contentJson(const TaskAnswer& answer)
{
    return std::visit([](const auto& kind) { return contentJson(kind); }, answer);
}

Json answerJson(const WorkerAnswer& answer)
{
    Json json = {{"acceptanceTime", formatMillisUtc(answer.acceptance)},
                 {"answerContent", contentJson(answer.answer)},
                 {"submissionTime", formatMillisUtc(answer.submission)},
                 {"timeSpentInSeconds", secondsJson(answer.timeSpentInSeconds)},
                 {"workerId", answer.worker.workerId}};
    if (!answer.worker.providerType.empty())
        json["workerMetadata"] = {{"identityData",
                                   {{"identityProviderType", answer.worker.providerType},
                                    {"issuer", answer.worker.issuer},
                                    {"sub", answer.worker.sub}}}};
    return json;
}

/// The segmentation among the answers of a page: built-in tasks have one name for it, custom ones their own. nullptr
/// where there is none.
const Json* segmentationOf(const Json& content)
{
    if (const Json* builtIn = memberOf(content, nameOf(TaskType::SemanticSegmentation)))
        return builtIn;
    for (const Json& value : content) {
        if (memberOf(value, "labeledImage") && memberOf(value, "labelMappings"))
            return &value;
    }
    return nullptr;
}

Result<int> readExtent(const Json& properties, std::string_view key)
{
    const Json* member = memberOf(properties, key);
    const std::optional<std::int64_t> extent = member ? looseInteger(*member) : std::nullopt;
    if (!extent || *extent < 1 || *extent > LabelMask::kMaxExtent)
        return malformed(fmt::format("the {} in inputImageProperties is not a number from 1 to {}", key,
                                     static_cast<int>(LabelMask::kMaxExtent)));
    return static_cast<int>(*extent);
}

Result<Size> readImageSize(const Json& fields)
{
    const Json* properties = memberOf(fields, "inputImageProperties");
    if (!properties)
        return malformed("the answer has no inputImageProperties");
    const Result<int> width = readExtent(*properties, "width");
    if (!width)
        return width.error();
    const Result<int> height = readExtent(*properties, "height");
    if (!height)
        return height.error();
    return Size{*width, *height};
}

Result<std::vector<LabelMapping>> readMappings(const Json& fields)
{
    const Json* json = memberOf(fields, "labelMappings");
    if (!json || !json->is_object())
        return malformed("the answer has no labelMappings");
    std::vector<LabelMapping> mappings;
    for (const auto& [name, value] : json->items()) {
        const std::optional<Color> color = parseHexColor(stringOf(value, "color").value_or(std::string()));
        if (!color)
            return malformed(fmt::format("the label \"{}\" in labelMappings has no color", name));
        mappings.push_back({name, *color});
    }
    return mappings;
}

Result<std::vector<std::uint8_t>> readPng(const Json& fields)
{
    const Json* image = memberOf(fields, "labeledImage");
    const std::optional<std::string> text = image ? stringOf(*image, "pngImageData") : std::nullopt;
    if (!text)
        return malformed("the answer has no pngImageData");
    std::string_view data = *text;
    if (data.starts_with(kDataUrlPrefix))
        data.remove_prefix(kDataUrlPrefix.size());
    Result<std::vector<std::uint8_t>> png = decodeBase64(data);
    if (!png)
        return malformed("the pngImageData of the answer is not valid Base64");
    return png;
}

Result<SegmentationAnswer> readSegmentation(const Json& fields)
{
    const Result<Size> size = readImageSize(fields);
    if (!size)
        return size.error();
    Result<std::vector<LabelMapping>> mappings = readMappings(fields);
    if (!mappings)
        return mappings.error();
    Result<std::vector<std::uint8_t>> png = readPng(fields);
    if (!png)
        return png.error();
    const Json* modified = memberOf(fields, "initialValueModified");
    if (modified && !modified->is_boolean())
        return malformed("initialValueModified is neither true nor false");
    return SegmentationAnswer{*size, *std::move(mappings), *std::move(png), booleanOf(fields, "initialValueModified")};
}

Result<ClassifierAnswer> readClassifier(const Json& fields)
{
    const std::optional<std::string> label = stringOf(fields, "label");
    if (!label || label->empty())
        return malformed("the answer has no label");
    return ClassifierAnswer{*label, stringOf(fields, "workerComment").value_or(std::string())};
}

Result<MultiSelectAnswer> readMultiSelect(const Json& fields)
{
    const Json* labels = memberOf(fields, "labels");
    if (!labels || !labels->is_array())
        return malformed("the answer has no list of labels");
    MultiSelectAnswer answer;
    for (const Json& label : *labels) {
        if (!label.is_string() || label.get_ref<const std::string&>().empty())
            return malformed("the answer's labels are not all names");
        answer.labels.push_back(label.get<std::string>());
    }
    return answer;
}

/// `read` as one of all kinds of answer.
template <typename T>
Result<TaskAnswer> anyOf(Result<T> read)
{
    if (!read)
        return read.error();
    return TaskAnswer(*std::move(read));
}

Result<TaskAnswer> readContent(const Json& content)
{
    if (!content.is_object())
        return malformed("answerContent is not an object");
    if (const Json* fields = memberOf(content, nameOf(TaskType::ImageClassification)))
        return anyOf(readClassifier(*fields));
    if (const Json* fields = memberOf(content, nameOf(TaskType::ImageClassificationMultiLabel)))
        return anyOf(readMultiSelect(*fields));
    if (const Json* fields = segmentationOf(content))
        return anyOf(readSegmentation(*fields));
    return Error{ErrorCode::Unsupported, "answerContent holds neither a semantic segmentation nor a classification"};
}

Result<Time> readTime(const Json& json, std::string_view key)
{
    const std::optional<Time> time = parseTime(stringOf(json, key).value_or(std::string()));
    if (!time)
        return malformed(fmt::format("{} is missing or not a time", key));
    return *time;
}

Status readTimes(const Json& json, WorkerAnswer& answer)
{
    const Result<Time> submission = readTime(json, "submissionTime");
    if (!submission)
        return submission.error();
    answer.submission = *submission;
    const Result<Time> acceptance = memberOf(json, "acceptanceTime") ? readTime(json, "acceptanceTime") : submission;
    if (!acceptance)
        return acceptance.error();
    answer.acceptance = *acceptance;
    answer.timeSpentInSeconds = std::chrono::duration<double>(answer.submission - answer.acceptance).count();
    if (const Json* spent = memberOf(json, "timeSpentInSeconds")) {
        const std::optional<double> seconds = looseNumber(*spent);
        if (!seconds || *seconds < 0 || *seconds > kMaxSeconds)
            return malformed("timeSpentInSeconds is not a positive number");
        answer.timeSpentInSeconds = *seconds;
    }
    return ok();
}

Result<WorkerIdentity> readIdentity(const Json& json)
{
    const std::optional<std::string> workerId = stringOf(json, "workerId");
    if (!workerId)
        return malformed("workerId is missing");
    WorkerIdentity identity{*workerId, {}, {}, {}};
    const Json* metadata = memberOf(json, "workerMetadata");
    const Json* data = metadata ? memberOf(*metadata, "identityData") : nullptr;
    if (data) {
        identity.providerType = stringOf(*data, "identityProviderType").value_or(std::string());
        identity.issuer = stringOf(*data, "issuer").value_or(std::string());
        identity.sub = stringOf(*data, "sub").value_or(std::string());
    }
    return identity;
}

Result<WorkerAnswer> readAnswer(const Json& json)
{
    WorkerAnswer answer;
    if (Status status = readTimes(json, answer); !status)
        return status.error();
    Result<WorkerIdentity> identity = readIdentity(json);
    if (!identity)
        return identity.error();
    answer.worker = *std::move(identity);
    const Json* content = memberOf(json, "answerContent");
    if (!content)
        return malformed("answerContent is missing");
    Result<TaskAnswer> read = readContent(*content);
    if (!read)
        return read.error();
    answer.answer = *std::move(read);
    return answer;
}

} // namespace

std::string writeWorkerResponse(std::span<const WorkerAnswer> answers)
{
    Json list = Json::array();
    for (const WorkerAnswer& answer : answers)
        list.push_back(answerJson(answer));
    Json response = Json::object();
    response["answers"] = std::move(list);
    return writeJson(response);
}

Result<std::vector<WorkerAnswer>> readWorkerResponse(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const Json* list = memberOf(*json, "answers");
    if (!list || !list->is_array())
        return malformed("this is not a worker response: it has no list of answers");
    std::vector<WorkerAnswer> answers;
    for (const Json& element : *list) {
        Result<WorkerAnswer> answer = readAnswer(element);
        if (!answer)
            return Error{answer.error().code,
                         fmt::format("in answer {}, {}", answers.size() + 1, answer.error().detail)};
        answers.push_back(*std::move(answer));
    }
    return answers;
}

std::string answerContent(const TaskAnswer& answer)
{
    return writeJson(contentJson(answer));
}

Result<TaskAnswer> readAnswerContent(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    return json ? readContent(*json) : Result<TaskAnswer>(json.error());
}

} // namespace labelwright
