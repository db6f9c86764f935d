// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/ChildProcess.h"

#include "core/base/AtomicFile.h"

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <fcntl.h>
#include <memory>
#include <poll.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace labelwright {
namespace {

using Clock = std::chrono::steady_clock;

constexpr int kBetweenLooksMs = 50;
constexpr std::chrono::seconds kToEnd{5};

class Descriptor {
public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number(number) {}
    ~Descriptor() { close(); }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;

    int number() const { return m_number; }
    void reset(int number)
    {
        close();
        m_number = number;
    }
    void close()
    {
        if (m_number >= 0)
            ::close(m_number);
        m_number = -1;
    }

private:
    int m_number = -1;
};

struct Pipe {
    Descriptor read;
    Descriptor write;

    bool open()
    {
        std::array<int, 2> ends{};
        if (::pipe2(ends.data(), O_CLOEXEC) != 0)
            return false;
        read.reset(ends[0]);
        write.reset(ends[1]);
        return true;
    }
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};
using InputFile = std::unique_ptr<std::FILE, CloseFile>;

/// A file without a name: as much as there is, and nobody has to wait for the child to read it.
InputFile inputFileOf(const std::string& input)
{
    InputFile file(std::tmpfile());
    if (!file || std::fwrite(input.data(), 1, input.size(), file.get()) != input.size() ||
        std::fflush(file.get()) != 0 || std::fseek(file.get(), 0, SEEK_SET) != 0)
        return nullptr;
    return file;
}

std::vector<std::string> environmentWith(const std::map<std::string, std::optional<std::string>>& changes)
{
    std::vector<std::string> entries;
    for (char** entry = environ; *entry; ++entry) {
        const std::string_view text(*entry);
        if (!changes.contains(std::string(text.substr(0, text.find('=')))))
            entries.emplace_back(text);
    }
    for (const auto& [name, value] : changes) {
        if (value)
            entries.push_back(name + "=" + *value);
    }
    return entries;
}

std::vector<char*> pointersTo(std::vector<std::string>& texts)
{
    std::vector<char*> pointers;
    for (std::string& text : texts)
        pointers.push_back(text.data());
    pointers.push_back(nullptr);
    return pointers;
}

Result<pid_t> start(const ChildCommand& command, int input, int output, int errors)
{
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&actions, errors, STDERR_FILENO);
    std::vector<std::string> words = command.words;
    std::vector<std::string> environment = environmentWith(command.environment);
    pid_t child = 0;
    const int failed = ::posix_spawnp(&child, words.front().c_str(), &actions, nullptr, pointersTo(words).data(),
                                      pointersTo(environment).data());
    posix_spawn_file_actions_destroy(&actions);
    if (failed == ENOENT)
        return Error{ErrorCode::NotFound, "there is no program " + words.front() + " in PATH"};
    if (failed != 0)
        return errorFromErrno(failed, "reading", words.front());
    return child;
}

/// Hands out the lines of a text that comes in pieces.
class Lines {
public:
    explicit Lines(const std::function<void(std::string_view)>& take) : m_take(take) {}

    void add(std::string_view piece)
    {
        m_rest += piece;
        std::size_t begin = 0;
        for (std::size_t end = 0; (end = m_rest.find('\n', begin)) != std::string::npos; begin = end + 1)
            tell(std::string_view(m_rest).substr(begin, end - begin));
        m_rest.erase(0, begin);
    }
    void finish()
    {
        if (!m_rest.empty())
            tell(m_rest);
    }

private:
    void tell(std::string_view line)
    {
        if (m_take)
            m_take(line);
    }

    const std::function<void(std::string_view)>& m_take;
    std::string m_rest;
};

/// Asks the child to end, and later makes it.
class Ending {
public:
    explicit Ending(pid_t child) : m_child(child) {}

    void obey(const std::stop_token& stop)
    {
        if (!stop.stop_requested())
            return;
        if (!m_asked) {
            m_asked = Clock::now();
            ::kill(m_child, SIGTERM);
        } else if (Clock::now() - *m_asked > kToEnd) {
            ::kill(m_child, SIGKILL);
        }
    }

private:
    pid_t m_child;
    std::optional<Clock::time_point> m_asked;
};

/// Reads both pipes until the child has closed them.
std::string listen(Pipe& output, Pipe& errors, Lines& errorLines, Ending& ending, const std::stop_token& stop)
{
    std::string text;
    std::array<char, 16384> piece{};
    while (output.read.number() >= 0 || errors.read.number() >= 0) {
        ending.obey(stop);
        std::array<pollfd, 2> waiting{pollfd{output.read.number(), POLLIN, 0}, pollfd{errors.read.number(), POLLIN, 0}};
        ::poll(waiting.data(), waiting.size(), kBetweenLooksMs);
        for (std::size_t which = 0; which < waiting.size(); ++which) {
            if (waiting[which].fd < 0 || waiting[which].revents == 0)
                continue;
            const ssize_t got = ::read(waiting[which].fd, piece.data(), piece.size());
            if (got < 0 && (errno == EINTR || errno == EAGAIN))
                continue;
            if (got <= 0) {
                (which == 0 ? output : errors).read.close();
                continue;
            }
            const std::string_view read(piece.data(), static_cast<std::size_t>(got));
            if (which == 0)
                text += read;
            else
                errorLines.add(read);
        }
    }
    errorLines.finish();
    return text;
}

int exitCodeOf(int status)
{
    constexpr int kSignalBase = 128;
    return WIFEXITED(status) ? WEXITSTATUS(status) : kSignalBase + WTERMSIG(status);
}

} // namespace

Result<ChildOutcome> runChild(const ChildCommand& command, const std::function<void(std::string_view)>& onErrorLine,
                              const std::stop_token& stop)
{
    const InputFile input = inputFileOf(command.input);
    Pipe output;
    Pipe errors;
    if (!input || !output.open() || !errors.open())
        return errorFromErrno(errno, "reading", command.words.front());
    const Result<pid_t> child = start(command, ::fileno(input.get()), output.write.number(), errors.write.number());
    if (!child)
        return child.error();
    output.write.close();
    errors.write.close();

    Lines lines(onErrorLine);
    Ending ending(*child);
    ChildOutcome outcome;
    outcome.output = listen(output, errors, lines, ending, stop);
    int status = 0;
    while (::waitpid(*child, &status, 0) < 0 && errno == EINTR) {
    }
    if (stop.stop_requested())
        return Error{ErrorCode::Cancelled, "it was stopped", command.words.front()};
    outcome.exitCode = exitCodeOf(status);
    return outcome;
}

} // namespace labelwright
