// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/TeamDesk.h"

#include "core/base/Passphrase.h"
#include "ui/bridge/ErrorText.h"

#include <algorithm>
#include <memory>
#include <utility>

namespace labelwright {
namespace {

Status checkPassphrase(const WorkspaceTeam& team, const Worker& worker, const std::string& passphrase)
{
    const auto hash = team.passphraseHashes.find(worker.id);
    if (hash == team.passphraseHashes.end() || matchesPassphrase(hash->second, passphrase))
        return ok();
    return Error{ErrorCode::InvalidArgument,
                 "the passphrase is not the right one; a forgotten one is removed on the Teams page"};
}

Status signInChecked(const std::filesystem::path& workspace, const std::string& name, const Worker& worker,
                     const std::string& passphrase)
{
    const Result<WorkspaceTeam> team = openTeam(workspace, name);
    if (!team)
        return team.error();
    if (Status checked = checkPassphrase(*team, worker, passphrase); !checked)
        return checked;
    const Result<WorkspaceTeam> edited =
        editTeam(workspace, name, [&worker](WorkspaceTeam& changed) { return signIn(changed, worker); });
    return edited ? ok() : Status(edited.error());
}

Status setChecked(const std::filesystem::path& workspace, const std::string& name, const Worker& worker,
                  const std::string& current, const std::string& fresh)
{
    const Result<WorkspaceTeam> team = openTeam(workspace, name);
    if (!team)
        return team.error();
    if (Status checked = checkPassphrase(*team, worker, current); !checked)
        return checked;
    const Result<std::string> hash = fresh.empty() ? Result<std::string>(std::string()) : hashPassphrase(fresh);
    if (!hash)
        return hash.error();
    const Result<WorkspaceTeam> edited = editTeam(workspace, name, [&](WorkspaceTeam& changed) {
        if (hash->empty())
            removePassphrase(changed, worker);
        else
            changed.passphraseHashes[worker.id] = *hash;
        return ok();
    });
    return edited ? ok() : Status(edited.error());
}

} // namespace

TeamDesk::TeamDesk(std::filesystem::path workspace, QObject* parent)
    : QObject(parent), m_workspace(std::move(workspace))
{
    m_disk.setMaxThreadCount(1);
}

TeamDesk::~TeamDesk()
{
    m_disk.waitForDone();
}

void TeamDesk::setWorkspace(std::filesystem::path workspace)
{
    if (workspace == m_workspace)
        return;
    m_workspace = std::move(workspace);
    m_teams.clear();
    emit workspaceChanged();
    reload();
}

const WorkspaceTeam* TeamDesk::team(const std::string& name) const
{
    const auto found = std::find_if(m_teams.begin(), m_teams.end(),
                                    [&name](const WorkspaceTeam& each) { return each.team.name == name; });
    return found == m_teams.end() ? nullptr : &*found;
}

void TeamDesk::reload()
{
    run([] { return ok(); });
}

void TeamDesk::create(const std::string& name)
{
    run([folder = m_workspace, name] { return createTeam(folder, {{name, {}}, {}}); });
}

void TeamDesk::remove(const std::string& name)
{
    run([folder = m_workspace, name] { return removeTeam(folder, name); });
}

void TeamDesk::edit(const std::string& name, std::function<Status(WorkspaceTeam&)> edit)
{
    run([folder = m_workspace, name, edit = std::move(edit)] {
        const Result<WorkspaceTeam> edited = editTeam(folder, name, edit);
        return edited ? ok() : Status(edited.error());
    });
}

void TeamDesk::signIn(const std::string& name, const Worker& worker, const std::string& passphrase)
{
    run([folder = m_workspace, name, worker, passphrase] { return signInChecked(folder, name, worker, passphrase); },
        [this, name, worker] { emit signedIn(QString::fromStdString(name), worker); });
}

void TeamDesk::setPassphrase(const std::string& name, const Worker& worker, const std::string& current,
                             const std::string& fresh)
{
    run([folder = m_workspace, name, worker, current,
         fresh] { return setChecked(folder, name, worker, current, fresh); },
        [this] { emit passphraseSet(); });
}

void TeamDesk::run(std::function<Status()> work, std::function<void()> done)
{
    ++m_pending;
    emit busyChanged();
    m_disk.start([this, folder = m_workspace, work = std::move(work), done = std::move(done)] {
        const Status worked = work();
        auto listing = std::make_shared<Result<TeamListing>>(listTeams(folder));
        std::optional<Error> problem;
        if (!worked)
            problem = worked.error();
        else if (!*listing)
            problem = listing->error();
        else if (!(*listing)->problems.empty())
            problem = (*listing)->problems.front();
        const bool isDone = worked.has_value();
        QMetaObject::invokeMethod(
            this,
            [this, folder, listing, problem, isDone, done] {
                --m_pending;
                if (folder != m_workspace)
                    return emit busyChanged();
                if (*listing)
                    m_teams = std::move((*listing)->teams);
                emit busyChanged();
                emit changed();
                if (isDone && done)
                    done();
                if (problem)
                    emit failed(sentenceOf(*problem));
            },
            Qt::QueuedConnection);
    });
}

} // namespace labelwright
