// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

/// A task that a worker has let go without an answer; immutable once written, beside the object's answers.
struct TaskRelease {
    enum class Kind : std::uint8_t {
        Declined, ///< The worker does not want to answer it and never gets it again.
        Returned, ///< The worker has put it back: it comes again later.
    };
    Kind kind{};
    ObjectId object = 0;
    std::string sourceRef; ///< As the manifest's line said it.
    std::string stage;     ///< JobSpec::name for the first stage.
    Worker worker;
    Time accepted{}; ///< When the worker was first shown the object.
    Time time{};     ///< Also the time in the event's name.
    double activeSeconds = 0;
    std::string reason; ///< In the worker's own words; never empty for Declined.
    std::string name;   ///< File name of the event, set when it is written or read; not in the JSON.
    friend bool operator==(const TaskRelease&, const TaskRelease&) = default;
};

/// "declined" or "returned", which is also the event's kind in its file.
std::string_view releaseName(TaskRelease::Kind kind);

/// By time, then by the hash in the name, as answers are (DESIGN rule 4).
bool comesBefore(const TaskRelease& left, const TaskRelease& right);

/// The event file's text; `name` is not part of it.
std::string writeTaskRelease(const TaskRelease& release);

/// nullopt for an event of another kind. Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<TaskRelease>> parseTaskRelease(std::string_view text);

} // namespace labelwright
