// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/DisagreementLoader.h"

#include "core/review/Difference.h"
#include "core/review/Rating.h"
#include "ui/bridge/ErrorText.h"
#include "ui/bridge/WorkerMask.h"

#include <utility>
#include <vector>

namespace labelwright {
namespace {

struct Rater {
    QString name;
    Rating rating;
};

Status addJob(std::vector<Rater>& raters, const std::string& name, const Job& job, ObjectId object,
              const LabelNumbers& numbers)
{
    if (std::optional<Error> mismatch = job.sourceMismatch(object))
        return *std::move(mismatch);
    Result<Rating> rating = ratingOf(job, job.events().countedAnswers(object, job.spec().workersPerObject), numbers);
    if (!rating)
        return rating.error();
    raters.push_back({QString::fromStdString(name), *std::move(rating)});
    return ok();
}

/// Those whose answer can't be used are left out, as in the report.
Result<std::vector<Rater>> ratersOf(const AgreementFindings& findings, const ObjectAgreement& object,
                                    const LabelNumbers& numbers)
{
    const Job& job = findings.job->job;
    std::vector<Rater> raters;
    if (findings.other) {
        const PairAgreement& pair = findings.report.pairs[object.pair];
        if (Status added = addJob(raters, pair.first, job, object.object, numbers); !added)
            return added.error();
        if (Status added = addJob(raters, pair.second, findings.other->job, object.otherObject, numbers); !added)
            return added.error();
        return raters;
    }
    for (const AnswerEvent* answer : job.events().currentAnswers(object.object)) {
        if (Result<Rating> rating = ratingOf(job, *answer, numbers))
            raters.push_back({QString::fromStdString(answer->worker.name), *std::move(rating)});
    }
    return raters;
}

QString chosenText(const Rater& rater, const std::vector<std::string>& names)
{
    QStringList labels;
    for (const Label label : std::get<std::vector<Label>>(rater.rating))
        labels << QString::fromStdString(names[label]);
    return DisagreementLoader::tr("%1: %2").arg(rater.name, labels.isEmpty() ? DisagreementLoader::tr("no label")
                                                                             : labels.join(QStringLiteral(", ")));
}

Result<std::optional<Document>> mapOf(std::vector<Rater> raters, Size size)
{
    std::vector<LabelMask> masks;
    for (Rater& rater : raters) {
        auto& mask = std::get<LabelMask>(rater.rating);
        if (mask.size() != size)
            return Error{ErrorCode::Mismatch, "the photo is of another size than the answers, so that it has changed"};
        masks.push_back(std::move(mask));
    }
    return std::optional(Document(disagreementMap(masks)));
}

Result<std::shared_ptr<ObjectDisagreement>> load(const AgreementFindings& findings, const ObjectAgreement& object)
{
    LabelNumbers numbers;
    for (const JobSnapshot* job : {findings.job.get(), findings.other.get()}) {
        if (!job)
            continue;
        if (const Status added = numbers.add(job->job.spec().labels); !added)
            return added.error();
    }
    Result<std::vector<Rater>> raters = ratersOf(findings, object, numbers);
    Result<Image> photo = readPhotoOf(findings.job->job, object.object);
    if (!raters || !photo)
        return raters ? photo.error() : raters.error();
    auto found = std::make_shared<ObjectDisagreement>(
        ObjectDisagreement{*photo, static_cast<int>(raters->size()), std::nullopt, {}});
    if (isClassification(findings.report.task)) {
        for (const Rater& rater : *raters)
            found->chosen << chosenText(rater, numbers.names());
        return found;
    }
    Result<std::optional<Document>> map = mapOf(*std::move(raters), photo->size());
    if (!map)
        return map.error();
    found->map = *std::move(map);
    return found;
}

} // namespace

void DisagreementLoader::request(const std::shared_ptr<const AgreementFindings>& findings,
                                 const ObjectAgreement& object)
{
    m_work.run([findings, object] { return load(*findings, object); },
               [this, number = ++m_number](const Result<std::shared_ptr<ObjectDisagreement>>& found) {
                   if (number != m_number)
                       return;
                   if (found)
                       emit loaded(*found);
                   else
                       emit failed(sentenceOf(found.error()));
               });
}

} // namespace labelwright
