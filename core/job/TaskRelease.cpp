// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskRelease.h"

#include "core/base/Json.h"
#include "core/job/EventOrder.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <utility>

namespace labelwright {
namespace {

constexpr std::string_view kFormat = "labelwright-event";
constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 2> kKinds{"declined", "returned"};

Error wrongKey(std::string_view key)
{
    return {ErrorCode::Malformed, fmt::format("\"{}\" of the event is missing or no proper value", key)};
}

Status readWorker(const Json& json, TaskRelease& release)
{
    const Json* worker = memberOf(json, "worker");
    if (!worker || textAt(*worker, "name").empty() || textAt(*worker, "id").empty())
        return wrongKey("worker");
    release.worker = {textAt(*worker, "name"), textAt(*worker, "email"), textAt(*worker, "id")};
    return ok();
}

Status readTimes(const Json& json, TaskRelease& release)
{
    const std::optional<Time> accepted = parseTime(textAt(json, "accepted"));
    if (!accepted)
        return wrongKey("accepted");
    const std::optional<Time> time = parseTime(textAt(json, "time"));
    if (!time)
        return wrongKey("time");
    release.accepted = *accepted;
    release.time = *time;
    return ok();
}

Status readPlainMembers(const Json& json, TaskRelease& release)
{
    release.object = integerOf(json, "object").value_or(-1);
    release.sourceRef = textAt(json, "source-ref");
    release.stage = textAt(json, "stage");
    release.activeSeconds = numberOf(json, "active-seconds").value_or(-1);
    release.reason = textAt(json, "reason");
    if (release.object < 0)
        return wrongKey("object");
    if (release.sourceRef.empty())
        return wrongKey("source-ref");
    if (release.stage.empty())
        return wrongKey("stage");
    if (release.activeSeconds < 0)
        return wrongKey("active-seconds");
    return release.kind == TaskRelease::Kind::Declined && release.reason.empty() ? Status(wrongKey("reason")) : ok();
}

} // namespace

std::string_view releaseName(TaskRelease::Kind kind)
{
    return kKinds[static_cast<std::size_t>(kind)];
}

bool comesBefore(const TaskRelease& left, const TaskRelease& right)
{
    return comesBefore(EventPlace{left.time, left.name}, EventPlace{right.time, right.name});
}

std::string writeTaskRelease(const TaskRelease& release)
{
    Json json;
    json["format"] = kFormat;
    json["version"] = kVersion;
    json["kind"] = releaseName(release.kind);
    json["object"] = release.object;
    json["source-ref"] = release.sourceRef;
    json["stage"] = release.stage;
    json["worker"] = {{"name", release.worker.name}, {"email", release.worker.email}, {"id", release.worker.id}};
    json["accepted"] = formatMicros(release.accepted) + "Z";
    json["time"] = formatMicros(release.time) + "Z";
    json["active-seconds"] = release.activeSeconds;
    if (!release.reason.empty())
        json["reason"] = release.reason;
    return writeJson(json) + "\n";
}

Result<std::optional<TaskRelease>> parseTaskRelease(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    const auto* known = std::find(kKinds.begin(), kKinds.end(), textAt(*json, "kind"));
    if (known == kKinds.end())
        return std::optional<TaskRelease>();
    const std::int64_t version = integerOf(*json, "version").value_or(0);
    if (version < 1)
        return wrongKey("version");
    if (version > kVersion)
        return Error{ErrorCode::NewerVersion,
                     fmt::format("the event has version {}, this program knows {}", version, kVersion)};
    TaskRelease release;
    release.kind = static_cast<TaskRelease::Kind>(known - kKinds.begin());
    for (const auto read : {readWorker, readTimes, readPlainMembers}) {
        if (Status done = read(*json, release); !done)
            return done.error();
    }
    return std::optional(std::move(release));
}

} // namespace labelwright
