// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/TeamChooser.h"

#include "ui/bridge/ErrorText.h"
#include "ui/home/HomeParts.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::Literals::StringLiterals;

namespace labelwright {
namespace {

// What an item of the list stands for; from 0 on, a place among the workspace's teams.
constexpr int kOwnWorkers = -2;
constexpr int kGivenTeam = -1;

QString nameOf(const Team& team)
{
    return QString::fromStdString(team.name);
}

QString namesOf(const Team& team)
{
    QStringList names;
    for (const TeamMember& member : team.members)
        names << QString::fromStdString(member.worker.name);
    return names.join(", "_L1);
}

/// "Ann Lee, Bob (inactive)"
QString membersText(const Team& team)
{
    QStringList names;
    for (const TeamMember& member : team.members) {
        const QString name = QString::fromStdString(member.worker.name);
        names << (member.status == MemberStatus::Inactive ? TeamChooser::tr("%1 (inactive)").arg(name) : name);
    }
    return names.isEmpty() ? TeamChooser::tr("This team has no members yet.") : names.join(", "_L1);
}

Team teamNamed(const QString& names)
{
    std::vector<Worker> workers;
    for (const QString& part : names.split(u',', Qt::SkipEmptyParts)) {
        const std::string name = part.trimmed().toStdString();
        const Result<Worker> worker = createWorker(name);
        workers.push_back(worker ? *worker : Worker{name, {}, {}});
    }
    return teamOf(workers);
}

} // namespace

TeamChooser::TeamChooser(const std::filesystem::path& workspace, QWidget* parent)
    : QWidget(parent), m_choice(new QComboBox), m_names(new QLineEdit), m_members(makeText({}, Role::Secondary)),
      m_problem(makeText({}, Role::Danger)), m_work(*this)
{
    m_choice->setFixedHeight(Metrics::kPageControl);
    m_choice->setAccessibleName(tr("Team of the workspace"));
    m_names->setFixedHeight(Metrics::kPageControl);
    m_names->setPlaceholderText(tr("Names, separated by commas"));
    m_names->setAccessibleName(tr("Workers of this job alone"));
    m_problem->hide();
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(Metrics::kInside);
    column->addWidget(m_choice);
    column->addWidget(m_names);
    column->addWidget(m_members);
    column->addWidget(m_problem);
    setFocusProxy(m_choice);

    connect(m_choice, &QComboBox::currentIndexChanged, this, &TeamChooser::showChosen);
    connect(this, &TeamChooser::edited, this, &TeamChooser::markChosen);
    connect(m_choice, &QComboBox::activated, this, &TeamChooser::edited);
    connect(m_names, &QLineEdit::textChanged, this, &TeamChooser::changed);
    connect(m_names, &QLineEdit::textEdited, this, &TeamChooser::edited);
    fill();
    m_work.run([workspace] { return listTeams(workspace); },
               [this](const Result<TeamListing>& listing) { takeListing(listing); });
}

Team TeamChooser::team() const
{
    if (const Team* chosen = chosenTeam())
        return *chosen;
    return m_names->text() == m_ownNames ? m_own : teamNamed(m_names->text());
}

void TeamChooser::setTeam(const Team& team)
{
    markChosen();
    if (team.name.empty()) {
        m_own = team;
        m_ownNames = namesOf(team);
        m_names->setText(m_ownNames);
        return choose(kOwnWorkers);
    }
    const auto same = std::ranges::find(m_teams, team);
    m_given = same == m_teams.end() ? std::optional(team) : std::nullopt;
    fill();
    choose(m_given ? kGivenTeam : static_cast<int>(same - m_teams.begin()));
}

void TeamChooser::takeListing(const Result<TeamListing>& listing)
{
    const Error* problem = nullptr;
    if (!listing)
        problem = &listing.error();
    else if (!listing->problems.empty())
        problem = &listing->problems.front();
    m_problem->setText(problem ? sentenceOf(*problem) : QString());
    m_problem->setVisible(problem != nullptr);
    if (!listing)
        return;
    m_teams.clear();
    for (const WorkspaceTeam& team : listing->teams)
        m_teams.push_back(team.team);
    fill();
    if (!m_isChosen && m_teams.size() == 1 && workingMembers(m_teams.front()) > 0)
        choose(0);
    if (m_given && chosenTeam() == &*m_given)
        setTeam(Team(*m_given)); // The workspace's may be the same.
}

/// What was chosen stays so.
void TeamChooser::fill()
{
    const int place = m_choice->count() == 0 ? kOwnWorkers : m_choice->currentData().toInt();
    {
        const QSignalBlocker quiet(m_choice);
        m_choice->clear();
        m_choice->addItem(tr("Workers of this job alone"), kOwnWorkers);
        if (m_given)
            m_choice->addItem(tr("%1, as the job has it").arg(nameOf(*m_given)), kGivenTeam);
        for (std::size_t i = 0; i < m_teams.size(); ++i)
            m_choice->addItem(nameOf(m_teams[i]), static_cast<int>(i));
    }
    choose(place);
}

void TeamChooser::choose(int place)
{
    const QSignalBlocker quiet(m_choice);
    m_choice->setCurrentIndex(std::max(0, m_choice->findData(place)));
    showChosen();
}

void TeamChooser::showChosen()
{
    const Team* chosen = chosenTeam();
    m_names->setVisible(chosen == nullptr);
    m_members->setVisible(chosen != nullptr);
    m_members->setText(chosen ? membersText(*chosen) : QString());
    emit changed();
}

/// nullptr for workers of the job alone.
const Team* TeamChooser::chosenTeam() const
{
    const int place = m_choice->currentData().toInt();
    if (place == kOwnWorkers)
        return nullptr;
    return place == kGivenTeam ? &*m_given : &m_teams[static_cast<std::size_t>(place)];
}

} // namespace labelwright
