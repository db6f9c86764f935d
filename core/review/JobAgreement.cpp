// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/review/JobAgreement.h"

#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/OutputPlan.h"
#include "core/review/Agreement.h"
#include "core/review/Rating.h"

#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

namespace labelwright {
namespace {

/// A rater's name and what they say about one image.
struct NamedRating {
    std::string name;
    Rating rating;
    std::string answer{}; ///< The name of it, of one worker.
};

using PairNames = std::pair<std::string, std::string>;

Error cancelled()
{
    return {ErrorCode::Cancelled, "the comparison was stopped"};
}

class Comparison {
public:
    Comparison(TaskType task, LabelNumbers numbers) : m_task(task), m_numbers(std::move(numbers)) {}

    const LabelNumbers& numbers() const { return m_numbers; }
    void leaveOut(Error reason) { m_leftOut.push_back(std::move(reason)); }
    /// Compares each with each. `object` tells which one it is; `place` is where its answers lie.
    void add(ObjectAgreement object, const std::filesystem::path& place, const std::vector<NamedRating>& ratings);
    AgreementReport finish();

private:
    PairAgreement& pairOf(const NamedRating& first, const NamedRating& second);
    // How far the two agree on this image; nullopt where they can't be compared.
    std::optional<double> compare(const NamedRating& first, const NamedRating& second,
                                  const std::filesystem::path& place);
    Result<double> compareMasks(PairAgreement& pair, const LabelMask& first, const LabelMask& second) const;
    double compareChoices(PairAgreement& pair, std::span<const Label> first, std::span<const Label> second) const;
    std::size_t labelCount() const { return m_numbers.names().size(); }

