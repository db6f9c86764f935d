// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Import.h"

#include "core/base/Json.h"
#include "core/groundtruth/ManifestLine.h"
#include "core/job/JobState.h"
#include "core/job/Submit.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <set>
#include <tuple>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Errors after which the next item would fail as well.
bool isOfDisk(ErrorCode code)
{
    return code == ErrorCode::DiskFull || code == ErrorCode::ReadOnly || code == ErrorCode::Unwritable ||
           code == ErrorCode::NotVerified;
}

class Report {
public:
    explicit Report(const DatasetReader& reader)
    {
        for (const ReaderNote& note : reader.notes())
            add(note);
    }

    void add(ReaderNote note)
    {
        if (m_report.notes.size() + 1 < kMaxWarnings)
            m_report.notes.push_back(std::move(note));
        else
            ++m_more;
    }
    void add(const Error& error) { add({error.path, error.detail}); }
    void taken() { ++m_report.items; }

    ImportReport take()
    {
        if (m_more > 0)
            m_report.notes.push_back({{}, fmt::format("{} more notes are not listed", m_more)});
        return std::move(m_report);
    }

private:
    ImportReport m_report;
    std::int64_t m_more = 0;
};

/// The job's label for each of the dataset's, by name.
std::array<Label, 256> labelTable(const LabelSet& from, const LabelSet& to, Report& report)
{
    std::array<Label, 256> table{};
    for (std::size_t label = 1; label <= from.size(); ++label) {
        const std::string& name = from.at(static_cast<Label>(label)).name;
        const std::optional<Label> found = to.findName(name);
        table[label] = found.value_or(kUnlabelled);
        if (!found)
            report.add(
                ReaderNote{{}, fmt::format("the job has no label \"{}\": what has it stays without a label", name)});
    }
    return table;
}

/// Whose labels go where.
struct Assigned {
    std::int64_t item = 0;
    ObjectId object = 0;
};

class Importer {
public:
    Importer(const DatasetReader& reader, Job& job, const Worker& worker, Report& report)
        : m_reader(reader), m_job(job), m_worker(worker), m_report(report),
          m_table(labelTable(reader.info().labels, job.spec().labels, report))
    {}

    Status run(std::span<const Assigned> assigned, const std::stop_token& stop, const Progress& progress)
    {
        std::int64_t done = 0;
        for (const Assigned& each : assigned) {
            if (stop.stop_requested())
                return Error{ErrorCode::Cancelled, "the import was stopped"};
            if (Status taken = takeOver(each); !taken) {
                if (isOfDisk(taken.error().code))
                    return taken;
                m_report.add(taken.error());
            }
            if (progress)
                progress(++done, static_cast<std::int64_t>(assigned.size()));
        }
        return ok();
    }

private:
    Status takeOver(const Assigned& assigned)
    {
        if (Status may = checkMayAnswer(m_job, assigned.object, m_worker); !may)
            return may;
        Result<DatasetItem> item = m_reader.read(assigned.item);
        if (!item)
            return item.error();
        const Result<AnswerEvent> answer =
            item->mask ? submitMask(m_job, assigned.object, m_worker, relabelled(*std::move(item->mask), m_table))
                       : submitLabels(m_job, assigned.object, m_worker, chosenNames(*item));
        if (!answer)
            return answer.error();
        m_report.taken();
        for (const std::string& note : item->notes)
            m_report.add({item->photo, note});
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
    Report& m_report;
    std::array<Label, 256> m_table;
};

/// A manifest of the items' photos, and which item each line is.
struct ItemManifest {
    std::string text;
    std::vector<std::int64_t> items;
};

ItemManifest manifestOf(const DatasetReader& reader, Report& report)
{
    ItemManifest manifest;
    std::set<std::string> known;
    for (std::int64_t number = 0; number < reader.info().itemCount; ++number) {
        const DatasetItem item = reader.item(number);
        const bool isRemote = item.photoReference.starts_with("s3://");
        std::error_code failure;
        if (!isRemote && !fs::is_regular_file(item.photo, failure)) {
            report.add({item.photo, fmt::format("image {} (\"{}\") is not here", number + 1, item.photoFile())});
            continue;
        }
        const std::string reference = isRemote ? item.photoReference : fs::absolute(item.photo).string();
        if (!known.insert(reference).second) {
            report.add({item.photo, "the dataset has this image twice; the second is left out"});
            continue;
        }
        manifest.text += fmt::format("{{\"source-ref\":{}}}\n", writeJson(reference));
        manifest.items.push_back(number);
    }
    return manifest;
}

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
bool hasUnchosen(const DatasetReader& reader)
{
    if (reader.info().task != TaskType::ImageClassificationMultiLabel)
        return false;
    for (std::int64_t number = 0; number < reader.info().itemCount; ++number) {
        const Result<DatasetItem> item = reader.read(number);
        if (item && item->chosen.empty())
            return true;
    }
    return false;
}

Result<ImportReport> fillJob(const DatasetReader& reader, const fs::path& folder, const ItemManifest& manifest,
                             Report& report, const std::stop_token& stop, const Progress& progress)
{
    Result<Job> job = Job::open(folder);
    if (!job)
        return job.error();
    std::vector<Assigned> assigned;
    for (std::size_t line = 0; line < manifest.items.size(); ++line)
        assigned.push_back({manifest.items[line], static_cast<ObjectId>(line)});
    const Worker worker = defaultWorker(*job);
    Importer importer(reader, *job, worker, report);
    if (Status done = importer.run(assigned, stop, progress); !done)
        return done.error();
    return report.take();
}

/// Objects by the file names of their photos, in lower case; several have one name where folders are many.
std::multimap<std::string, ObjectId> objectsByPhoto(const Job& job)
{
    std::multimap<std::string, ObjectId> objects;
    for (ObjectId object = 0; object < job.objectCount(); ++object) {
        if (const Result<ManifestLine> line = job.manifest().parsedLine(object))
            objects.emplace(fs::path(line->sourceRef).filename().string(), object);
    }
    return objects;
}

} // namespace

