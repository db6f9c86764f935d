// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/SourceRef.h"
#include "core/groundtruth/TaskType.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/job/Worker.h"
#include "core/labels/LabelSet.h"

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// What an object begins with instead of unlabelled: a mask, or for a classification the labels of an attribute.
struct Prelabel {
    enum class Kind : std::uint8_t { None, Folder, Attribute };
    Kind kind = Kind::None;
    std::filesystem::path folder{}; ///< Of masks named like the images, with .png; absolute or from the job folder.
    std::string attribute{};        ///< An earlier attribute of the manifest's lines.
    friend bool operator==(const Prelabel&, const Prelabel&) = default;
};

/// How the masks of several workers become one.
enum class MaskConsolidation : std::uint8_t {
    Plurality, ///< Of the votes on each pixel; see pluralityOf().
    Staple,    ///< Weighs the workers by how often they are right; see stapleOf().
};

/// "plurality" or "staple", in job.json and on the command line.
std::string_view maskConsolidationName(MaskConsolidation method);
std::optional<MaskConsolidation> parseMaskConsolidation(std::string_view name);

/// The input manifest as it was when the job was made: later it may only have grown.
struct ManifestStamp {
    std::uint64_t bytes = 0;
    std::int64_t lines = 0;
    std::string sha256; ///< Of those first `bytes` bytes.
    friend bool operator==(const ManifestStamp&, const ManifestStamp&) = default;
};

inline constexpr std::chrono::seconds kMinTaskTimeLimit{30};
inline constexpr std::chrono::seconds kMaxTaskTimeLimit{std::chrono::hours(8)};
inline constexpr int kMaxWorkersPerObject = 9;

/// What of the task may change while the job runs.
struct TaskSettings {
    std::string description; ///< One line of at most 255 characters; empty: the task type's usual words.
    Instructions instructions;
    std::chrono::seconds timeLimit{std::chrono::hours(1)}; ///< kMinTaskTimeLimit to kMaxTaskTimeLimit.
    friend bool operator==(const TaskSettings&, const TaskSettings&) = default;
};

/// What job.json holds. Written once, when the job or a copy of it is made; all that changes later is an event. Of an
/// opened job, see Job::spec(), the labels are today's.
struct JobSpec {
    std::string name; ///< Also the first stage's name and its folder in output/.
    TaskType taskType = TaskType::SemanticSegmentation;
    std::string attribute; ///< Label attribute name; see checkAttributeName().
    LabelSet labels;
    std::string noneCategory{}; ///< Multi-label: what a worker may choose instead of every label; empty without it.
    std::vector<PrefixMapping> inputPrefixes; ///< s3:// to folders; those are absolute or from the job folder.
    std::filesystem::path sourceFolder{};     ///< Where relative source-refs begin; empty: the job folder.
    std::string outputPrefix;                 ///< "s3://bucket/prefix"; the job's name is appended to it.
    TaskSettings task;                        ///< As the job was made; see JobState.h for today's.
    int workersPerObject = 1;                 ///< 1 to 9.
    MaskConsolidation maskConsolidation = MaskConsolidation::Plurality;
    std::vector<Worker> team; ///< Never empty.
    Prelabel prelabel;
    ManifestStamp manifest;
    Time created{};
    std::string copyFor{}; ///< Name of the worker whom this copy of the job was handed to; empty for the job itself.
};

/// job.json's text. Source: DESIGN.md, "job.json"; keys are lower case with hyphens.
std::string writeJobSpec(const JobSpec& spec);

/// Errors: NewerVersion; Malformed, naming the key; those of LabelSet::create. Without a path.
Result<JobSpec> parseJobSpec(std::string_view text);

/// Reads job.json in `folder`. Errors: NotFound when the folder is no job; those of parseJobSpec, with the path.
Result<JobSpec> readJobSpec(const std::filesystem::path& folder);

} // namespace labelwright
