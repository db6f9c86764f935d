// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/groundtruth/SourceRef.h"
#include "core/job/MergeJob.h"
#include "core/remote/RemotePlaces.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

struct PullRequest {
    std::filesystem::path jobFolder; ///< Where there is none yet the job is made there.
    RemotePlaces places;
    /// Of a job that is made: where its s3:// prefixes lie here. Any other whose folder this machine lacks becomes
    /// "images" in the job's folder.
    std::vector<PrefixMapping> inputPrefixes{};
    bool withPhotos = false; ///< Those with s3:// names that are missing on this machine.
};

struct PullPlan {
    PullRequest request;
    bool isNew = false;              ///< The job's folder is to be made; its photos are not counted yet.
    std::vector<std::string> masks;  ///< To come, below the job's folder.
    std::vector<std::string> events; ///< The same.
    std::int64_t manifestLines = 0;  ///< To come; 0 where the job is made, of which all come.
    std::int64_t photos = 0;         ///< To come.
    std::int64_t eventsToPush = 0;   ///< That are here and not there.
    std::vector<Error> damaged;      ///< Stays as it is, on both sides.
};

/// What pulling would do. Writes nothing but in the job's cache/.
/// Errors: those of Job::open, Rclone and growthOf; InvalidArgument where place or folder is a file, or they are one;
/// NotFound where no job lies there; Mismatch where another does; Busy while another push or pull of the job is under
/// way.
Result<PullPlan> planPull(const PullRequest& request, const std::stop_token& stop = {});

struct Pulled {
    MergePlan merged;        ///< What came in, from one copy: the place.
    std::int64_t photos = 0; ///< How many came.
};

/// Fetches what the job lacks into its cache/ and takes it in from there as mergeCopies() does: whole, proven, each
/// mask before its event. What there is stays as it is. Pulling again goes on where it was interrupted. The places are
/// remembered. Progress in files.
/// Errors: Busy; those of Rclone, planMerge, mergeCopies and writeFileVerified.
Result<Pulled> pull(const PullPlan& plan, const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
