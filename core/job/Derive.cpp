// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Derive.h"

#include "core/base/Hash.h"
#include "core/base/VerifiedStream.h"
#include "core/groundtruth/LabelCategories.h"
#include "core/groundtruth/OutputLayout.h"
#include "core/job/DerivedFiles.h"
#include "core/job/FrozenOutput.h"
#include "core/job/JobLayout.h"
#include "core/job/JobState.h"
#include "core/job/LockFile.h"
#include "core/job/OutputContent.h"
#include "core/job/OutputPlan.h"

#include <fmt/format.h>

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// An object that is in the output, and its mask's confidence.
struct FinishedObject {
    const OutputObject* planned = nullptr;
    double confidence = 0;    ///< 0 for a classification.
    bool isLeftAlone = false; ///< A file of it is not what this run would make.
};

std::string requestFileName(const JobSpec& spec)
{
    return spec.name + ".create-labeling-job.json";
}

/// One run over a stage.
class Derivation {
public:
    /// `before` is the run whose manifest this one reads; nullptr for the first stage. All are borrowed.
    Derivation(const Job& job, const OutputPlan& plan, DerivedFiles& files, const Derivation* before)
        : m_job(job), m_plan(plan), m_files(files), m_before(before), m_leftOut(plan.leftOut)
    {}

    Status writeTools();
    /// Masks and worker responses of the objects that were finished in one second, and its consolidation.
    Status writeSecond(Time second, const std::vector<const OutputObject*>& objects);
    Status writeManifest();
    void keepManifest() { m_files.keep(stagePath(layout::kOutputManifest)); }

    const std::vector<Error>& leftOut() const { return m_leftOut; }
    /// The object's line in the stage's output manifest.
    Result<std::string> outputLine(ObjectId object) const;
    /// The stage is frozen and its manifest written: later stages read that, and have only objects whose files are as
    /// this run would make them.
    void readFrozenManifest();
    std::int64_t finishedCount() const { return static_cast<std::int64_t>(m_finished.size()); }

private:
    std::string stagePath(std::string_view path) const { return fmt::format("{}/{}", m_plan.stage.spec.name, path); }
    bool isFinished(ObjectId object) const
    {
        const auto found = m_finished.find(object);
        return found != m_finished.end() && !(m_frozenManifest && found->second.isLeftAlone);
    }
    /// The labeling stage's: whatever a review is about must be in its output.
    const Derivation& first() const { return m_before ? m_before->first() : *this; }

    // nullopt when the object had to be left out.
    Result<std::optional<FinishedObject>> writeObject(const OutputObject& object);
    Result<std::optional<FinishedObject>> writeMaskObject(const OutputObject& object);
    Result<std::optional<FinishedObject>> writeClassifiedObject(const OutputObject& object);
    Status writeRequest(const std::string& path, const std::string& key, const std::vector<FinishedObject>& objects);
    Status writeConsolidated(const std::string& path, const std::string& key,
                             const std::vector<FinishedObject>& objects);
    std::string manifestKey() const;
    Status streamManifest(VerifiedStream& out) const;

    const Job& m_job;
    const OutputPlan& m_plan;
    DerivedFiles& m_files;
    const Derivation* m_before;
    std::optional<Manifest> m_frozenManifest;
    std::vector<Error> m_leftOut;
    std::map<ObjectId, FinishedObject> m_finished;
};

Status Derivation::writeTools()
{
    const JobSpec& spec = m_plan.stage.spec;
    std::map<std::string, std::string> texts{{stagePath(layout::kLabelCategories), writeLabelCategories(spec.labels)}};
    if (m_plan.stage.kind == Stage::Kind::Labeling) {
        const Result<std::string> request = labelingJobRequestOf(m_job);
        if (!request)
            return request.error();
        texts.emplace(stagePath(layout::kWorkerTemplate), workerTemplateOf(m_job));
        texts.emplace(requestFileName(spec), *request);
    }
    for (const auto& [path, text] : texts) {
        const std::string key = sha256Hex(text);
        if (m_files.current(path, key) != nullptr)
            m_files.keep(path);
        else if (Status put = m_files.put(path, key, text); !put)
            return put;
    }
    return ok();
}

Result<std::optional<FinishedObject>> Derivation::writeObject(const OutputObject& object)
{
    return m_plan.stage.hasMasks() ? writeMaskObject(object) : writeClassifiedObject(object);
}

Result<std::optional<FinishedObject>> Derivation::writeClassifiedObject(const OutputObject& object)
{
    const std::string path = stagePath(object.responsePath());
    if (m_files.current(path, object.key) != nullptr) {
        m_files.keep(path);
        return std::optional(FinishedObject{&object});
    }
    const Result<std::vector<WorkerAnswer>> answers = workerAnswers(m_job, object);
    if (!answers)
        return answers.error();
    if (Status put = m_files.put(path, object.key, writeWorkerResponse(*answers)); !put)
        return put.error();
    return std::optional(FinishedObject{&object});
}

