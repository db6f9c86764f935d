// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/JobSpec.h"
#include "core/job/Team.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// What a new job is made from. Paths may be relative to the current folder; job.json gets them absolute.
struct NewJob {
    std::filesystem::path folder; ///< Must not exist yet.
    std::string name;             ///< Ground Truth's rules, GROUND-TRUTH.md section 1.3.
    TaskType taskType = TaskType::SemanticSegmentation;
    std::string attribute;              ///< Empty: defaultAttributeName().
    std::filesystem::path images;       ///< A folder of photos, sub-folders included; or
    std::filesystem::path manifest;     ///< an input manifest, taken over byte for byte. Exactly one of the two.
    std::filesystem::path sourceFolder; ///< Where a manifest's relative source-refs begin; empty: the manifest's.
    LabelSet labels;                    ///< Labels; or
    std::filesystem::path labelFile;    ///< a label category file. Exactly one of the two.

    /// For `images`, the first whose folder holds the image folder names the photos; where none does,
    /// s3://labelwright/<name>/images/ is made for it.
    std::vector<PrefixMapping> inputPrefixes;
    std::string outputPrefix; ///< Empty: s3://labelwright
    Prelabel prelabel;        ///< For a classification an attribute or none.
    std::string noneCategory; ///< As JobSpec::noneCategory.
    std::string description;  ///< As TaskSettings::description.
    Instructions instructions;
    std::chrono::seconds taskTimeLimit{std::chrono::hours(1)};          ///< 30 s to 8 h.
    int workersPerObject = 1;                                           ///< 1 to 9.
    MaskConsolidation maskConsolidation = MaskConsolidation::Plurality; ///< Of masks only.
    Team team; ///< One with a name is the workspace's as it is now. Without members: worker-1 to worker-n for n workers
               ///< per object.
};

struct CreatedJob {
    JobSpec spec;
    /// What was made all the same but the user should know: lines that are no objects, more labels or objects than
    /// SageMaker takes, image formats it does not read. At most kMaxWarnings, the last one counting the rest.
    std::vector<Error> warnings;
};

inline constexpr std::size_t kMaxWarnings = 100;

/// Makes the job folder: built beside it under a temporary name and renamed, so that a failure leaves nothing behind.
/// Stopped before that, it makes none. What can be told before the input is read: see problemsOf().
/// Errors: Cancelled; AlreadyExists; InvalidArgument for a name, attribute, limit, prefix, a folder without images;
/// NotFound for the image folder or the manifest; those of LabelSet, readLabelCategories and writeFileVerified.
Result<CreatedJob> createJob(const NewJob& request, const std::stop_token& stop = {});

} // namespace labelwright
