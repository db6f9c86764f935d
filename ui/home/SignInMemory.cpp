// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/SignInMemory.h"

#include "core/base/Hash.h"

#include <QSettings>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

/// Changes with the passphrase and says nothing of it.
QString proofOf(const WorkspaceTeam& team, const Worker& worker)
{
    const auto hash = team.passphraseHashes.find(worker.id);
    return hash == team.passphraseHashes.end() ? QString() : QString::fromStdString(sha256Hex(hash->second));
}

QString textOf(const std::filesystem::path& workspace)
{
    return QString::fromStdString(workspace.string());
}

} // namespace

void rememberSignIn(const std::filesystem::path& workspace, const WorkspaceTeam& team, const Worker& worker)
{
    QSettings settings;
    settings.beginGroup("sign-in"_L1);
    settings.setValue("workspace"_L1, textOf(workspace));
    settings.setValue("team"_L1, QString::fromStdString(team.team.name));
    settings.setValue("worker"_L1, QString::fromStdString(worker.id));
    settings.setValue("proof"_L1, proofOf(team, worker));
}

void forgetSignIn()
{
    QSettings().remove("sign-in"_L1);
}

std::optional<RememberedSignIn> rememberedSignIn(const std::filesystem::path& workspace,
                                                 const std::vector<WorkspaceTeam>& teams)
{
    QSettings settings;
    settings.beginGroup("sign-in"_L1);
    if (settings.value("workspace"_L1).toString() != textOf(workspace))
        return std::nullopt;
    const std::string id = settings.value("worker"_L1).toString().toStdString();
    for (const WorkspaceTeam& team : teams) {
        const TeamMember* member = memberOfTeam(team.team, {{}, {}, id});
        const QString name = QString::fromStdString(team.team.name);
        if (!member || name != settings.value("team"_L1).toString())
            continue;
        const bool isGood = mayWork(team.team, member->worker) &&
                            proofOf(team, member->worker) == settings.value("proof"_L1).toString();
        return isGood ? std::optional(RememberedSignIn{name, member->worker}) : std::nullopt;
    }
    return std::nullopt;
}

} // namespace labelwright
