// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/VerifiedStream.h"

#include "core/base/AtomicFile.h"
#include "core/base/Hash.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <csignal>
#include <sys/resource.h>

using namespace labelwright;
namespace fs = std::filesystem;

class VerifiedStreamTest : public QObject {
    Q_OBJECT

private slots:
    void init() { m_folder = QTemporaryDir(); }
    void manyPiecesMakeOneFile();
    void withoutPublishNothingIsLeft();
    void publishReplacesTheOldFile();
    void fullDiskLeavesTheOldFile();

private:
    fs::path path() const { return fs::path(m_folder.path().toStdString()) / "sub/output.manifest"; }
    std::ptrdiff_t fileCount() const
    {
        return std::distance(fs::directory_iterator(path().parent_path()), fs::directory_iterator());
    }
    QTemporaryDir m_folder;
};

void VerifiedStreamTest::manyPiecesMakeOneFile()
{
    auto stream = VerifiedStream::create(path());
    VERIFY_OK(stream);
    std::string whole;
    for (int i = 0; i < 20'000; ++i) {
        const std::string piece = "line " + std::to_string(i) + ", long enough to pass a buffer or two\n";
        VERIFY_OK(stream->write(piece));
        whole += piece;
    }
    QCOMPARE(stream->byteSize(), static_cast<std::uint64_t>(whole.size()));
    const Result<std::string> hash = stream->finish();
    VERIFY_OK(hash);
    QCOMPARE(*hash, sha256Hex(whole));
    QVERIFY(!fs::exists(path()));
    VERIFY_OK(stream->publish());
    QCOMPARE(test::textOf(path()), whole);
    QCOMPARE(fileCount(), 1);
}

void VerifiedStreamTest::withoutPublishNothingIsLeft()
{
    {
        auto stream = VerifiedStream::create(path());
        VERIFY_OK(stream);
        VERIFY_OK(stream->write("text"));
        VERIFY_OK(stream->finish());
    }
    QCOMPARE(fileCount(), 0);
}

void VerifiedStreamTest::publishReplacesTheOldFile()
{
    VERIFY_OK(writeFileVerified(path(), "a longer old text", IfExists::Refuse));
    {
        auto stream = VerifiedStream::create(path());
        VERIFY_OK(stream->write("new"));
        VERIFY_OK(stream->finish());
        VERIFY_OK(stream->publish());
    }
    QCOMPARE(test::textOf(path()), std::string("new"));
    QCOMPARE(fileCount(), 1);
}

void VerifiedStreamTest::fullDiskLeavesTheOldFile()
{
    VERIFY_OK(writeFileVerified(path(), "old", IfExists::Refuse));
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    const rlimit limit{4096, before.rlim_max};
    ::setrlimit(RLIMIT_FSIZE, &limit);
    const Status written = [this] {
        auto stream = VerifiedStream::create(path());
        if (!stream)
            return Status(stream.error());
        return stream->write(std::string(1'000'000, 'x'));
    }();
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);
    VERIFY_ERROR(written, ErrorCode::DiskFull);
    QCOMPARE(test::textOf(path()), std::string("old"));
    QCOMPARE(fileCount(), 1);
}

LABELWRIGHT_TEST(VerifiedStreamTest)
#include "VerifiedStreamTest.moc"
