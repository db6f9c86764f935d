// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/FileHash.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"

#include <cerrno>
#include <cstdint>
#include <fcntl.h>
#include <span>
#include <sys/stat.h>
#include <unistd.h>
#include <vector>

namespace labelwright {
namespace {

Result<std::string> hashOfOpened(int file, const std::filesystem::path& path)
{
    struct stat info {};
    if (::fstat(file, &info) != 0)
        return errorFromErrno(errno, "reading", path);
    if (!S_ISREG(info.st_mode))
        return Error{ErrorCode::Unsupported, "this is not a regular file", path};
    constexpr std::size_t kBufferBytes = 256 * 1024;
    Sha256 hash;
    std::vector<std::uint8_t> buffer(kBufferBytes);
    while (true) {
        const ssize_t got = ::read(file, buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errorFromErrno(errno, "reading", path);
        if (got == 0)
            return hash.finish();
        hash.update(std::span(buffer).first(static_cast<std::size_t>(got)));
    }
}

} // namespace

Result<std::string> hashOfFile(const std::filesystem::path& path)
{
    const int file = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0)
        return errorFromErrno(errno, "opening", path);
    Result<std::string> hash = hashOfOpened(file, path);
    ::close(file);
    return hash;
}

} // namespace labelwright