Result<std::optional<FinishedObject>> Derivation::writeMaskObject(const OutputObject& object)
{
    const std::string maskPath = stagePath(object.maskPath());
    const std::string responsePath = stagePath(object.responsePath());
    const DerivedFile* mask = m_files.current(maskPath, object.key);
    if (mask != nullptr && m_files.current(responsePath, object.key) != nullptr) {
        m_files.keep(maskPath);
        m_files.keep(responsePath);
        return std::optional(FinishedObject{&object, mask->confidence, false});
    }
    const Result<MaskContent> content = maskContent(m_job, object);
    const Result<std::vector<WorkerAnswer>> answers = workerAnswers(m_job, object);
    if (!content || !answers) {
        m_leftOut.push_back(content ? answers.error() : content.error());
        return std::optional<FinishedObject>();
    }
    const std::size_t leftBefore = m_files.leftAlone().size();
    if (Status put = m_files.put(maskPath, object.key, content->png, content->confidence); !put)
        return put.error();
    if (Status put = m_files.put(responsePath, object.key, writeWorkerResponse(*answers)); !put)
        return put.error();
    return std::optional(FinishedObject{&object, content->confidence, m_files.leftAlone().size() > leftBefore});
}

Status Derivation::writeSecond(Time second, const std::vector<const OutputObject*>& objects)
{
    std::vector<FinishedObject> finished;
    std::string keys;
    for (const OutputObject* object : objects) {
        if (m_before && !first().isFinished(object->object))
            continue;
        const Result<std::optional<FinishedObject>> written = writeObject(*object);
        if (!written)
            return written.error();
        if (!*written)
            continue;
        finished.push_back(**written);
        m_finished.emplace(object->object, **written);
        keys += object->key + '\n';
    }
    if (finished.empty())
        return ok();
    const std::string key = sha256Hex(keys);
    if (Status request = writeRequest(stagePath(layout::consolidationRequestPath(second)), key, finished); !request)
        return request;
    return writeConsolidated(stagePath(layout::consolidationResponsePath(second)), key, finished);
}

Status Derivation::writeRequest(const std::string& path, const std::string& key,
                                const std::vector<FinishedObject>& objects)
{
    if (m_files.current(path, key) != nullptr) {
        m_files.keep(path);
        return ok();
    }
    std::vector<RequestedObject> requested;
    for (const FinishedObject& object : objects) {
        const Result<std::vector<WorkerAnswer>> answers = workerAnswers(m_job, *object.planned);
        if (!answers)
            return answers.error();
        requested.push_back(requestedObject(*object.planned, *answers));
    }
    return m_files.put(path, key, writeConsolidationRequest(requested));
}

Status Derivation::writeConsolidated(const std::string& path, const std::string& key,
                                     const std::vector<FinishedObject>& objects)
{
    if (m_files.current(path, key) != nullptr) {
        m_files.keep(path);
        return ok();
    }
    std::vector<ConsolidatedObject> consolidated;
    for (const FinishedObject& object : objects)
        consolidated.push_back(consolidatedObject(m_plan.stage, *object.planned, object.confidence));
    return m_files.put(path, key, writeConsolidationResponse(consolidated));
}

std::string Derivation::manifestKey() const
{
    const Manifest& manifest = m_job.manifest();
    Sha256 hash;
    const auto add = [&hash](std::string_view text) {
        hash.update({reinterpret_cast<const std::uint8_t*>(text.data()), text.size()});
    };
    if (m_before)
        add(m_before->m_frozenManifest ? "frozen" : m_before->manifestKey());
    add(fmt::format("{}\n{}\n{}\n{}\n", m_plan.jobKey, m_job.spec().manifest.sha256, manifest.byteSize(),
                    manifest.lineCount()));
    for (const auto& [id, object] : m_finished)
        add(object.planned->key + '\n');
    for (const auto& [object, reason] : m_plan.failed)
        add(fmt::format("{} {}\n", object, reason));
    return hash.finish();
}

void Derivation::readFrozenManifest()
{
    if (Result<Manifest> manifest = Manifest::open(m_files.pathOf(stagePath(layout::kOutputManifest))))
        m_frozenManifest = *std::move(manifest);
}

Result<std::string> Derivation::outputLine(ObjectId object) const
{
    if (m_frozenManifest && object < m_frozenManifest->lineCount())
        return m_frozenManifest->line(object);
    Result<std::string> line = m_before ? m_before->outputLine(object) : m_job.manifest().line(object);
    if (!line)
        return line;
    if (const auto found = m_finished.find(object); found != m_finished.end())
        return appendMembers(*line, manifestMembers(m_plan.stage, *found->second.planned, found->second.confidence));
    if (const auto failed = m_plan.failed.find(object); failed != m_plan.failed.end())
        return appendMembers(*line, failureMembers(m_plan.stage.spec, failed->second));
    return line;
}

