// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/LockFile.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <algorithm>
#include <array>
#include <csignal>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class LockFileTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void isRemovedWhenGivenBack();
    void secondHolderIsRefusedByName();
    void lockOfAnEndedProcessIsTakenOver();
    void lockOfAZombieIsTakenOver();
    void anEmptyLockIsTakenOverSoon();
    void killedHolderIsReplaced();
    void silentHolderIsTakenOver_data();
    void silentHolderIsTakenOver();
    void freshLockOfAnotherMachineHolds();
    void damagedFreshLockHolds();
    void heartbeatKeepsItFresh();
    void lossIsNoticedAndTheNewHolderLeftAlone();
    void removedFileIsALoss();
    void ofManyThatTakeOverOneWins();
    void folderThatCannotBeIsNamed();

private:
    fs::path path() const { return m_folder->filePath("drafts/lock").toStdString(); }
    void writeLock(const std::string& host, long long pid, std::chrono::seconds age) const;
    void setAge(std::chrono::seconds age) const;

    std::unique_ptr<QTemporaryDir> m_folder;
};

namespace {

using namespace std::chrono_literals;

std::string thisHost()
{
    std::array<char, 256> name{};
    ::gethostname(name.data(), name.size() - 1);
    return name.data();
}

/// The id of a process that has ended.
pid_t endedProcess()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    ::waitpid(child, nullptr, 0);
    return child;
}

} // namespace

void LockFileTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    fs::create_directories(path().parent_path());
}

void LockFileTest::setAge(std::chrono::seconds age) const
{
    fs::last_write_time(path(), fs::file_time_type::clock::now() - age);
}

void LockFileTest::writeLock(const std::string& host, long long pid, std::chrono::seconds age) const
{
    writeText(path(), "{\"host\":\"" + host + "\",\"pid\":" + std::to_string(pid) +
                          ",\"started\":\"2026-11-22T09:00:00.000000Z\",\"purpose\":\"labeling as worker-1\"}");
    setAge(age);
}

void LockFileTest::isRemovedWhenGivenBack()
{
    {
        const Result<LockFile> lock = LockFile::acquire(path(), "test");
        VERIFY_OK(lock);
        const std::string text = textOf(path());
        QVERIFY(text.find("\"host\": \"" + thisHost() + "\"") != std::string::npos);
        QVERIFY(text.find("\"pid\": " + std::to_string(::getpid())) != std::string::npos);
        QVERIFY(lock->noticeOfTakeover().empty());
        QVERIFY(!lock->isLost());
    }
    QVERIFY(!fs::exists(path()));
    VERIFY_OK(LockFile::acquire(path(), "test"));
}

void LockFileTest::secondHolderIsRefusedByName()
{
    const Result<LockFile> lock = LockFile::acquire(path(), "labeling as worker-1");
    VERIFY_OK(lock);
    const Result<LockFile> second = LockFile::acquire(path(), "test");
    VERIFY_ERROR(second, ErrorCode::Busy);
    const std::string text = sentence(second.error());
    QVERIFY2(text.find("process " + std::to_string(::getpid()) + " on " + thisHost() + " works here already") !=
                 std::string::npos,
             text.c_str());
    QVERIFY(text.find("labeling as worker-1") != std::string::npos);
    QVERIFY(fs::exists(path()));
}

void LockFileTest::lockOfAnEndedProcessIsTakenOver()
{
    const pid_t ended = endedProcess();
    writeLock(thisHost(), ended, 0s);
    const Result<LockFile> lock = LockFile::acquire(path(), "test");
    VERIFY_OK(lock);
    QVERIFY(lock->noticeOfTakeover().find("process " + std::to_string(ended)) != std::string::npos);
    QVERIFY(lock->noticeOfTakeover().find("has ended") != std::string::npos);
    QVERIFY(textOf(path()).find(std::to_string(::getpid())) != std::string::npos);
}

void LockFileTest::lockOfAZombieIsTakenOver()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    siginfo_t ended{};
    QCOMPARE(::waitid(P_PID, static_cast<id_t>(child), &ended, WEXITED | WNOWAIT), 0);
    QCOMPARE(::kill(child, 0), 0); // it still answers
    writeLock(thisHost(), child, 0s);
    VERIFY_OK(LockFile::acquire(path(), "test"));
    ::waitpid(child, nullptr, 0);
}

void LockFileTest::anEmptyLockIsTakenOverSoon()
{
    writeText(path(), "");
    VERIFY_ERROR(LockFile::acquire(path(), "test"), ErrorCode::Busy);
    std::error_code failure;
    fs::last_write_time(path(), fs::file_time_type::clock::now() - 6s, failure);
    VERIFY_OK(LockFile::acquire(path(), "test"));
}

