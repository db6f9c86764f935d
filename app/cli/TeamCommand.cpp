// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/AuthorOption.h"
#include "app/cli/OutFile.h"
#include "app/cli/Report.h"
#include "app/cli/Subcommand.h"
#include "app/cli/TextInput.h"
#include "core/base/Json.h"
#include "core/base/Text.h"
#include "core/job/JobChanges.h"
#include "core/job/MemberList.h"
#include "core/job/WorkerJobs.h"
#include "core/job/Workspace.h"

#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include <functional>
#include <memory>

namespace labelwright {
namespace {

constexpr std::uintmax_t kMaxListBytes = 16U << 20U;

struct TeamOptions {
    std::filesystem::path workspace = defaultWorkspace();
    std::string team;
    std::string worker;
    std::vector<std::string> members;
    std::filesystem::path list;
    std::string role{roleName(TeamRole::Annotator)};
    std::filesystem::path job;
    std::string author;
    std::filesystem::path out;
    bool json = false;
};

Json memberJson(const TeamMember& member)
{
    return {{"name", member.worker.name},
            {"email", member.worker.email},
            {"id", member.worker.id},
            {"role", roleName(member.role)},
            {"status", memberStatusName(member.status)}};
}

Json teamJson(const Team& team)
{
    Json members = Json::array();
    for (const TeamMember& member : team.members)
        members.push_back(memberJson(member));
    return {{"team", team.name}, {"members", members}};
}

void sayMember(const TeamMember& member)
{
    say(fmt::format("  {} <{}>  {}, {}  {}", member.worker.name, member.worker.email, roleName(member.role),
                    memberStatusName(member.status), member.worker.id));
}

std::string membersText(const Team& team)
{
    return countText(static_cast<std::int64_t>(team.members.size()), "member");
}

// add

Result<std::string> memberText(const TeamOptions& options)
{
    std::string text;
    for (const std::string& member : options.members)
        text += member + '\n';
    if (options.list.empty())
        return text;
    const Result<std::string> file = readTextInput(options.list, kMaxListBytes);
    return file ? Result<std::string>(text + *file) : file;
}

int add(const TeamOptions& options)
{
    const Result<std::string> text = memberText(options);
    if (!text)
        return fail(text.error());
    const Result<WorkspaceTeam> there = openTeam(options.workspace, options.team);
    if (!there && there.error().code != ErrorCode::InvalidArgument)
        return fail(there.error());
    if (!there) {
        if (Status created = createTeam(options.workspace, {{options.team, {}}, {}}); !created)
            return fail(created.error());
    }
    MemberList list;
    const Result<WorkspaceTeam> team = editTeam(options.workspace, options.team, [&](WorkspaceTeam& edited) {
        list = parseMemberList(*text, edited.team);
        Status added = addMembers(edited, list.workers);
        for (std::size_t i = edited.team.members.size() - list.workers.size(); added && i < edited.team.members.size();
             ++i)
            edited.team.members[i].role = *parseRole(options.role);
        return added;
    });
    if (!team)
        return fail(team.error());
    for (const MemberList::Refused& refused : list.refused)
        warn({ErrorCode::InvalidArgument, fmt::format("not added: {}; {}", refused.entry, refused.reason)});
    if (options.json)
        say(writeJson(teamJson(team->team)));
    else
        say(fmt::format("{}: {} added, {}", options.team, list.workers.size(), membersText(team->team)));
    return list.refused.empty() ? 0 : list.workers.empty() ? kFailed : kLeftOut;
}

// list

int list(const TeamOptions& options)
{
    std::vector<WorkspaceTeam> teams;
    if (options.team.empty()) {
        Result<TeamListing> listing = listTeams(options.workspace);
        if (!listing)
            return fail(listing.error());
        for (const Error& problem : listing->problems)
            warn(problem);
        teams = std::move(listing->teams);
    } else {
        Result<WorkspaceTeam> team = openTeam(options.workspace, options.team);
        if (!team)
            return fail(team.error());
        teams.push_back(*std::move(team));
    }
    Json json = Json::array();
    for (const WorkspaceTeam& team : teams) {
        json.push_back(teamJson(team.team));
        if (options.json)
            continue;
        say(fmt::format("{}: {}", team.team.name, membersText(team.team)));
        for (const TeamMember& member : team.team.members)
            sayMember(member);
    }
    if (options.json)
        say(writeJson({{"workspace", options.workspace.string()}, {"teams", json}}));
    return 0;
}

// activate, deactivate, role, remove-passphrase

int edit(const TeamOptions& options, const std::function<void(WorkspaceTeam&, TeamMember&)>& change,
         std::string_view note = {})
{
    TeamMember changed;
    const Result<WorkspaceTeam> team = editTeam(options.workspace, options.team, [&](WorkspaceTeam& edited) -> Status {
        const Result<TeamMember*> member = findMember(edited, options.worker);
        if (!member)
            return member.error();
        change(edited, **member);
        changed = **member;
        return ok();
    });
    if (!team)
        return fail(team.error());
    if (options.json)
        say(writeJson(memberJson(changed)));
    else
        say(fmt::format("{} of {}: {}, {}{}", changed.worker.name, options.team, roleName(changed.role),
                        memberStatusName(changed.status), note));
    return 0;
}

int deactivate(const TeamOptions& options)
{
    return edit(options, [](WorkspaceTeam&, TeamMember& member) { member.status = MemberStatus::Inactive; });
}

int activate(const TeamOptions& options)
{
    return edit(options, [](WorkspaceTeam&, TeamMember& member) { member.status = MemberStatus::Active; });
}

int setRole(const TeamOptions& options)
{
    return edit(options, [&options](WorkspaceTeam&, TeamMember& member) { member.role = *parseRole(options.role); });
}

int removePassphrase(const TeamOptions& options)
{
    return edit(
        options, [](WorkspaceTeam& team, TeamMember& member) { labelwright::removePassphrase(team, member.worker); },
        ", without a passphrase");
}

// jobs, invite

struct FoundMember {
    WorkspaceTeam team;
    TeamMember member;
};

Result<FoundMember> openMember(const TeamOptions& options)
{
    Result<WorkspaceTeam> team = openTeam(options.workspace, options.team);
    if (!team)
        return team.error();
    const Result<TeamMember*> member = findMember(*team, options.worker);
    if (!member)
        return member.error();
    return FoundMember{*team, **member};
}

Json jobJson(const WorkerJob& job)
{
    return {{"job", job.name},         {"folder", job.folder.string()}, {"status", statusName(job.status)},
            {"objects", job.objects},  {"answered", job.answered},      {"left", job.tasksLeft},
            {"declined", job.declined}};
}

int jobs(const TeamOptions& options)
{
    const Result<FoundMember> asked = openMember(options);
    if (!asked)
        return fail(asked.error());
    const Result<WorkerJobs> found = jobsOfWorker(options.workspace, asked->member.worker);
    if (!found)
        return fail(found.error());
    for (const Error& problem : found->problems)
        warn(problem);
    Json json = Json::array();
    for (const WorkerJob& job : found->jobs) {
        json.push_back(jobJson(job));
        if (!options.json)
            say(fmt::format("{}: {}, {} answered, {} left, {} declined", job.name, statusName(job.status), job.answered,
                            job.tasksLeft, job.declined));
    }
    if (options.json)
        say(writeJson({{"member", memberJson(asked->member)}, {"jobs", json}}));
    return 0;
}

int invite(const TeamOptions& options)
{
    const Result<FoundMember> asked = openMember(options);
    if (!asked)
        return fail(asked.error());
    const std::string text = invitationText(asked->team.team, asked->member.worker);
    if (options.out.empty()) {
        fmt::print("{}", text);
        return 0;
    }
    const Status written = writeOutFile(options.out, {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    return written ? 0 : fail(written.error());
}

// remove, use

int remove(const TeamOptions& options)
{
    if (options.worker.empty()) {
        if (Status removed = removeTeam(options.workspace, options.team); !removed)
            return fail(removed.error());
        say(fmt::format("{}: removed", options.team));
        return 0;
    }
    std::string name;
    const Result<WorkspaceTeam> team = editTeam(options.workspace, options.team, [&](WorkspaceTeam& edited) -> Status {
        const Result<TeamMember*> member = findMember(edited, options.worker);
        if (!member)
            return member.error();
        name = (*member)->worker.name;
        removeMember(edited, Worker((*member)->worker));
        return ok();
    });
    if (!team)
        return fail(team.error());
    say(fmt::format("{}: {} removed, {}", options.team, name, membersText(team->team)));
    return 0;
}

int use(const TeamOptions& options)
{
    const Result<WorkspaceTeam> team = openTeam(options.workspace, options.team);
    if (!team)
        return fail(team.error());
    Result<AuthoredJob> opened = openAuthoredJob(options.job, options.author);
    if (!opened)
        return fail(opened.error());
    auto& [job, author] = *opened;
    if (const Result<JobEvent> changed = changeTeam(job, team->team, author); !changed)
        return fail(changed.error());
    say(fmt::format("{}: the team is now {}, {}", job.spec().name, team->team.name, membersText(team->team)));
    return 0;
}

struct Verb {
    CLI::App* command;
    int (*run)(const TeamOptions&);
};

} // namespace

SubcommandAction declareTeam(CLI::App& command)
{
    auto options = std::make_shared<TeamOptions>();
    auto verbs = std::make_shared<std::vector<Verb>>();
    command.require_subcommand(1);
    const auto declare = [&](const char* name, const char* summary, int (*run)(const TeamOptions&)) {
        CLI::App* verb = command.add_subcommand(name, summary);
        verb->add_option("--workspace", options->workspace, "Folder that holds teams/")->capture_default_str();
        verbs->push_back({verb, run});
        return verb;
    };
    const auto takesTeam = [&](CLI::App& verb) {
        verb.add_option("TEAM", options->team, "Name of the team")->required();
    };
    const auto takesWorker = [&](CLI::App& verb) {
        return verb.add_option("WORKER", options->worker, "Name, e-mail or id");
    };
    const auto takesJson = [&](CLI::App& verb) {
        verb.add_flag("--json", options->json, "One JSON object on one line");
    };
    const auto faultOfRole = [](const std::string& text) {
        return parseRole(text) ? std::string() : "\"" + text + "\" is neither annotator nor lead";
    };

    CLI::App* verb = declare("add", "Invite workers, and make the team if there is none", add);
    takesTeam(*verb);
    verb->add_option("MEMBER", options->members, "\"Ann Lee <ann@example.com>\" or an address");
    verb->add_option("--list", options->list, "Text file with such entries; - reads standard input");
    verb->add_option("--role", options->role, "annotator or lead")->check(faultOfRole)->capture_default_str();
    takesJson(*verb);

    verb = declare("list", "Show the teams and their members", list);
    verb->add_option("TEAM", options->team, "Only this one");
    takesJson(*verb);

    const auto declareForMember = [&](const char* name, const char* summary, int (*run)(const TeamOptions&)) {
        CLI::App* edited = declare(name, summary, run);
        takesTeam(*edited);
        takesWorker(*edited)->required();
        takesJson(*edited);
        return edited;
    };
    declareForMember("deactivate", "Let a worker sign in no more", deactivate);
    declareForMember("activate", "Let a worker sign in again", activate);
    verb = declareForMember("role", "Make a worker an annotator or a lead", setRole);
    verb->add_option("ROLE", options->role, "annotator or lead")->required()->check(faultOfRole);

    declareForMember("remove-passphrase", "Let a worker who has forgotten it sign in without one", removePassphrase);

    declareForMember("jobs", "Show a worker's jobs: answered, left and declined tasks", jobs);

    verb = declare("remove", "Take a worker out of the team, or remove the team", remove);
    takesTeam(*verb);
    takesWorker(*verb);

    verb = declare("invite", "Print the invitation to send to a worker", invite);
    takesTeam(*verb);
    takesWorker(*verb)->required();
    verb->add_option("-o,--out", options->out, "Write a file instead");

    verb = declare("use", "Give a job the team as it is now", use);
    takesTeam(*verb);
    verb->add_option("JOB", options->job, "Job folder")->required();
    addAuthorOption(*verb, options->author);

    return [options, verbs] {
        for (const Verb& each : *verbs) {
            if (each.command->parsed())
                return each.run(*options);
        }
        return kWrongUsage;
    };
}

} // namespace labelwright
