// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Draft.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "core/job/JobLayout.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <limits>
#include <random>
#include <sys/stat.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view kDraftExtension = ".draft";

std::optional<ObjectId> objectOf(const fs::path& path)
{
    const std::string stem = path.stem().string();
    ObjectId object = 0;
    const auto [end, failure] = std::from_chars(stem.data(), stem.data() + stem.size(), object);
    const bool isObject = failure == std::errc() && end == stem.data() + stem.size() && object >= 0;
    return isObject && path.extension() == kDraftExtension ? std::optional(object) : std::nullopt;
}

std::optional<Time> changeTime(const fs::path& path)
{
    struct stat info {};
    if (::stat(path.c_str(), &info) != 0)
        return std::nullopt;
    return Time(std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::microseconds(info.st_mtim.tv_nsec / 1000));
}

Status repeatAll(const Draft& draft, Document& document)
{
    for (const DraftRecord& record : draft.records) {
        if (record.kind == EditRecord::Kind::Undo) {
            document.undo();
        } else if (record.kind == EditRecord::Kind::Redo) {
            document.redo();
        } else {
            Result<MaskPatch> patch = MaskPatch::decode(draft.header.size, record.patch);
            if (!patch)
                return patch.error();
            document.apply(record.name, *std::move(patch));
        }
    }
    return ok();
}

} // namespace

std::string createDraftId()
{
    std::random_device source;
    return fmt::format("{:08x}{:08x}", source(), source());
}

std::string pixelsSha256(const LabelMask& mask)
{
    return sha256Hex(mask.pixels());
}

Status replayDraft(const Draft& draft, Document& document)
{
    if (document.mask().size() != draft.header.size)
        return Error{ErrorCode::Mismatch,
                     fmt::format("the draft is of {} x {} pixels, the image of {} x {}", draft.header.size.width,
                                 draft.header.size.height, document.mask().width(), document.mask().height())};
    if (pixelsSha256(document.mask()) != draft.header.baseSha256)
        return Error{ErrorCode::Mismatch, "the draft was begun on another initial mask than there is now"};
    // An undo needs its step, whatever budget the draft was made with.
    document.setHistoryByteBudget(std::numeric_limits<std::size_t>::max());
    const Status repeated = repeatAll(draft, document);
    document.setHistoryByteBudget(History::kDefaultByteBudget);
    return repeated;
}

Status discardDraft(const fs::path& path)
{
    std::error_code failure;
    fs::remove(path, failure);
    return failure ? Status(errorFromErrno(failure.value(), "removing the draft", path)) : ok();
}

Result<std::vector<DraftEntry>> listDrafts(const fs::path& jobFolder, const Worker& worker)
{
    const fs::path folder = draftsFolder(jobFolder, worker);
    std::vector<DraftEntry> drafts;
    std::error_code failure;
    for (fs::directory_iterator entry(folder, failure), end; !failure && entry != end; entry.increment(failure)) {
        const std::optional<ObjectId> object = objectOf(entry->path());
        const std::optional<Time> changed = object ? changeTime(entry->path()) : std::nullopt;
        if (changed)
            drafts.push_back({*object, entry->path(), *changed});
    }
    if (failure && failure != std::errc::no_such_file_or_directory)
        return errorFromErrno(failure.value(), "reading", folder);
    std::sort(drafts.begin(), drafts.end(), [](auto& a, auto& b) { return a.object < b.object; });
    return drafts;
}

std::optional<DraftEntry> findDraft(const fs::path& jobFolder, const Worker& worker, ObjectId object)
{
    const fs::path path = draftFile(jobFolder, worker, object);
    const std::optional<Time> changed = changeTime(path);
    return changed ? std::optional(DraftEntry{object, path, *changed}) : std::nullopt;
}

Status dropSubmittedDrafts(const fs::path& jobFolder, const Worker& worker, const EventLog& events)
{
    const Result<std::vector<DraftEntry>> drafts = listDrafts(jobFolder, worker);
    if (!drafts)
        return drafts.error();
    for (const DraftEntry& draft : *drafts) {
        const Result<DraftHeader> header = readDraftHeader(draft.path);
        if (!header || !events.holdsDraft(header->draftId))
            continue;
        if (Status dropped = discardDraft(draft.path); !dropped)
            return dropped;
    }
    return ok();
}

} // namespace labelwright
