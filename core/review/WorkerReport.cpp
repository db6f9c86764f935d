// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/WorkerReport.h"

#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/Review.h"
#include "core/review/ConfusionMatrix.h"
#include "core/review/Rating.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <set>
#include <utility>

namespace labelwright {
namespace {

std::optional<double> perHour(std::int64_t objects, double seconds)
{
    return seconds > 0 ? std::optional(static_cast<double>(objects) * 3600 / seconds) : std::nullopt;
}

/// A change, and that of each label.
struct Comparison {
    Change all;
    std::vector<Change> labels;
};

Comparison compareChoices(const std::vector<Label>& before, const std::vector<Label>& after, std::size_t labelCount)
{
    Comparison comparison{{before == after ? 0 : 1, 1}, std::vector<Change>(labelCount)};
    for (std::size_t label = 1; label < labelCount; ++label) {
        const auto has = [label](const std::vector<Label>& labels) {
            return std::ranges::find(labels, static_cast<Label>(label)) != labels.end();
        };
        comparison.labels[label] = {has(before) != has(after) ? 1 : 0, has(before) || has(after) ? 1 : 0};
    }
    return comparison;
}

Result<Comparison> compare(const Rating& before, const Rating& after, std::size_t labelCount)
{
    if (const auto* choice = std::get_if<std::vector<Label>>(&before))
        return compareChoices(*choice, std::get<std::vector<Label>>(after), labelCount);
    const Result<ConfusionMatrix> matrix =
        confusionOf(std::get<LabelMask>(before), std::get<LabelMask>(after), labelCount);
    if (!matrix)
        return matrix.error();
    Comparison comparison{{matrix->total() - matrix->agreed(), matrix->total()}, std::vector<Change>(labelCount)};
    for (std::size_t label = 0; label < labelCount; ++label) {
        const std::int64_t either = matrix->firstTotal(label) + matrix->secondTotal(label) - matrix->at(label, label);
        comparison.labels[label] = {either - matrix->at(label, label), either};
    }
    return comparison;
}

/// By number, whether the rating has the label.
std::array<bool, 256> labelsIn(const Rating& rating)
{
    std::array<bool, 256> has{};
    if (const auto* choice = std::get_if<std::vector<Label>>(&rating)) {
        for (const Label label : *choice)
            has[label] = true;
        return has;
    }
    const auto& mask = std::get<LabelMask>(rating);
    for (int y = 0; y < mask.height(); ++y) {
        for (const Label label : mask.row(y))
            has[label] = true;
    }
    return has;
}

class Reporter {
public:
    Reporter(const Job& job, LabelNumbers numbers) : m_job(job), m_numbers(std::move(numbers))
    {
        for (const Worker& worker : workersOf(currentTeam(job))) {
            m_team.push_back(worker.id);
            workOf(worker);
        }
    }

    void add(ObjectId object)
    {
        const std::span<const AnswerEvent> answers = m_job.events().answersOf(object);
        for (const AnswerEvent& answer : answers)
            countTime(answer);
        if (std::optional<Error> mismatch = m_job.sourceMismatch(object))
            return m_leftOut.push_back(*std::move(mismatch));
        const std::vector<const AnswerEvent*> counted =
            m_job.events().countedAnswers(object, m_job.spec().workersPerObject);
        std::optional<Rating> together;
        if (counted.size() > 1)
            together = read(ratingOf(m_job, counted, m_numbers));
        const AnswerEvent* adjustment = reviewOf(m_job.events(), object, m_job.spec().workersPerObject).adjustment;
        std::optional<Rating> adjusted;
        if (adjustment)
            adjusted = read(ratingOf(m_job, *adjustment, m_numbers));
        const std::vector<const AnswerEvent*> gold = scoredAnswers(answers);
        if (!gold.empty() && !counted.empty())
            scoreGold(gold, adjusted ? adjusted : together ? together : read(ratingOf(m_job, counted, m_numbers)));
        if (adjusted)
            addAdjusted(counted, *adjusted);
        std::set<std::string> known;
        for (const AnswerEvent& answer : answers) {
            if (known.contains(answer.worker.id))
                continue;
            countVerdict(object, answers, answer.worker);
            if (known.insert(answer.worker.id).second)
                addWorker(answers, answer.worker, counted, together);
        }
    }

