// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Program.h"

#include <csignal>
#include <linux/capability.h>
#include <sstream>
#include <sys/prctl.h>
#include <sys/resource.h>

namespace labelwright::test {
namespace {

constexpr int kMinuteInMilliseconds = 60'000;

std::vector<std::string> linesOf(const std::string& text)
{
    std::vector<std::string> lines;
    std::istringstream stream(text);
    for (std::string line; std::getline(stream, line);)
        lines.push_back(line);
    return lines;
}

/// In the child, before it becomes the program: only what is safe after fork().
void enter(const Surroundings& surroundings)
{
    if (surroundings.obeysPermissions) {
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE);
        ::prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH);
    }
    if (surroundings.maxFileBytes) {
        std::signal(SIGXFSZ, SIG_IGN);
        const rlimit limit{*surroundings.maxFileBytes, *surroundings.maxFileBytes};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
}

QProcessEnvironment environmentFor(const Surroundings& surroundings)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"})
        environment.remove(QString::fromLatin1(name));
    if (surroundings.offscreen)
        environment.insert(QStringLiteral("QT_QPA_PLATFORM"), QStringLiteral("offscreen"));
    return environment;
}

std::string described(const std::string& what, const Outcome& outcome)
{
    return what + "\nexit code " + std::to_string(outcome.exitCode) + "\nstdout: " + outcome.out +
           "\nstderr: " + outcome.err;
}

} // namespace

std::vector<std::string> Outcome::outLines() const
{
    return linesOf(out);
}

std::vector<std::string> Outcome::errLines() const
{
    return linesOf(err);
}

std::filesystem::path programPath()
{
    return LABELWRIGHT_PROGRAM;
}

void startProgram(QProcess& process, const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    QStringList list;
    for (const std::string& argument : arguments)
        list << QString::fromStdString(argument);
    process.setProcessEnvironment(environmentFor(surroundings));
    process.setChildProcessModifier([surroundings] { enter(surroundings); });
    if (!surroundings.currentFolder.empty())
        process.setWorkingDirectory(QString::fromStdString(surroundings.currentFolder.string()));
    process.start(QString::fromStdString(programPath().string()), list);
}

std::vector<std::string> argumentsOf(const QStringList& arguments)
{
    std::vector<std::string> texts;
    for (const QString& argument : arguments)
        texts.push_back(argument.toStdString());
    return texts;
}

Outcome runProgram(const std::vector<std::string>& arguments, const Surroundings& surroundings)
{
    QProcess process;
    startProgram(process, arguments, surroundings);
    Outcome outcome;
    outcome.crashed = !process.waitForFinished(kMinuteInMilliseconds) || process.exitStatus() == QProcess::CrashExit;
    if (process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
    }
    outcome.exitCode = outcome.crashed ? -1 : process.exitCode();
    outcome.out = process.readAllStandardOutput().toStdString();
    outcome.err = process.readAllStandardError().toStdString();
    return outcome;
}

std::string faultOfRefusal(const Outcome& outcome, const std::vector<std::string>& words)
{
    if (outcome.crashed || outcome.exitCode != 1)
        return described("not refused with exit code 1", outcome);
    if (!outcome.out.empty())
        return described("something on stdout", outcome);
    const std::vector<std::string> lines = outcome.errLines();
    if (lines.size() != 1 || !lines[0].starts_with("labelwright: ") || !lines[0].ends_with('.'))
        return described("not one sentence of ours on stderr", outcome);
    for (const std::string& word : words) {
        if (lines[0].find(word) == std::string::npos)
            return described("\"" + word + "\" is not said", outcome);
    }
    return {};
}

std::string faultOfWrongUsage(const Outcome& outcome, const std::vector<std::string>& words)
{
    if (outcome.crashed || outcome.exitCode != 2)
        return described("not refused with exit code 2", outcome);
    if (!outcome.out.empty())
        return described("something on stdout", outcome);
    if (outcome.err.find("--help") == std::string::npos)
        return described("no hint at --help", outcome);
    for (const std::string& word : words) {
        if (outcome.err.find(word) == std::string::npos)
            return described("\"" + word + "\" is not said", outcome);
    }
    return {};
}

std::string faultOfSuccess(const Outcome& outcome)
{
    if (outcome.crashed || outcome.exitCode != 0 || !outcome.err.empty())
        return described("not done without a complaint", outcome);
    return {};
}

} // namespace labelwright::test
