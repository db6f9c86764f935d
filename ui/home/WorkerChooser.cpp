// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkerChooser.h"

#include "ui/bridge/ErrorText.h"
#include "ui/look/CoreText.h"
#include "ui/look/Look.h"

#include <QSignalBlocker>
#include <QStandardItemModel>

namespace labelwright {

WorkerChooser::WorkerChooser(const std::filesystem::path& workspace, const Team& team,
                             const std::optional<Worker>& signedIn, QWidget* parent)
    : QComboBox(parent), m_team(team), m_signedIn(signedIn), m_work(*this)
{
    setFixedHeight(Metrics::kPageControl);
    std::erase_if(m_team.members, [&team](const TeamMember& member) { return !mayWork(team, member.worker); });
    for (const TeamMember& member : m_team.members)
        addItem(textOf(member.worker.name));
    setPlaceholderText(tr("Nobody"));
    setCurrentIndex(-1);
    connect(this, &QComboBox::currentIndexChanged, this, &WorkerChooser::changed);
    m_work.run([workspace] { return listTeams(workspace); },
               [this](const Result<TeamListing>& listing) { takeListing(listing); });
}

std::optional<Worker> WorkerChooser::worker() const
{
    if (!m_isKnown || currentIndex() < 0)
        return std::nullopt;
    return m_team.members[static_cast<std::size_t>(currentIndex())].worker;
}

void WorkerChooser::takeListing(const Result<TeamListing>& listing)
{
    m_isKnown = listing.has_value();
    if (!listing) {
        m_problem = sentenceOf(listing.error());
        emit changed();
        return;
    }
    const QSignalBlocker quiet(this);
    int chosen = -1;
    for (int row = 0; row < count(); ++row) {
        const Worker& worker = m_team.members[static_cast<std::size_t>(row)].worker;
        const bool isHere = m_signedIn && m_signedIn->id == worker.id;
        if (!isHere && signsIn(listing->teams, worker))
            disable(row);
        else if (isHere || chosen < 0)
            chosen = row;
    }
    setCurrentIndex(chosen);
    if (count() == 0)
        m_problem = tr("Nobody works on this job; its team is empty or inactive.");
    else if (chosen < 0)
        m_problem = m_signedIn
                        ? tr("%1 is not of this job's team, or inactive. Its workers sign in, under My tasks, to "
                             "answer.")
                              .arg(textOf(m_signedIn->name))
                        : tr("This job's workers sign in, under My tasks, to answer.");
    emit changed();
}

void WorkerChooser::disable(int row)
{
    qobject_cast<QStandardItemModel*>(model())->item(row)->setEnabled(false);
    setItemText(row, tr("%1 (signs in under My tasks)").arg(itemText(row)));
}

} // namespace labelwright