    WorkerReport finish()
    {
        WorkerReport report{m_job.spec().taskType, m_numbers.names(), {}, std::move(m_leftOut)};
        for (const std::string& id : m_team)
            report.workers.push_back(std::move(m_workers.at(id)));
        std::vector<WorkerWork> others;
        for (auto& [id, work] : m_workers) {
            if (std::ranges::find(m_team, id) == m_team.end())
                others.push_back(std::move(work));
        }
        std::ranges::sort(others, {}, [](const WorkerWork& work) { return work.worker.name; });
        std::ranges::move(others, std::back_inserter(report.workers));
        for (WorkerWork& work : report.workers) {
            for (const auto& [day, spent] : m_days[work.worker.id])
                work.days.push_back({day, static_cast<std::int64_t>(spent.objects.size()), spent.seconds});
        }
        return report;
    }

private:
    struct Day {
        std::set<ObjectId> objects;
        double seconds = 0;
    };

    WorkerWork& workOf(const Worker& worker)
    {
        WorkerWork fresh;
        fresh.worker = worker;
        fresh.labels.resize(m_numbers.names().size());
        return m_workers.try_emplace(worker.id, std::move(fresh)).first->second;
    }

    void countTime(const AnswerEvent& answer)
    {
        WorkerWork& work = workOf(answer.worker);
        ++work.answers;
        work.activeSeconds += answer.activeSeconds;
        Day& day = m_days[answer.worker.id][std::chrono::floor<std::chrono::days>(answer.submitted)];
        day.objects.insert(answer.object);
        day.seconds += answer.activeSeconds;
    }

    /// The workers' own now, of those that never count.
    std::vector<const AnswerEvent*> scoredAnswers(std::span<const AnswerEvent> answers) const
    {
        std::vector<const AnswerEvent*> scored;
        for (const AnswerEvent& answer : answers) {
            if (answer.isScoredOnly && m_job.events().currentAnswer(answer.object, answer.worker) == &answer)
                scored.push_back(&answer);
        }
        return scored;
    }

    void scoreGold(const std::vector<const AnswerEvent*>& answers, const std::optional<Rating>& known)
    {
        for (const AnswerEvent* answer : answers) {
            const std::optional<Rating> rating = known ? read(ratingOf(m_job, *answer, m_numbers)) : std::nullopt;
            if (rating)
                addDifference(workOf(answer->worker).goldDiffering, *rating, *known, *answer);
        }
    }

    void addAdjusted(const std::vector<const AnswerEvent*>& counted, const Rating& adjusted)
    {
        for (const AnswerEvent* answer : counted) {
            if (const std::optional<Rating> rating = read(ratingOf(m_job, *answer, m_numbers)))
                addDifference(workOf(answer->worker).adjusted, *rating, adjusted, *answer);
        }
    }

    void addDifference(Change& change, const Rating& before, const Rating& after, const AnswerEvent& answer)
    {
        const Result<Comparison> comparison = compare(before, after, m_numbers.names().size());
        if (comparison)
            change += comparison->all;
        else
            m_leftOut.push_back(comparison.error().at(objectEventsFolder(m_job.folder(), answer.object) / answer.name));
    }

    /// The first that was about one of the worker's answers.
    void countVerdict(ObjectId object, std::span<const AnswerEvent> answers, const Worker& worker)
    {
        const auto isWorkers = [&](const std::string& name) {
            const auto answer = std::ranges::find(answers, name, &AnswerEvent::name);
            return answer != answers.end() && answer->worker.id == worker.id;
        };
        for (const Verdict& verdict : m_job.events().verdictsOf(object)) {
            if (std::ranges::none_of(verdict.answers, isWorkers))
                continue;
            WorkerWork& work = workOf(worker);
            ++work.reviewed;
            work.acceptedAtOnce += verdict.kind == Verdict::Kind::Accepted ? 1 : 0;
            return;
        }
    }

