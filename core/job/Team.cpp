// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Team.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <set>

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

Error invalid(std::string detail)
{
    return {ErrorCode::InvalidArgument, std::move(detail)};
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

int workingMembers(const Team& team)
{
    return static_cast<int>(std::ranges::count_if(
        team.members, [](const TeamMember& member) { return member.status != MemberStatus::Inactive; }));
}

const TeamMember* decidingMember(const Team& team)
{
    auto found = std::ranges::find(team.members, TeamRole::Lead, &TeamMember::role);
    if (found == team.members.end())
        found = std::ranges::find_if(team.members,
                                     [](const TeamMember& member) { return member.status != MemberStatus::Inactive; });
    return found == team.members.end() ? nullptr : &*found;
}

bool decides(const Team& team, const Worker& worker)
{
    const TeamMember* member = memberOfTeam(team, worker);
    return std::ranges::find(team.members, TeamRole::Lead, &TeamMember::role) == team.members.end() ||
           (member && member->role == TeamRole::Lead);
}

Status checkJobTeam(const Team& team, int workersPerObject)
{
    std::set<std::string> known;
    for (const auto& [worker, role, status] : team.members) {
        if (worker.name.empty() || worker.id.empty())
            return invalid("a worker of the team lacks a name or an id");
        if (!known.insert(worker.name).second || !known.insert(worker.id).second)
            return invalid(fmt::format("the team holds \"{}\" twice", worker.name));
    }
    const std::string name = team.name.empty() ? "the team" : "the team " + team.name;
    const int working = workingMembers(team);
    if (working == 0)
        return invalid(fmt::format("nobody of {} may work on the job", name));
    if (working < workersPerObject)
        return invalid(fmt::format("each object needs {} different workers, but only {} of {} may work",
                                   workersPerObject, working, name));
    return ok();
}

} // namespace labelwright
