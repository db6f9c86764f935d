// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace labelwright {

struct DeriveOptions {
    bool force = false;       ///< Replace and delete files that were changed by hand or are frozen, too.
    bool manifestsToo = true; ///< Output manifests: when the user leaves, completes or asks; not at each submit.
};

/// What a derive did. Counts are files.
struct DeriveReport {
    std::int64_t objects = 0; ///< With enough answers, and in the output.
    std::int64_t written = 0;
    std::int64_t unchanged = 0;
    std::int64_t deleted = 0;
    /// Files of the output that were left as they are: Mismatch, with the path. Somebody else changed or made them, or
    /// the job is completed and they would become others than they were then.
    std::vector<Error> leftAlone;
    /// What is not in the output though somebody decided it: events that can't be used (unusableEvents()); objects with
    /// enough answers where another photo stands on their line, their line has the attribute already, or a worker's
    /// mask is damaged.
    std::vector<Error> leftOut;
    std::string lockNotice; ///< LockFile::noticeOfTakeover(); mostly empty.
};

/// The first stage's folder, output/<job-name>: Ground Truth's own tree.
std::filesystem::path stageFolder(const Job& job);

/// The CreateLabelingJob request, output/<job-name>.create-labeling-job.json: beside the tree, not in it, since readers
/// of Ground Truth's folders take every JSON file that they find there.
std::filesystem::path labelingJobRequestFile(const Job& job);

/// Brings output/ up to date with the events (DESIGN rules 5, 7, 9), the labeling's and, where a lead has reviewed or
/// adjusted anything, the review's stages, which have no worker template and no request: for each object with as many
/// answers as wanted a worker response and a mask; for each second in which such objects were finished a consolidation
/// request and response; label categories, worker template, CreateLabelingJob request, output manifest, which also
/// tells of objects that were given up. A pure function of job.json, input.manifest and the events: deleting output/
/// and cache/ and deriving again gives the same bytes.
///
/// A completed job's output is frozen when it has been written: its hashes stand in <job-name>.sha256 beside the tree,
/// and what another program, zlib or a late answer would make of a file is reported and not written, unless forced.
///
/// Touches only files whose content changes. Deletes and replaces only files that cache/derived.json lists and whose
/// SHA-256 still agrees; others are reported. A line of the input manifest is carried as it is where it has no answers,
/// can't be parsed or has the attribute already. Line breaks become "\n".
///
/// Thread: any, with a Job that no other thread changes meanwhile: in a window, one opened for the purpose.
/// Cost: looks at every derived file's size and time; makes what changed. Memory: 200 bytes a derived file, one
/// object's masks, and the answers of one second. Errors: Busy while another process derives; those of
/// writeFileVerified. What is there then is sound but not complete.
Result<DeriveReport> derive(const Job& job, const DeriveOptions& options = {});

} // namespace labelwright
