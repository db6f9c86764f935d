// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dataset/ObjectLabels.h"
#include "core/labels/LabelSet.h"

#include <cstdint>
#include <functional>
#include <map>
#include <stop_token>
#include <vector>

namespace labelwright {

// What a change of a job's labels does to what is labelled, before it is made.

/// What is labelled in the objects that have an answer.
struct JobCounts {
    std::map<ObjectId, LabelCounts> objects;
    std::vector<Error> problems; ///< Of objects whose labels can't be read, which are not among `objects`.
};

/// What is not known yet is counted, and kept in the job's cache. `progress` hears of objects done and of all that are
/// answered. Thread: any, with a Job that nobody changes meanwhile. Cost: decodes the masks that were not counted
/// before. Errors: Cancelled.
Result<JobCounts> countJob(const Job& job, const std::stop_token& stop = {},
                           const std::function<void(std::int64_t, std::int64_t)>& progress = {});

/// What becomes of one label of today.
struct LabelEffect {
    Label label = kUnlabelled;   ///< Of today.
    Label becomes = kUnlabelled; ///< Of the labels to be; kUnlabelled: nothing, as it is deleted.
    bool isAnother = false;      ///< Of another id: merged, or deleted.
    std::int64_t objects = 0;    ///< That have it.
    std::int64_t pixels = 0;     ///< Where labels are painted.
    friend bool operator==(const LabelEffect&, const LabelEffect&) = default;
};

/// What becomes of one object in which something has a label of another id than before.
struct ObjectEffect {
    ObjectId object = 0;
    LabelCounts merged{};     ///< By label of today; the pixels, or 1 for one that was chosen for the whole image.
    LabelCounts lost{};       ///< The same of those that are deleted.
    bool losesAnswer = false; ///< Nothing is left of what was chosen for the whole image: it is given out again.
    friend bool operator==(const ObjectEffect&, const ObjectEffect&) = default;
};

struct LabelEffects {
    std::vector<LabelEffect> labels;   ///< Of every label of today, in order.
    std::vector<ObjectEffect> objects; ///< By id.
    /// Of the labels to be: those that were merged or deleted and are back. Answers that were given with them have them
    /// again, which the counts in today's labels can't tell.
    std::vector<Label> back{};

    /// Objects that lose a label; that are given out again.
    std::int64_t losing() const;
    std::int64_t givenOutAgain() const;
    friend bool operator==(const LabelEffects&, const LabelEffects&) = default;
};

/// Of `counts` in the labels `now`. With several workers for each object it tells of what their answers amount to;
/// where they disagreed about labels that become one, more may have it then.
LabelEffects effectsOf(const LabelSet& now, const LabelSet& after, const std::map<ObjectId, LabelCounts>& counts,
                       TaskType task);

} // namespace labelwright
