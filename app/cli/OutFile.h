// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstdint>
#include <filesystem>
#include <set>
#include <span>
#include <utility>

namespace labelwright {

/// Writes the file that an option named, over an old one. Unlike writeFileVerified() it makes no folder: one that is
/// not there is a slip of the pen. Errors: NotFound for the folder; those of writeFileVerified.
Status writeOutFile(const std::filesystem::path& path, std::span<const std::uint8_t> bytes);

/// Photos that a command reads, which what it writes must not replace.
class InputPhotos {
public:
    /// One that is not there is passed over: nothing of it can be lost.
    void add(const std::filesystem::path& photo);
    /// Errors: InvalidArgument where `out` is one of them, also through a link or spelled in another way.
    Status spares(const std::filesystem::path& out) const;

private:
    std::set<std::pair<std::uint64_t, std::uint64_t>> m_files; ///< Device and inode.
};

} // namespace labelwright
