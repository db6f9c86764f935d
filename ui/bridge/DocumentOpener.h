// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/edit/Document.h"
#include "core/job/Draft.h"
#include "core/job/DraftLabels.h"
#include "core/job/Job.h"

#include <optional>

namespace labelwright {

/// A document that is ready to be edited, and where its draft goes on.
struct OpenedDocument {
    Document document;
    DraftHeader header;                     ///< Of the draft that came back, or of a new one.
    std::optional<std::uintmax_t> resumeAt; ///< Set when there is a draft file to go on with.
    double activeSeconds = 0;
    bool draftCameBack = false;
    bool draftIsCutOff = false; ///< Something followed that was not wholly on the disk.
    /// Why a draft that is there could not come back; its file was set aside beside it, never deleted.
    std::optional<Error> problem;
};

/// Opens the draft in `path` over its base, or begins a new one with `fresh` where there is none or it does not fit.
/// One that was made when the job's labels were others is first written anew in those of today. Waits for the disk.
OpenedDocument openDocument(LabelMask base, const DraftHeader& fresh, const std::filesystem::path& path,
                            const DraftLabels& labels);

} // namespace labelwright