    /// What can't be read is noted.
    std::optional<Rating> read(Result<Rating> rating)
    {
        if (rating)
            return *std::move(rating);
        m_leftOut.push_back(rating.error());
        return std::nullopt;
    }

    void addWorker(std::span<const AnswerEvent> answers, const Worker& worker,
                   const std::vector<const AnswerEvent*>& counted, const std::optional<Rating>& together)
    {
        WorkerWork& work = workOf(worker);
        ++work.objects;
        const AnswerEvent* current = m_job.events().currentAnswer(answers.front().object, worker);
        std::optional<Rating> before;
        for (const AnswerEvent& answer : answers) {
            if (answer.worker.id != worker.id)
                continue;
            std::optional<Rating> rating = read(ratingOf(m_job, answer, m_numbers));
            if (!rating)
                continue;
            if (before)
                addChange(work, *before, *rating, answer, &WorkerWork::corrected, &LabelWork::corrected);
            if (&answer == current) {
                countLabels(work, *rating);
                if (together && std::ranges::find(counted, &answer) != counted.end())
                    addChange(work, *rating, *together, answer, &WorkerWork::differing, &LabelWork::differing);
            }
            before = std::move(rating);
        }
    }

    void countLabels(WorkerWork& work, const Rating& rating) const
    {
        const std::array<bool, 256> has = labelsIn(rating);
        for (std::size_t label = 0; label < work.labels.size(); ++label)
            work.labels[label].objects += has[label] ? 1 : 0;
    }

    void addChange(WorkerWork& work, const Rating& before, const Rating& after, const AnswerEvent& answer,
                   Change WorkerWork::*all, Change LabelWork::*ofLabel)
    {
        const Result<Comparison> comparison = compare(before, after, work.labels.size());
        if (!comparison)
            return m_leftOut.push_back(
                comparison.error().at(objectEventsFolder(m_job.folder(), answer.object) / answer.name));
        work.*all += comparison->all;
        for (std::size_t label = 0; label < work.labels.size(); ++label)
            work.labels[label].*ofLabel += comparison->labels[label];
    }

    const Job& m_job;
    LabelNumbers m_numbers;
    std::vector<std::string> m_team; ///< Ids.
    std::map<std::string, WorkerWork> m_workers;
    std::map<std::string, std::map<Time, Day>> m_days; ///< By worker.
    std::vector<Error> m_leftOut;
};

} // namespace

std::optional<double> Change::share() const
{
    return of > 0 ? std::optional(static_cast<double>(changed) / static_cast<double>(of)) : std::nullopt;
}

Change& Change::operator+=(const Change& other)
{
    changed += other.changed;
    of += other.of;
    return *this;
}

std::optional<double> DayWork::objectsPerHour() const
{
    return perHour(objects, activeSeconds);
}

std::optional<double> WorkerWork::acceptedShare() const
{
    return reviewed > 0 ? std::optional(static_cast<double>(acceptedAtOnce) / static_cast<double>(reviewed))
                        : std::nullopt;
}

std::optional<double> WorkerWork::objectsPerHour() const
{
    return perHour(objects, activeSeconds);
}

Result<WorkerReport> workerReport(const Job& job, const std::stop_token& stop, const Progress& progress)
{
    LabelNumbers numbers;
    if (Status added = numbers.add(job.spec().labels); !added)
        return added.error();
    Reporter reporter(job, std::move(numbers));
    std::int64_t done = 0;
    for (const auto& [object, answers] : job.events().answers()) {
        if (object >= job.objectCount())
            break;
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "the report was stopped", job.folder()};
        reporter.add(object);
        if (progress)
            progress(++done, static_cast<std::int64_t>(job.events().answers().size()));
    }
    return reporter.finish();
}

} // namespace labelwright
