// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <filesystem>

namespace labelwright {

/// A folder while it is made, hidden beside the place where it is to stand: nobody finds it half done. Removed again
/// unless it is moved to its place.
class FolderInTheMaking {
public:
    /// Makes nothing yet: whoever writes into path() does.
    explicit FolderInTheMaking(const std::filesystem::path& target);
    ~FolderInTheMaking();
    FolderInTheMaking(const FolderInTheMaking&) = delete;
    FolderInTheMaking& operator=(const FolderInTheMaking&) = delete;

    const std::filesystem::path& path() const { return m_path; }
    const std::filesystem::path& target() const { return m_target; }

    /// Errors: AlreadyExists, and what is there stays as it is; as errorFromErrno.
    Status moveToTarget();
    /// Takes away what moveToTarget() has put there, as long as nobody could have used it.
    void takeBack();

private:
    Status syncParent() const;

    std::filesystem::path m_target;
    std::filesystem::path m_path;
    bool m_isMoved = false;
};

} // namespace labelwright
