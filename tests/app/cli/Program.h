// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>
#include <QStringList>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace labelwright::test {

/// What a run of the real program left behind.
struct Outcome {
    bool crashed = false; ///< Ended by a signal, or had to be: it did not end within a minute.
    int exitCode = -1;    ///< -1 where it crashed.
    std::string out;
    std::string err;

    std::vector<std::string> outLines() const;
    std::vector<std::string> errLines() const;
};

/// What the program finds around it. Without display variables of any kind unless `offscreen`.
struct Surroundings {
    std::filesystem::path currentFolder{};
    std::optional<std::uint64_t> maxFileBytes{}; ///< RLIMIT_FSIZE with SIGXFSZ ignored: the disk is full.
    bool obeysPermissions = false;               ///< Also as root.
    bool offscreen = true;
};

/// build/.../app/labelwright.
std::filesystem::path programPath();

/// Starts the program; the caller waits for it. `process` is not running.
void startProgram(QProcess& process, const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

/// As runProgram() takes them.
std::vector<std::string> argumentsOf(const QStringList& arguments);

Outcome runProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings = {});

/// What is wrong with `outcome` as that of bad data: exit code 1, nothing on stdout, one line on stderr that begins
/// "labelwright: ", ends a sentence and holds each of `words`. Empty when all is as it should be.
std::string faultOfRefusal(const Outcome& outcome, const std::vector<std::string>& words);

/// The same for words that can't be meant: exit code 2, nothing on stdout, each of `words` and a hint at --help on
/// stderr.
std::string faultOfWrongUsage(const Outcome& outcome, const std::vector<std::string>& words);

/// The same for work that was done: exit code 0 and nothing on stderr.
std::string faultOfSuccess(const Outcome& outcome);

} // namespace labelwright::test

/// Fails the test with all that the program said unless it refused as bad data is to be refused.
#define VERIFY_REFUSED(outcome, ...)                                                                                   \
    do {                                                                                                               \
        const std::string fault = labelwright::test::faultOfRefusal(outcome, {__VA_ARGS__});                           \
        QVERIFY2(fault.empty(), fault.c_str());                                                                        \
    } while (false)

#define VERIFY_WRONG_USAGE(outcome, ...)                                                                               \
    do {                                                                                                               \
        const std::string fault = labelwright::test::faultOfWrongUsage(outcome, {__VA_ARGS__});                        \
        QVERIFY2(fault.empty(), fault.c_str());                                                                        \
    } while (false)

#define VERIFY_DONE(outcome)                                                                                           \
    do {                                                                                                               \
        const std::string fault = labelwright::test::faultOfSuccess(outcome);                                          \
        QVERIFY2(fault.empty(), fault.c_str());                                                                        \
    } while (false)
