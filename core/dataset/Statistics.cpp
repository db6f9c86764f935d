// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Statistics.h"

#include "core/base/OrderedWork.h"
#include "core/dataset/CacheFile.h"
#include "core/job/JobLayout.h"

#include <algorithm>
#include <map>
#include <set>
#include <string_view>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "labelwright-measures-1";

fs::path measuresFile(const Job& job)
{
    return cacheFolder(job.folder()) / "measures.jsonl";
}

/// The answers that may count.
std::vector<const AnswerEvent*> answersOf(const Job& job, ObjectId object)
{
    std::vector<const AnswerEvent*> answers;
    for (const AnswerEvent& answer : job.events().answersOf(object)) {
        if (!answer.isScoredOnly)
            answers.push_back(&answer);
    }
    return answers;
}

/// When the last of the answers that are wanted was there for the first time: a correction changes nothing. nullopt
/// where some are wanting.
std::optional<Time> completionOf(const Job& job, ObjectId object, const std::vector<const AnswerEvent*>& answers)
{
    std::map<std::string, Time> firsts; // by worker
    for (const AnswerEvent* counted : job.events().countedAnswers(object, job.spec().workersPerObject))
        firsts.emplace(counted->worker.id, counted->submitted);
    if (firsts.size() < static_cast<std::size_t>(job.spec().workersPerObject))
        return std::nullopt;
    for (const AnswerEvent* answer : answers) {
        const auto first = firsts.find(answer->worker.id);
        if (first != firsts.end())
            first->second = std::min(first->second, answer->submitted);
    }
    return std::ranges::max_element(firsts, {}, [](const auto& entry) { return entry.second; })->second;
}

void add(LabelMeasure& sum, const LabelMeasure& measure)
{
    if (measure.components > 0)
        sum.smallest = sum.components == 0 ? measure.smallest : std::min(sum.smallest, measure.smallest);
    sum.largest = std::max(sum.largest, measure.largest);
    sum.pixels += measure.pixels;
    sum.components += measure.components;
    for (std::size_t size = 0; size < sum.sizes.size(); ++size)
        sum.sizes[size] += measure.sizes[size];
}

class Counter {
public:
    explicit Counter(const Job& job) : m_job(job)
    {
        m_statistics.task = job.spec().taskType;
        m_statistics.objects = job.objectCount();
        m_statistics.labels.emplace_back("unlabeled");
        for (const LabelClass& label : job.spec().labels.classes())
            m_statistics.labels.push_back(label.name);
        const std::size_t count = m_statistics.labels.size();
        m_statistics.byLabel.resize(count);
        for (std::size_t label = 0; label < count; ++label)
            m_statistics.byLabel[label].sum.label = static_cast<Label>(label);
        m_statistics.coOccurrence.resize(count * count);
    }

    /// Without the labels.
    void addTimes(ObjectId object)
    {
        const std::vector<const AnswerEvent*> answers = answersOf(m_job, object);
        if (answers.empty())
            return;
        ++m_statistics.answered;
        double seconds = 0;
        for (const AnswerEvent* answer : answers) {
            DayProgress& day = dayOf(answer->submitted);
            ++day.answers;
            day.activeSeconds += answer->activeSeconds;
            seconds += answer->activeSeconds;
        }
        if (const std::optional<Time> completed = completionOf(m_job, object, answers))
            ++dayOf(*completed).completed;
        m_statistics.activeSeconds += seconds;
        m_seconds.push_back(seconds);
    }

    void addLabels(ObjectId object, const ObjectMeasure& measure)
    {
        std::int64_t all = 0;
        std::int64_t labeled = 0;
        for (const LabelMeasure& label : measure) {
            LabelStatistics& statistics = m_statistics.byLabel[label.label];
            ++statistics.objects;
            add(statistics.sum, label);
            all += label.pixels;
            labeled += label.label == kUnlabelled ? 0 : label.pixels;
            for (const LabelMeasure& other : measure)
                ++m_statistics.coOccurrence[label.label * m_statistics.labels.size() + other.label];
        }
        shareTime(object, measure, labeled);
        m_statistics.pixels += all;
        if (all > 0)
            ++m_statistics.coverage[static_cast<std::size_t>(std::min<std::int64_t>(9, 10 * labeled / all))];
    }

    void leaveOut(Error error) { m_statistics.leftOut.push_back(std::move(error)); }

    Statistics finish()
    {
        for (const auto& [day, progress] : m_days)
            m_statistics.days.push_back(progress);
        if (m_statistics.activeSeconds > 0) {
            std::ranges::sort(m_seconds);
            const std::size_t upper = m_seconds.size() / 2;
            const std::size_t lower = (m_seconds.size() - 1) / 2;
            m_statistics.medianSeconds = (m_seconds[lower] + m_seconds[upper]) / 2;
        }
        return std::move(m_statistics);
    }

private:
    DayProgress& dayOf(Time time)
    {
        const Time day = std::chrono::floor<std::chrono::days>(time);
        return m_days.try_emplace(day, DayProgress{.day = day}).first->second;
    }

