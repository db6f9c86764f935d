// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Event.h"

#include "core/base/Json.h"
#include "core/job/EventOrder.h"
#include "core/mask/LabelMask.h"

#include <fmt/format.h>

#include <utility>

namespace labelwright {
namespace {

constexpr std::string_view kFormat = "labelwright-event";
constexpr std::string_view kAnswerKind = "answer";
constexpr std::int64_t kMaskVersion = 1;
/// Chosen labels instead of a mask: older programs must not take it for damage.
constexpr std::int64_t kChoiceVersion = 2;
constexpr std::int64_t kVersion = kChoiceVersion;
constexpr std::size_t kMaxLabelId = 1'000'000'000;
constexpr std::string_view kChosenIds = "chosen-label-ids";
constexpr std::string_view kPixelIds = "pixel-label-ids";
constexpr std::size_t kMaxPaletteEntries = 256;
constexpr std::size_t kNameHashDigits = 12;

Error wrongKey(std::string_view key)
{
    return {ErrorCode::Malformed, fmt::format("\"{}\" of the event is missing or no proper value", key)};
}

bool isSha256(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool isPlainFileName(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.find_first_of(std::string_view("/\\\0", 3)) == text.npos;
}

std::string formatZoned(Time time)
{
    return formatMicros(time) + "Z";
}

Result<Time> timeAt(const Json& json, std::string_view key)
{
    const std::optional<Time> time = parseTime(textAt(json, key));
    return time ? Result<Time>(*time) : Result<Time>(wrongKey(key));
}

Result<ImageIdentity> readImage(const Json& event)
{
    const Json* image = memberOf(event, "image");
    if (!image)
        return wrongKey("image");
    const std::int64_t width = integerOf(*image, "width").value_or(0);
    const std::int64_t height = integerOf(*image, "height").value_or(0);
    const std::int64_t orientation = integerOf(*image, "orientation").value_or(0);
    const auto isExtent = [](std::int64_t extent) { return extent >= 1 && extent <= LabelMask::kMaxExtent; };
    ImageIdentity identity{
        textAt(*image, "sha256"), {static_cast<int>(width), static_cast<int>(height)}, static_cast<int>(orientation)};
    if (!isSha256(identity.sha256) || !isExtent(width) || !isExtent(height) || orientation < 1 || orientation > 8)
        return wrongKey("image");
    return identity;
}

Result<Worker> readWorker(const Json& event)
{
    const Json* worker = memberOf(event, "worker");
    if (!worker || textAt(*worker, "name").empty() || textAt(*worker, "id").empty())
        return wrongKey("worker");
    return Worker{textAt(*worker, "name"), textAt(*worker, "email"), textAt(*worker, "id")};
}

Result<std::vector<int>> readLabelIds(const Json& event, std::string_view key)
{
    const Json* ids = memberOf(event, key);
    if (!ids || !ids->is_array() || ids->size() > kMaxPaletteEntries)
        return wrongKey(key);
    std::vector<int> list;
    for (const Json& id : *ids) {
        if (!id.is_number_unsigned() || id.get<std::uint64_t>() > kMaxLabelId)
            return wrongKey(key);
        list.push_back(id.get<int>());
    }
    return list;
}

Result<std::vector<std::string>> readReplaces(const Json& event)
{
    const Json* names = memberOf(event, "replaces");
    if (!names || !names->is_array())
        return wrongKey("replaces");
    std::vector<std::string> replaces;
    for (const Json& name : *names) {
        if (!name.is_string())
            return wrongKey("replaces");
        replaces.push_back(name.get<std::string>());
    }
    return replaces;
}

Status readMask(const Json& json, AnswerEvent& event)
{
    Result<std::vector<int>> ids = readLabelIds(json, kPixelIds);
    if (!ids)
        return ids.error();
    const Json* mask = memberOf(json, "mask");
    if (!mask || ids->empty())
        return wrongKey(mask ? kPixelIds : "mask");
    event.pixelLabelIds = *std::move(ids);
    event.maskFile = textAt(*mask, "file");
    event.maskSha256 = textAt(*mask, "sha256");
    return isPlainFileName(event.maskFile) && isSha256(event.maskSha256) ? ok() : Status(wrongKey("mask"));
}

/// A mask, or chosen labels.
Status readContent(const Json& json, AnswerEvent& event)
{
    if (!memberOf(json, kChosenIds))
        return readMask(json, event);
    Result<std::vector<int>> ids = readLabelIds(json, kChosenIds);
    if (!ids)
        return ids.error();
    event.chosenLabelIds = *std::move(ids);
    return ok();
}

/// The members that are a single text or number.
Status readPlainMembers(const Json& json, AnswerEvent& event)
{
    event.object = integerOf(json, "object").value_or(-1);
    event.sourceRef = textAt(json, "source-ref");
    event.stage = textAt(json, "stage");
    event.activeSeconds = numberOf(json, "active-seconds").value_or(-1);
    event.draftId = textAt(json, "draft-id");
    event.initialValueModified = booleanOf(json, "initial-value-modified");
    if (event.object < 0)
        return wrongKey("object");
    if (event.sourceRef.empty())
        return wrongKey("source-ref");
    if (event.stage.empty())
        return wrongKey("stage");
    return event.activeSeconds >= 0 ? ok() : Status(wrongKey("active-seconds"));
}

Status readTimes(const Json& json, AnswerEvent& event)
{
    const Result<Time> accepted = timeAt(json, "accepted");
    if (!accepted)
        return accepted.error();
    const Result<Time> submitted = timeAt(json, "submitted");
    if (!submitted)
        return submitted.error();
    event.accepted = *accepted;
    event.submitted = *submitted;
    return ok();
}

Result<AnswerEvent> readAnswer(const Json& json)
{
    AnswerEvent event;
    for (const auto read : {readPlainMembers, readTimes, readContent}) {
        if (Status done = read(json, event); !done)
            return done.error();
    }
    Result<Worker> worker = readWorker(json);
    if (!worker)
        return worker.error();
    Result<ImageIdentity> image = readImage(json);
    if (!image)
        return image.error();
    Result<std::vector<std::string>> replaces = readReplaces(json);
    if (!replaces)
        return replaces.error();
    event.worker = *std::move(worker);
    event.image = *std::move(image);
    event.replaces = *std::move(replaces);
    return event;
}

} // namespace

bool comesBefore(const AnswerEvent& left, const AnswerEvent& right)
{
    return comesBefore(EventPlace{left.submitted, left.name}, EventPlace{right.submitted, right.name});
}

std::string eventFileName(Time time, const Worker& worker, std::string_view contentSha256, std::string_view extension)
{
    return fmt::format("{}-{}-{}{}", formatEventTime(time), workerFileName(worker),
                       contentSha256.substr(0, kNameHashDigits), extension);
}

std::string writeAnswerEvent(const AnswerEvent& event)
{
    Json json;
    json["format"] = kFormat;
    json["version"] = event.chosenLabelIds ? kChoiceVersion : kMaskVersion;
    json["kind"] = kAnswerKind;
    json["object"] = event.object;
    json["source-ref"] = event.sourceRef;
    json["stage"] = event.stage;
    json["worker"] = {{"name", event.worker.name}, {"email", event.worker.email}, {"id", event.worker.id}};
    json["accepted"] = formatZoned(event.accepted);
    json["submitted"] = formatZoned(event.submitted);
    json["active-seconds"] = event.activeSeconds;
    json["image"] = {{"sha256", event.image.sha256},
                     {"width", event.image.size.width},
                     {"height", event.image.size.height},
                     {"orientation", event.image.orientation}};
    if (event.chosenLabelIds) {
        json[kChosenIds] = *event.chosenLabelIds;
    } else {
        json[kPixelIds] = event.pixelLabelIds;
        json["mask"] = {{"file", event.maskFile}, {"sha256", event.maskSha256}};
    }
    json["replaces"] = event.replaces;
    if (!event.draftId.empty())
        json["draft-id"] = event.draftId;
    if (event.initialValueModified)
        json["initial-value-modified"] = *event.initialValueModified;
    return writeJson(json) + "\n";
}

Result<std::optional<AnswerEvent>> parseEvent(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    if (textAt(*json, "format") != kFormat)
        return wrongKey("format");
    if (textAt(*json, "kind").empty())
        return wrongKey("kind");
    if (textAt(*json, "kind") != kAnswerKind)
        return std::optional<AnswerEvent>();
    const std::int64_t version = integerOf(*json, "version").value_or(0);
    if (version < 1)
        return wrongKey("version");
    if (version > kVersion)
        return Error{ErrorCode::NewerVersion,
                     fmt::format("the event has version {}, this program knows {}", version, kVersion)};
    Result<AnswerEvent> event = readAnswer(*json);
    if (!event)
        return event.error();
    return std::optional(*std::move(event));
}

} // namespace labelwright
