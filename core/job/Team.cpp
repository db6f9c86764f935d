// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Team.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace labelwright {
namespace {

constexpr std::size_t kMaxNameLength = 63;
constexpr std::array<std::string_view, 2> kRoles{"annotator", "lead"};
constexpr std::array<std::string_view, 3> kStatuses{"invited", "active", "inactive"};

/// The value that `names` has `text` for.
template <typename Value, std::size_t Count>
std::optional<Value> valueNamed(const std::array<std::string_view, Count>& names, std::string_view text)
{
    const auto found = std::find(names.begin(), names.end(), text);
    return found == names.end() ? std::nullopt : std::optional(static_cast<Value>(found - names.begin()));
}

bool isLetterOrDigit(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

} // namespace

std::string_view roleName(TeamRole role)
{
    return kRoles[static_cast<std::size_t>(role)];
}

std::string_view memberStatusName(MemberStatus status)
{
    return kStatuses[static_cast<std::size_t>(status)];
}

std::optional<TeamRole> parseRole(std::string_view text)
{
    return valueNamed<TeamRole>(kRoles, text);
}

std::optional<MemberStatus> parseMemberStatus(std::string_view text)
{
    return valueNamed<MemberStatus>(kStatuses, text);
}

Status checkTeamName(std::string_view name)
{
    const auto invalid = [](std::string detail) { return Error{ErrorCode::InvalidArgument, std::move(detail)}; };
    if (name.empty())
        return invalid("the team has no name");
    if (name.size() > kMaxNameLength)
        return invalid(
            fmt::format("the team's name holds {} characters, the limit is {}", name.size(), kMaxNameLength));
    if (!std::all_of(name.begin(), name.end(), [](char c) { return isLetterOrDigit(c) || c == '-'; }))
        return invalid("a team's name holds letters A to Z, digits and hyphens only");
    if (!isLetterOrDigit(name.front()) || !isLetterOrDigit(name.back()))
        return invalid("a team's name begins and ends with a letter or a digit");
    return ok();
}

Team teamOf(const std::vector<Worker>& workers)
{
    Team team;
    for (const Worker& worker : workers)
        team.members.push_back({worker, TeamRole::Annotator, MemberStatus::Active});
    return team;
}

std::vector<Worker> workersOf(const Team& team)
{
    std::vector<Worker> workers;
    for (const TeamMember& member : team.members)
        workers.push_back(member.worker);
    return workers;
}

const TeamMember* memberOfTeam(const Team& team, const Worker& worker)
{
    const auto found = std::find_if(team.members.begin(), team.members.end(),
                                    [&](const TeamMember& member) { return member.worker.id == worker.id; });
    return found == team.members.end() ? nullptr : &*found;
}

bool mayWork(const Team& team, const Worker& worker)
{
    const TeamMember* member = memberOfTeam(team, worker);
    return member && member->status != MemberStatus::Inactive;
}

} // namespace labelwright
