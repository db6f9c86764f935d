// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/ConflictRows.h"

#include "core/job/MergeJob.h"
#include "ui/home/HomeParts.h"
#include "ui/home/JobTexts.h"
#include "ui/look/CoreText.h"
#include "ui/look/MomentText.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QLabel>
#include <QLocale>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace labelwright {
namespace {

QString subjectText(const Conflict& conflict)
{
    const auto object = [&conflict] { return countText(conflict.objects.front().first + 1); };
    switch (conflict.kind) {
    case Conflict::Kind::Answers:
        return ConflictRows::tr("Answers of %1 to object %2").arg(textOf(conflict.choices[0].author.name), object());
    case Conflict::Kind::Flag:
        return ConflictRows::tr("Flag of object %1").arg(object());
    case Conflict::Kind::Assignment:
        return ConflictRows::tr("Workers of objects %1").arg(objectsText(conflict.objects));
    case Conflict::Kind::Team:
        return ConflictRows::tr("Team");
    case Conflict::Kind::StatusOfJob:
        return ConflictRows::tr("Status of the job");
    case Conflict::Kind::Description:
        return ConflictRows::tr("Task description");
    case Conflict::Kind::Instructions:
        return ConflictRows::tr("Instructions");
    case Conflict::Kind::TimeLimit:
        return ConflictRows::tr("Task time limit");
    case Conflict::Kind::VerdictList:
        return ConflictRows::tr("List of verdicts");
    case Conflict::Kind::Labels:
        return ConflictRows::tr("Labels");
    case Conflict::Kind::Gold:
        return ConflictRows::tr("Gold objects");
    case Conflict::Kind::Verdict:
        return ConflictRows::tr("Verdict on object %1").arg(object());
    case Conflict::Kind::Adjustment:
        return ConflictRows::tr("Adjustment of object %1").arg(object());
    }
    return {};
}

QString choiceText(const Conflict::Choice& choice, const std::map<std::string, std::int64_t>& pixels)
{
    const auto apart = pixels.find(choice.event);
    const QString says = textOf(choice.says).simplified();
    return ConflictRows::tr("%1, %2: %3")
        .arg(textOf(choice.author.name), momentText(choice.time),
             apart == pixels.end() ? says
             : apart->second == 1
                 ? ConflictRows::tr("%1, 1 pixel other than in the first").arg(says)
                 : ConflictRows::tr("%1, %2 pixels other than in the first").arg(says, countText(apart->second)));
}

/// Whether all choices are in the job, so that they can be looked at there.
bool isInJob(const MergePlan& plan, const Conflict& conflict)
{
    return std::ranges::none_of(conflict.choices, [&plan](const Conflict::Choice& choice) {
        return std::ranges::find(plan.events, choice.event, &ArrivingEvent::name) != plan.events.end();
    });
}

} // namespace

ConflictRows::ConflictRows(QWidget* parent) : QWidget(parent), m_rows(new QVBoxLayout(this))
{
    m_rows->setContentsMargins(0, 0, 0, 0);
    m_rows->setSpacing(Metrics::kRelated);
    hide();
}

void ConflictRows::clear()
{
    while (QLayoutItem* item = m_rows->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_choices.clear();
    hide();
}

void ConflictRows::setConflicts(const MergePlan& plan, const std::map<std::string, std::int64_t>& pixels)
{
    clear();
    if (plan.conflicts.empty())
        return;
    m_rows->addSpacing(Metrics::kRelated);
    m_rows->addWidget(makeText(tr("Decided differently"), Role::Section));
    m_rows->addWidget(makeText(
        tr("Say what counts from now on. Nothing is lost: what is not chosen stays in the job. Until something is "
           "chosen the first counts."),
        Role::Secondary));
    for (const Conflict& conflict : plan.conflicts)
        addConflict(plan, conflict, pixels);
    keepFromWheel(*this);
    show();
}

void ConflictRows::addConflict(const MergePlan& plan, const Conflict& conflict,
                               const std::map<std::string, std::int64_t>& pixels)
{
    auto* choices = new QComboBox;
    choices->addItem(tr("Decide later"));
    for (const Conflict::Choice& choice : conflict.choices)
        choices->addItem(choiceText(choice, pixels), textOf(choice.event));
    choices->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    choices->setFixedHeight(Metrics::kPageControl);
    choices->setAccessibleName(subjectText(conflict));
    connect(choices, &QComboBox::currentIndexChanged, this, &ConflictRows::changed);
    m_choices.push_back(choices);
    auto* row = new QWidget;
    auto* line = new QHBoxLayout(row);
    line->setContentsMargins(0, 0, 0, 0);
    line->setSpacing(Metrics::kRelated);
    line->addWidget(choices, 1);
    if (pixels.contains(conflict.choices.back().event)) {
        auto* compares = new QPushButton(tr("Compare…"));
        compares->setFixedHeight(Metrics::kPageControl);
        compares->setAutoDefault(false);
        compares->setEnabled(isInJob(plan, conflict));
        compares->setToolTip(compares->isEnabled()
                                 ? tr("Shows the first and the one chosen, else the second, over the photo")
                                 : tr("They are compared when they are in the job: merge first, and choose then"));
        connect(compares, &QPushButton::clicked, this, [this, folder = plan.jobFolder, conflict, choices] {
            const auto other = static_cast<std::size_t>(std::max(1, choices->currentIndex() - 1));
            emit differenceRequested({.jobFolder = textOf(folder.string()),
                                      .object = conflict.objects.front().first,
                                      .before = conflict.choices.front().event,
                                      .after = conflict.choices[other].event});
        });
        line->addWidget(compares);
    }
    m_rows->addWidget(makeText(subjectText(conflict), Role::Secondary));
    m_rows->addWidget(row);
}

std::vector<std::string> ConflictRows::chosen() const
{
    std::vector<std::string> events;
    for (const QComboBox* choices : m_choices) {
        if (choices->currentIndex() > 0)
            events.push_back(choices->currentData().toString().toStdString());
    }
    return events;
}

} // namespace labelwright
