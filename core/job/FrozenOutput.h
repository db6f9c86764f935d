// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"
#include "core/job/Job.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace labelwright {

/// The output of a completed job as it was written when the job was completed (DESIGN rule 9): later it is rewritten on
/// demand only. Kept beside the tree as output/<job-name>.sha256, which `sha256sum --check` reads too.
struct FrozenOutput {
    std::string completion;                    ///< Name of the event that completed the job.
    std::string madeBy;                        ///< What made the bytes: "derive 4, zlib 1.2.13".
    std::map<std::string, std::string> sha256; ///< By path below output/, with '/' between the parts.
    friend bool operator==(const FrozenOutput&, const FrozenOutput&) = default;
};

/// What this program would write into FrozenOutput::madeBy.
std::string presentMaker();

/// output/<job-name>.sha256, relative to output/.
std::string frozenFileName(const JobSpec& spec);

/// The job's list, of whichever completion; nullopt without one. Errors: those of readTextFile but NotFound; Malformed,
/// with the path.
Result<std::optional<FrozenOutput>> readFrozenOutput(const Job& job);

/// Whether the list still holds: the completion that it was written at is one of the job's, and whatever took its place
/// is a completion too, as where copies were joined in which the job was completed twice. A resumption ends it.
/// Precondition: the job is completed.
bool isBinding(const FrozenOutput& frozen, const Job& job);

/// Lines as sha256sum's, by path, below a comment line with the rest.
std::string writeFrozenOutput(const FrozenOutput& frozen);

/// Errors: Malformed, with the line's number.
Result<FrozenOutput> parseFrozenOutput(std::string_view text);

} // namespace labelwright
