// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/groundtruth/Manifest.h"
#include "core/job/EventLog.h"
#include "core/job/JobSpec.h"
#include "core/mask/LabelMask.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

/// One object of the manifest, found on this machine.
struct ObjectSource {
    std::string line; ///< Raw, without the line break.
    std::string sourceRef;
    std::filesystem::path imagePath; ///< Need not exist.
};

/// An opened job folder.
///
/// Thread: one thread; the const functions that read the manifest (objectLine, source, initialMask) from any, as long
/// as nothing else is called that is not const. Memory: 8 bytes an object, plus the events.
class Job {
public:
    /// Reads job.json, checks the manifest and scans the events. The manifest may have grown by lines since the job was
    /// made; anything else is refused. A million lines: see tests/core/job/JobTest.
    /// Errors: NotFound when the folder is no job; NewerVersion; Malformed; Mismatch with the line where the manifest
    /// changed, as far as cache/manifest.index tells it.
    static Result<Job> open(const std::filesystem::path& folder);

    const std::filesystem::path& folder() const { return m_folder; }
    /// job.json's, with the labels of today, as the events told them when the job was opened or renewLabels() called.
    const JobSpec& spec() const { return m_spec; }
    /// job.json's labels: those that its pre-labels were made with.
    const LabelSet& firstLabels() const { return m_firstLabels; }
    /// Takes up what the events say of the labels now.
    void renewLabels();
    const Manifest& manifest() const { return m_manifest; }
    EventLog& events() { return m_events; }
    const EventLog& events() const { return m_events; }

    std::int64_t objectCount() const { return m_manifest.lineCount(); }

    /// The raw line. Errors: InvalidArgument for an object that the job has not; those of Manifest::line.
    Result<std::string> objectLine(ObjectId object) const;

    /// Errors: as objectLine; Malformed, OutsideFolder or Unsupported (no prefix is mapped), each with the manifest's
    /// line.
    Result<ObjectSource> source(ObjectId object) const;

    /// The mask that the object begins with, in the job's labels; nullopt where there is none for it. Reads and decodes
    /// the mask's file. Errors: Mismatch when it is not of `size`, or holds a class that the job lacks; those of
    /// decodeForeignMask and readFile.
    Result<std::optional<LabelMask>> initialMask(ObjectId object, Size size) const;

    /// Why an answer of the object was not made for what the manifest says there now (DESIGN rule 1): Mismatch with the
    /// answer's path, naming both source-refs. nullopt when all agree. Such answers must not be used.
    std::optional<Error> sourceMismatch(ObjectId object) const;

    /// Those of the event log, and events of objects that the manifest does not have (yet).
    std::vector<EventProblem> problems() const;

private:
    Job(std::filesystem::path folder, JobSpec spec, Manifest manifest, EventLog events);

    std::filesystem::path m_folder;
    JobSpec m_spec;
    LabelSet m_firstLabels;
    Manifest m_manifest;
    EventLog m_events;
};

/// As job.json has it.
JobSpec writtenSpec(const Job& job);

/// What was decided and can't be used: Job::problems() but for files that are none of ours.
std::vector<Error> unusableEvents(const Job& job);

} // namespace labelwright
