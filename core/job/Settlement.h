// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/base/Time.h"
#include "core/job/Event.h"
#include "core/job/ObjectId.h"
#include "core/job/Worker.h"

#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// Which one counts of several answers that a worker gave to an object in copies of the job, none of them knowing of
/// the others; immutable once written, beside the answers. What is not kept stays where it is and counts no more.
struct Settlement {
    ObjectId object = 0;
    std::string sourceRef; ///< As the manifest's line said it.
    std::string stage;     ///< JobSpec::name for the first stage.
    Worker worker;         ///< Who settled it.
    Time time{};           ///< Also in the event's name.
    std::string keeps;     ///< Name of the answer that counts.
    std::vector<std::string> over;
    std::vector<std::string> replaces; ///< Names of the object's settlements that this one takes the place of.
    std::string name;                  ///< File name of the event, set when it is written or read; not in the JSON.
    friend bool operator==(const Settlement&, const Settlement&) = default;
};

/// By time, then by the hash in the name, as answers are (DESIGN rule 4).
bool comesBefore(const Settlement& left, const Settlement& right);

/// The event file's text; `name` is not part of it.
std::string writeSettlement(const Settlement& settlement);

/// nullopt for an event of another kind. Errors: NewerVersion; Malformed, naming the key. Without a path.
Result<std::optional<Settlement>> parseSettlement(std::string_view text);

/// What an object's settlements amount to.
struct Ruling {
    std::set<std::string_view> putAside; ///< Names of answers that count no more.
    /// Nobody replaced them, but one that comes before them has put aside what they keep.
    std::vector<const Settlement*> contradicted;
};

/// Both of one object, `settlements` in the order of comesBefore(). One whose answer has not arrived says nothing yet,
/// nor does any about the answers of another worker than the kept one's. The ruling borrows from both.
Ruling rulingOf(std::span<const AnswerEvent> answers, std::span<const Settlement> settlements);

} // namespace labelwright
