// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/DocumentOpener.h"

#include "core/base/Time.h"

#include <system_error>

namespace labelwright {
namespace {

/// A draft that can't be used is somebody's work all the same.
void setAside(const std::filesystem::path& path)
{
    std::filesystem::path aside = path;
    aside += "." + formatEventTime(now()) + ".set-aside";
    std::error_code failure;
    std::filesystem::rename(path, aside, failure);
}

/// In the labels of today, on the disk too.
Result<Draft> readDraftOfToday(const std::filesystem::path& path, const LabelMask& base, const DraftLabels& labels)
{
    const Result<Draft> read = readDraft(path);
    if (!read)
        return read.error();
    Result<Draft> draft = draftInLabelsOfToday(*read, base, labels);
    if (!draft)
        return draft.error().at(path);
    if (draft->header == read->header)
        return draft;
    const Result<std::uintmax_t> written = writeDraft(path, *draft);
    if (!written)
        return written.error();
    draft->wholeBytes = *written;
    return draft;
}

std::optional<Error> restore(OpenedDocument& opened, const std::filesystem::path& path, const DraftLabels& labels)
{
    const Result<Draft> draft = readDraftOfToday(path, opened.document.mask(), labels);
    if (!draft)
        return draft.error();
    const std::string& photo = draft->header.imageSha256;
    if (draft->header.sourceRef != opened.header.sourceRef ||
        (!photo.empty() && !opened.header.imageSha256.empty() && photo != opened.header.imageSha256))
        return Error{ErrorCode::Mismatch, "this draft was made on another photo", path};
    if (Status replayed = replayDraft(*draft, opened.document); !replayed)
        return replayed.error().at(path);
    opened.header = draft->header;
    opened.resumeAt = draft->wholeBytes;
    opened.activeSeconds = draft->activeSeconds();
    opened.draftCameBack = !draft->records.empty();
    opened.draftIsCutOff = draft->tornBytes > 0;
    return std::nullopt;
}

} // namespace

OpenedDocument openDocument(LabelMask base, const DraftHeader& fresh, const std::filesystem::path& path,
                            const DraftLabels& labels)
{
    std::error_code failure;
    if (!std::filesystem::exists(path, failure))
        return {Document(std::move(base)), fresh, {}, 0, false, false, {}};
    OpenedDocument opened{Document(base), fresh, {}, 0, false, false, {}};
    if (std::optional<Error> problem = restore(opened, path, labels)) {
        setAside(path);
        opened.document = Document(std::move(base));
        opened.problem = std::move(problem);
    }
    return opened;
}

} // namespace labelwright
