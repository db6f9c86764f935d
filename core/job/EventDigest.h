// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/FileStamp.h"
#include "core/job/JobState.h"

#include <cstdint>
#include <filesystem>
#include <vector>

namespace labelwright {

/// What a job's events amount to, in figures, with what tells cheaply whether that is still so.
///
/// Events are never rewritten or deleted; still each folder is looked at, so that files which were taken away or came
/// back by hand are noticed as well.
struct EventDigest {
    /// A folder below events/ when it was read.
    struct Folder {
        std::int64_t number = 0; ///< Of the thousand, or the object.
        std::int64_t what = 0;   ///< Of an object its ObjectFate, of events/job the decided JobStatus.
        FileStamp stamp;         ///< All zero: to be read again.
        friend bool operator==(const Folder&, const Folder&) = default;
    };

    FileStamp events;              ///< Of the folder of all.
    Folder job;                    ///< events/job
    std::vector<Folder> thousands; ///< Ascending.
    std::vector<Folder> objects;   ///< Ascending; those that have a folder.

    /// Of a job with so many objects.
    LabelCounters counters(std::int64_t objectCount) const;
    JobStatus status(std::int64_t objectCount) const;

    friend bool operator==(const EventDigest&, const EventDigest&) = default;
};

/// The figures as they are now, the same as jobState() has them; `known` is what an earlier call gave for as
/// many workers per object, or nothing. Cost: a stat() for each folder that is known, a listing and its events for each
/// other one. Errors: as EventLog::open().
Result<EventDigest> digestEvents(const std::filesystem::path& jobFolder, int workersPerObject,
                                 const EventDigest& known);

} // namespace labelwright
