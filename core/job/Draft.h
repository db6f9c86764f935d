// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/edit/Document.h"
#include "core/job/EventLog.h"
#include "core/job/ObjectId.h"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace labelwright {

/// What a draft begins with.
struct DraftHeader {
    std::string draftId; ///< From createDraftId(); goes into the answer, by which a left-over draft is recognised.
    ObjectId object = 0;
    std::string sourceRef;
    Size size;                 ///< Of the mask.
    std::string imageSha256;   ///< Empty where the photo's hash was not known.
    std::vector<int> labelIds; ///< Entry k is the id of label k; entry 0 is 0.
    std::string baseSha256;    ///< pixelsSha256() of the mask that the edits begin on.
    Time accepted{};
    friend bool operator==(const DraftHeader&, const DraftHeader&) = default;
};

/// One edit, as EditRecord tells it.
struct DraftRecord {
    EditRecord::Kind kind = EditRecord::Kind::Commit;
    double activeSeconds = 0;        ///< Of the whole task when the edit was made.
    std::string name;                ///< Empty for undo and redo.
    std::vector<std::uint8_t> patch; ///< MaskPatch::encode(); empty for undo and redo.
    friend bool operator==(const DraftRecord&, const DraftRecord&) = default;
};

/// 16 random hexadecimal digits.
std::string createDraftId();

/// SHA-256 of the mask's pixels, row-major.
std::string pixelsSha256(const LabelMask& mask);

/// Appends to a draft's file. Thread: any one at a time; append() waits for the disk, so never the UI thread.
class DraftJournal {
public:
    /// A new file with the header alone; an old one of that name is replaced. Make it at the first edit, not before: a
    /// draft's file means unsubmitted work. Errors: as writeFileVerified.
    static Result<DraftJournal> create(const std::filesystem::path& path, const DraftHeader& header);

    /// Goes on with a file that readDraft() has read: cuts the torn tail off at its `wholeBytes`.
    /// Errors: NotFound, Unwritable, ReadOnly.
    static Result<DraftJournal> resume(const std::filesystem::path& path, std::uintmax_t wholeBytes);

    DraftJournal(DraftJournal&& other) noexcept;
    DraftJournal& operator=(DraftJournal&& other) noexcept;
    ~DraftJournal();

    /// When it returns ok the record is on the disk. After an error the file is as it was before, and the journal may
    /// be tried again. Cost: one write and one fdatasync. Errors: DiskFull, Unwritable, TooLarge.
    Status append(const DraftRecord& record);

private:
    DraftJournal(std::filesystem::path path, int file, std::uintmax_t bytes);

    std::filesystem::path m_path;
    int m_file = -1;
    std::uintmax_t m_bytes = 0;
};

/// A draft as it lies on the disk.
struct Draft {
    DraftHeader header;
    std::vector<DraftRecord> records;
    std::uintmax_t wholeBytes = 0; ///< Up to here the file is sound; what follows was cut off by a crash.
    std::uintmax_t tornBytes = 0;  ///< What follows; 0 after a clean end.

    double activeSeconds() const { return records.empty() ? 0 : records.back().activeSeconds; }
};

/// Puts the draft in the place of the file, or where none is, whole; its length. Errors: TooLarge; those of
/// writeFileVerified.
Result<std::uintmax_t> writeDraft(const std::filesystem::path& path, const Draft& draft);

/// Every whole record from the start on. Errors: those of readFile; Truncated or Malformed where the header itself is
/// not sound; NewerVersion.
Result<Draft> readDraft(const std::filesystem::path& path);

/// The header alone. Cost: one small read.
Result<DraftHeader> readDraftHeader(const std::filesystem::path& path);

/// Repeats the draft's edits on `document`, which is new and holds the draft's base; its history comes back too. Set
/// Document::onRecorded afterwards, or each step is journaled again, and the history's byte budget.
/// Errors: Mismatch when the document is of another size or begins with another mask; those of MaskPatch::decode. After
/// an error the document holds the edits before it.
Status replayDraft(const Draft& draft, Document& document);

/// Removes the file; one that is not there is no error. Errors: ReadOnly, Unwritable.
Status discardDraft(const std::filesystem::path& path);

/// A worker's draft of one object.
struct DraftEntry {
    ObjectId object = 0;
    std::filesystem::path path;
    Time changed{}; ///< When the file was last written.
};

/// The worker's drafts by object, without reading them. Cost: one folder listing. Errors: Unreadable.
Result<std::vector<DraftEntry>> listDrafts(const std::filesystem::path& jobFolder, const Worker& worker);

/// nullopt when the worker has no draft of the object.
std::optional<DraftEntry> findDraft(const std::filesystem::path& jobFolder, const Worker& worker, ObjectId object);

/// Removes the drafts that an answer already holds (DESIGN rule 3), left over by a crash between saving and discarding.
/// Call it with the worker's lock held, before the queue is made. Cost: reads the drafts' headers.
Status dropSubmittedDrafts(const std::filesystem::path& jobFolder, const Worker& worker, const EventLog& events);

} // namespace labelwright
