// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/job/EventLog.h"
#include "core/job/JobSpec.h"
#include "core/job/ObjectId.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace labelwright {

/// What a worker has chosen for an image so far.
struct LabelChoice {
    std::vector<int> ids; ///< Of labels, in label order.
    bool isNone = false;  ///< The none category; `ids` are empty then.
    friend bool operator==(const LabelChoice&, const LabelChoice&) = default;
};

/// The choice after the label `id` was chosen, or no longer where it was. In a single-label task it takes the place of
/// the one before. Precondition: the job has the label.
LabelChoice withToggled(const JobSpec& spec, LabelChoice choice, int id);

/// The choice after the none category was chosen, or no longer; it and the labels exclude each other.
/// Precondition: the job has a none category.
LabelChoice withNoneToggled(const LabelChoice& choice);

/// Whether it can be handed in: something is chosen.
bool isComplete(const LabelChoice& choice);

/// The choice that an answer was, in the labels of today. Precondition: it has chosen labels.
LabelChoice choiceOf(const LabelSet& labels, const AnswerEvent& answer);

/// An unsubmitted choice.
struct ChoiceDraft {
    std::string draftId; ///< From createDraftId(); goes into the answer, by which a left-over draft is recognised.
    std::string sourceRef;
    LabelChoice choice;
    double activeSeconds = 0;
    Time accepted{};
    friend bool operator==(const ChoiceDraft&, const ChoiceDraft&) = default;
};

/// A worker's unsubmitted choices. All are in one small file, so that a keystroke costs one write.
using ChoiceDrafts = std::map<ObjectId, ChoiceDraft>;

/// Reads drafts/<worker>/choices.json; none where there is no such file. Those that an answer of `events` holds are
/// left out. Errors: those of readTextFile; Malformed, NewerVersion, with the path.
Result<ChoiceDrafts> readChoiceDrafts(const std::filesystem::path& jobFolder, const Worker& worker,
                                      const EventLog& events);

/// Replaces that file; without a draft it goes. Thread: any one at a time; waits for the disk.
/// Errors: those of writeFileVerified and discardDraft.
Status writeChoiceDrafts(const std::filesystem::path& jobFolder, const Worker& worker, const ChoiceDrafts& drafts);

} // namespace labelwright
