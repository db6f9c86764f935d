// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"

#include "core/base/FileHash.h"
#include "core/base/OrderedWork.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <limits>
#include <sys/stat.h>
#include <unistd.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

/// Closes its descriptor when it goes out of scope.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }
    int close()
    {
        const int result = m_fd >= 0 ? ::close(m_fd) : 0;
        m_fd = -1;
        return result;
    }

private:
    int m_fd;
};

/// Removes the temporary file unless it was renamed.
class TemporaryFile {
public:
    explicit TemporaryFile(fs::path path) : m_path(std::move(path)) {}
    ~TemporaryFile()
    {
        if (!m_path.empty())
            ::unlink(m_path.c_str());
    }
    TemporaryFile(const TemporaryFile&) = delete;
    TemporaryFile& operator=(const TemporaryFile&) = delete;

    const fs::path& path() const { return m_path; }
    void release() { m_path.clear(); }

private:
    fs::path m_path;
};

Status writeAll(const Descriptor& file, std::span<const std::uint8_t> bytes, const fs::path& path)
{
    while (!bytes.empty()) {
        const ssize_t written = ::write(file.get(), bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errorFromErrno(errno, "writing", path);
        bytes = bytes.subspan(static_cast<std::size_t>(written));
    }
    return ok();
}

/// Reads until `buffer` is full or the file ends; the count of bytes, or -1 with errno.
ssize_t readFully(int fd, std::span<std::uint8_t> buffer)
{
    std::size_t done = 0;
    while (done < buffer.size()) {
        const ssize_t got = ::read(fd, buffer.data() + done, buffer.size() - done);
        if (got < 0 && errno == EINTR)
            continue;
        if (got < 0)
            return -1;
        if (got == 0)
            break;
        done += static_cast<std::size_t>(got);
    }
    return static_cast<ssize_t>(done);
}

Status compareWithFile(const fs::path& file, std::span<const std::uint8_t> bytes, const fs::path& reported)
{
    const Descriptor in(::open(file.c_str(), O_RDONLY | O_CLOEXEC));
    if (!in.isOpen())
        return errorFromErrno(errno, "reading back", reported);
    // Advice only, so its result does not matter: a file system may keep the pages.
    ::posix_fadvise(in.get(), 0, 0, POSIX_FADV_DONTNEED);

    const Error differs{ErrorCode::NotVerified, "what was read back differs from what was written", reported};
    std::vector<std::uint8_t> buffer(256 * 1024);
    std::size_t done = 0;
    while (true) {
        const ssize_t got = readFully(in.get(), buffer);
        if (got < 0)
            return errorFromErrno(errno, "reading back", reported);
        const auto size = static_cast<std::size_t>(got);
        if (size > bytes.size() - done || !std::ranges::equal(std::span(buffer).first(size), bytes.subspan(done, size)))
            return differs;
        done += size;
        if (size < buffer.size())
            break;
    }
    return done == bytes.size() ? ok() : Status(differs);
}

Status syncFolder(const fs::path& folder)
{
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen())
        return errorFromErrno(errno, "opening", folder);
    // Some network file systems have no fsync for folders; the rename is then as durable as it gets there.
    if (::fsync(fd.get()) != 0 && errno != EINVAL && errno != ENOTSUP)
        return errorFromErrno(errno, "writing", folder);
    return ok();
}

Status copyUnsynced(const FileCopy& copy)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(copy.from);
    return bytes ? writeFileUnsynced(copy.to, *bytes) : bytes.error();
}

Status compareCopy(const FileCopy& copy)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(copy.from);
    return bytes ? compareWithFile(copy.to, *bytes, copy.to) : bytes.error();
}

Status syncFileSystem(const fs::path& folder)
{
    const Descriptor fd(::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd.isOpen())
        return errorFromErrno(errno, "opening", folder);
    return ::syncfs(fd.get()) == 0 ? ok() : Status(errorFromErrno(errno, "writing", folder));
}