Status Derivation::streamManifest(VerifiedStream& out) const
{
    for (ObjectId object = 0; object < m_job.manifest().lineCount(); ++object) {
        const Result<std::string> line = outputLine(object);
        if (!line)
            return line.error();
        if (Status written = out.write(*line + '\n'); !written)
            return written;
    }
    return ok();
}

Status Derivation::writeManifest()
{
    const std::string path = stagePath(layout::kOutputManifest);
    const std::string key = manifestKey();
    if (m_files.current(path, key) != nullptr) {
        m_files.keep(path);
        return ok();
    }
    Result<VerifiedStream> out = VerifiedStream::create(m_files.pathOf(path));
    if (!out)
        return out.error();
    if (Status streamed = streamManifest(*out); !streamed)
        return streamed;
    return m_files.put(path, key, *out);
}

Status writeStage(Derivation& run, const OutputPlan& plan, const LockFile& lock, const DeriveOptions& options)
{
    if (Status tools = run.writeTools(); !tools)
        return tools;
    for (const auto& [second, objects] : plan.consolidations()) {
        if (lock.isLost())
            return Error{ErrorCode::Busy, "another process has begun to derive this job"};
        if (Status written = run.writeSecond(second, objects); !written)
            return written;
    }
    if (options.manifestsToo)
        return run.writeManifest();
    run.keepManifest();
    return ok();
}

/// The list that binds this derive: none where the job is not completed as it was then, or all may be written.
Result<std::optional<FrozenOutput>> bindingList(const Job& job, const std::optional<Completion>& completion, bool force,
                                                DerivedFiles& files)
{
    Result<std::optional<FrozenOutput>> list = readFrozenOutput(job);
    if (!list)
        return completion && !force ? list : Result<std::optional<FrozenOutput>>(std::nullopt);
    if (!*list)
        return list;
    std::map<std::string, std::string> ours = (*list)->sha256;
    ours.emplace(frozenFileName(job.spec()), sha256Hex(writeFrozenOutput(**list)));
    files.adopt(ours);
    if (!completion || force || !isBinding(**list, job))
        return std::optional<FrozenOutput>();
    return list;
}

/// Only what is all ours is frozen: a file that was left as somebody changed it would be reported for ever. Review goes
/// on after the labeling, so that its stages are not.
Status freeze(const Job& job, const Completion& completion, DerivedFiles& files)
{
    const fs::path stage = outputFolder(job.folder()) / job.spec().name;
    const auto isOfStage = [&](const Error& left) { return left.path.string().starts_with(stage.string() + '/'); };
    if (std::ranges::any_of(files.leftAlone(), isOfStage))
        return ok();
    const std::string text = writeFrozenOutput({completion.event, presentMaker(), files.hashesBelow(job.spec().name)});
    return files.put(frozenFileName(job.spec()), sha256Hex(text), text);
}

} // namespace

fs::path stageFolder(const Job& job)
{
    return outputFolder(job.folder()) / job.spec().name;
}

fs::path labelingJobRequestFile(const Job& job)
{
    return outputFolder(job.folder()) / requestFileName(job.spec());
}

Result<DeriveReport> derive(const Job& job, const DeriveOptions& options)
{
    const Result<LockFile> lock = LockFile::acquire(deriveLockFile(job.folder()), "deriving the output");
    if (!lock)
        return lock.error();
    const Result<std::vector<OutputPlan>> plans = planStages(job);
    if (!plans)
        return plans.error();
    Result<DerivedFiles> files =
        DerivedFiles::open(job.folder(), options.force ? HandChanges::Overwrite : HandChanges::Leave);
    if (!files)
        return files.error();

    const std::optional<Completion> completion = jobState(job).completion;
    Result<std::optional<FrozenOutput>> frozen = bindingList(job, completion, options.force, *files);
    if (!frozen)
        return frozen.error();
    const bool isFrozen = frozen->has_value();
    if (isFrozen) {
        files->freeze(**std::move(frozen), job.spec().name);
        files->keep(frozenFileName(job.spec()));
    }
    std::vector<Error> leftOut = unusableEvents(job);
    std::deque<Derivation> runs; // Each borrows the one before.
    for (const OutputPlan& plan : *plans) {
        const Derivation* before = runs.empty() ? nullptr : &runs.back();
        Derivation& run = runs.emplace_back(job, plan, *files, before);
        if (Status written = writeStage(run, plan, *lock, options); !written)
            return written.error();
        leftOut.insert(leftOut.end(), run.leftOut().begin(), run.leftOut().end());
        if (isFrozen && !before)
            run.readFrozenManifest();
    }
    if (completion && !isFrozen && options.manifestsToo) {
        if (Status kept = freeze(job, *completion, *files); !kept)
            return kept.error();
    }
    if (Status removed = files->removeOthers(); !removed)
        return removed.error();
    if (Status saved = files->save(); !saved)
        return saved.error();
    return DeriveReport{runs.front().finishedCount(), files->written(),   files->unchanged(),      files->deleted(),
                        files->leftAlone(),           std::move(leftOut), lock->noticeOfTakeover()};
}

} // namespace labelwright
