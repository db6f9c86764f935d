// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ExportPlan.h"

#include "core/base/OrderedWork.h"
#include "core/base/Text.h"
#include "core/dataset/ObjectLabels.h"
#include "core/image/ImageReader.h"
#include "core/job/ConsolidateChoices.h"
#include "core/job/LabelChoice.h"
#include "core/job/OutputPlan.h"
#include "core/job/Review.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxStemBytes = 200; ///< With a number and an extension below the 255 of file systems.

bool isChosen(const ExportChoice& choice, const ObjectReview& review)
{
    switch (choice.verdict) {
    case ExportChoice::Verdict::Any:
        return true;
    case ExportChoice::Verdict::Accepted:
        return review.isAccepted() || review.adjustment;
    case ExportChoice::Verdict::NotRejected:
        return !review.isRejected() || review.adjustment;
    }
    return false;
}

/// Gives each item a name that no other has, in the order in which it is asked.
class Names {
public:
    std::string unique(const std::string& stem)
    {
        std::string name = stem;
        int& number = m_numbers[lowerCase(stem)];
        while (!m_taken.insert(lowerCase(name)).second)
            name = fmt::format("{}-{}", stem, ++number + 1);
        return name;
    }

private:
    std::set<std::string> m_taken;
    std::map<std::string, int> m_numbers; ///< The last that each stem was given, or 0.
};

/// What is asked of every object in turn.
class Planner {
public:
    Planner(const Job& job, const ExportChoice& choice, ClassChoice classes) : m_job(job), m_choice(choice)
    {
        m_plan.classes = std::move(classes);
        m_plan.info = {.name = job.spec().name,
                       .task = job.spec().taskType,
                       .attribute = job.spec().attribute,
                       .labels = m_plan.classes.labels,
                       .isSplit = choice.shares.has_value()};
    }

    /// Labels of whole images as the job's output has them.
    Status readConsolidated()
    {
        if (!isClassification(m_job.spec().taskType))
            return ok();
        const Result<OutputPlan> output = planOutput(m_job);
        if (!output)
            return output.error();
        for (const OutputObject& object : output->objects)
            m_consolidated[object.object] = object.labels;
        return ok();
    }

    void add(ObjectId object)
    {
        const int wanted = m_job.spec().workersPerObject;
        const auto answers = m_job.events().countedAnswers(object, wanted);
        const bool isLabeled = static_cast<int>(answers.size()) >= wanted;
        if (answers.empty() || (m_choice.status == ExportChoice::Status::Labeled && !isLabeled))
            return;
        const ObjectReview review = reviewOf(m_job.events(), object, wanted);
        if (!isChosen(m_choice, review))
            return;
        if (std::optional<Error> mismatch = m_job.sourceMismatch(object)) {
            m_plan.leftOut.push_back(*std::move(mismatch));
            return;
        }
        const Result<ObjectSource> source = m_job.source(object);
        if (!source) {
            m_plan.leftOut.push_back(source.error());
            return;
        }
        for (const AnswerEvent* answer : answers) {
            if (Status fits = checkKind(m_job.spec(), *answer); !fits) {
                m_plan.leftOut.push_back(fits.error());
                return;
            }
        }
        PlannedItem planned{object, source->sourceRef, {}};
        DatasetItem& item = planned.item;
        item.name = m_names.unique(fileStemOf(source->sourceRef));
        item.photoExtension = lowerCase(fs::path(source->sourceRef).extension().string());
        item.photo = source->imagePath;
        item.labelled = review.adjustment ? review.adjustment->submitted : answers.back()->submitted;
        if (!m_plan.info.hasMasks())
            chooseLabels(object, answers, item);
        m_plan.items.push_back(std::move(planned));
    }

    ExportPlan take()
    {
        for (std::size_t index = 0; index < m_plan.items.size(); ++index)
            m_plan.items[index].item.number = static_cast<std::int64_t>(index);
        m_plan.info.itemCount = static_cast<std::int64_t>(m_plan.items.size());
        return std::move(m_plan);
    }

private:
    void chooseLabels(ObjectId object, std::span<const AnswerEvent* const> answers, DatasetItem& item) const
    {
        const auto known = m_consolidated.find(object);
        const std::vector<ClassifiedLabel> labels =
            known == m_consolidated.end() ? votedLabels(m_job.spec(), answers) : known->second;
        std::set<Label> chosen;
        for (const ClassifiedLabel& label : labels) {
            if (const Label to = m_plan.classes.to[static_cast<std::size_t>(label.index + 1)]; to != kUnlabelled)
                chosen.insert(to);
            item.confidence = std::max(item.confidence, label.confidence);
        }
        item.chosen.assign(chosen.begin(), chosen.end());
    }

