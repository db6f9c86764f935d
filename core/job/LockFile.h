// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <chrono>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>

namespace labelwright {

/// How often a lock's holder shows that it lives, and after which silence it counts as dead.
struct LockTiming {
    std::chrono::milliseconds heartbeat{5'000};
    std::chrono::milliseconds stale{60'000};
};

/// A lock that also works between machines which share a folder: a file of JSON {host, pid, started, purpose} whose
/// time of modification a thread of its own renews. Removed by the destructor.
class LockFile {
public:
    /// `purpose` says what the holder does, as in "labeling as worker-1". A lock of a process of this machine that has
    /// ended, or of any that has been silent for timing.stale, is taken over.
    /// Errors: Busy, naming host and process; those of errorFromErrno.
    static Result<LockFile> acquire(const std::filesystem::path& path, std::string_view purpose,
                                    LockTiming timing = {});

    LockFile(LockFile&&) noexcept;
    LockFile& operator=(LockFile&&) noexcept;
    ~LockFile();

    /// A sentence for the user about whose lock was taken over; empty when nobody's was.
    const std::string& noticeOfTakeover() const;

    /// Another process has taken the lock over since, because this one was silent too long (a laptop asleep): stop
    /// writing. Thread: any.
    bool isLost() const;

private:
    struct State;
    explicit LockFile(std::unique_ptr<State> state);

    std::unique_ptr<State> m_state;
};

} // namespace labelwright
