// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/review/ComparisonChoices.h"

#include "core/review/AnswerHistory.h"
#include "ui/look/MomentText.h"

#include <QCoreApplication>

#include <algorithm>

namespace labelwright {
namespace {

constexpr const char* kInitial = "initial";
constexpr const char* kTogether = "together";
constexpr const char* kOther = "other";

QString tr(const char* text)
{
    return QCoreApplication::translate("ComparisonChoices", text);
}

} // namespace

ComparisonChoices::ComparisonChoices(const std::shared_ptr<const JobSnapshot>& job, ObjectId object,
                                     bool hasInitialMask, const std::shared_ptr<const JobSnapshot>& other,
                                     ObjectId otherObject)
{
    addAnswers(job, object);
    const std::vector<const AnswerEvent*> counted =
        job->job.events().countedAnswers(object, job->job.spec().workersPerObject);
    if (counted.size() > 1)
        m_choices.push_back({tr("All counted answers together"),
                             tr("all counted answers together"),
                             kTogether,
                             {job, object, counted}});
    if (hasInitialMask)
        m_choices.push_back(
            {tr("What the object began with"), tr("what the object began with"), kInitial, {job, object}});
    if (other && otherObject < other->job.objectCount())
        addOther(other, otherObject);
}

void ComparisonChoices::addAnswers(const std::shared_ptr<const JobSnapshot>& job, ObjectId object)
{
    for (const PastAnswer& past : answerHistory(job->job, object)) {
        const QString caption =
            tr("%1, %2").arg(QString::fromStdString(past.answer->worker.name), momentText(past.answer->submitted));
        m_choices.push_back({tr("%1 · %2").arg(m_choices.size() + 1).arg(caption),
                             caption,
                             past.answer->name,
                             {job, object, {past.answer}}});
    }
    m_answers = m_choices.size();
}

void ComparisonChoices::addOther(const std::shared_ptr<const JobSnapshot>& job, ObjectId object)
{
    const std::vector<const AnswerEvent*> counted =
        job->job.events().countedAnswers(object, job->job.spec().workersPerObject);
    if (counted.empty())
        return;
    const QString name = QString::fromStdString(job->job.spec().name);
    m_choices.push_back({tr("Job \"%1\"").arg(name), tr("job \"%1\"").arg(name), kOther, {job, object, counted}});
}

int ComparisonChoices::placeOf(const std::string& name) const
{
    const auto found = std::ranges::find(m_choices, name, &ComparisonChoice::name);
    return found == m_choices.end() ? -1 : static_cast<int>(found - m_choices.begin());
}

std::pair<std::string, std::string> ComparisonChoices::first() const
{
    if (m_answers == 0)
        return {m_choices.front().name, m_choices.back().name};
    const ComparisonChoice& newest = m_choices[m_answers - 1];
    if (placeOf(kOther) >= 0)
        return {placeOf(kTogether) >= 0 ? kTogether : newest.name, kOther};
    const std::vector<std::string>& replaced = newest.side.answers.front()->replaces;
    if (!replaced.empty() && placeOf(replaced.back()) >= 0)
        return {replaced.back(), newest.name};
    if (m_answers > 1)
        return {m_choices[m_answers - 2].name, newest.name};
    return {placeOf(kInitial) >= 0 ? kInitial : newest.name, newest.name};
}

} // namespace labelwright
