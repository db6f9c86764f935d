// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/TaskRelease.h"

#include "core/job/EventJson.h"
#include "core/job/EventOrder.h"

#include <array>

namespace labelwright {
namespace {

constexpr std::int64_t kVersion = 1;
constexpr std::array<std::string_view, 2> kKinds{"declined", "returned"};

Status readTimes(const Json& json, TaskRelease& release)
{
    if (Status accepted = readTime(json, "accepted", release.accepted); !accepted)
        return accepted;
    if (Status time = readTime(json, "time", release.time); !time)
        return time;
    return readActiveSeconds(json, release.activeSeconds);
}

Result<TaskRelease> readRelease(const Json& json, std::size_t kind)
{
    TaskRelease release;
    release.kind = static_cast<TaskRelease::Kind>(kind);
    for (const auto read : {readSubject<TaskRelease>, readTimes}) {
        if (Status done = read(json, release); !done)
            return done.error();
    }
    release.reason = textAt(json, "reason");
    if (release.kind == TaskRelease::Kind::Declined && release.reason.empty())
        return wrongKey("reason");
    return release;
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
    Json json = eventJson(releaseName(release.kind), kVersion);
    writeSubject(json, release);
    json["accepted"] = zonedTime(release.accepted);
    json["time"] = zonedTime(release.time);
    json["active-seconds"] = release.activeSeconds;
    if (!release.reason.empty())
        json["reason"] = release.reason;
    return writeJson(json) + "\n";
}

Result<std::optional<TaskRelease>> parseTaskRelease(std::string_view text)
{
    return parseEventOf(kKinds, kVersion, readRelease, text);
}

} // namespace labelwright
