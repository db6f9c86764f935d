// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/RandomAccessFile.h"

#include "core/base/AtomicFile.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace labelwright {

RandomAccessFile::RandomAccessFile(int descriptor, std::filesystem::path path)
    : m_descriptor(descriptor), m_path(std::move(path))
{}

RandomAccessFile::~RandomAccessFile()
{
    ::close(m_descriptor);
}

Result<std::shared_ptr<const RandomAccessFile>> RandomAccessFile::open(const std::filesystem::path& path)
{
    // Without O_NONBLOCK, opening a named pipe would wait for a writer.
    const int descriptor = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (descriptor < 0)
        return errorFromErrno(errno, "opening", path);
    const std::shared_ptr<const RandomAccessFile> file(new RandomAccessFile(descriptor, path));
    struct stat info {};
    if (::fstat(descriptor, &info) != 0)
        return errorFromErrno(errno, "reading", path);
    if (!S_ISREG(info.st_mode))
        return Error{ErrorCode::Unsupported,
                     S_ISDIR(info.st_mode) ? "this is a folder and not a file" : "this is not a regular file", path};
    return file;
}

Result<std::uint64_t> RandomAccessFile::byteSize() const
{
    struct stat info {};
    if (::fstat(m_descriptor, &info) != 0)
        return errorFromErrno(errno, "reading", m_path);
    return static_cast<std::uint64_t>(info.st_size);
}

Result<std::size_t> RandomAccessFile::readAt(std::uint64_t offset, std::span<char> buffer) const
{
    std::size_t done = 0;
    while (done < buffer.size()) {
        const ssize_t got =
            ::pread(m_descriptor, buffer.data() + done, buffer.size() - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return errorFromErrno(errno, "reading", m_path);
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return done;
}

} // namespace labelwright
