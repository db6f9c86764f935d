// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/BoundingBoxes.h"

#include "core/groundtruth/MetadataJson.h"

#include <fmt/format.h>

#include <cmath>

namespace labelwright {
namespace {

constexpr std::string_view kType = "groundtruth/object-detection";
constexpr double kMaxCoordinate = 1'000'000;

Result<int> readPixels(const Json& json, std::string_view key, double lowest)
{
    const Json* member = memberOf(json, key);
    const std::optional<double> number = member ? looseNumber(*member) : std::nullopt;
    if (!number || *number < lowest || *number > kMaxCoordinate)
        return malformed(fmt::format("\"{}\" is missing, not a number or out of range", key));
    return static_cast<int>(std::lround(*number));
}

Result<Rect> readArea(const Json& json)
{
    Rect area;
    const std::pair<std::string_view, int*> fields[] = {
        {"left", &area.x}, {"top", &area.y}, {"width", &area.width}, {"height", &area.height}};
    for (const auto& [key, target] : fields) {
        const bool isExtent = target == &area.width || target == &area.height;
        const Result<int> value = readPixels(json, key, isExtent ? 0 : -kMaxCoordinate);
        if (!value)
            return value.error();
        *target = *value;
    }
    return area;
}

Result<Size> readImageSize(const Json& value)
{
    const Json* list = memberOf(value, "image_size");
    if (!list || !list->is_array() || list->empty())
        return malformed("the boxes have no image_size");
    const Result<int> width = readPixels(list->front(), "width", 1);
    if (!width)
        return Error{width.error().code, "in image_size, " + width.error().detail};
    const Result<int> height = readPixels(list->front(), "height", 1);
    if (!height)
        return Error{height.error().code, "in image_size, " + height.error().detail};
    return Size{*width, *height};
}

/// The confidence of box `index`; 0 where `objects` does not go on.
Result<double> readConfidence(const Json& metadata, std::size_t index)
{
    const Json* objects = memberOf(metadata, "objects");
    if (!objects || !objects->is_array() || index >= objects->size())
        return 0.0;
    const Json* member = memberOf((*objects)[index], "confidence");
    if (!member)
        return 0.0;
    const std::optional<double> confidence = looseNumber(*member);
    if (!confidence || *confidence < 0 || *confidence > 1)
        return malformed("the confidence is not a number from 0 to 1");
    return *confidence;
}

Result<BoundingBox> readBox(const Json& json, const Json& metadata, std::size_t index)
{
    const Json* classMember = memberOf(json, "class_id");
    const std::optional<std::int64_t> classId = classMember ? looseInteger(*classMember) : std::nullopt;
    if (!classId || *classId < 0 || *classId > 1'000'000)
        return malformed("class_id is missing or not a whole number from 0");
    const Result<Rect> area = readArea(json);
    if (!area)
        return area.error();
    const Result<double> confidence = readConfidence(metadata, index);
    if (!confidence)
        return confidence.error();
    const Json* classMap = memberOf(metadata, "class-map");
    std::optional<std::string> name = classMap ? stringOf(*classMap, std::to_string(*classId)) : std::nullopt;
    return BoundingBox{static_cast<int>(*classId), std::move(name).value_or(std::string()), *area, *confidence};
}

Result<std::vector<BoundingBox>> readBoxes(const Json& value, const Json& metadata)
{
    const Json* list = memberOf(value, "annotations");
    if (!list || !list->is_array())
        return malformed("the boxes have no list of annotations");
    std::vector<BoundingBox> boxes;
    for (const Json& element : *list) {
        Result<BoundingBox> box = readBox(element, metadata, boxes.size());
        if (!box)
            return malformed(fmt::format("in box {}, {}", boxes.size() + 1, box.error().detail));
        boxes.push_back(*std::move(box));
    }
    return boxes;
}

Status checkType(const Json& metadata, std::string_view attribute)
{
    const std::optional<std::string> type = stringOf(metadata, "type");
    if (!type || lowered(*type) == kType)
        return ok();
    return Error{ErrorCode::Unsupported,
                 fmt::format("the attribute \"{}\" is of type \"{}\", not {}", attribute, *type, kType)};
}

Result<BoxAnnotation> readAnnotation(const std::optional<Json>& value, const Json& metadata, std::string_view attribute)
{
    BoxAnnotation annotation;
    annotation.jobName = readJobName(metadata);
    if (const Json* reason = memberOf(metadata, "failure-reason")) {
        annotation.failureReason = reason->is_string() ? reason->get<std::string>() : writeJson(*reason);
        return annotation;
    }
    if (Status status = checkType(metadata, attribute); !status)
        return status.error();
    if (!value)
        return malformed(fmt::format("the attribute \"{}\" is missing beside its metadata", attribute));
    const Result<Size> size = readImageSize(*value);
    if (!size)
        return size.error();
    annotation.imageSize = *size;
    Result<std::vector<BoundingBox>> boxes = readBoxes(*value, metadata);
    if (!boxes)
        return boxes.error();
    annotation.boxes = *std::move(boxes);
    return annotation;
}

} // namespace

Result<std::optional<BoxAnnotation>> readBoundingBoxes(std::string_view line, std::string_view attribute)
{
    return readAttribute<BoxAnnotation>(line, attribute, [attribute](const AttributeJson& json) {
        return readAnnotation(json.value, json.metadata.value_or(Json::object()), attribute);
    });
}

} // namespace labelwright
