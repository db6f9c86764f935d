// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Team.h"

#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

// The workspace is the folder that holds the teams, in teams/<name>.json, and jobs.

/// "Labelwright" in the user's documents. It need not exist.
std::filesystem::path defaultWorkspace();

std::filesystem::path teamsFolder(const std::filesystem::path& workspace);
std::filesystem::path teamFile(const std::filesystem::path& workspace, std::string_view teamName);

/// A team as the workspace keeps it.
struct WorkspaceTeam {
    Team team;
    std::map<std::string, std::string> passphraseHashes; ///< hashPassphrase() by worker id; of those who have one.
    friend bool operator==(const WorkspaceTeam&, const WorkspaceTeam&) = default;
};

std::string writeTeam(const WorkspaceTeam& team);
/// Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<WorkspaceTeam> parseTeam(std::string_view text);

struct TeamListing {
    std::vector<WorkspaceTeam> teams; ///< By name.
    std::vector<Error> problems;      ///< Files that can't be read; each is left alone.
};

/// A workspace that is not there has no teams. Errors: Unreadable, ReadOnly for the folder.
Result<TeamListing> listTeams(const std::filesystem::path& workspace);

/// Whether the worker is a member of one of these teams: such a one signs in, and nobody else works under that name.
bool signsIn(const std::vector<WorkspaceTeam>& teams, const Worker& worker);

/// Errors: InvalidArgument when there is no such team, naming those there are; those of parseTeam and readTextFile.
Result<WorkspaceTeam> openTeam(const std::filesystem::path& workspace, std::string_view name);

/// Errors: those of checkTeamName; AlreadyExists, also for a name that differs in letters' case alone; those of
/// writeFileVerified.
Status createTeam(const std::filesystem::path& workspace, const WorkspaceTeam& team);

/// Reads the team, lets `edit` change it and writes it back, with nobody else doing so meanwhile. Nothing is written
/// when `edit` fails. Returns the team as it is then. Thread: any; it waits for the disk.
/// Errors: those of openTeam and `edit`; Busy; those of writeFileVerified; InvalidArgument when it gave the team
/// another name.
Result<WorkspaceTeam> editTeam(const std::filesystem::path& workspace, std::string_view name,
                               const std::function<Status(WorkspaceTeam&)>& edit);

/// Errors: InvalidArgument when there is none; ReadOnly.
Status removeTeam(const std::filesystem::path& workspace, std::string_view name);

// Edits, for editTeam().

/// Adds them as invited annotators. Errors: those of checkIsNew; then none is added.
Status addMembers(WorkspaceTeam& team, const std::vector<Worker>& workers);
/// The member whose name, e-mail or id is `text`. Errors: InvalidArgument, naming the known members.
Result<TeamMember*> findMember(WorkspaceTeam& team, std::string_view text);
/// Takes the worker and the passphrase out; one who is not there is no error. Jobs keep what was answered.
void removeMember(WorkspaceTeam& team, const Worker& worker);
/// Who has forgotten it signs in without one and may set another. It only keeps members from signing in as each other
/// by mistake: whoever may write the team's file may do this. One who has none is no error.
void removePassphrase(WorkspaceTeam& team, const Worker& worker);
/// The first sign-in of an invited member makes an active one. Errors: InvalidArgument for one who is no member or
/// inactive.
Status signIn(WorkspaceTeam& team, const Worker& worker);

/// What to send to a worker who was invited: English, plain text, without a passphrase.
std::string invitationText(const Team& team, const Worker& worker);

} // namespace labelwright