    void shareTime(ObjectId object, const ObjectMeasure& measure, std::int64_t labeled)
    {
        double seconds = 0;
        for (const AnswerEvent* answer : answersOf(m_job, object))
            seconds += answer->activeSeconds;
        for (const LabelMeasure& label : measure) {
            double share = measure.size() == 1 ? 1 : 0;
            if (label.label != kUnlabelled)
                share = labeled > 0 ? static_cast<double>(label.pixels) / static_cast<double>(labeled)
                                    : 1.0 / static_cast<double>(measure.size());
            m_statistics.byLabel[label.label].activeSeconds += share * seconds;
        }
    }

    const Job& m_job;
    Statistics m_statistics;
    std::map<Time, DayProgress> m_days;
    std::vector<double> m_seconds; ///< Of each answered object.
};

std::vector<ObjectId> answeredObjects(const Job& job)
{
    std::vector<ObjectId> objects;
    for (const auto& [object, answers] : job.events().answers()) {
        if (object < job.objectCount() && !answersOf(job, object).empty())
            objects.push_back(object);
    }
    return objects;
}

/// Measures found earlier that are still right: counts them, and gives their lines.
std::string countKnown(const Job& job, Counter& counter, std::set<ObjectId>& counted)
{
    const std::string text = readCacheText(measuresFile(job), kFormat).value_or("");
    std::string kept;
    for (std::size_t begin = 0; begin < text.size();) {
        const std::size_t end = std::min(text.find('\n', begin), text.size());
        const std::string_view line = std::string_view(text).substr(begin, end - begin);
        begin = end + 1;
        const std::optional<ReadMeasure> known = readMeasureLine(job, line);
        if (!known || known->object >= job.objectCount() || !counted.insert(known->object).second)
            continue;
        counter.addLabels(known->object, known->measure);
        kept.append(line) += '\n';
    }
    return kept;
}

/// An object's measure, or why there is none: one that can't be read stops no other.
using Measured = std::pair<ObjectId, Result<ObjectMeasure>>;

Status measureOthers(const Job& job, const std::vector<ObjectId>& objects, Counter& counter, std::string& lines,
                     const std::stop_token& stop, const std::function<void()>& counted)
{
    const auto measure = [&](std::int64_t place) -> Result<Measured> {
        const ObjectId object = objects[static_cast<std::size_t>(place)];
        return Measured(object, measureObject(job, object));
    };
    const auto take = [&](const Measured& measured) {
        if (measured.second) {
            counter.addLabels(measured.first, *measured.second);
            lines += measureLine(job, measured.first, *measured.second) + '\n';
        } else {
            counter.leaveOut(measured.second.error());
        }
        counted();
        return ok();
    };
    return makeInOrder<Measured>(static_cast<std::int64_t>(objects.size()), measure, take, stop);
}

} // namespace

std::optional<double> LabelStatistics::meanArea() const
{
    return sum.components > 0 ? std::optional(static_cast<double>(sum.pixels) / static_cast<double>(sum.components))
                              : std::nullopt;
}

std::optional<double> LabelStatistics::secondsPerObject() const
{
    return activeSeconds > 0 ? std::optional(activeSeconds / static_cast<double>(objects)) : std::nullopt;
}

std::optional<double> Statistics::covered() const
{
    return pixels > 0 ? std::optional(static_cast<double>(labeledPixels()) / static_cast<double>(pixels))
                      : std::nullopt;
}

std::optional<double> Statistics::secondsPerObject() const
{
    return activeSeconds > 0 ? std::optional(activeSeconds / static_cast<double>(answered)) : std::nullopt;
}

Result<Statistics> statisticsOf(const Job& job, const std::stop_token& stop, const Progress& progress)
{
    Counter counter(job);
    std::vector<ObjectId> objects = answeredObjects(job);
    for (const ObjectId object : objects)
        counter.addTimes(object);
    std::set<ObjectId> known;
    std::string lines = countKnown(job, counter, known);
    const auto all = static_cast<std::int64_t>(objects.size());
    auto done = static_cast<std::int64_t>(known.size());
    std::erase_if(objects, [&known](ObjectId object) { return known.contains(object); });
    const Status measured = measureOthers(job, objects, counter, lines, stop, [&] {
        if (progress)
            progress(++done, all);
    });
    if (!objects.empty())
        writeCacheText(measuresFile(job), kFormat, lines);
    return measured ? Result<Statistics>(counter.finish()) : measured.error();
}

} // namespace labelwright
