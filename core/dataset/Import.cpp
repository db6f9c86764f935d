// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Import.h"

#include "core/dataset/ImportPlan.h"
#include "core/job/JobState.h"
#include "core/job/Submit.h"

#include <array>
#include <optional>
#include <span>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Errors after which the next item would fail as well.
bool isOfDisk(ErrorCode code)
{
    return code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly || code == ErrorCode::Unwritable ||
           code == ErrorCode::NotVerified;
}

/// The job's label for each of the dataset's, by name.
std::array<Label, 256> labelTable(const LabelSet& from, const LabelSet& to)
{
    std::array<Label, 256> table{};
    for (std::size_t label = 1; label <= from.size(); ++label)
        table[label] = to.findName(from.at(static_cast<Label>(label)).name).value_or(kUnlabelled);
    return table;
}

class Importer {
public:
    /// `notes` are those of the plan.
    Importer(const DatasetReader& reader, Job& job, const Worker& worker, NoteList notes)
        : m_reader(reader), m_job(job), m_worker(worker), m_notes(std::move(notes)),
          m_table(labelTable(reader.info().labels, job.spec().labels))
    {}

    Result<ImportReport> run(std::span<const PlannedAnswer> answers, const std::stop_token& stop,
                             const Progress& progress)
    {
        std::int64_t done = 0;
        std::optional<Error> firstFailure;
        for (const PlannedAnswer& each : answers) {
            if (stop.stop_requested())
                return Error{ErrorCode::Cancelled, "the import was stopped"};
            if (Status taken = takeOver(each); !taken) {
                if (isOfDisk(taken.error().code))
                    return taken.error();
                m_notes.add(taken.error());
                if (!firstFailure)
                    firstFailure = taken.error();
            }
            if (progress)
                progress(++done, static_cast<std::int64_t>(answers.size()));
        }
        if (m_items == 0 && firstFailure)
            return *std::move(firstFailure);
        return ImportReport{m_items, m_notes.notes(), {}};
    }

private:
    Status takeOver(const PlannedAnswer& planned)
    {
        Result<DatasetItem> item = m_reader.read(planned.item);
        if (!item)
            return item.error();
        const Result<AnswerEvent> answer =
            item->mask ? submitMask(m_job, planned.object, m_worker, relabelled(*std::move(item->mask), m_table))
                       : submitLabels(m_job, planned.object, m_worker, chosenNames(*item));
        if (!answer)
            return answer.error();
        ++m_items;
        for (const std::string& note : item->notes)
            m_notes.add({item->photo, note});
        return ok();
    }

    std::vector<std::string> chosenNames(const DatasetItem& item) const
    {
        std::vector<std::string> names;
        for (const Label label : item.chosen) {
            if (const Label known = m_table[label]; known != kUnlabelled)
                names.push_back(m_job.spec().labels.at(known).name);
        }
        return names;
    }

    const DatasetReader& m_reader;
    Job& m_job;
    const Worker& m_worker;
    NoteList m_notes;
    std::int64_t m_items = 0; ///< Taken over.
    std::array<Label, 256> m_table;
};

/// A file that is gone with its owner.
class PassingFile {
public:
    explicit PassingFile(fs::path path) : m_path(std::move(path)) {}
    ~PassingFile()
    {
        std::error_code failure;
        fs::remove(m_path, failure);
    }
    PassingFile(const PassingFile&) = delete;
    PassingFile& operator=(const PassingFile&) = delete;
    const fs::path& path() const { return m_path; }

private:
    fs::path m_path;
};

/// A multi-label dataset with images that have none of its labels needs a job where that is an answer.
bool hasUnchosen(const DatasetReader& reader, const std::stop_token& stop)
{
    if (reader.info().task != TaskType::ImageClassificationMultiLabel)
        return false;
    for (std::int64_t number = 0; number < reader.info().itemCount && !stop.stop_requested(); ++number) {
        const Result<DatasetItem> item = reader.read(number);
        if (item && item->chosen.empty())
            return true;
    }
    return false;
}

Result<ImportReport> fillJob(const DatasetReader& reader, const fs::path& folder, const NewJobPlan& plan,
                             const std::stop_token& stop, const Progress& progress)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    std::vector<PlannedAnswer> answers;
    for (std::size_t line = 0; line < plan.items.size(); ++line)
        answers.push_back({plan.items[line], static_cast<ObjectId>(line)});
    const Worker worker = defaultWorker(*job);
    return Importer(reader, *job, worker, plan.notes).run(answers, stop, progress);
}

} // namespace

Result<ImportReport> importAsJob(const DatasetReader& reader, NewJob request, const std::stop_token& stop,
                                 const Progress& progress)
{
    if (request.folder.empty())
        return Error{ErrorCode::InvalidArgument, "the job folder that is to be made has no name"};
    const Result<NewJobPlan> plan = planNewJob(reader, stop);
    if (!plan)
        return plan.error();
    request.folder = fs::absolute(request.folder).lexically_normal();
    if (!request.folder.has_filename()) // With a '/' at the end.
        request.folder = request.folder.parent_path();
    const PassingFile file(temporaryNameFor(request.folder));
    if (Status written = writeFileVerified(file.path(), plan->manifest, IfExists::Refuse); !written)
        return written.error();
    request.manifest = file.path();
    request.labels = reader.info().labels;
    request.taskType = reader.info().task;
    if (request.noneCategory.empty() && hasUnchosen(reader, stop))
        request.noneCategory = "none";
    const Result<CreatedJob> created = createJob(request, stop);
    if (!created)
        return created.error();
    Result<ImportReport> done = fillJob(reader, request.folder, *plan, stop, progress);
    std::error_code failure;
    if (!done)
        fs::remove_all(request.folder, failure); // It is ours alone: it was made a moment ago.
    else
        done->warnings = created->warnings;
    return done;
}

Result<ImportReport> importIntoJob(const DatasetReader& reader, Job& job, const Worker& worker,
                                   const std::stop_token& stop, const Progress& progress)
{
    Result<ImportPlan> plan = planImport(reader, job, worker, stop);
    if (!plan)
        return plan.error();
    return Importer(reader, job, worker, std::move(plan->notes)).run(plan->answers, stop, progress);
}

} // namespace labelwright
