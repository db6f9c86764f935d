// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/AtomicFile.h"
#include "core/base/Result.h"
#include "core/job/Conflicts.h"
#include "core/job/Job.h"
#include "core/job/ManifestGrowth.h"

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace labelwright {

/// An event that a copy of the job has and the job lacks, whole or in part.
struct ArrivingEvent {
    std::filesystem::path folder; ///< From the job's folder: "events/000/7".
    std::string name;             ///< Of the JSON file.
    std::string mask;             ///< Of the file that is part of it; empty without one.
    std::size_t copy = 0;         ///< Which one it comes from: the first that has it.
    std::size_t maskCopy = 0;     ///< Which one its mask comes from: the same, unless that has it not or not whole.
};

/// How many events of one worker come in, by what they are.
struct ArrivalCounts {
    std::int64_t answers = 0;
    std::int64_t decisions = 0; ///< About the job.
    std::int64_t others = 0;    ///< Declined and returned tasks, flags, settlements, and what is not known here.
    friend bool operator==(const ArrivalCounts&, const ArrivalCounts&) = default;
};

struct CopyArrivals {
    std::filesystem::path folder;
    std::map<std::string, ArrivalCounts> byWorker; ///< By name; of events that no copy before it has.
    std::int64_t objects = 0;                      ///< How many objects these events are about.
};

/// What merging would do.
struct MergePlan {
    std::filesystem::path jobFolder;
    std::vector<CopyArrivals> copies;
    std::vector<ArrivingEvent> events;    ///< Each once, by folder and name.
    std::optional<ManifestGrowth> growth; ///< Of a copy's manifest.
    std::vector<Error> notYetSynced;      ///< What has not arrived in a copy whole: a later merge may find it.
    std::vector<Error> damaged;           ///< Stays as it is, where it is; also files of one name with other bytes.
    std::vector<Error> foreign; ///< Files among a copy's events that are none here; those of a later version come in.
    std::vector<Conflict> conflicts; ///< Of the job as it will be.
};

/// Looks at the job's folder and the copies, each a copy's folder or one that holds several; the same folder twice is
/// one. With no copy, at the job alone. Reads, and writes nothing.
/// Cost: reads all files of the copies' events, and those of the job that have the same names.
/// Errors: Cancelled; those of Job::open for the job, of readJobSpec for a copy; InvalidArgument for a copy that is the
/// job itself; Mismatch for a copy of another job, and for manifests of which none begins with the other.
Result<MergePlan> planMerge(const std::filesystem::path& jobFolder, std::span<const std::filesystem::path> copies,
                            const std::stop_token& stop = {}, const Progress& progress = {});

/// Writes what is missing, the manifest's lines first, each mask before its event and each file proven. Nothing that is
/// there is touched, so that merging twice, in any order, or again after an interruption comes to the same.
/// Errors: Cancelled; those of readFile for a copy, and of writeFileVerified; what is written by then stays.
Status mergeCopies(const MergePlan& plan, const std::stop_token& stop = {}, const Progress& progress = {});

} // namespace labelwright
