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

class EventLog;
class Job;

/// What a lead decided about an object's answers; immutable once written, beside them. It changes no answer.
struct Verdict {
    enum class Kind : std::uint8_t {
        Accepted,
        Rejected, ///< Goes back to the workers in `returnedTo`.
    };
    Kind kind{};
    ObjectId object = 0;
    std::string sourceRef; ///< As the manifest's line said it.
    std::string stage;     ///< The verification stage's name.
    Worker worker;
    Time accepted{}; ///< When the lead was shown the object.
    Time time{};     ///< Also in the event's name.
    double activeSeconds = 0;
    /// Names of the counted answers that were looked at, in their order. A name holds the hash of what the answer says,
    /// that of its mask too: with other answers the verdict has lapsed (DESIGN rule 5).
    std::vector<std::string> answers;
    std::string category;                ///< One of the job's verdictCategories().
    std::string comment;                 ///< In the lead's words, one paragraph; may be empty.
    std::vector<std::string> threads;    ///< Names of the comments that began the threads open then.
    std::vector<std::string> returnedTo; ///< Worker ids; none where accepted.
    std::vector<std::string> replaces;   ///< Names of the object's verdicts that this one takes the place of.
    std::string name;                    ///< File name of the event, set when it is written or read; not in the JSON.
    friend bool operator==(const Verdict&, const Verdict&) = default;
};

/// "accepted" or "rejected", which is also the event's kind in its file.
std::string_view verdictName(Verdict::Kind kind);

/// By time, then by the hash in the name, as answers are (DESIGN rule 4).
bool comesBefore(const Verdict& left, const Verdict& right);

/// The event file's text; `name` is not part of it.
std::string writeVerdict(const Verdict& verdict);

/// nullopt for an event of another kind. Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<Verdict>> parseVerdict(std::string_view text);

inline constexpr std::size_t kMaxVerdictCategories = 30; ///< As the console has it (GROUND-TRUTH.md section 1.2).

/// What a lead may decide, in order: the first accepts, all others are reasons to reject. Those of today: "good" and
/// four reasons until the job's list is edited. Cost: looks at the job's own events.
std::vector<std::string> verdictCategories(const EventLog& events);

/// Whether a job may have this list: two to kMaxVerdictCategories different names of 1 to 256 characters in one line.
/// Errors: InvalidArgument.
Status checkVerdictCategories(const std::vector<std::string>& categories);

/// What a lead hands in.
struct VerdictRequest {
    ObjectId object = 0;
    Worker worker;
    std::string category;
    std::string comment{};
    /// Who gets a rejected object back, by id; none: every worker whose answer counts.
    std::vector<std::string> returnedTo{};
    Time accepted{};
    Time time{};
    double activeSeconds = 0;
    /// Names of the counted answers that the lead was shown; nullopt where nobody looked.
    std::optional<std::vector<std::string>> seen{};
};

/// Mismatch where `seen` is set and other answers count now: what is decided must have been looked at.
Status checkSeen(const std::optional<std::vector<std::string>>& seen, const std::vector<std::string>& counted);

// A window decides in three steps, as it saves answers: prepareVerdict() in the job's thread, writeVerdictFile() in any
// other, and EventLog::add() in its own again. decide() does all three at once.

/// Errors: those of Job::source, Job::sourceMismatch and checkSeen; InvalidArgument for a category that is not the
/// job's, an object without as many answers as wanted, and a worker to return it to whose answer does not count.
Result<Verdict> prepareVerdict(const Job& job, VerdictRequest request);

/// Thread: the job's. Errors also: those of writeFileVerified.
Result<Verdict> decide(Job& job, VerdictRequest request);

} // namespace labelwright
