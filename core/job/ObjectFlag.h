// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

class Job;

/// A mark on an object, "look at this again", or its removal; immutable once written, beside the object's answers.
/// It is nobody's answer: neither the queue nor the output follows from it.
struct ObjectFlag {
    enum class Kind : std::uint8_t {
        Flagged,   ///< Somebody wants the object looked at again.
        Unflagged, ///< The flag is taken away.
    };
    Kind kind{};
    ObjectId object = 0;
    std::string sourceRef; ///< As the manifest's line said it.
    std::string stage;     ///< JobSpec::name for the first stage.
    Worker worker;
    Time time{};                       ///< Also in the event's name.
    std::string note;                  ///< What to look at, in one line; may be empty.
    std::vector<std::string> replaces; ///< Names of the object's flags that this one takes the place of.
    std::string name;                  ///< File name of the event, set when it is written or read; not in the JSON.
    friend bool operator==(const ObjectFlag&, const ObjectFlag&) = default;
};

inline constexpr std::size_t kMaxFlagNote = 200; ///< Characters.

/// "flagged" or "unflagged", which is also the event's kind in its file.
std::string_view flagName(ObjectFlag::Kind kind);

/// By time, then by the hash in the name, as answers are (DESIGN rule 4).
bool comesBefore(const ObjectFlag& left, const ObjectFlag& right);

/// The event file's text; `name` is not part of it.
std::string writeObjectFlag(const ObjectFlag& flag);

/// nullopt for an event of another kind. Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<ObjectFlag>> parseObjectFlag(std::string_view text);

// A window flags in three steps, as it saves answers: prepareFlag() in the job's thread, writeFlag() in any other, and
// EventLog::add() in its own again. flagObject() does all three at once.

/// What `worker` decides now: the object is flagged with this note, or, with nullopt, is so no longer.
/// Without the source-ref, so that no file is read.
/// Errors: InvalidArgument for a note that is no line of at most kMaxFlagNote characters.
Result<ObjectFlag> prepareFlag(const Job& job, ObjectId object, const Worker& worker, std::optional<std::string> note);

/// Fills in the source-ref and what it replaces, all of the object's flags that are on the disk, and writes it. Thread:
/// any that may call Job::source, but one object's flags in one at a time. Errors: those of Job::source and
/// writeFileVerified.
Result<ObjectFlag> writeFlag(const Job& job, ObjectFlag flag);

/// Thread: the job's. Errors also: InvalidArgument where there is no flag to take away.
Result<ObjectFlag> flagObject(Job& job, ObjectId object, const Worker& worker, std::optional<std::string> note);

} // namespace labelwright