    TaskType m_task;
    LabelNumbers m_numbers;
    std::map<PairNames, PairAgreement> m_pairs;
    std::vector<PairNames> m_leastAgreed; ///< Of m_objects.
    std::vector<ObjectAgreement> m_objects;
    std::vector<Error> m_leftOut;
};

PairAgreement& Comparison::pairOf(const NamedRating& first, const NamedRating& second)
{
    const bool isMultiLabel = m_task == TaskType::ImageClassificationMultiLabel;
    const std::size_t ofMasks = isClassification(m_task) ? 0 : labelCount();
    PairAgreement fresh{first.name,
                        second.name,
                        0,
                        ConfusionMatrix(isMultiLabel ? 2 : labelCount()),
                        std::vector<BoundaryAgreement>(ofMasks),
                        std::vector<BoundaryAgreement>(ofMasks),
                        std::vector<ConfusionMatrix>(isMultiLabel ? labelCount() : 0, ConfusionMatrix(2))};
    return m_pairs.try_emplace({first.name, second.name}, std::move(fresh)).first->second;
}

Result<double> Comparison::compareMasks(PairAgreement& pair, const LabelMask& first, const LabelMask& second) const
{
    const Result<ConfusionMatrix> confusion = confusionOf(first, second, labelCount());
    if (!confusion)
        return confusion.error();
    pair.confusion += *confusion;
    for (std::size_t label = 1; label < labelCount(); ++label) {
        if (!iouOf(*confusion, label))
            continue;
        const auto number = static_cast<Label>(label);
        pair.fine[label] += boundaryAgreement(first, second, number, kFineTolerance);
        pair.coarse[label] += boundaryAgreement(first, second, number, coarseTolerance(first.size()));
    }
    return meanIou(*confusion).value_or(1);
}

double Comparison::compareChoices(PairAgreement& pair, std::span<const Label> first,
                                  std::span<const Label> second) const
{
    if (m_task == TaskType::ImageClassification) {
        pair.confusion.add(first.front(), second.front(), 1);
        return first.front() == second.front() ? 1 : 0;
    }
    std::size_t agreed = 0;
    for (std::size_t label = 1; label < labelCount(); ++label) {
        const auto isChosen = [label](std::span<const Label> labels) {
            return static_cast<std::size_t>(std::ranges::count(labels, static_cast<Label>(label)));
        };
        pair.confusion.add(isChosen(first), isChosen(second), 1);
        pair.decisions[label].add(isChosen(first), isChosen(second), 1);
        agreed += isChosen(first) == isChosen(second) ? 1 : 0;
    }
    return static_cast<double>(agreed) / static_cast<double>(labelCount() - 1);
}

std::optional<double> Comparison::compare(const NamedRating& first, const NamedRating& second,
                                          const std::filesystem::path& place)
{
    PairAgreement& pair = pairOf(first, second);
    double agreement = 0;
    if (isClassification(m_task)) {
        agreement = compareChoices(pair, std::get<std::vector<Label>>(first.rating),
                                   std::get<std::vector<Label>>(second.rating));
    } else {
        const Result<double> found =
            compareMasks(pair, std::get<LabelMask>(first.rating), std::get<LabelMask>(second.rating));
        if (!found) {
            m_leftOut.push_back(found.error().at(place));
            return std::nullopt;
        }
        agreement = *found;
    }
    ++pair.images;
    return agreement;
}

void Comparison::add(ObjectAgreement object, const std::filesystem::path& place,
                     const std::vector<NamedRating>& ratings)
{
    double sum = 0;
    double least = 2;
    int pairs = 0;
    PairNames names;
    for (std::size_t first = 0; first < ratings.size(); ++first) {
        for (std::size_t second = first + 1; second < ratings.size(); ++second) {
            const std::optional<double> agreement = compare(ratings[first], ratings[second], place);
            if (!agreement)
                continue;
            sum += *agreement;
            ++pairs;
            if (*agreement < least) {
                least = *agreement;
                names = {ratings[first].name, ratings[second].name};
                object.firstAnswer = ratings[first].answer;
                object.secondAnswer = ratings[second].answer;
            }
        }
    }
    if (pairs == 0)
        return;
    object.agreement = sum / pairs;
    m_objects.push_back(std::move(object));
    m_leastAgreed.push_back(std::move(names));
}

AgreementReport Comparison::finish()
{
    for (std::size_t place = 0; place < m_objects.size(); ++place)
        m_objects[place].pair =
            static_cast<std::size_t>(std::distance(m_pairs.begin(), m_pairs.find(m_leastAgreed[place])));
    AgreementReport report{m_task, m_numbers.names(), {}, std::move(m_objects), std::move(m_leftOut)};
    for (auto& [names, pair] : m_pairs)
        report.pairs.push_back(std::move(pair));
    std::ranges::stable_sort(report.objects, {}, &ObjectAgreement::agreement);
    return report;
}

BoundaryAgreement sumOf(const std::vector<BoundaryAgreement>& labels)
{
    BoundaryAgreement sum;
    for (const BoundaryAgreement& label : labels)
        sum += label;
    return sum;
}

/// The objects of a job that have answers, by source-ref; of several with the same the first.
Result<std::map<std::string, ObjectId>> answeredImages(const Job& job)
{
    std::map<std::string, ObjectId> images;
    for (const auto& [object, answers] : job.events().answers()) {
        if (object >= job.objectCount())
            break;
        const Result<ManifestLine> line = job.manifest().parsedLine(object);
        if (!line)
            return line.error();
        images.emplace(line->sourceRef, object);
    }
    return images;
}

/// The folder's name, with the one above it where the other job's is the same.
std::string nameOf(const Job& job, const Job& other)
{
    const auto folderOf = [](const Job& each) {
        const std::filesystem::path folder = std::filesystem::absolute(each.folder()).lexically_normal();
        return folder.has_filename() ? folder : folder.parent_path(); // Without a slash at the end.
    };
    const std::filesystem::path folder = folderOf(job);
    if (folder.filename() != folderOf(other).filename())
        return folder.filename().string();
    return (folder.parent_path().filename() / folder.filename()).string();
}

struct FinalLabels {
    std::vector<ClassifiedLabel> labels;
    std::size_t answers = 0; ///< Of which they are made.
};

/// Labels of a completed classification's objects: estimated in the light of all answers, as its output has them.
std::map<ObjectId, FinalLabels> finalLabels(const Job& job)
{
    std::map<ObjectId, FinalLabels> labels;
    if (!isClassification(job.spec().taskType) || !jobState(job).completion)
        return labels;
    if (const Result<OutputPlan> plan = planOutput(job)) {
        for (const OutputObject& object : plan->objects)
            labels.emplace(object.object, FinalLabels{object.labels, object.answers.size()});
    }
    return labels;
}

/// What one of two jobs says.
class JobRater {
public:
    JobRater(const Job& job, const Job& other) : m_job(job), m_name(nameOf(job, other)), m_final(finalLabels(job)) {}

