// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Workspace.h"

#include "core/base/AtomicFile.h"
#include "core/base/Text.h"
#include "core/job/FileJson.h"
#include "core/job/LockFile.h"
#include "core/job/MemberList.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <optional>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr FileHead kTeam{"labelwright-team", 1, "team"};
constexpr std::string_view kExtension = ".json";
constexpr std::uintmax_t kMaxTeamFileBytes = 16U << 20U;

/// The value of an environment variable; empty without one.
std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

/// The user's documents as the desktop has them. Source: freedesktop.org's xdg-user-dirs, user-dirs.dirs.
fs::path documentsFolder()
{
    constexpr std::string_view kKey = "XDG_DOCUMENTS_DIR=\"";
    constexpr std::string_view kHome = "$HOME";
    constexpr std::uintmax_t kMaxBytes = 1U << 16U;
    const fs::path home = environment("HOME");
    const std::string config = environment("XDG_CONFIG_HOME");
    const Result<std::string> text =
        readTextFile((config.empty() ? home / ".config" : fs::path(config)) / "user-dirs.dirs", kMaxBytes);
    const std::size_t line = text ? ("\n" + *text).find("\n" + std::string(kKey)) : std::string::npos;
    const std::size_t end = line == std::string::npos ? line : text->find('"', line + kKey.size());
    if (end == std::string::npos)
        return home / "Documents";
    const std::string value = text->substr(line + kKey.size(), end - line - kKey.size());
    return value.starts_with(kHome) ? fs::path(home.string() + value.substr(kHome.size())) : fs::path(value);
}

/// Of the files in teams/, without the extension, sorted. Empty where there is no such folder.
Result<std::vector<std::string>> teamNames(const fs::path& workspace)
{
    std::vector<std::string> names;
    std::error_code failure;
    for (fs::directory_iterator entry(teamsFolder(workspace), failure), end; !failure && entry != end;
         entry.increment(failure)) {
        const fs::path file = entry->path().filename();
        if (file.extension() == kExtension && !file.string().starts_with('.'))
            names.push_back(file.stem().string());
    }
    if (failure && failure != std::errc::no_such_file_or_directory)
        return errorFromErrno(failure.value(), "reading", teamsFolder(workspace));
    std::sort(names.begin(), names.end());
    return names;
}

Status write(const fs::path& workspace, const WorkspaceTeam& team, IfExists ifExists)
{
    return writeFileVerified(teamFile(workspace, team.team.name), writeTeam(team), ifExists);
}

} // namespace

fs::path defaultWorkspace()
{
    return documentsFolder() / "Labelwright";
}

fs::path teamsFolder(const fs::path& workspace)
{
    return workspace / "teams";
}

fs::path teamFile(const fs::path& workspace, std::string_view teamName)
{
    return teamsFolder(workspace) / (std::string(teamName) + std::string(kExtension));
}

std::string writeTeam(const WorkspaceTeam& team)
{
    Json members = Json::array();
    for (const TeamMember& member : team.team.members) {
        Json json = memberJson(member);
        if (const auto hash = team.passphraseHashes.find(member.worker.id); hash != team.passphraseHashes.end())
            json["passphrase"] = hash->second;
        members.push_back(std::move(json));
    }
    Json json;
    json["format"] = kTeam.format;
    json["version"] = kTeam.version;
    json["name"] = team.team.name;
    json["members"] = std::move(members);
    return writeIndentedJson(json);
}

Result<WorkspaceTeam> parseTeam(std::string_view text)
{
    const Result<Json> json = parseJson(text);
    if (!json)
        return json.error();
    for (const auto check : {checkFormat, checkVersion}) {
        if (Status checked = check(*json, kTeam); !checked)
            return checked.error();
    }
    WorkspaceTeam team;
    team.team.name = textAt(*json, "name");
    if (!checkTeamName(team.team.name))
        return wrongKey(kTeam, "name");
    const Json* members = memberOf(*json, "members");
    if (!members || !members->is_array())
        return wrongKey(kTeam, "members");
    for (const Json& each : *members) {
        std::optional<TeamMember> member = readMember(each);
        if (!member || memberOfTeam(team.team, member->worker))
            return wrongKey(kTeam, "members");
        if (std::string hash = textAt(each, "passphrase"); !hash.empty())
            team.passphraseHashes[member->worker.id] = std::move(hash);
        team.team.members.push_back(*std::move(member));
    }
    return team;
}

Result<TeamListing> listTeams(const fs::path& workspace)
{
    const Result<std::vector<std::string>> names = teamNames(workspace);
    if (!names)
        return names.error();
    TeamListing listing;
    for (const std::string& name : *names) {
        Result<WorkspaceTeam> team = openTeam(workspace, name);
        if (team)
            listing.teams.push_back(*std::move(team));
        else
            listing.problems.push_back(team.error());
    }
    return listing;
}

bool signsIn(const std::vector<WorkspaceTeam>& teams, const Worker& worker)
{
    return std::ranges::any_of(
        teams, [&worker](const WorkspaceTeam& each) { return memberOfTeam(each.team, worker) != nullptr; });
}

