// SPDX-License-Identifier: GPL-3.0-or-later
// What EventLog.h has for writing events.
#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/job/EventLog.h"
#include "core/job/JobLayout.h"

#include <string_view>
#include <utility>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

/// Writes an event that is one file, and names it.
template <typename Event>
Result<Event> writeEventFile(const fs::path& folder, Event event, const Worker& worker, std::string_view text)
{
    event.name = eventFileName(event.time, worker, sha256Hex(text), ".json");
    if (Status commit = writeOnce(folder / event.name, bytesOf(text)); !commit)
        return commit.error();
    return event;
}

template <typename Event>
Result<Event> writeObjectEventFile(const fs::path& jobFolder, Event event, std::string (*write)(const Event&))
{
    const std::string text = write(event);
    const Worker worker = event.worker;
    return writeEventFile(objectEventsFolder(jobFolder, event.object), std::move(event), worker, text);
}

} // namespace

Result<AnswerEvent> writeAnswerFiles(const fs::path& jobFolder, AnswerEvent event,
                                     std::span<const std::uint8_t> workerPng)
{
    const fs::path folder = objectEventsFolder(jobFolder, event.object);
    if (!event.chosenLabelIds) {
        event.maskSha256 = sha256Hex(workerPng);
        event.maskFile = eventFileName(event.submitted, event.worker, event.maskSha256, ".png");
        if (Status mask = writeOnce(folder / event.maskFile, workerPng); !mask)
            return mask.error();
    }
    const std::string text = writeAnswerEvent(event);
    event.name = eventFileName(event.submitted, event.worker, sha256Hex(text), ".json");
    if (Status commit = writeOnce(folder / event.name, bytesOf(text)); !commit)
        return commit.error();
    return event;
}

Result<TaskRelease> writeTaskReleaseFile(const fs::path& jobFolder, TaskRelease release)
{
    return writeObjectEventFile(jobFolder, std::move(release), writeTaskRelease);
}

Result<ObjectFlag> writeObjectFlagFile(const fs::path& jobFolder, ObjectFlag flag)
{
    return writeObjectEventFile(jobFolder, std::move(flag), writeObjectFlag);
}

Result<Verdict> writeVerdictFile(const fs::path& jobFolder, Verdict verdict)
{
    return writeObjectEventFile(jobFolder, std::move(verdict), writeVerdict);
}

Result<Comment> writeCommentFile(const fs::path& jobFolder, Comment comment)
{
    return writeObjectEventFile(jobFolder, std::move(comment), writeComment);
}

Result<JobEvent> writeJobEventFile(const fs::path& jobFolder, JobEvent event)
{
    const std::string text = writeJobEvent(event);
    const Worker author = event.author;
    return writeEventFile(jobEventsFolder(jobFolder), std::move(event), author, text);
}

Result<Settlement> writeSettlementFile(const fs::path& jobFolder, Settlement settlement)
{
    const fs::path folder = objectEventsFolder(jobFolder, settlement.object);
    const std::string text = writeSettlement(settlement);
    const Worker worker = settlement.worker;
    return writeEventFile(folder, std::move(settlement), worker, text);
}

} // namespace labelwright
