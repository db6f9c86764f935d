// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LockFile.h"

#include "core/base/AtomicFile.h"
#include "core/base/Json.h"
#include "core/base/Time.h"

#include <fmt/format.h>

#include <array>
#include <atomic>
#include <cerrno>
#include <condition_variable>
#include <csignal>
#include <fcntl.h>
#include <fstream>
#include <iterator>
#include <mutex>
#include <sys/file.h>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>

namespace labelwright {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t kMaxLockBytes = 4096;

/// What a lock's file says. All empty where it is damaged or not yet written.
struct Holder {
    std::string host;
    std::int64_t pid = 0;
    std::string started;
    std::string purpose;
    friend bool operator==(const Holder&, const Holder&) = default;
};

class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    ~Descriptor()
    {
        if (m_fd >= 0)
            ::close(m_fd);
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    int get() const { return m_fd; }
    bool isOpen() const { return m_fd >= 0; }

private:
    int m_fd;
};

std::string hostName()
{
    std::array<char, 256> name{};
    return ::gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

Holder thisProcess(std::string_view purpose)
{
    return {hostName(), ::getpid(), formatMicros(now()) + "Z", std::string(purpose)};
}

std::string textOf(const Holder& holder)
{
    Json json;
    json["host"] = holder.host;
    json["pid"] = holder.pid;
    json["started"] = holder.started;
    json["purpose"] = holder.purpose;
    return writeIndentedJson(json);
}

Holder readHolder(int file)
{
    std::array<char, kMaxLockBytes> buffer{};
    const ssize_t size = ::pread(file, buffer.data(), buffer.size(), 0);
    const Result<Json> json = parseJson(std::string_view(buffer.data(), size > 0 ? static_cast<std::size_t>(size) : 0));
    if (!json)
        return {};
    return {textAt(*json, "host"), integerOf(*json, "pid").value_or(0), textAt(*json, "started"),
            textAt(*json, "purpose")};
}

Status writeHolder(int file, const Holder& holder, const fs::path& path)
{
    const std::string text = textOf(holder);
    if (::ftruncate(file, 0) != 0 || ::pwrite(file, text.data(), text.size(), 0) != static_cast<ssize_t>(text.size()))
        return errorFromErrno(errno, "writing the lock", path);
    return ok();
}

/// How long ago the file's holder last showed that it lives.
std::chrono::milliseconds silenceOf(int file)
{
    struct stat info {};
    if (::fstat(file, &info) != 0)
        return std::chrono::milliseconds(0);
    const auto changed = std::chrono::seconds(info.st_mtim.tv_sec) + std::chrono::nanoseconds(info.st_mtim.tv_nsec);
    return std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::system_clock::now().time_since_epoch() -
                                                                 changed);
}

/// A killed process whose parent has not yet asked for its end still answers signals.
bool isZombie(std::int64_t pid)
{
    std::ifstream file(fmt::format("/proc/{}/stat", pid));
    const std::string stat((std::istreambuf_iterator<char>(file)), {});
    const std::size_t nameEnd = stat.rfind(')'); // the name before it may hold anything
    return nameEnd != std::string::npos && nameEnd + 2 < stat.size() &&
           (stat[nameEnd + 2] == 'Z' || stat[nameEnd + 2] == 'X');
}

bool hasEnded(const Holder& holder)
{
    if (holder.host != hostName() || holder.pid <= 0)
        return false;
    const bool isGone = ::kill(static_cast<pid_t>(holder.pid), 0) != 0 && errno == ESRCH;
    return isGone || isZombie(holder.pid);
}

std::string describe(const Holder& holder)
{
    if (holder.host.empty())
        return "another process";
    return fmt::format("process {} on {}", holder.pid, holder.host);
}

std::string describePurpose(const Holder& holder)
{
    return holder.purpose.empty() ? "" : fmt::format(" ({}, since {})", holder.purpose, holder.started);
}

/// Whether `file` is still the one that `path` names.
bool isSameFile(int file, const fs::path& path)
{
    struct stat opened {};
    struct stat named {};
    return ::fstat(file, &opened) == 0 && ::stat(path.c_str(), &named) == 0 && opened.st_ino == named.st_ino &&
           opened.st_dev == named.st_dev;
}

/// A file made anew for this process; nullopt when there is one already. It appears whole, so that a process killed
/// here leaves no lock that names nobody.
Result<std::optional<Holder>> tryCreate(const fs::path& path, std::string_view purpose)
{
    const Holder holder = thisProcess(purpose);
    const Status written = writeFileVerified(path, textOf(holder), IfExists::Refuse);
    if (!written && written.error().code == ErrorCode::AlreadyExists)
        return std::optional<Holder>();
    if (!written)
        return written.error();
    return std::optional(holder);
}

struct Takeover {
    Holder holder;
    std::string notice;
};

/// Takes the lock of a holder that is no more; nullopt when the file vanished meanwhile. It is written over in place,
/// guarded by flock, so that of two that try on one machine one sees the other's name.
Result<std::optional<Takeover>> tryTakeOver(const fs::path& path, std::string_view purpose, LockTiming timing)
{
    const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
    if (!file.isOpen() && errno == ENOENT)
        return std::optional<Takeover>();
    if (!file.isOpen())
        return errorFromErrno(errno, "writing the lock", path);
    ::flock(file.get(), LOCK_EX); // Where the file system has none, the window of a race stays.
    if (!isSameFile(file.get(), path))
        return std::optional<Takeover>();
    const Holder old = readHolder(file.get());
    const std::chrono::milliseconds silence = silenceOf(file.get());
    const bool ended = hasEnded(old);
    // A lock that names nobody is damaged: a living holder's heartbeat would show.
    const auto patience = old.host.empty() ? std::min(timing.heartbeat, timing.stale) : timing.stale;
    if (!ended && silence < patience)
        return Error{ErrorCode::Busy, fmt::format("{} works here already{}", describe(old), describePurpose(old)),
                     path};
    const Holder holder = thisProcess(purpose);
    if (Status written = writeHolder(file.get(), holder, path); !written)
        return written.error();
    const std::string reason = ended ? "has ended without closing it" : "gave no sign of life for a while";
    return std::optional(
        Takeover{holder, fmt::format("It is open here now: {}, which had it open, {}.", describe(old), reason)});
}

} // namespace

