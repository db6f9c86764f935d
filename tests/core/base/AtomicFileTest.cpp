// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/AtomicFile.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <cerrno>
#include <csignal>
#include <sys/resource.h>
#include <thread>
#include <unistd.h>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

/// While it lives, a write beyond `bytes` of any file of this process fails as on a full disk.
class FileSizeLimit {
public:
    explicit FileSizeLimit(rlim_t bytes) : m_handler(std::signal(SIGXFSZ, SIG_IGN))
    {
        ::getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~FileSizeLimit()
    {
        ::setrlimit(RLIMIT_FSIZE, &m_before);
        std::signal(SIGXFSZ, m_handler);
    }
    FileSizeLimit(const FileSizeLimit&) = delete;
    FileSizeLimit& operator=(const FileSizeLimit&) = delete;

private:
    void (*m_handler)(int);
    rlimit m_before{};
};

/// While it lives, root has nobody's rights, so that permissions count in containers too.
class WithoutRootRights {
public:
    WithoutRootRights() : m_wasRoot(::geteuid() == 0)
    {
        constexpr uid_t kNobody = 65534;
        m_ready = !m_wasRoot || ::seteuid(kNobody) == 0;
    }
    ~WithoutRootRights()
    {
        if (m_wasRoot && m_ready)
            m_ready = ::seteuid(0) == 0;
    }
    WithoutRootRights(const WithoutRootRights&) = delete;
    WithoutRootRights& operator=(const WithoutRootRights&) = delete;

    bool isReady() const { return m_ready; }

private:
    bool m_wasRoot;
    bool m_ready = false;
};

std::vector<std::string> namesIn(const fs::path& folder)
{
    std::vector<std::string> names;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder))
        names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

} // namespace

class AtomicFileTest : public QObject {
    Q_OBJECT

private slots:
    void writesWhatItReads_data();
    void writesWhatItReads();
    void makesMissingFolders();
    void refusesAnExistingFileAndLeavesIt();
    void replacesAnExistingFile();
    void onlyOneOfManyWritersWins();
    void fullDiskLeavesNothingBehind();
    void fullDiskLeavesTheOldFile();
    void readOnlyFolderIsReported();
    void fileInPlaceOfAFolderIsReported();
    void reportsWhatCannotBeRead();
    void temporaryNamesAreToldFromAllOthers();
    void errnoBecomesACode_data();
    void errnoBecomesACode();

private:
    fs::path folder() const { return m_folder.path().toStdString(); }
    QTemporaryDir m_folder;

private slots:
    void init() { m_folder = QTemporaryDir(); }
};

void AtomicFileTest::writesWhatItReads_data()
{
    QTest::addColumn<int>("size");
    QTest::newRow("empty") << 0;
    QTest::newRow("one byte") << 1;
    QTest::newRow("exactly the buffer that compares") << 256 * 1024;
    QTest::newRow("one byte more") << 256 * 1024 + 1;
    QTest::newRow("several buffers") << 1'000'000;
}

void AtomicFileTest::writesWhatItReads()
{
    QFETCH(int, size);
    std::vector<std::uint8_t> bytes(static_cast<std::size_t>(size));
    for (std::size_t i = 0; i < bytes.size(); ++i)
        bytes[i] = static_cast<std::uint8_t>(i * 7 + i / 251);
    VERIFY_OK(writeFileVerified(folder() / "file.bin", bytes, IfExists::Refuse));
    const auto read = readFile(folder() / "file.bin");
    VERIFY_OK(read);
    QVERIFY(*read == bytes);
    QCOMPARE(namesIn(folder()), std::vector<std::string>{"file.bin"});
}

void AtomicFileTest::makesMissingFolders()
{
    const fs::path path = folder() / "a/b/c.txt";
    VERIFY_OK(writeFileVerified(path, "text", IfExists::Refuse));
    QCOMPARE(*readTextFile(path), std::string("text"));
}