    /// nullopt, and a note, where that can't be told.
    std::optional<NamedRating> rate(ObjectId object, Comparison& comparison) const;

private:
    const Job& m_job;
    std::string m_name;
    std::map<ObjectId, FinalLabels> m_final;
};

std::optional<NamedRating> JobRater::rate(ObjectId object, Comparison& comparison) const
{
    const Job& job = m_job;
    if (std::optional<Error> mismatch = job.sourceMismatch(object)) {
        comparison.leaveOut(*std::move(mismatch));
        return std::nullopt;
    }
    const std::vector<const AnswerEvent*> counted = job.events().countedAnswers(object, job.spec().workersPerObject);
    const auto known = m_final.find(object);
    Result<Rating> rating = known == m_final.end()
                                ? ratingOf(job, counted, comparison.numbers())
                                : Result<Rating>(ratingOf(known->second.labels, job.spec().taskType,
                                                          known->second.answers, comparison.numbers()));
    if (!rating) {
        comparison.leaveOut(rating.error());
        return std::nullopt;
    }
    return NamedRating{m_name, *std::move(rating)};
}

} // namespace

std::optional<double> PairAgreement::fineF() const
{
    return sumOf(fine).f();
}

std::optional<double> PairAgreement::coarseF() const
{
    return sumOf(coarse).f();
}

std::optional<double> PairAgreement::f1(std::size_t label) const
{
    return decisions.empty() ? f1Of(confusion, label) : f1Of(decisions[label], 1);
}

std::optional<double> AgreementReport::kappa() const
{
    std::vector<ConfusionMatrix> matrices;
    for (const PairAgreement& pair : pairs)
        matrices.push_back(pair.confusion);
    return fleissKappa(matrices);
}

Result<AgreementReport> agreementOfWorkers(const Job& job, const AgreementProgress& progress)
{
    LabelNumbers numbers;
    if (Status added = numbers.add(job.spec().labels); !added)
        return added.error();
    Comparison comparison(job.spec().taskType, std::move(numbers));
    std::int64_t done = 0;
    for (const auto& [object, all] : job.events().answers()) {
        if (progress && !progress(done++, std::ssize(job.events().answers())))
            return cancelled();
        if (object >= job.objectCount())
            break;
        const std::vector<const AnswerEvent*> answers = job.events().currentAnswers(object);
        if (answers.size() < 2)
            continue;
        if (std::optional<Error> mismatch = job.sourceMismatch(object)) {
            comparison.leaveOut(*std::move(mismatch));
            continue;
        }
        std::vector<NamedRating> ratings;
        for (const AnswerEvent* answer : answers) {
            Result<Rating> rating = ratingOf(job, *answer, comparison.numbers());
            if (rating)
                ratings.push_back({answer->worker.name, *std::move(rating), answer->name});
            else
                comparison.leaveOut(rating.error());
        }
        std::ranges::sort(ratings, {}, &NamedRating::name); // So that a pair has one name for all images.
        comparison.add({.object = object, .sourceRef = answers.front()->sourceRef, .otherObject = object},
                       objectEventsFolder(job.folder(), object), ratings);
    }
    return comparison.finish();
}

Result<AgreementReport> agreementOfJobs(const Job& first, const Job& second, const AgreementProgress& progress)
{
    if (first.spec().taskType != second.spec().taskType)
        return Error{ErrorCode::InvalidArgument, "the two jobs are of different task types", second.folder()};
    LabelNumbers numbers;
    for (const Job* job : {&first, &second}) {
        if (Status added = numbers.add(job->spec().labels); !added)
            return added.error();
    }
    const Result<std::map<std::string, ObjectId>> ofFirst = answeredImages(first);
    const Result<std::map<std::string, ObjectId>> ofSecond = answeredImages(second);
    if (!ofFirst || !ofSecond)
        return ofFirst ? ofSecond.error() : ofFirst.error();
    Comparison comparison(first.spec().taskType, std::move(numbers));
    const JobRater firstRater(first, second);
    const JobRater secondRater(second, first);
    std::int64_t done = 0;
    for (const auto& [sourceRef, object] : *ofFirst) {
        if (progress && !progress(done++, std::ssize(*ofFirst)))
            return cancelled();
        const auto other = ofSecond->find(sourceRef);
        if (other == ofSecond->end())
            continue;
        std::optional<NamedRating> left = firstRater.rate(object, comparison);
        std::optional<NamedRating> right = secondRater.rate(other->second, comparison);
        if (left && right)
            comparison.add({.object = object, .sourceRef = sourceRef, .otherObject = other->second},
                           objectEventsFolder(first.folder(), object), {*std::move(left), *std::move(right)});
    }
    return comparison.finish();
}

} // namespace labelwright
