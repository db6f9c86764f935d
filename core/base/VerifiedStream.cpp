// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/VerifiedStream.h"

#include "core/base/AtomicFile.h"
#include "core/base/FileHash.h"
#include "core/base/Hash.h"

#include <cassert>
#include <cerrno>
#include <fcntl.h>
#include <span>
#include <unistd.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kBufferBytes = 256 * 1024;

std::span<const std::uint8_t> bytesOf(std::string_view text)
{
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

} // namespace

struct VerifiedStream::State {
    explicit State(fs::path target) : path(std::move(target)), temporary(temporaryNameFor(path))
    {
        buffer.reserve(kBufferBytes);
    }
    ~State()
    {
        if (fd < 0)
            return;
        ::close(fd);
        if (!published)
            ::unlink(temporary.c_str());
    }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    Status flush();

    fs::path path;
    fs::path temporary;
    std::string buffer;
    Sha256 hash;
    std::uint64_t bytes = 0;
    int fd = -1;
    bool published = false;
};

Status VerifiedStream::State::flush()
{
    std::string_view rest = buffer;
    while (!rest.empty()) {
        const ssize_t written = ::write(fd, rest.data(), rest.size());
        if (written < 0 && errno == EINTR)
            continue;
        if (written < 0)
            return errorFromErrno(errno, "writing", path);
        rest.remove_prefix(static_cast<std::size_t>(written));
    }
    hash.update(bytesOf(buffer));
    bytes += buffer.size();
    buffer.clear();
    return ok();
}

VerifiedStream::VerifiedStream(std::unique_ptr<State> state) : m_state(std::move(state))
{}
VerifiedStream::~VerifiedStream() = default;
VerifiedStream::VerifiedStream(VerifiedStream&&) noexcept = default;
VerifiedStream& VerifiedStream::operator=(VerifiedStream&&) noexcept = default;

Result<VerifiedStream> VerifiedStream::create(const fs::path& path)
{
    if (Status made = makeFolders(path.parent_path()); !made)
        return made.error();
    auto state = std::make_unique<State>(path);
    state->fd = ::open(state->temporary.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (state->fd < 0)
        return errorFromErrno(errno, "writing", path);
    return VerifiedStream(std::move(state));
}

Status VerifiedStream::write(std::string_view text)
{
    m_state->buffer.append(text);
    return m_state->buffer.size() >= kBufferBytes ? m_state->flush() : ok();
}

Result<std::string> VerifiedStream::finish()
{
    State& state = *m_state;
    if (Status flushed = state.flush(); !flushed)
        return flushed.error();
    if (::fsync(state.fd) != 0)
        return errorFromErrno(errno, "writing", state.path);
    // Advice only, so its result does not matter: a file system may keep the pages.
    ::posix_fadvise(state.fd, 0, 0, POSIX_FADV_DONTNEED);
    Result<std::string> there = hashOfFile(state.temporary);
    if (!there)
        return there.error().at(state.path);
    if (*there != state.hash.finish())
        return Error{ErrorCode::NotVerified, "what was read back differs from what was written", state.path};
    return there;
}

std::uint64_t VerifiedStream::byteSize() const
{
    return m_state->bytes + m_state->buffer.size();
}

Status VerifiedStream::publish()
{
    State& state = *m_state;
    assert(!state.published);
    if (::rename(state.temporary.c_str(), state.path.c_str()) != 0)
        return errorFromErrno(errno, "writing", state.path);
    state.published = true;
    const int folder = ::open(state.path.parent_path().c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (folder < 0)
        return errorFromErrno(errno, "opening", state.path.parent_path());
    // Some network file systems have no fsync for folders; the rename is then as durable as it gets there.
    const bool synced = ::fsync(folder) == 0 || errno == EINVAL || errno == ENOTSUP;
    const int failure = errno;
    ::close(folder);
    return synced ? ok() : Status(errorFromErrno(failure, "writing", state.path.parent_path()));
}

} // namespace labelwright
