// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/Result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>

namespace labelwright {

/// A file held open for reading at any place. Thread: any, at the same time.
class RandomAccessFile {
public:
    /// Errors: NotFound, ReadOnly, Unreadable (also for what is no regular file), with the path.
    static Result<std::shared_ptr<const RandomAccessFile>> open(const std::filesystem::path& path);

    ~RandomAccessFile();
    RandomAccessFile(const RandomAccessFile&) = delete;
    RandomAccessFile& operator=(const RandomAccessFile&) = delete;

    /// As it is now, not as it was at open(). Errors: Unreadable.
    Result<std::uint64_t> byteSize() const;

    /// Fills `buffer` from `offset` on, and returns the count, which is less only where the file ends.
    Result<std::size_t> readAt(std::uint64_t offset, std::span<char> buffer) const;

private:
    RandomAccessFile(int descriptor, std::filesystem::path path);

    int m_descriptor;
    std::filesystem::path m_path;
};

} // namespace labelwright