Result<ImportReport> importAsJob(const DatasetReader& reader, NewJob request, const std::stop_token& stop,
                                 const Progress& progress)
{
    Report report(reader);
    const ItemManifest manifest = manifestOf(reader, report);
    if (manifest.items.empty())
        return Error{ErrorCode::NotFound, "none of the dataset's photos is here"};
    request.folder = fs::absolute(request.folder).lexically_normal();
    if (!request.folder.has_filename()) // With a '/' at the end.
        request.folder = request.folder.parent_path();
    const PassingFile file(temporaryNameFor(request.folder));
    if (Status written = writeFileVerified(file.path(), manifest.text, IfExists::Refuse); !written)
        return written.error();
    request.manifest = file.path();
    request.labels = reader.info().labels;
    request.taskType = reader.info().task;
    if (request.noneCategory.empty() && hasUnchosen(reader))
        request.noneCategory = "none";
    const Result<CreatedJob> created = createJob(request, stop);
    if (!created)
        return created.error();
    Result<ImportReport> done = fillJob(reader, request.folder, manifest, report, stop, progress);
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
    const bool hasMasks = !isClassification(job.spec().taskType);
    if (hasMasks != reader.info().hasMasks())
        return Error{ErrorCode::Mismatch,
                     hasMasks ? "the job asks for masks, and the dataset has labels of whole images"
                              : "the job asks for labels of whole images, and the dataset has masks",
                     job.folder()};
    Report report(reader);
    const std::multimap<std::string, ObjectId> objects = objectsByPhoto(job);
    std::vector<Assigned> assigned;
    std::set<ObjectId> taken;
    for (std::int64_t number = 0; number < reader.info().itemCount; ++number) {
        const DatasetItem item = reader.item(number);
        const std::string photo =
            item.photo.empty() ? fs::path(item.photoReference).filename().string() : item.photo.filename().string();
        auto [first, last] = objects.equal_range(photo);
        if (first == last) // as where a format puts something of its own into photos' names
            std::tie(first, last) = objects.equal_range(item.photoFile());
        const auto count = std::distance(first, last);
        if (count != 1)
            report.add({item.photo, count == 0
                                        ? fmt::format("no object of the job has the photo \"{}\"", photo)
                                        : fmt::format("{} objects of the job have a photo \"{}\"", count, photo)});
        else if (job.events().currentAnswer(first->second, worker))
            report.add({item.photo, fmt::format("{} has answered object {} already", worker.name, first->second + 1)});
        else if (!taken.insert(first->second).second)
            report.add({item.photo, fmt::format("the dataset has the photo of object {} twice", first->second + 1)});
        else
            assigned.push_back({number, first->second});
    }
    Importer importer(reader, job, worker, report);
    if (Status done = importer.run(assigned, stop, progress); !done)
        return done.error();
    return report.take();
}

} // namespace labelwright
