// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Consolidation.h"

#include "core/base/Json.h"

#include <fmt/format.h>

namespace labelwright {
namespace {

Error malformed(std::string detail)
{
    return Error{ErrorCode::Malformed, std::move(detail)};
}

Json annotationJson(const RequestedAnnotation& annotation)
{
    Json data = Json::object();
    if (annotation.contentUri.empty())
        data["content"] = annotation.content;
    else
        data["s3Uri"] = annotation.contentUri;
    return {{"workerId", annotation.workerId}, {"annotationData", std::move(data)}};
}

Json requestedObjectJson(const RequestedObject& object)
{
    Json annotations = Json::array();
    for (const RequestedAnnotation& annotation : object.annotations)
        annotations.push_back(annotationJson(annotation));
    return {{"datasetObjectId", std::to_string(object.objectId)},
            {"dataObject", {{"s3Uri", object.sourceRef}}},
            {"annotations", std::move(annotations)}};
}

Result<std::int64_t> readObjectId(const Json& element)
{
    const Json* member = memberOf(element, "datasetObjectId");
    const std::optional<std::int64_t> id = member ? looseInteger(*member) : std::nullopt;
    if (!id || *id < 0)
        return malformed("datasetObjectId is missing or not a whole number from 0");
    return *id;
}

Result<RequestedAnnotation> readAnnotation(const Json& json)
{
    const std::optional<std::string> workerId = stringOf(json, "workerId");
    const Json* data = memberOf(json, "annotationData");
    if (!workerId || !data)
        return malformed("an annotation has no workerId or no annotationData");
    const std::optional<std::string> content = stringOf(*data, "content");
    const std::optional<std::string> uri = stringOf(*data, "s3Uri");
    if (!content && !uri)
        return malformed("an annotationData has neither content nor s3Uri");
    return RequestedAnnotation{*workerId, content.value_or(std::string()), content ? std::string() : *uri};
}

Result<RequestedObject> readRequestedObject(const Json& element)
{
    const Result<std::int64_t> id = readObjectId(element);
    if (!id)
        return id.error();
    const Json* dataObject = memberOf(element, "dataObject");
    const std::optional<std::string> uri = dataObject ? stringOf(*dataObject, "s3Uri") : std::nullopt;
    if (!uri && dataObject && memberOf(*dataObject, "content"))
        return Error{ErrorCode::Unsupported, "the object is a text, not an image"};
    const Json* annotations = memberOf(element, "annotations");
    if (!uri || !annotations || !annotations->is_array())
        return malformed("the object has no dataObject with an s3Uri or no list of annotations");
    RequestedObject object{*id, *uri, {}};
    for (const Json& json : *annotations) {
        Result<RequestedAnnotation> annotation = readAnnotation(json);
        if (!annotation)
            return annotation.error();
        object.annotations.push_back(*std::move(annotation));
    }
    return object;
}

Result<ConsolidatedObject> readConsolidatedObject(const Json& element)
{
    const Result<std::int64_t> id = readObjectId(element);
    if (!id)
        return id.error();
    const Json* annotation = memberOf(element, "consolidatedAnnotation");
    const Json* content = annotation ? memberOf(*annotation, "content") : nullptr;
    if (!content || !content->is_object())
        return malformed("the object has no consolidatedAnnotation with a content");
    return ConsolidatedObject{*id, writeJson(*content)};
}

/// Reads each element of a JSON array by `readElement`, naming the one that fails.
template <typename T>
Result<std::vector<T>> readArray(std::string_view text, Result<T> (*readElement)(const Json&))
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    if (!json->is_array())
        return malformed("this is not a JSON array of objects");
    std::vector<T> values;
    for (const Json& element : *json) {
        Result<T> value = readElement(element);
        if (!value)
            return Error{value.error().code, fmt::format("in element {}, {}", values.size() + 1, value.error().detail)};
        values.push_back(*std::move(value));
    }
    return values;
}

} // namespace

std::string writeConsolidationRequest(std::span<const RequestedObject> objects)
{
    Json json = Json::array();
    for (const RequestedObject& object : objects)
        json.push_back(requestedObjectJson(object));
    return writeJson(json);
}

Result<std::vector<RequestedObject>> readConsolidationRequest(std::string_view text)
{
    return readArray<RequestedObject>(text, readRequestedObject);
}

std::string writeConsolidationResponse(std::span<const ConsolidatedObject> objects)
{
    std::string text = "[";
    for (const ConsolidatedObject& object : objects) {
        text += text.size() > 1 ? "," : "";
        text += fmt::format(R"({{"datasetObjectId":"{}","consolidatedAnnotation":{{"content":{}}}}})", object.objectId,
                            object.content);
    }
    return text + "]";
}

Result<std::vector<ConsolidatedObject>> readConsolidationResponse(std::string_view text)
{
    return readArray<ConsolidatedObject>(text, readConsolidatedObject);
}

} // namespace labelwright