struct LockFile::State {
    fs::path path;
    Holder holder;
    std::string notice;
    LockTiming timing;
    std::atomic<bool> isLost{false};
    std::mutex mutex;
    std::condition_variable_any wake;
    std::jthread heartbeat; ///< Last, so that it has ended before the rest goes.

    ~State()
    {
        heartbeat.request_stop();
        if (heartbeat.joinable())
            heartbeat.join();
        const Descriptor file(::open(path.c_str(), O_RDONLY | O_CLOEXEC));
        if (!file.isOpen())
            return;
        ::flock(file.get(), LOCK_EX);
        if (readHolder(file.get()) == holder)
            ::unlink(path.c_str());
    }

    void start()
    {
        heartbeat = std::jthread([this](const std::stop_token& stop) {
            std::unique_lock lock(mutex);
            while (!wake.wait_for(lock, stop, timing.heartbeat, [] { return false; }) && !stop.stop_requested())
                beat();
        });
    }

    void beat()
    {
        const Descriptor file(::open(path.c_str(), O_RDWR | O_CLOEXEC));
        if (file.isOpen() && readHolder(file.get()) == holder)
            ::futimens(file.get(), nullptr);
        else if (file.isOpen() || errno == ENOENT)
            isLost = true;
    }
};

LockFile::LockFile(std::unique_ptr<State> state) : m_state(std::move(state))
{}
LockFile::LockFile(LockFile&&) noexcept = default;
LockFile& LockFile::operator=(LockFile&&) noexcept = default;
LockFile::~LockFile() = default;

Result<LockFile> LockFile::acquire(const fs::path& path, std::string_view purpose, LockTiming timing)
{
    if (Status made = makeFolders(path.parent_path()); !made)
        return made.error();
    auto state = std::make_unique<State>();
    constexpr int kAttempts = 10; // Each further one means that a lock came or went at that very moment.
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        Result<std::optional<Holder>> created = tryCreate(path, purpose);
        if (!created)
            return created.error();
        Result<std::optional<Takeover>> taken(std::nullopt);
        if (*created)
            taken = std::optional(Takeover{**created, {}});
        else
            taken = tryTakeOver(path, purpose, timing);
        if (!taken)
            return taken.error();
        if (!*taken)
            continue;
        state->path = path;
        state->holder = (*taken)->holder;
        state->notice = (*taken)->notice;
        state->timing = timing;
        state->start();
        return LockFile(std::move(state));
    }
    return Error{ErrorCode::Busy, "another process takes and gives back this lock all the time", path};
}

const std::string& LockFile::noticeOfTakeover() const
{
    return m_state->notice;
}

bool LockFile::isLost() const
{
    return m_state->isLost;
}

} // namespace labelwright