Status compareWithHash(const WrittenFile& file)
{
    {
        const Descriptor in(::open(file.path.c_str(), O_RDONLY | O_CLOEXEC));
        if (in.isOpen())
            ::posix_fadvise(in.get(), 0, 0, POSIX_FADV_DONTNEED); // Advice only, as above.
    }
    const Result<std::string> hash = hashOfFile(file.path);
    if (!hash)
        return hash.error();
    if (*hash != file.sha256)
        return Error{ErrorCode::NotVerified, "what was read back differs from what was written", file.path};
    return ok();
}

int renameTo(const fs::path& from, const fs::path& to, IfExists ifExists)
{
    if (ifExists == IfExists::Replace)
        return ::rename(from.c_str(), to.c_str());
    if (::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), RENAME_NOREPLACE) == 0)
        return 0;
    if (errno != EINVAL && errno != ENOSYS)
        return -1;
    // A file system without RENAME_NOREPLACE: link() refuses an existing name just as atomically.
    if (::link(from.c_str(), to.c_str()) != 0)
        return -1;
    return ::unlink(from.c_str());
}

} // namespace

Error errorFromErrno(int number, std::string_view doing, const fs::path& path)
{
    const std::string detail = fmt::format("{} failed: {}", doing, std::strerror(number));
    const bool isForReading = doing == "opening" || doing == "reading";
    const bool isForWriting = doing.starts_with("writing") || doing.starts_with("making");
    switch (number) {
    case ENOTDIR:
        return {isForWriting ? ErrorCode::InvalidArgument : ErrorCode::NotFound,
                fmt::format("a part of this path is a file and not a folder{}",
                            isForWriting ? "; choose another place" : ""),
                path};
    case ENOENT:
        return {isForWriting ? ErrorCode::Unwritable : ErrorCode::NotFound,
                isForWriting
                    ? fmt::format("{} failed, as the folder that it is to lie in is gone or takes nothing", doing)
                    : "there is no such file or folder",
                path};
    case EISDIR:
        return {isForWriting ? ErrorCode::AlreadyExists : ErrorCode::Unsupported, "this is a folder and not a file",
                path};
    case ENOSPC:
    case EDQUOT:
    case EFBIG:
        return {ErrorCode::DiskFull, fmt::format("{} failed because the disk is full", doing), path};
    case EACCES:
    case EPERM:
    case EROFS:
        return {isForReading ? ErrorCode::Unreadable : ErrorCode::ReadOnly,
                fmt::format("{} is not permitted here", doing), path};
    case EEXIST:
        return {ErrorCode::AlreadyExists, "there is such a file already", path};
    default:
        return {isForReading ? ErrorCode::Unreadable : ErrorCode::Unwritable, detail, path};
    }
}

fs::path temporaryNameFor(const fs::path& path)
{
    static std::atomic<unsigned> counter{0};
    return path.parent_path() / fmt::format(".{}.{}.{}.tmp", path.filename().string(), ::getpid(), counter++);
}

bool isTemporaryName(std::string_view name)
{
    constexpr std::string_view kEnding = ".tmp";
    if (!name.starts_with('.') || !name.ends_with(kEnding))
        return false;
    name.remove_suffix(kEnding.size());
    for (int part = 0; part < 2; ++part) { // The counter, then the process.
        const std::size_t dot = name.rfind('.');
        const std::string_view digits = name.substr(dot + 1);
        if (dot == 0 || digits.empty() || !std::ranges::all_of(digits, [](char c) { return c >= '0' && c <= '9'; }))
            return false;
        name = name.substr(0, dot);
    }
    return true;
}

Status makeFolders(const fs::path& folder)
{
    std::error_code failure;
    fs::create_directories(folder, failure);
    if (failure)
        return errorFromErrno(failure.value(), "making the folder", folder);
    return ok();
}

