// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

namespace labelwright {

/// What stat() says about a file or folder: as long as it stays the same, so does the content; of a folder, its list of
/// names.
struct FileStamp {
    std::uint64_t bytes = 0;
    std::uint64_t inode = 0;
    std::int64_t modifiedNs = 0; ///< Since the epoch, of the content.
    std::int64_t changedNs = 0;  ///< Of the file itself: not set back by a copy that keeps times.

    /// The file was last changed so long ago that a later change can't bear the same time.
    bool isSettled() const;

    friend bool operator==(const FileStamp&, const FileStamp&) = default;
};

/// nullopt, and errno, where there is no such file.
std::optional<FileStamp> fileStamp(const char* path);

} // namespace labelwright
