// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Event.h"

#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"
#include "core/mask/LabelMask.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {
namespace {

constexpr std::array<std::string_view, 2> kKinds{"answer", "adjustment"};
constexpr std::size_t kAdjustment = 1; ///< Older programs must not take it for an answer.
constexpr std::int64_t kMaskVersion = 1;
/// Chosen labels instead of a mask: older programs must not take it for damage.
constexpr std::int64_t kChoiceVersion = 2;
/// Never counts: older programs must not count it.
constexpr std::int64_t kScoredVersion = 3;
constexpr std::int64_t kVersion = kScoredVersion;
constexpr std::string_view kScoredOnly = "scored-only";
constexpr std::size_t kMaxLabelId = 1'000'000'000;
constexpr std::string_view kChosenIds = "chosen-label-ids";
constexpr std::string_view kPixelIds = "pixel-label-ids";
constexpr std::size_t kMaxPaletteEntries = 256;
constexpr std::size_t kNameHashDigits = 12;

bool isSha256(std::string_view text)
{
    return text.size() == 64 && text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

bool isPlainFileName(std::string_view text)
{
    return !text.empty() && text.front() != '.' && text.find_first_of(std::string_view("/\\\0", 3)) == text.npos;
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

Status readTimes(const Json& json, AnswerEvent& event)
{
    if (Status accepted = readTime(json, "accepted", event.accepted); !accepted)
        return accepted;
    if (Status submitted = readTime(json, "submitted", event.submitted); !submitted)
        return submitted;
    return readActiveSeconds(json, event.activeSeconds);
}

Status readOrigin(const Json& json, AnswerEvent& event)
{
    Result<ImageIdentity> image = readImage(json);
    if (!image)
        return image.error();
    event.image = *std::move(image);
    event.draftId = textAt(json, "draft-id");
    event.initialValueModified = booleanOf(json, "initial-value-modified");
    event.isScoredOnly = booleanOf(json, kScoredOnly).value_or(false);
    return readReplaces(json, event.replaces);
}

Result<AnswerEvent> readAnswer(const Json& json, std::size_t kind)
{
    AnswerEvent event;
    if (kind == kAdjustment) {
        Result<std::vector<std::string>> names = readArray(json, "adjusts", readText);
        if (!names)
            return names.error();
        if (names->empty() || memberOf(json, kChosenIds))
            return wrongKey("adjusts");
        event.adjusts = *std::move(names);
    }
    for (const auto read : {readSubject<AnswerEvent>, readTimes, readContent, readOrigin}) {
        if (Status done = read(json, event); !done)
            return done.error();
    }
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

namespace {

std::int64_t versionOf(const AnswerEvent& event)
{
    if (event.isScoredOnly)
        return kScoredVersion;
    return event.chosenLabelIds ? kChoiceVersion : kMaskVersion;
}

} // namespace
bool isEventStem(std::string_view stem)
{
    constexpr std::string_view kShape = "ddddddddTddddddddddddZ-xxxxxxxxxxxxxxxx-xxxxxxxxxxxx";
    const auto fits = [](char c, char shape) {
        const bool isDigit = c >= '0' && c <= '9';
        if (shape == 'd')
            return isDigit;
        return shape == 'x' ? isDigit || (c >= 'a' && c <= 'f') : c == shape;
    };
    return std::equal(stem.begin(), stem.end(), kShape.begin(), kShape.end(), fits);
}

bool isNamedFor(std::string_view stem, std::string_view contentSha256)
{
    return stem.ends_with(contentSha256.substr(0, kNameHashDigits));
}

std::string writeAnswerEvent(const AnswerEvent& event)
{
    Json json = eventJson(kKinds[event.isAdjustment() ? kAdjustment : 0], versionOf(event));
    writeSubject(json, event);
    json["accepted"] = zonedTime(event.accepted);
    json["submitted"] = zonedTime(event.submitted);
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
    if (event.isScoredOnly)
        json[kScoredOnly] = true;
    if (event.isAdjustment())
        json["adjusts"] = event.adjusts;
    json["replaces"] = event.replaces;
    if (!event.draftId.empty())
        json["draft-id"] = event.draftId;
    if (event.initialValueModified)
        json["initial-value-modified"] = *event.initialValueModified;
    return writeJson(json) + "\n";
}

Result<std::optional<AnswerEvent>> parseEvent(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readAnswer, text);
}

} // namespace labelwright
