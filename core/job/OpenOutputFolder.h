// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/OutputFolder.h"
#include "core/job/CreateJob.h"
#include "core/job/Job.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace labelwright {

struct OutputFolderOptions {
    std::string name{};                         ///< Empty: the old job's name with "-adjusted".
    std::string attribute{};                    ///< Empty: defaultAttributeName().
    std::vector<PrefixMapping> inputPrefixes{}; ///< Where the photos lie.
    LabelSet labels{};                          ///< Empty: the old job's. Needed where the folder holds boxes only.
    int workersPerObject = 1;
    Team team{}; ///< As NewJob::team.
    MaskConsolidation maskConsolidation = MaskConsolidation::Plurality;
    std::string outputPrefix{}; ///< As NewJob::outputPrefix.
    std::string description{};
    std::optional<Instructions> instructions{};          ///< nullopt: the old job's.
    std::optional<std::chrono::seconds> taskTimeLimit{}; ///< nullopt: what is usual for the task.
};

struct OpenedOutputFolder {
    CreatedJob job;
    std::vector<OutputNote> notes; ///< What was odd in the folder, and which objects lie in the index-defect window.
};

/// Makes a job of a real Ground Truth output folder, which is only read (DESIGN rule 6). Its output manifest is the new
/// job's input, its newest segmentation masks, read by colour and never by index, or its newest classifications are
/// the initial values, its task type, instructions and labels are the job's. Photos and masks that lie below the folder
/// are found without a mapping.
///
/// Errors: those of openOutputFolder and createJob; Unsupported when there is neither of these and no label is given;
/// InvalidArgument for a job inside the folder.
Result<OpenedOutputFolder> createJobFromOutputFolder(const std::filesystem::path& outputFolder,
                                                     const std::filesystem::path& jobFolder,
                                                     const OutputFolderOptions& options = {});

/// An answer that a worker gave in the job before.
struct EarlierAnswer {
    std::string workerId;
    Time submitted{};
    double timeSpentInSeconds = 0;
    std::filesystem::path file; ///< The worker response.
};

/// The worker responses of the folder that the job was made of, by iteration and time; empty where there are none.
/// Cost: reads the object's responses with their masks. Errors: those of readWorkerResponse, with the path.
Result<std::vector<EarlierAnswer>> earlierAnswers(const Job& job, ObjectId object);

} // namespace labelwright
