// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/FileHash.h"

#include "core/base/Hash.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <string>

using namespace labelwright;

class FileHashTest : public QObject {
    Q_OBJECT

private slots:
    void isThatOfTheWholeContent_data();
    void isThatOfTheWholeContent();
    void whatIsNoFileIsAnError();
};

void FileHashTest::isThatOfTheWholeContent_data()
{
    QTest::addColumn<int>("bytes");
    for (const int bytes : {0, 1, 256 * 1024 - 1, 256 * 1024, 256 * 1024 + 1, 1'000'000})
        QTest::addRow("%d bytes", bytes) << bytes;
}

void FileHashTest::isThatOfTheWholeContent()
{
    QFETCH(const int, bytes);
    const QTemporaryDir folder;
    std::string content;
    for (int i = 0; i < bytes; ++i)
        content += static_cast<char>(i * 31 % 251);
    const std::filesystem::path path = folder.filePath(QStringLiteral("file")).toStdString();
    test::writeText(path, content);
    const Result<std::string> hash = hashOfFile(path);
    VERIFY_OK(hash);
    QCOMPARE(*hash, sha256Hex(content));
}

void FileHashTest::whatIsNoFileIsAnError()
{
    const QTemporaryDir folder;
    const std::filesystem::path path(folder.path().toStdString());
    VERIFY_ERROR(hashOfFile(path), ErrorCode::Unsupported);
    VERIFY_ERROR(hashOfFile(path / "missing"), ErrorCode::NotFound);
    QCOMPARE(hashOfFile(path / "missing").error().path, path / "missing");
}

LABELWRIGHT_TEST(FileHashTest)
#include "FileHashTest.moc"
