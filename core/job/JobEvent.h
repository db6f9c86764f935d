// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/groundtruth/WorkerTemplate.h"
#include "core/job/ObjectRange.h"
#include "core/job/Team.h"
#include "core/labels/LabelSet.h"

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace labelwright {

/// From now on this is the job's team, all of it.
struct TeamChange {
    Team team;
    friend bool operator==(const TeamChange&, const TeamChange&) = default;
};

struct StatusChange {
    enum class Kind : std::uint8_t {
        Stopped,   ///< Nobody gets a task.
        Resumed,   ///< Work goes on, after a stop or a completion.
        Completed, ///< The job is finished.
    };
    Kind kind{};
    std::int64_t unlabelled = 0; ///< For Completed: how many objects were left, as the person was told.
    friend bool operator==(const StatusChange&, const StatusChange&) = default;
};

/// These objects go to these workers and to nobody else; to the whole team when `workerIds` is empty.
struct Assignment {
    std::vector<ObjectRange> objects; ///< Merged; never empty.
    std::vector<std::string> workerIds;
    friend bool operator==(const Assignment&, const Assignment&) = default;
};

// Each is all of what it is about, from now on; see TaskSettings.

struct DescriptionChange {
    std::string description;
    friend bool operator==(const DescriptionChange&, const DescriptionChange&) = default;
};

struct InstructionsChange {
    Instructions instructions;
    friend bool operator==(const InstructionsChange&, const InstructionsChange&) = default;
};

struct TimeLimitChange {
    std::chrono::seconds limit{};
    friend bool operator==(const TimeLimitChange&, const TimeLimitChange&) = default;
};

/// What a lead may decide about answers; see verdictCategories().
struct VerdictListChange {
    std::vector<std::string> categories;
    friend bool operator==(const VerdictListChange&, const VerdictListChange&) = default;
};

/// Objects with known labels are given to workers again, unseen among their tasks; see core/job/GoldObjects.h.
struct GoldChange {
    std::vector<ObjectRange> objects; ///< Merged; none: nobody gets any.
    double share = 0;                 ///< Of the job's objects, for each worker: 0 to 1.
    std::uint64_t seed = 0;           ///< Of the choice.
    friend bool operator==(const GoldChange&, const GoldChange&) = default;
};

/// From now on these are the job's labels, all of them, and what became of those that are no more. The next may have
/// any of them again. See core/job/LabelChange.h.
struct LabelsChange {
    LabelSet labels;
    friend bool operator==(const LabelsChange&, const LabelsChange&) = default;
};

using JobChange = std::variant<TeamChange, StatusChange, Assignment, DescriptionChange, InstructionsChange,
                               TimeLimitChange, VerdictListChange, GoldChange, LabelsChange>;

/// Something that was decided about the job itself; immutable once written, in events/job/.
struct JobEvent {
    Worker author;
    Time time{}; ///< Also in the event's name.
    JobChange change;
    std::vector<std::string> replaces; ///< Names of the events of the same kind that this one takes the place of.
    std::string name;                  ///< File name of the event, set when it is written or read; not in the JSON.
    friend bool operator==(const JobEvent&, const JobEvent&) = default;
};

/// By time, then by the hash in the name, as answers are (DESIGN rule 4).
bool comesBefore(const JobEvent& left, const JobEvent& right);

/// The event file's text; `name` is not part of it.
std::string writeJobEvent(const JobEvent& event);

/// nullopt for an event of a kind that this version does not know; it is kept and left alone.
/// Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<JobEvent>> parseJobEvent(std::string_view text);

} // namespace labelwright
