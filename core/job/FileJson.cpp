// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/FileJson.h"

#include <fmt/format.h>

namespace labelwright {

Error wrongKey(const FileHead& head, std::string_view key)
{
    return {ErrorCode::Malformed, fmt::format("\"{}\" of the {} is missing or no proper value", key, head.called)};
}

Status checkFormat(const Json& json, const FileHead& head)
{
    return textAt(json, "format") == head.format ? ok() : Status(wrongKey(head, "format"));
}

Status checkVersion(const Json& json, const FileHead& head)
{
    const std::int64_t version = integerOf(json, "version").value_or(0);
    if (version < 1)
        return wrongKey(head, "version");
    if (version > head.version)
        return Error{ErrorCode::NewerVersion,
                     fmt::format("the {} has version {}, this program knows {}", head.called, version, head.version)};
    return ok();
}

std::optional<std::string> readText(const Json& json)
{
    return json.is_string() && !json.get_ref<const std::string&>().empty() ? std::optional(json.get<std::string>())
                                                                           : std::nullopt;
}

std::string zonedTime(Time time)
{
    return formatMicros(time) + "Z";
}

Json workerJson(const Worker& worker)
{
    return {{"name", worker.name}, {"email", worker.email}, {"id", worker.id}};
}

std::optional<Worker> readWorker(const Json& json)
{
    Worker worker{textAt(json, "name"), textAt(json, "email"), textAt(json, "id")};
    return worker.name.empty() || worker.id.empty() ? std::nullopt : std::optional(std::move(worker));
}

Json memberJson(const TeamMember& member)
{
    Json json = workerJson(member.worker);
    json["role"] = roleName(member.role);
    json["status"] = memberStatusName(member.status);
    return json;
}

std::optional<TeamMember> readMember(const Json& json)
{
    std::optional<Worker> worker = readWorker(json);
    const std::optional<TeamRole> role = parseRole(textAt(json, "role"));
    const std::optional<MemberStatus> status = parseMemberStatus(textAt(json, "status"));
    if (!worker || !role || !status)
        return std::nullopt;
    return TeamMember{*std::move(worker), *role, *status};
}

} // namespace labelwright
