// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/EventDigest.h"

#include "core/base/AtomicFile.h"
#include "core/job/EventScan.h"
#include "core/job/JobLayout.h"

#include <algorithm>
#include <cerrno>
#include <span>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

using Folder = EventDigest::Folder;

constexpr std::int64_t kObjectsPerFolder = 1000;

/// What a folder is known by from now on: nothing, where it was changed just now and may be again unnoticed, or where
/// a file that has not arrived whole may grow without a sign of it on the folder.
FileStamp lasting(const FileStamp& stamp, const EventLog& log)
{
    return stamp.isSettled() && log.problems().empty() ? stamp : FileStamp{};
}

FileStamp lasting(const FileStamp& stamp)
{
    return stamp.isSettled() ? stamp : FileStamp{};
}

std::span<const Folder>::iterator placeOf(std::span<const Folder> folders, std::int64_t number)
{
    return std::lower_bound(folders.begin(), folders.end(), number,
                            [](const Folder& folder, std::int64_t value) { return folder.number < value; });
}

const Folder* find(std::span<const Folder> folders, std::int64_t number)
{
    const auto found = placeOf(folders, number);
    return found == folders.end() || found->number != number ? nullptr : &*found;
}

std::span<const Folder> objectsOf(std::span<const Folder> objects, std::int64_t thousand)
{
    return {placeOf(objects, thousand * kObjectsPerFolder), placeOf(objects, (thousand + 1) * kObjectsPerFolder)};
}

std::vector<std::int64_t> numbersOf(std::span<const Folder> folders)
{
    std::vector<std::int64_t> numbers;
    numbers.reserve(folders.size());
    for (const Folder& folder : folders)
        numbers.push_back(folder.number);
    return numbers;
}

std::vector<JobEvent> labelChangesIn(std::vector<JobEvent> events)
{
    std::erase_if(events, [](const JobEvent& event) { return !std::holds_alternative<LabelsChange>(event.change); });
    return events;
}

/// Brings a digest up to date, folder by folder.
class Digester {
public:
    Digester(const fs::path& jobFolder, int workersPerObject, const EventDigest& known)
        : m_jobFolder(jobFolder), m_eventsFolder(eventsFolder(jobFolder)), m_workersPerObject(workersPerObject),
          m_known(known)
    {}

    Status digest()
    {
        const std::optional<FileStamp> stamp = fileStamp(m_eventsFolder.c_str());
        if (!stamp && errno != ENOENT)
            return errorFromErrno(errno, "reading", m_eventsFolder);
        std::vector<std::int64_t> thousands;
        if (stamp && stamp == m_known.events) {
            thousands = numbersOf(m_known.thousands);
        } else if (stamp) {
            Result<std::vector<std::int64_t>> listed = thousandsIn(m_eventsFolder);
            if (!listed && listed.error().code != ErrorCode::NotFound) // Else it is a file, and holds nothing.
                return listed.error();
            if (listed)
                thousands = *std::move(listed);
        }
        m_digest.events = stamp ? lasting(*stamp) : FileStamp{};
        digestJob();
        for (const std::int64_t thousand : thousands)
            digestThousand(thousand);
        return ok();
    }

    EventDigest take() { return std::move(m_digest); }

private:
    void digestJob()
    {
        const std::optional<FileStamp> stamp = fileStamp(jobEventsFolder(m_jobFolder).c_str());
        if (stamp && stamp == m_known.job.stamp) {
            m_digest.job = m_known.job;
            return;
        }
        const EventLog log = EventLog::of(m_jobFolder, stamp ? scanJobEvents(m_eventsFolder) : EventScan{});
        m_labelChanges = labelChangesIn(log.jobEvents());
        m_knowsObjects = m_labelChanges->empty();
        m_digest.job.what = static_cast<std::int64_t>(decidedStatus(log.jobEvents()));
        m_digest.job.stamp = stamp ? lasting(*stamp, log) : FileStamp{};
    }

    void digestThousand(std::int64_t thousand)
    {
        const fs::path folder = thousandFolder(m_jobFolder, thousand);
        const std::optional<FileStamp> stamp = fileStamp(folder.c_str());
        if (!stamp)
            return;
        const std::span<const Folder> known = objectsOf(m_known.objects, thousand);
        const Folder* before = find(m_known.thousands, thousand);
        const bool isSame = before && before->stamp == stamp;
        const Result<std::vector<ObjectId>> objects = isSame ? Result(numbersOf(known)) : objectsIn(folder, thousand);
        m_digest.thousands.push_back({thousand, 0, objects ? lasting(*stamp) : FileStamp{}});
        if (!objects)
            return; // As a scan of all events does, which tells of it among the problems.
        for (const ObjectId object : *objects)
            digestObject(folder, object, find(known, object));
    }

    void digestObject(const fs::path& thousand, ObjectId object, const Folder* known)
    {
        m_path.assign(thousand.native()).append("/").append(std::to_string(object));
        const std::optional<FileStamp> stamp = fileStamp(m_path.c_str());
        if (!stamp)
            return;
        if (known && known->stamp == stamp && m_knowsObjects)
            return m_digest.objects.push_back(*known);
        EventScan scan = scanObjectEvents(m_eventsFolder, object);
        scan.jobEvents = labelChanges();
        const EventLog log = EventLog::of(m_jobFolder, std::move(scan));
        const ObjectFate fate = objectFate(log, object, m_workersPerObject);
        m_digest.objects.push_back({object, static_cast<std::int64_t>(fate), lasting(*stamp, log)});
    }

    /// By which an answer may say nothing any more.
    const std::vector<JobEvent>& labelChanges()
    {
        if (!m_labelChanges)
            m_labelChanges = labelChangesIn(EventLog::of(m_jobFolder, scanJobEvents(m_eventsFolder)).jobEvents());
        return *m_labelChanges;
    }

    const fs::path& m_jobFolder;
    fs::path m_eventsFolder;
    int m_workersPerObject;
    const EventDigest& m_known;
    EventDigest m_digest;
    std::optional<std::vector<JobEvent>> m_labelChanges;
    bool m_knowsObjects = true; ///< False where the labels may be others than when `m_known` was made.
    std::string m_path;
};

} // namespace

LabelCounters EventDigest::counters(std::int64_t objectCount) const
{
    const auto count = [&](ObjectFate fate) {
        return std::count_if(objects.begin(), objects.end(), [&](const Folder& object) {
            return object.number < objectCount && object.what == static_cast<std::int64_t>(fate);
        });
    };
    LabelCounters counters;
    counters.totalLabeled = counters.humanLabeled = count(ObjectFate::Labelled);
    counters.failedNonRetryableError = count(ObjectFate::Failed);
    counters.unlabeled = objectCount - counters.totalLabeled - counters.failedNonRetryableError;
    return counters;
}

JobStatus EventDigest::status(std::int64_t objectCount) const
{
    return statusOf(static_cast<JobStatus>(job.what), counters(objectCount));
}

Result<EventDigest> digestEvents(const fs::path& jobFolder, int workersPerObject, const EventDigest& known)
{
    Digester digester(jobFolder, workersPerObject, known);
    if (Status digested = digester.digest(); !digested)
        return digested.error();
    return digester.take();
}

} // namespace labelwright
