// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/JobFacts.h"

#include <algorithm>
#include <utility>

namespace labelwright {
namespace {

QString lastPartOf(const std::string& sourceRef)
{
    return QString::fromStdString(sourceRef.substr(sourceRef.rfind('/') + 1));
}

std::bitset<256> labelsOf(const LabelCounts& counts)
{
    std::bitset<256> labels;
    for (const LabelCount& count : counts)
        labels.set(count.label, count.label != kUnlabelled);
    if (!counts.empty() && labels.none())
        labels.set(kUnlabelled);
    return labels;
}

} // namespace

bool JobFacts::knowsAnswersOf(const JobSnapshot& next, std::size_t object) const
{
    if (!m_snapshot || object >= m_objects.size() || m_labels != next.job.spec().labels)
        return false;
    const auto& before = m_snapshot->objects[object];
    const auto& now = next.objects[object];
    return before.sourceRef == now.sourceRef &&
           std::ranges::equal(
               before.answers, now.answers, {}, [](const AnswerEvent* answer) { return answer->name; },
               [](const AnswerEvent* answer) { return answer->name; });
}

void JobFacts::setSnapshot(std::shared_ptr<const JobSnapshot> snapshot)
{
    std::vector<Object> objects(snapshot->objects.size());
    m_answered = 0;
    for (std::size_t object = 0; object < objects.size(); ++object) {
        const ObjectSummary& summary = snapshot->objects[object];
        if (knowsAnswersOf(*snapshot, object))
            objects[object] = std::move(m_objects[object]);
        else
            objects[object].fileName = lastPartOf(summary.sourceRef);
        if (!summary.problem.empty())
            objects[object].problem = QString::fromStdString(summary.problem);
        m_answered += summary.answers.empty() ? 0 : 1;
    }
    m_objects = std::move(objects);
    m_labels = snapshot->job.spec().labels;
    m_snapshot = std::move(snapshot);
    m_objectsWith = {};
    m_counted = 0;
    m_badLines.clear();
    m_unreadable.clear();
    for (ObjectId object = 0; object < objectCount(); ++object) {
        tally(at(object), 1);
        noteProblem(object);
    }
    emit snapshotChanged();
}

void JobFacts::add(const ObjectFindings& findings)
{
    for (const ObjectFinding& finding : findings) {
        if (finding.object >= objectCount())
            continue;
        Object& object = m_objects[static_cast<std::size_t>(finding.object)];
        tally(object, -1);
        object.labels = labelsOf(finding.counts);
        object.isCounted = !finding.counts.empty();
        if (summary(finding.object).problem.empty())
            object.problem = finding.problem;
        object.hasInitialValue = finding.hasInitialValue;
        tally(object, 1);
        noteProblem(finding.object);
    }
    emit factsChanged();
}

void JobFacts::setPictureProblem(ObjectId object, const QString& problem)
{
    QString& known = m_objects[static_cast<std::size_t>(object)].pictureProblem;
    if (known == problem)
        return;
    known = problem;
    noteProblem(object);
    emit factsChanged();
}

const QString& JobFacts::problem(ObjectId object) const
{
    return at(object).problem.isEmpty() ? at(object).pictureProblem : at(object).problem;
}

TaskStatus JobFacts::status(ObjectId object) const
{
    return problem(object).isEmpty() ? summary(object).status : TaskStatus::Unreadable;
}

void JobFacts::noteProblem(ObjectId object)
{
    if (!summary(object).problem.empty())
        m_badLines.insert(object);
    else if (!problem(object).isEmpty())
        m_unreadable.insert(object);
    else
        m_unreadable.erase(object);
}

void JobFacts::tally(const Object& object, int step)
{
    if (!object.isCounted)
        return;
    m_counted += step;
    for (std::size_t label = 0; label <= m_labels.size(); ++label)
        m_objectsWith[label] += object.labels.test(label) ? step : 0;
}

std::size_t eventCount(const EventLog& events)
{
    std::size_t count = events.jobEvents().size();
    for (const auto& [object, answers] : events.answers())
        count += answers.size();
    for (const auto& [object, adjustments] : events.adjustments())
        count += adjustments.size();
    for (const auto& [object, verdicts] : events.verdicts())
        count += verdicts.size();
    for (const auto& [object, settlements] : events.settlements())
        count += settlements.size();
    return count;
}

} // namespace labelwright
