// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventJson.h"

#include "core/job/Event.h"

#include <algorithm>
#include <filesystem>

namespace labelwright {

Error wrongKey(std::string_view key)
{
    return wrongKey(kEvent, key);
}

Json eventJson(std::string_view kind, std::int64_t version)
{
    Json json;
    json["format"] = kEvent.format;
    json["version"] = version;
    json["kind"] = kind;
    return json;
}

Result<std::optional<std::size_t>> eventKind(const Json& json, std::span<const std::string_view> kinds,
                                             std::int64_t version)
{
    if (Status format = checkFormat(json, kEvent); !format)
        return format.error();
    const std::string kind = textAt(json, "kind");
    if (kind.empty())
        return wrongKey("kind");
    const auto known = std::find(kinds.begin(), kinds.end(), kind);
    if (known == kinds.end())
        return std::optional<std::size_t>();
    if (Status checked = checkVersion(json, {kEvent.format, version, kEvent.called}); !checked)
        return checked.error();
    return std::optional(static_cast<std::size_t>(known - kinds.begin()));
}

Result<EventHead> readEventHead(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    if (Status format = checkFormat(*json, kEvent); !format)
        return format.error();
    EventHead head{textAt(*json, "kind"), {}};
    if (Status worker = readWorker(*json, head.worker); !worker)
        return worker.error();
    if (const Json* mask = memberOf(*json, "mask")) {
        head.maskFile = textAt(*mask, "file");
        head.maskSha256 = textAt(*mask, "sha256");
    }
    return head;
}

bool isMaskName(const EventHead& head)
{
    const std::filesystem::path name(head.maskFile);
    const std::string stem = name.stem().string();
    return name == name.filename() && isEventStem(stem) && isNamedFor(stem, head.maskSha256);
}

Status readTime(const Json& json, std::string_view key, Time& time)
{
    const std::optional<Time> read = parseTime(textAt(json, key));
    if (!read)
        return wrongKey(key);
    time = *read;
    return ok();
}

Status readWorker(const Json& json, Worker& worker)
{
    const Json* member = memberOf(json, "worker");
    std::optional<Worker> read = member ? readWorker(*member) : std::nullopt;
    if (!read)
        return wrongKey("worker");
    worker = *std::move(read);
    return ok();
}

Status readReplaces(const Json& json, std::vector<std::string>& replaces)
{
    Result<std::vector<std::string>> names = readArray(json, "replaces", readText);
    if (!names)
        return names.error();
    replaces = *std::move(names);
    return ok();
}

Status readActiveSeconds(const Json& json, double& seconds)
{
    seconds = numberOf(json, "active-seconds").value_or(-1);
    return seconds >= 0 ? ok() : Status(wrongKey("active-seconds"));
}

} // namespace labelwright
