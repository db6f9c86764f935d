// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/OpenOutputFolder.h"

#include "core/base/AtomicFile.h"
#include "core/groundtruth/Names.h"
#include "core/groundtruth/OutputFiles.h"
#include "core/groundtruth/SegmentationMetadata.h"
#include "core/groundtruth/WorkerResponse.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <system_error>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxJobName = 63;
constexpr std::string_view kNameEnding = "-adjusted";
constexpr const char* kNoneCategory = "None of the above";
constexpr std::chrono::minutes kUsualClassification{5}; ///< GROUND-TRUTH.md section 1.3.

/// `name` with what a job's name must not hold left out.
std::string jobNameFrom(std::string_view name)
{
    std::string clean;
    for (const char character : name) {
        const bool allowed = (character >= 'a' && character <= 'z') || (character >= 'A' && character <= 'Z') ||
                             (character >= '0' && character <= '9');
        if (allowed)
            clean += character;
        else if (!clean.empty() && clean.back() != '-')
            clean += '-';
    }
    clean.resize(std::min(clean.size(), kMaxJobName - kNameEnding.size()));
    while (clean.ends_with('-'))
        clean.pop_back();
    return (clean.empty() ? "job" : clean) + std::string(kNameEnding);
}

/// "s3://b/out/job/annotations/x/0.png" that lies at <root>/annotations/x/0.png: s3://b/out/job/ is <root>. Else the
/// URI's folder is the file's.
PrefixMapping mappingOf(std::string_view uri, const fs::path& file, const fs::path& root)
{
    const std::string below = file.lexically_relative(root).generic_string();
    const std::string name = file.filename().string();
    const bool wholePath =
        uri.ends_with('/' + below.substr(0, below.size() - name.size()) + std::string(uri.substr(uri.rfind('/') + 1)));
    const std::size_t tail = wholePath ? below.size() - name.size() : 0;
    return {std::string(uri.substr(0, uri.rfind('/') + 1 - tail)), wholePath ? root : file.parent_path()};
}

/// Finds where the folder's own photos and masks lie; looks for one file of each s3:// folder.
class LocalNames {
public:
    LocalNames(const fs::path& root, std::vector<PrefixMapping> known) : m_root(root), m_mappings(std::move(known)) {}

    void add(std::string_view uri)
    {
        if (!uri.starts_with("s3://") || !m_seen.insert(std::string(uri.substr(0, uri.rfind('/')))).second)
            return;
        const bool isKnown = std::any_of(m_mappings.begin(), m_mappings.end(), [uri](const PrefixMapping& mapping) {
            return uri.starts_with(mapping.prefix);
        });
        if (isKnown)
            return;
        const Result<fs::path> file = findMask(m_root, uri);
        if (file)
            m_mappings.push_back(mappingOf(uri, *file, m_root));
    }

    std::vector<PrefixMapping> take() { return std::move(m_mappings); }

private:
    fs::path m_root;
    std::vector<PrefixMapping> m_mappings;
    std::set<std::string> m_seen;
};

Result<std::vector<PrefixMapping>> prefixesOf(const OutputFolder& folder, const OutputAttribute* attribute,
                                              const std::vector<PrefixMapping>& given)
{
    LocalNames names(folder.root, given);
    for (std::int64_t index = 0; index < folder.manifest.lineCount(); ++index) {
        const Result<std::string> line = folder.manifest.line(index);
        if (!line)
            return line.error();
        if (attribute != nullptr && attribute->kind == OutputKind::Segmentation) {
            const Result<std::optional<SegmentationReference>> mask = readSegmentation(*line, attribute->name);
            if (mask && *mask)
                names.add((*mask)->maskUri);
        }
        if (const Result<ManifestLine> parsed = parseManifestLine(*line))
            names.add(parsed->sourceRef);
    }
    return names.take();
}

void noteSuspects(const OutputAttribute& attribute, std::vector<OutputNote>& notes)
{
    for (const std::int64_t object : attribute.suspect)
        notes.push_back({object + 1, fmt::format("object {} lies in the time in which Ground Truth wrote wrong mask "
                                                 "indices, so its mask is read by color",
                                                 object)});
}

