// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Team.h"

#include <string>
#include <string_view>
#include <vector>

namespace labelwright {

/// One address in the form name@host.domain. Errors: InvalidArgument, a clause on what is wrong with it.
Status checkEmail(std::string_view email);

/// The worker that a team knows by this address: the id follows from it, whatever the letters' case. Without a name it
/// is the part before the @. Errors: those of checkEmail and createWorker.
Result<Worker> createTeamWorker(std::string_view name, std::string_view email);

/// Why the worker can't be added: the address, the id or the name is somebody else's there. Errors: AlreadyExists.
Status checkIsNew(const Team& team, const Worker& worker);

/// What a pasted list holds.
struct MemberList {
    struct Refused {
        std::string entry; ///< As it was written.
        std::string reason;
    };
    std::vector<Worker> workers; ///< That can be added to the team, in the list's order.
    std::vector<Refused> refused;
};

/// Reads a list as mail programs and tables have it: `Ann Lee <ann@example.com>`, `"Lee, Ann" <ann@example.com>` and
/// plain addresses, with commas, semicolons, tabs or line breaks between them. Entries that are in `team`, or earlier
/// in the list, are refused.
MemberList parseMemberList(std::string_view text, const Team& team);

} // namespace labelwright
