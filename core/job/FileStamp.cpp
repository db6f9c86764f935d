// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/FileStamp.h"

#include <chrono>
#include <sys/stat.h>

namespace labelwright {
namespace {

constexpr std::int64_t kSettledNs = 2'000'000'000; ///< FAT's times are two seconds apart.

std::int64_t nanoseconds(const struct timespec& time)
{
    return static_cast<std::int64_t>(time.tv_sec) * 1'000'000'000 + time.tv_nsec;
}

} // namespace

bool FileStamp::isSettled() const
{
    const auto present = std::chrono::system_clock::now().time_since_epoch();
    return changedNs + kSettledNs < std::chrono::duration_cast<std::chrono::nanoseconds>(present).count();
}

std::optional<FileStamp> fileStamp(const char* path)
{
    struct stat info {};
    if (::stat(path, &info) != 0)
        return std::nullopt;
    return FileStamp{static_cast<std::uint64_t>(info.st_size), info.st_ino, nanoseconds(info.st_mtim),
                     nanoseconds(info.st_ctim)};
}

} // namespace labelwright