void AtomicFileTest::refusesAnExistingFileAndLeavesIt()
{
    const fs::path path = folder() / "event.json";
    VERIFY_OK(writeFileVerified(path, "old", IfExists::Refuse));
    const Status again = writeFileVerified(path, "new", IfExists::Refuse);
    VERIFY_ERROR(again, ErrorCode::AlreadyExists);
    QCOMPARE(again.error().path, path);
    QCOMPARE(*readTextFile(path), std::string("old"));
    QCOMPARE(namesIn(folder()), std::vector<std::string>{"event.json"});
}

void AtomicFileTest::replacesAnExistingFile()
{
    const fs::path path = folder() / "output.manifest";
    VERIFY_OK(writeFileVerified(path, "a longer old text", IfExists::Replace));
    VERIFY_OK(writeFileVerified(path, "new", IfExists::Replace));
    QCOMPARE(*readTextFile(path), std::string("new"));
    QCOMPARE(namesIn(folder()), std::vector<std::string>{"output.manifest"});
}

void AtomicFileTest::onlyOneOfManyWritersWins()
{
    const fs::path path = folder() / "event.json";
    std::vector<int> won(8, 0);
    std::vector<std::thread> writers;
    for (std::size_t i = 0; i < won.size(); ++i)
        writers.emplace_back([&, i] {
            const std::string text(100'000, static_cast<char>('a' + i));
            won[i] = writeFileVerified(path, text, IfExists::Refuse) ? 1 : 0;
        });
    for (std::thread& writer : writers)
        writer.join();
    QCOMPARE(std::count(won.begin(), won.end(), 1), 1);
    const auto winner = static_cast<char>('a' + (std::find(won.begin(), won.end(), 1) - won.begin()));
    QCOMPARE(*readTextFile(path), std::string(100'000, winner));
    QCOMPARE(namesIn(folder()), std::vector<std::string>{"event.json"});
}

void AtomicFileTest::fullDiskLeavesNothingBehind()
{
    const std::string text(100'000, 'x');
    const Status written = [&] {
        const FileSizeLimit limit(4096);
        return writeFileVerified(folder() / "mask.png", text, IfExists::Refuse);
    }();
    VERIFY_ERROR(written, ErrorCode::DiskFull);
    QCOMPARE(written.error().path, folder() / "mask.png");
    QCOMPARE(namesIn(folder()), std::vector<std::string>{});
}

void AtomicFileTest::fullDiskLeavesTheOldFile()
{
    const fs::path path = folder() / "output.manifest";
    VERIFY_OK(writeFileVerified(path, "old", IfExists::Replace));
    const std::string text(100'000, 'x');
    const Status written = [&] {
        const FileSizeLimit limit(4096);
        return writeFileVerified(path, text, IfExists::Replace);
    }();
    VERIFY_ERROR(written, ErrorCode::DiskFull);
    QCOMPARE(*readTextFile(path), std::string("old"));
    QCOMPARE(namesIn(folder()), std::vector<std::string>{"output.manifest"});
}

void AtomicFileTest::readOnlyFolderIsReported()
{
    const fs::perms before = fs::status(folder()).permissions();
    fs::permissions(folder(), fs::perms(0555));
    {
        const WithoutRootRights rights;
        if (!rights.isReady())
            QSKIP("root can't give up its rights here");
        const Status written = writeFileVerified(folder() / "file", "text", IfExists::Replace);
        VERIFY_ERROR(written, ErrorCode::ReadOnly);
        QCOMPARE(written.error().path, folder() / "file");
        VERIFY_ERROR(makeFolders(folder() / "sub"), ErrorCode::ReadOnly);
    }
    fs::permissions(folder(), before);
    QCOMPARE(namesIn(folder()), std::vector<std::string>{});
}

void AtomicFileTest::fileInPlaceOfAFolderIsReported()
{
    VERIFY_OK(writeFileVerified(folder() / "name", "text", IfExists::Refuse));
    const Status written = writeFileVerified(folder() / "name/file", "text", IfExists::Refuse);
    VERIFY_ERROR(written, ErrorCode::InvalidArgument);
    QCOMPARE(written.error().detail,
             std::string("a part of this path is a file and not a folder; choose another place"));
    VERIFY_ERROR(readFile(folder() / "name/file"), ErrorCode::NotFound);
    const Status onFolder = writeFileVerified(folder(), "text", IfExists::Replace);
    VERIFY_ERROR(onFolder, ErrorCode::AlreadyExists);
    QCOMPARE(namesIn(folder()), std::vector<std::string>{"name"});
}

void AtomicFileTest::reportsWhatCannotBeRead()
{
    VERIFY_ERROR(readFile(folder() / "none"), ErrorCode::NotFound);
    VERIFY_ERROR(readFile(folder()), ErrorCode::Unsupported);
    test::writeText(folder() / "ten", "0123456789");
    VERIFY_OK(readTextFile(folder() / "ten", 10));
    const auto tooLarge = readTextFile(folder() / "ten", 9);
    VERIFY_ERROR(tooLarge, ErrorCode::TooLarge);
    QCOMPARE(tooLarge.error().detail, std::string("the file holds 10 bytes, the limit is 9"));
}

void AtomicFileTest::temporaryNamesAreToldFromAllOthers()
{
    const fs::path path = folder() / "a.b.json";
    const fs::path first = temporaryNameFor(path);
    QCOMPARE(first.parent_path(), folder());
    QVERIFY(first != temporaryNameFor(path));
    QVERIFY(isTemporaryName(first.filename().string()));
    for (const char* name : {"a.b.json", ".a.1.tmp", ".1.2.tmp", ".tmp", ".a.1.x.tmp", ".a..2.tmp", "a.1.2.tmp", ""})
        QVERIFY2(!isTemporaryName(name), name);
}

void AtomicFileTest::errnoBecomesACode_data()
{
    QTest::addColumn<int>("number");
    QTest::addColumn<QByteArray>("doing");
    QTest::addColumn<QByteArray>("code");
    QTest::newRow("no such file") << ENOENT << QByteArray("opening") << QByteArray("not-found");
    QTest::newRow("no folder to write to") << ENOENT << QByteArray("writing") << QByteArray("unwritable");
    QTest::newRow("no folder to make one in") << ENOENT << QByteArray("making the folder") << QByteArray("unwritable");
    QTest::newRow("a folder that is read") << EISDIR << QByteArray("reading") << QByteArray("unsupported");
    QTest::newRow("no space") << ENOSPC << QByteArray("writing") << QByteArray("disk-full");
    QTest::newRow("over quota") << EDQUOT << QByteArray("writing") << QByteArray("disk-full");
    QTest::newRow("over size limit") << EFBIG << QByteArray("writing") << QByteArray("disk-full");
    QTest::newRow("no permission") << EACCES << QByteArray("writing") << QByteArray("read-only");
    QTest::newRow("no permission to open") << EACCES << QByteArray("opening") << QByteArray("unreadable");
    QTest::newRow("no permission to read") << EACCES << QByteArray("reading") << QByteArray("unreadable");
    QTest::newRow("read-only system") << EROFS << QByteArray("writing") << QByteArray("read-only");
    QTest::newRow("exists") << EEXIST << QByteArray("writing") << QByteArray("already-exists");
    QTest::newRow("read error") << EIO << QByteArray("reading") << QByteArray("unreadable");
    QTest::newRow("open error") << EIO << QByteArray("opening") << QByteArray("unreadable");
    QTest::newRow("write error") << EIO << QByteArray("writing") << QByteArray("unwritable");
}

void AtomicFileTest::errnoBecomesACode()
{
    QFETCH(int, number);
    QFETCH(QByteArray, doing);
    QFETCH(QByteArray, code);
    const Error error = errorFromErrno(number, doing.toStdString(), "/some/file");
    QCOMPARE(codeName(error.code), std::string_view(code.constData()));
    QCOMPARE(error.path, fs::path("/some/file"));
    QVERIFY(!error.detail.empty());
}

LABELWRIGHT_TEST(AtomicFileTest)
#include "AtomicFileTest.moc"