bool liesInside(const fs::path& path, const fs::path& folder)
{
    std::error_code failure;
    const fs::path relative =
        fs::weakly_canonical(path, failure).lexically_relative(fs::weakly_canonical(folder, failure));
    return !relative.empty() && *relative.begin() != "..";
}

NewJob requestOf(const OutputFolder& folder, const OutputAttribute* attribute, const OutputFolderOptions& options)
{
    NewJob request;
    const std::string oldName = attribute != nullptr ? attribute->jobName : std::string();
    request.name =
        !options.name.empty() ? options.name : jobNameFrom(oldName.empty() ? folder.root.filename().string() : oldName);
    request.attribute = options.attribute;
    request.manifest = folder.manifestPath;
    request.labels = options.labels.size() == 0 && attribute != nullptr ? attribute->labels : options.labels;
    if (attribute != nullptr) {
        request.taskType = attribute->task;
        request.prelabel = {Prelabel::Kind::Attribute, {}, attribute->name};
    }
    if (request.taskType == TaskType::ImageClassificationMultiLabel) {
        request.noneCategory = folder.noneCategory;
        // Somebody chose it, whatever it was called.
        if (request.noneCategory.empty() && attribute->unchosen > 0)
            request.noneCategory = kNoneCategory;
    }
    if (isClassification(request.taskType))
        request.taskTimeLimit = kUsualClassification;
    request.taskTimeLimit = options.taskTimeLimit.value_or(request.taskTimeLimit);
    request.instructions = options.instructions.value_or(folder.instructions.value_or(Instructions{}));
    request.description = options.description;
    request.outputPrefix = options.outputPrefix;
    if (!isClassification(request.taskType))
        request.maskConsolidation = options.maskConsolidation;
    request.workersPerObject = options.workersPerObject;
    request.team = options.team;
    return request;
}

} // namespace

Result<OpenedOutputFolder> createJobFromOutputFolder(const fs::path& outputFolder, const fs::path& jobFolder,
                                                     const OutputFolderOptions& options)
{
    if (liesInside(jobFolder, outputFolder))
        return Error{ErrorCode::InvalidArgument,
                     "the new job would lie inside the Ground Truth folder, which is only read", jobFolder};
    std::error_code failure;
    const fs::path root = fs::canonical(outputFolder, failure);
    if (failure)
        return errorFromErrno(failure.value(), "opening", outputFolder);
    Result<OutputFolder> folder = openOutputFolder(root);
    if (!folder)
        return folder.error();
    const OutputAttribute* attribute = folder->newest();
    NewJob request = requestOf(*folder, attribute, options);
    if (request.labels.size() == 0)
        return Error{ErrorCode::Unsupported,
                     "there is neither a segmentation with a color map nor a classification in the folder, so the new "
                     "job needs "
                     "labels of its own",
                     outputFolder};
    request.folder = jobFolder;
    Result<std::vector<PrefixMapping>> prefixes = prefixesOf(*folder, attribute, options.inputPrefixes);
    if (!prefixes)
        return prefixes.error();
    request.inputPrefixes = *std::move(prefixes);
    Result<CreatedJob> job = createJob(request);
    if (!job)
        return job.error();
    OpenedOutputFolder opened{*std::move(job), std::move(folder->notes)};
    if (attribute != nullptr)
        noteSuspects(*attribute, opened.notes);
    return opened;
}

Result<std::vector<EarlierAnswer>> earlierAnswers(const Job& job, ObjectId object)
{
    std::vector<EarlierAnswer> earlier;
    if (job.spec().prelabel.kind != Prelabel::Kind::Attribute)
        return earlier;
    std::set<fs::path> files;
    for (const PrefixMapping& mapping : job.spec().inputPrefixes)
        for (const fs::path& file : workerResponsesOf(job.folder() / mapping.folder, object))
            files.insert(file);
    for (const fs::path& file : files) {
        const Result<std::string> text = readTextFile(file);
        if (!text)
            return text.error();
        const Result<std::vector<WorkerAnswer>> answers = readWorkerResponse(*text);
        if (!answers)
            return answers.error().at(file);
        for (const WorkerAnswer& answer : *answers)
            earlier.push_back({answer.worker.workerId, answer.submission, answer.timeSpentInSeconds, file});
    }
    return earlier;
}

} // namespace labelwright