    const Job& m_job;
    const ExportChoice& m_choice;
    ExportPlan m_plan;
    Names m_names;
    std::map<ObjectId, std::vector<ClassifiedLabel>> m_consolidated;
};

/// The labels of the dataset that occur in each item.
Result<std::vector<std::vector<Label>>> labelsOfItems(const Job& job, const ExportPlan& plan,
                                                      const std::stop_token& stop)
{
    const std::map<ObjectId, LabelCounts> known = readLabelCounts(job);
    std::vector<std::vector<Label>> labels;
    const auto count = [&](std::int64_t index) -> Result<LabelCounts> {
        const ObjectId object = plan.items[static_cast<std::size_t>(index)].object;
        if (const auto found = known.find(object); found != known.end())
            return found->second;
        Result<LabelCounts> counted = countLabelsNow(job, object);
        return counted ? std::move(counted) : LabelCounts{}; // Its mask is left out when its turn comes.
    };
    const auto take = [&](const LabelCounts& counts) -> Status {
        std::set<Label> occurring;
        for (const LabelCount& each : counts) {
            if (const Label to = plan.classes.to[each.label]; to != kUnlabelled)
                occurring.insert(to);
        }
        labels.emplace_back(occurring.begin(), occurring.end());
        return ok();
    };
    if (Status counted = makeInOrder<LabelCounts>(plan.info.itemCount, count, take, stop); !counted)
        return counted.error();
    return labels;
}

Status split(const Job& job, const ExportChoice& choice, ExportPlan& plan, const std::stop_token& stop)
{
    std::vector<DatasetPart> parts;
    if (choice.stratify) {
        const Result<std::vector<std::vector<Label>>> labels = labelsOfItems(job, plan, stop);
        if (!labels)
            return labels.error();
        parts = splitByLabels(*labels, *choice.shares, choice.seed);
    } else {
        parts = splitByChance(plan.items.size(), *choice.shares, choice.seed);
    }
    for (std::size_t index = 0; index < parts.size(); ++index)
        plan.items[index].item.part = parts[index];
    return ok();
}

} // namespace

std::string fileStemOf(std::string_view sourceRef)
{
    constexpr std::string_view kForbidden = "<>:\"/\\|?*";
    std::string stem = fs::path(sourceRef).stem().string();
    for (char& c : stem) {
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f || kForbidden.find(c) != std::string_view::npos)
            c = '_';
    }
    if (stem.size() > kMaxStemBytes) {
        std::size_t end = kMaxStemBytes;
        while (end > 0 && (static_cast<unsigned char>(stem[end]) & 0xc0U) == 0x80U) // within a character of UTF-8
            --end;
        stem.resize(end);
    }
    while (!stem.empty() && (stem.back() == ' ' || stem.back() == '.'))
        stem.pop_back();
    if (stem.empty() || stem.front() == '.')
        stem.insert(0, "image");
    return stem;
}

Result<ExportPlan> planExport(const Job& job, const ExportChoice& choice, const std::stop_token& stop)
{
    Result<ClassChoice> classes = chooseClasses(job.spec().labels, choice.classes, choice.merges);
    if (!classes)
        return classes.error();
    Planner planner(job, choice, *std::move(classes));
    if (Status read = planner.readConsolidated(); !read)
        return read.error();
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        if (stop.stop_requested())
            return Error{ErrorCode::Cancelled, "the export was stopped"};
        planner.add(object);
    }
    ExportPlan plan = planner.take();
    if (Status divided = choice.shares ? split(job, choice, plan, stop) : ok(); !divided)
        return divided.error();
    return plan;
}

Result<DatasetItem> loadItem(const Job& job, const ExportPlan& plan, std::size_t index)
{
    const PlannedItem& planned = plan.items[index];
    DatasetItem item = planned.item;
    if (!plan.info.hasMasks()) {
        if (const Result<ImageInfo> info = readImageInfo(item.photo)) // Few formats want it; none can't do without.
            item.size = info->size;
        return item;
    }
    Result<std::optional<LabelMask>> mask = labelsNow(job, planned.object);
    if (!mask)
        return mask.error();
    item.mask = relabelled(**std::move(mask), plan.classes.to);
    item.size = item.mask->size();
    return item;
}

} // namespace labelwright