void LockFileTest::killedHolderIsReplaced()
{
    std::array<int, 2> ready{};
    QCOMPARE(::pipe(ready.data()), 0);
    const pid_t child = ::fork();
    if (child == 0) {
        const Result<LockFile> lock = LockFile::acquire(path(), "test");
        const char sign = lock ? 'y' : 'n';
        [[maybe_unused]] const ssize_t written = ::write(ready[1], &sign, 1);
        ::pause();
        ::_exit(0);
    }
    char sign = 0;
    QCOMPARE(::read(ready[0], &sign, 1), ssize_t{1});
    QCOMPARE(sign, 'y');
    VERIFY_ERROR(LockFile::acquire(path(), "test"), ErrorCode::Busy);
    ::kill(child, SIGKILL);
    ::waitpid(child, nullptr, 0);
    const Result<LockFile> lock = LockFile::acquire(path(), "test");
    VERIFY_OK(lock);
    QVERIFY(!lock->noticeOfTakeover().empty());
    ::close(ready[0]);
    ::close(ready[1]);
}

void LockFileTest::silentHolderIsTakenOver_data()
{
    QTest::addColumn<bool>("isHere");
    QTest::addColumn<int>("age");
    QTest::addColumn<bool>("isTaken");
    QTest::addRow("this machine, 55 s") << true << 55 << false;
    QTest::addRow("this machine, 65 s") << true << 65 << true;
    QTest::addRow("another machine, 55 s") << false << 55 << false;
    QTest::addRow("another machine, 65 s") << false << 65 << true;
    QTest::addRow("from the future") << false << -3600 << false;
}

void LockFileTest::silentHolderIsTakenOver()
{
    QFETCH(bool, isHere);
    QFETCH(int, age);
    QFETCH(bool, isTaken);
    writeLock(isHere ? thisHost() : "another-host", ::getpid(), std::chrono::seconds(age));
    const Result<LockFile> lock = LockFile::acquire(path(), "test");
    QCOMPARE(lock.has_value(), isTaken);
    if (lock)
        QVERIFY(lock->noticeOfTakeover().find("no sign of life") != std::string::npos);
    else
        QCOMPARE(lock.error().code, ErrorCode::Busy);
}

void LockFileTest::freshLockOfAnotherMachineHolds()
{
    writeLock("another-host", endedProcess(), 0s); // Processes there are none of ours.
    const Result<LockFile> lock = LockFile::acquire(path(), "test");
    VERIFY_ERROR(lock, ErrorCode::Busy);
    QVERIFY(lock.error().detail.find("another-host") != std::string::npos);
}

void LockFileTest::damagedFreshLockHolds()
{
    for (const char* text : {"", "{", "hello", "[]"}) {
        writeText(path(), text);
        VERIFY_ERROR(LockFile::acquire(path(), "test"), ErrorCode::Busy);
        setAge(61s);
        VERIFY_OK(LockFile::acquire(path(), "test"));
        QVERIFY(!fs::exists(path()));
    }
}

void LockFileTest::heartbeatKeepsItFresh()
{
    const LockTiming timing{.heartbeat = 20ms, .stale = 60s};
    const Result<LockFile> lock = LockFile::acquire(path(), "test", timing);
    VERIFY_OK(lock);
    setAge(3600s);
    QTRY_VERIFY(fs::file_time_type::clock::now() - fs::last_write_time(path()) < 60s);
    VERIFY_ERROR(LockFile::acquire(path(), "test"), ErrorCode::Busy);
    QVERIFY(!lock->isLost());
}

void LockFileTest::lossIsNoticedAndTheNewHolderLeftAlone()
{
    {
        const LockTiming timing{.heartbeat = 20ms, .stale = 60s};
        const Result<LockFile> lock = LockFile::acquire(path(), "test", timing);
        VERIFY_OK(lock);
        writeLock("another-host", 1, 30s);
        QTRY_VERIFY(lock->isLost());
        QVERIFY(fs::file_time_type::clock::now() - fs::last_write_time(path()) > 20s);
    }
    QVERIFY(textOf(path()).find("another-host") != std::string::npos);
}

void LockFileTest::removedFileIsALoss()
{
    const Result<LockFile> lock = LockFile::acquire(path(), "test", {.heartbeat = 20ms, .stale = 60s});
    VERIFY_OK(lock);
    fs::remove(path());
    QTRY_VERIFY(lock->isLost());
}

void LockFileTest::ofManyThatTakeOverOneWins()
{
    for (int round = 0; round < 20; ++round) {
        writeLock(thisHost(), endedProcess(), 0s);
        std::vector<std::optional<Result<LockFile>>> locks(4);
        std::vector<std::thread> threads;
        for (std::optional<Result<LockFile>>& lock : locks)
            threads.emplace_back([&] { lock.emplace(LockFile::acquire(path(), "test")); });
        for (std::thread& thread : threads)
            thread.join();
        const auto isHeld = [](const std::optional<Result<LockFile>>& lock) { return lock->has_value(); };
        QCOMPARE(std::count_if(locks.begin(), locks.end(), isHeld), 1);
    }
}

void LockFileTest::folderThatCannotBeIsNamed()
{
    writeText(path().parent_path() / "file", "");
    const Result<LockFile> lock = LockFile::acquire(path().parent_path() / "file" / "lock", "test");
    QVERIFY(!lock);
    QVERIFY(!lock.error().path.empty());
}

LABELWRIGHT_TEST(LockFileTest)
#include "LockFileTest.moc"
