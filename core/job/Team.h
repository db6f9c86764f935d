// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

enum class TeamRole : std::uint8_t { Annotator, Lead };

enum class MemberStatus : std::uint8_t {
    Invited,  ///< Has not signed in yet; may work all the same.
    Active,   ///< Has signed in.
    Inactive, ///< Gets no tasks. What was answered before stays and counts.
};

struct TeamMember {
    Worker worker;
    TeamRole role = TeamRole::Annotator;
    MemberStatus status = MemberStatus::Invited;
    friend bool operator==(const TeamMember&, const TeamMember&) = default;
};

/// Who works on a job. A job holds a copy of the workspace's team: what changes there later does not reach it by
/// itself.
struct Team {
    std::string name; ///< Empty for the workers that a job was made with by hand.
    std::vector<TeamMember> members;
    friend bool operator==(const Team&, const Team&) = default;
};

/// Lower-case words, as in files and on the command line: "annotator", "lead"; "invited", "active", "inactive".
std::string_view roleName(TeamRole role);
std::string_view memberStatusName(MemberStatus status);
std::optional<TeamRole> parseRole(std::string_view text);
std::optional<MemberStatus> parseMemberStatus(std::string_view text);

/// Ground Truth's rule: 1 to 63 letters, digits and hyphens, a letter or digit at both ends. Errors: InvalidArgument.
/// Source: the SageMaker API's WorkteamName, "[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}".
Status checkTeamName(std::string_view name);

/// A nameless team of these workers, all of them active annotators.
Team teamOf(const std::vector<Worker>& workers);

/// All members' workers, in the team's order.
std::vector<Worker> workersOf(const Team& team);

/// nullptr for a worker who is no member. By id, since a name may be changed.
const TeamMember* memberOfTeam(const Team& team, const Worker& worker);

/// Whether the worker is a member who gets tasks: invited or active.
bool mayWork(const Team& team, const Worker& worker);

/// How many members get tasks.
int workingMembers(const Team& team);

/// To whom a decision about a job is put down where nobody is named: the first lead, else the first member who gets
/// tasks. nullptr without either.
const TeamMember* decidingMember(const Team& team);

/// Whether the worker is a lead; where the team has none, whether anyone may decide, which is so then.
bool decides(const Team& team, const Worker& worker);

/// Whether a job that wants so many different workers for each object can have this team, and no member is there twice.
/// Errors: InvalidArgument.
Status checkJobTeam(const Team& team, int workersPerObject);

} // namespace labelwright
