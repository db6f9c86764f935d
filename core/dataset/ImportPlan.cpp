// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/ImportPlan.h"

#include "core/base/Json.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/job/JobState.h"

#include <fmt/format.h>

#include <map>
#include <set>
#include <tuple>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

Error stopped()
{
    return {ErrorCode::Cancelled, "the import was stopped"};
}

NoteList notesOf(const DatasetReader& reader)
{
    NoteList notes;
    for (const ReaderNote& note : reader.notes())
        notes.add(note);
    return notes;
}

Status checkTask(const DatasetInfo& dataset, const Job& job)
{
    const bool hasMasks = !isClassification(job.spec().taskType);
    if (hasMasks == dataset.hasMasks())
        return ok();
    return Error{ErrorCode::Mismatch,
                 hasMasks ? "the job asks for masks, and the dataset has labels of whole images"
                          : "the job asks for labels of whole images, and the dataset has masks",
                 job.folder()};
}

std::vector<std::string> unknownLabels(const LabelSet& from, const LabelSet& to)
{
    std::vector<std::string> unknown;
    for (const LabelClass& label : from.classes()) {
        if (!to.findName(label.name))
            unknown.push_back(label.name);
    }
    return unknown;
}

/// Objects by the file names of their photos; several have one name where folders are many.
using ObjectsByPhoto = std::multimap<std::string, ObjectId>;

Result<ObjectsByPhoto> objectsByPhoto(const Job& job, const std::stop_token& stop)
{
    ObjectsByPhoto objects;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        if (stop.stop_requested())
            return stopped();
        if (const Result<ManifestLine> line = job.manifest().parsedLine(object))
            objects.emplace(fs::path(line->sourceRef).filename().string(), object);
    }
    return objects;
}

class ImportPlanner {
public:
    ImportPlanner(const Job& job, const Worker& worker, ObjectsByPhoto objects, NoteList notes)
        : m_job(job), m_worker(worker), m_rights(taskRights(job, worker)), m_objects(std::move(objects))
    {
        m_plan.notes = std::move(notes);
    }

    void tellLabels(const DatasetInfo& dataset)
    {
        m_plan.unknownLabels = unknownLabels(dataset.labels, m_job.spec().labels);
        for (const std::string& name : m_plan.unknownLabels)
            m_plan.notes.add(
                ReaderNote{{}, fmt::format("the job has no label \"{}\": what has it stays without a label", name)});
        if (m_job.spec().taskType == TaskType::ImageClassification &&
            dataset.task == TaskType::ImageClassificationMultiLabel)
            m_plan.notes.add(ReaderNote{{}, "the job takes one label for each image: images with several stay out"});
    }

    void add(std::int64_t number, const DatasetItem& item)
    {
        const std::string photo =
            item.photo.empty() ? fs::path(item.photoReference).filename().string() : item.photo.filename().string();
        auto [first, last] = m_objects.equal_range(photo);
        if (first == last) // As where a format puts something of its own into photos' names.
            std::tie(first, last) = m_objects.equal_range(item.photoFile());
        const auto count = std::distance(first, last);
        if (count != 1)
            return leaveOut(item, count == 0 ? fmt::format("no object of the job has the photo \"{}\"", photo)
                                             : fmt::format("{} objects of the job have a photo \"{}\"", count, photo));
        const ObjectId object = first->second;
        if (!m_seen.insert(object).second)
            return leaveOut(item, "the dataset has the photo of this object twice");
        ++m_plan.matching;
        if (m_job.events().currentAnswer(object, m_worker)) {
            ++m_plan.answered;
            return leaveOut(item, fmt::format("{} has answered it already", m_worker.name));
        }
        if (const std::string refusal = refusalOf(object); !refusal.empty()) {
            ++m_plan.refused;
            return leaveOut(item, refusal);
        }
        m_plan.answers.push_back({number, object});
    }

    ImportPlan take() { return std::move(m_plan); }

private:
    void leaveOut(const DatasetItem& item, std::string why) { m_plan.notes.add({item.photo, std::move(why)}); }

    /// As answerRefusal() has it of an object without an answer of the worker's; empty for none.
    std::string refusalOf(ObjectId object) const
    {
        if (m_rights.isGold(object))
            return {};
        if (!m_rights.assignments.isFor(object, m_worker))
            return "it is kept for others";
        if (objectFate(m_job.events(), object, m_job.spec().workersPerObject) == ObjectFate::Labelled)
            return "it has all the answers it needs, from other workers";
        return {};
    }

    const Job& m_job;
    const Worker& m_worker;
    TaskRights m_rights;
    ObjectsByPhoto m_objects;
    std::set<ObjectId> m_seen;
    ImportPlan m_plan;
};

} // namespace

Result<ImportPlan> planImport(const DatasetReader& reader, const Job& job, const Worker& worker,
                              const std::stop_token& stop)
{
    const DatasetInfo& dataset = reader.info();
    if (Status same = checkTask(dataset, job); !same)
        return same.error();
    if (!taskRights(job, worker).getsTasks) {
        if (Status may = checkMayAnswer(job, 0, worker); !may)
            return may.error();
    }
    Result<ObjectsByPhoto> objects = objectsByPhoto(job, stop);
    if (!objects)
        return objects.error();
    ImportPlanner planner(job, worker, *std::move(objects), notesOf(reader));
    planner.tellLabels(dataset);
    for (std::int64_t number = 0; number < dataset.itemCount; ++number) {
        if (stop.stop_requested())
            return stopped();
        planner.add(number, reader.item(number));
    }
    ImportPlan plan = planner.take();
    if (dataset.labels.size() > 0 && plan.unknownLabels.size() == dataset.labels.size())
        return Error{ErrorCode::Mismatch,
                     fmt::format("the job has none of the dataset's labels: {}", fmt::join(plan.unknownLabels, ", ")),
                     job.folder()};
    return plan;
}

Result<NewJobPlan> planNewJob(const DatasetReader& reader, const std::stop_token& stop, const Progress& progress)
{
    NewJobPlan plan;
    plan.notes = notesOf(reader);
    std::set<std::string> known;
    for (std::int64_t number = 0; number < reader.info().itemCount; ++number) {
        if (stop.stop_requested())
            return stopped();
        if (progress)
            progress(number, reader.info().itemCount);
        const DatasetItem item = reader.item(number);
        const bool isRemote = item.photoReference.starts_with("s3://");
        std::error_code failure;
        if (!isRemote && !fs::is_regular_file(item.photo, failure)) {
            plan.notes.add({item.photo, fmt::format("image {} (\"{}\") is not here", number + 1, item.photoFile())});
            continue;
        }
        const std::string reference = isRemote ? item.photoReference : fs::absolute(item.photo).string();
        if (!known.insert(reference).second) {
            plan.notes.add({item.photo, "the dataset has this image twice; the second is left out"});
            continue;
        }
        plan.manifest += fmt::format("{{\"source-ref\":{}}}\n", writeJson(reference));
        plan.items.push_back(number);
    }
    if (plan.items.empty())
        return Error{ErrorCode::NotFound, "none of the dataset's photos is here"};
    return plan;
}

} // namespace labelwright
