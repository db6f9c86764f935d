// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ObjectLabels.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/base/Json.h"
#include "core/dataset/CacheFile.h"
#include "core/job/Consolidate.h"
#include "core/job/ConsolidateChoices.h"
#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "core/job/LabelChoice.h"
#include "core/job/Review.h"

#include <fmt/format.h>

#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kFormat = "labelwright-label-counts-1";

fs::path countsFile(const Job& job)
{
    return cacheFolder(job.folder()) / "label-counts.json";
}

/// Pairs of label and pixels in one list.
Json countsJson(const LabelCounts& counts)
{
    Json json = Json::array();
    for (const LabelCount& count : counts) {
        json.push_back(count.label);
        json.push_back(count.pixels);
    }
    return json;
}

LabelCounts countsOf(const Json& json)
{
    LabelCounts counts;
    for (std::size_t place = 0; json.is_array() && place + 1 < json.size(); place += 2)
        counts.push_back(
            {static_cast<Label>(looseInteger(json[place]).value_or(0)), looseInteger(json[place + 1]).value_or(0)});
    return counts;
}

/// Those that an object's labels are made of: a lead's adjustment alone, where there is one.
std::vector<const AnswerEvent*> answersNow(const Job& job, ObjectId object)
{
    const int wanted = job.spec().workersPerObject;
    if (const AnswerEvent* adjustment = reviewOf(job.events(), object, wanted).adjustment)
        return {adjustment};
    return job.events().countedAnswers(object, wanted);
}

/// One a label that was chosen for the whole image; unlabelled is an image for which none was.
Result<LabelCounts> countChoices(const Job& job, ObjectId object)
{
    LabelCounts counts;
    const auto answers = job.events().countedAnswers(object, job.spec().workersPerObject);
    if (answers.empty())
        return counts;
    if (std::optional<Error> mismatch = job.sourceMismatch(object))
        return *std::move(mismatch);
    for (const AnswerEvent* answer : answers) {
        if (const Status fits = checkKind(job.spec(), *answer); !fits)
            return fits.error();
    }
    for (const ClassifiedLabel& label : votedLabels(job.spec(), answers))
        counts.push_back({static_cast<Label>(label.index + 1), 1});
    if (counts.empty())
        counts.push_back({kUnlabelled, 1});
    return counts;
}

} // namespace

Result<std::optional<LabelMask>> labelsNow(const Job& job, ObjectId object)
{
    const auto answers = answersNow(job, object);
    if (answers.empty())
        return std::optional<LabelMask>();
    if (std::optional<Error> mismatch = job.sourceMismatch(object))
        return *std::move(mismatch);
    if (isClassification(job.spec().taskType))
        return std::optional<LabelMask>();
    Result<ConsolidatedMask> consolidated = consolidateAnswers(job.events(), answers, job.spec());
    if (!consolidated)
        return consolidated.error();
    return std::optional(std::move(consolidated->mask));
}

std::string labelsKey(const Job& job, ObjectId object)
{
    const auto answers = answersNow(job, object);
    if (answers.empty())
        return {};
    std::string text;
    for (const AnswerEvent* answer : answers)
        text += answer->name + '\n';
    for (const LabelClass& label : job.spec().labels.classes())
        text += fmt::format("{}\n", label.id);
    text += goneText(job.spec().labels);
    return sha256Hex(text);
}

Result<LabelCounts> countLabelsNow(const Job& job, ObjectId object)
{
    if (isClassification(job.spec().taskType))
        return countChoices(job, object);
    const Result<std::optional<LabelMask>> mask = labelsNow(job, object);
    if (!mask)
        return mask.error();
    LabelCounts counts;
    if (!*mask)
        return counts;
    const std::array<std::int64_t, 256> pixels = countLabels(**mask);
    for (std::size_t label = 0; label < pixels.size(); ++label)
        if (pixels[label] > 0)
            counts.push_back({static_cast<Label>(label), pixels[label]});
    return counts;
}

std::map<ObjectId, LabelCounts> readLabelCounts(const Job& job)
{
    std::map<ObjectId, LabelCounts> counts;
    const std::optional<std::string> text = readCacheText(countsFile(job), kFormat);
    const Result<Json> json = text ? parseJson(*text) : Result<Json>(Error{});
    if (!json || !json->is_array())
        return counts;
    for (const Json& entry : *json) {
        const std::optional<std::int64_t> object = integerOf(entry, "object");
        const Json* pixels = memberOf(entry, "pixels");
        if (object && pixels != nullptr && stringOf(entry, "key") == labelsKey(job, *object))
            counts.emplace(*object, countsOf(*pixels));
    }
    return counts;
}

void writeLabelCounts(const Job& job, const std::map<ObjectId, LabelCounts>& counts)
{
    Json json = Json::array();
    for (const auto& [object, found] : counts)
        json.push_back({{"object", object}, {"key", labelsKey(job, object)}, {"pixels", countsJson(found)}});
    writeCacheText(countsFile(job), kFormat, writeJson(json));
}

} // namespace labelwright