Status writeFileVerified(const fs::path& path, std::span<const std::uint8_t> bytes, IfExists ifExists)
{
    const fs::path folder = path.has_parent_path() ? path.parent_path() : fs::path(".");
    if (Status made = makeFolders(folder); !made)
        return made.error();

    TemporaryFile temporary(temporaryNameFor(path));
    Descriptor file(::open(temporary.path().c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file.isOpen())
        return errorFromErrno(errno, "writing", path);
    if (Status written = writeAll(file, bytes, path); !written)
        return written.error();
    if (::fsync(file.get()) != 0 || file.close() != 0)
        return errorFromErrno(errno, "writing", path);
    if (Status same = compareWithFile(temporary.path(), bytes, path); !same)
        return same.error();
    if (renameTo(temporary.path(), path, ifExists) != 0)
        return errorFromErrno(errno, "writing", path);
    temporary.release();
    return syncFolder(folder);
}

Status writeOnce(const fs::path& path, std::span<const std::uint8_t> bytes)
{
    Status written = writeFileVerified(path, bytes, IfExists::Refuse);
    if (written || written.error().code != ErrorCode::AlreadyExists)
        return written;
    const Result<std::vector<std::uint8_t>> there = readFile(path);
    if (!there)
        return there.error();
    if (!std::equal(there->begin(), there->end(), bytes.begin(), bytes.end()))
        return Error{ErrorCode::AlreadyExists, "another file of this name is in the way", path};
    return ok();
}

Status writeFileUnsynced(const fs::path& path, std::span<const std::uint8_t> bytes)
{
    if (Status made = makeFolders(path.parent_path()); !made)
        return made.error();
    Descriptor file(::open(path.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666));
    if (!file.isOpen())
        return errorFromErrno(errno, "writing", path);
    if (Status written = writeAll(file, bytes, path); !written)
        return written.error();
    return file.close() == 0 ? ok() : Status(errorFromErrno(errno, "writing", path));
}

Status syncAndVerify(std::span<const WrittenFile> files, const std::stop_token& stop, const Progress& progress)
{
    if (files.empty())
        return ok();
    if (Status synced = syncFileSystem(files.front().path.parent_path()); !synced)
        return synced;
    const auto all = static_cast<std::int64_t>(files.size());
    std::int64_t done = 0;
    return makeInOrder<bool>(
        all,
        [&](std::int64_t index) -> Result<bool> {
            const Status same = compareWithHash(files[static_cast<std::size_t>(index)]);
            return same ? Result<bool>(true) : same.error();
        },
        [&](bool) {
            if (progress)
                progress(++done, all);
            return ok();
        },
        stop);
}

Status copyFilesVerified(std::span<const FileCopy> files, const std::stop_token& stop, const Progress& progress)
{
    const auto all = static_cast<std::int64_t>(2 * files.size());
    std::int64_t done = 0;
    const auto each = [&](Status (*step)(const FileCopy&)) -> Status {
        for (const FileCopy& file : files) {
            if (stop.stop_requested())
                return Error{ErrorCode::Cancelled, "copying was stopped", file.to};
            if (Status stepped = step(file); !stepped)
                return stepped;
            if (progress)
                progress(++done, all);
        }
        return ok();
    };
    if (Status copied = each(copyUnsynced); !copied || files.empty())
        return copied;
    if (Status synced = syncFileSystem(files.front().to.parent_path()); !synced)
        return synced;
    return each(compareCopy);
}

Status writeFileVerified(const fs::path& path, std::string_view text, IfExists ifExists)
{
    return writeFileVerified(path, std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()),
                             ifExists);
}

Result<std::vector<std::uint8_t>> readFile(const fs::path& path, std::uintmax_t maxBytes)
{
    const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
    if (!file.isOpen())
        return errorFromErrno(errno, "opening", path);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0)
        return errorFromErrno(errno, "reading", path);
    if (!S_ISREG(info.st_mode))
        return Error{ErrorCode::Unsupported,
                     S_ISDIR(info.st_mode) ? "this is a folder and not a file" : "this is not a regular file", path};
    if (static_cast<std::uintmax_t>(info.st_size) > maxBytes)
        return Error{ErrorCode::TooLarge,
                     fmt::format("the file holds {} bytes, the limit is {}", info.st_size, maxBytes), path};
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(info.st_size));
    const ssize_t got = readFully(file.get(), bytes);
    if (got < 0)
        return errorFromErrno(errno, "reading", path);
    bytes.resize(static_cast<std::size_t>(got));
    return bytes;
}

Result<std::string> readTextFile(const fs::path& path, std::uintmax_t maxBytes)
{
    const Result<std::vector<std::uint8_t>> bytes = readFile(path, maxBytes);
    if (!bytes)
        return bytes.error();
    return std::string(bytes->begin(), bytes->end());
}

} // namespace labelwright