Result<WorkspaceTeam> openTeam(const fs::path& workspace, std::string_view name)
{
    if (Status checked = checkTeamName(name); !checked)
        return checked.error();
    const fs::path path = teamFile(workspace, name);
    const Result<std::string> text = readTextFile(path, kMaxTeamFileBytes);
    if (!text && text.error().code == ErrorCode::NotFound) {
        const Result<std::vector<std::string>> names = teamNames(workspace);
        std::string known;
        for (const std::string& each : names ? *names : std::vector<std::string>())
            known += (known.empty() ? "; there is " : ", ") + each;
        return Error{ErrorCode::InvalidArgument, fmt::format("there is no team \"{}\" here{}", name, known), workspace};
    }
    if (!text)
        return text.error();
    Result<WorkspaceTeam> team = parseTeam(*text);
    if (!team)
        return team.error().at(path);
    if (team->team.name != name)
        return Error{ErrorCode::Mismatch, fmt::format("this file holds the team \"{}\"", team->team.name), path};
    return team;
}

Status createTeam(const fs::path& workspace, const WorkspaceTeam& team)
{
    if (Status checked = checkTeamName(team.team.name); !checked)
        return checked;
    const Result<std::vector<std::string>> names = teamNames(workspace);
    if (!names)
        return names.error();
    for (const std::string& name : *names) {
        if (lowerCase(name) == lowerCase(team.team.name))
            return Error{ErrorCode::AlreadyExists, fmt::format("there is a team \"{}\" already", name),
                         teamFile(workspace, name)};
    }
    return write(workspace, team, IfExists::Refuse);
}

Result<WorkspaceTeam> editTeam(const fs::path& workspace, std::string_view name,
                               const std::function<Status(WorkspaceTeam&)>& edit)
{
    if (const Result<WorkspaceTeam> there = openTeam(workspace, name); !there)
        return there.error(); // Before a lock is left where there is nothing to lock.
    const Result<LockFile> lock =
        LockFile::acquire(teamsFolder(workspace) / fmt::format(".{}.lock", name), "changing the team");
    if (!lock)
        return lock.error();
    Result<WorkspaceTeam> team = openTeam(workspace, name);
    if (!team)
        return team.error();
    const WorkspaceTeam before = *team;
    if (Status edited = edit(*team); !edited)
        return edited.error();
    if (team->team.name != name)
        return Error{ErrorCode::InvalidArgument, "a team keeps its name", teamFile(workspace, name)};
    if (*team == before)
        return team;
    if (Status written = write(workspace, *team, IfExists::Replace); !written)
        return written.error();
    return team;
}

Status removeTeam(const fs::path& workspace, std::string_view name)
{
    if (Status checked = checkTeamName(name); !checked)
        return checked;
    const fs::path path = teamFile(workspace, name);
    std::error_code failure;
    if (fs::remove(path, failure))
        return ok();
    if (failure)
        return errorFromErrno(failure.value(), "writing", path);
    return Error{ErrorCode::InvalidArgument, fmt::format("there is no team \"{}\" here", name), workspace};
}

Status addMembers(WorkspaceTeam& team, const std::vector<Worker>& workers)
{
    Team grown = team.team;
    for (const Worker& worker : workers) {
        if (Status checked = checkIsNew(grown, worker); !checked)
            return checked;
        grown.members.push_back({worker, TeamRole::Annotator, MemberStatus::Invited});
    }
    team.team = std::move(grown);
    return ok();
}

Result<TeamMember*> findMember(WorkspaceTeam& team, std::string_view text)
{
    const Result<Worker> worker = findWorker(workersOf(team.team), text);
    if (!worker)
        return worker.error();
    const auto isMeant = [&worker](const TeamMember& member) { return member.worker.id == worker->id; };
    return &*std::find_if(team.team.members.begin(), team.team.members.end(), isMeant);
}

void removeMember(WorkspaceTeam& team, const Worker& worker)
{
    std::erase_if(team.team.members, [&worker](const TeamMember& member) { return member.worker.id == worker.id; });
    team.passphraseHashes.erase(worker.id);
}

void removePassphrase(WorkspaceTeam& team, const Worker& worker)
{
    team.passphraseHashes.erase(worker.id);
}

Status signIn(WorkspaceTeam& team, const Worker& worker)
{
    const auto found = std::find_if(team.team.members.begin(), team.team.members.end(),
                                    [&worker](const TeamMember& member) { return member.worker.id == worker.id; });
    if (found == team.team.members.end())
        return Error{ErrorCode::InvalidArgument, fmt::format("{} is not in the team", worker.name)};
    if (found->status == MemberStatus::Inactive)
        return Error{ErrorCode::InvalidArgument, fmt::format("{} is inactive; a lead can invite again", worker.name)};
    found->status = MemberStatus::Active;
    return ok();
}

std::string invitationText(const Team& team, const Worker& worker)
{
    return fmt::format("To: {0} <{1}>\n"
                       "Subject: You are invited to label images in the team {2}\n"
                       "\n"
                       "Hello {0},\n"
                       "\n"
                       "you have been added to the labeling team {2}.\n"
                       "\n"
                       "To begin, open Labelwright with the workspace that your team shares and choose yourself on the "
                       "sign-in page:\n"
                       "\n"
                       "    Team:   {2}\n"
                       "    Worker: {0}\n"
                       "\n"
                       "Your jobs are listed once you are signed in, and Start working opens the first task. A "
                       "passphrase can be set there, too.\n",
                       worker.name, worker.email, team.name);
}

} // namespace labelwright
