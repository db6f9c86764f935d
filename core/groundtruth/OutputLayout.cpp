// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"

#include <fmt/format.h>

#include <charconv>

namespace labelwright::layout {
namespace {

constexpr std::string_view kConsolidated = "annotations/consolidated-annotation";
constexpr std::string_view kExtension = ".png";
constexpr std::string_view kPrivateUseColon = "\uF03A"; // what SMB and Windows copies make of ':'
constexpr std::size_t kDateLength = std::string_view("2026-11-22T").size();

std::string withColons(std::string_view time)
{
    std::string text(time);
    for (std::size_t at = text.find(kPrivateUseColon); at != std::string::npos; at = text.find(kPrivateUseColon, at))
        text.replace(at, kPrivateUseColon.size(), ":");
    for (std::size_t i = kDateLength; i < text.size(); ++i) {
        if (text[i] == '_')
            text[i] = ':';
    }
    return text;
}

} // namespace

std::string workerResponsePath(std::int64_t objectId, Time time)
{
    return fmt::format("{}/iteration-1/{}/{}.json", kWorkerResponses, objectId, formatFileSecond(time));
}

std::string consolidationRequestPath(Time time)
{
    return fmt::format("{}/consolidation-request/iteration-1/{}.json", kConsolidated, formatFileSecond(time));
}

std::string consolidationResponsePath(Time time)
{
    return fmt::format("{}/consolidation-response/iteration-1/{}.json", kConsolidated, formatFileSecond(time));
}

std::string maskName(std::int64_t objectId, Time time)
{
    return fmt::format("{}_{}{}", objectId, formatMicros(time), kExtension);
}

std::string maskPath(std::int64_t objectId, Time time)
{
    return fmt::format("{}/{}", kMasks, maskName(objectId, time));
}

std::optional<MaskName> parseMaskName(std::string_view name)
{
    if (!name.ends_with(kExtension))
        return std::nullopt;
    name.remove_suffix(kExtension.size());
    MaskName parsed;
    const char* end = name.data() + name.size();
    const auto [rest, failure] = std::from_chars(name.data(), end, parsed.objectId);
    if (failure != std::errc() || parsed.objectId < 0 || rest == end || *rest != '_')
        return std::nullopt;
    const std::optional<Time> time = parseTime(withColons({rest + 1, end}));
    if (!time)
        return std::nullopt;
    parsed.time = *time;
    return parsed;
}

} // namespace labelwright::layout
