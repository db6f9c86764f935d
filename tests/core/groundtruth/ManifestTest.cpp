// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/Manifest.h"

#include "core/base/Hash.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <zlib.h>

#include <QTemporaryDir>

#include <atomic>
#include <thread>

using namespace labelwright;
using namespace labelwright::test;

namespace fs = std::filesystem;

namespace {

std::uint32_t crcOf(const std::string& text)
{
    return static_cast<std::uint32_t>(::crc32_z(0, reinterpret_cast<const Bytef*>(text.data()), text.size()));
}

std::string numberedLine(int number)
{
    return "{\"source-ref\":\"s3://b/" + std::to_string(number) + ".jpg\"}";
}

} // namespace

class ManifestTest : public QObject {
    Q_OBJECT
private slots:
    void linesAreFound_data();
    void linesAreFound();
    void linesAcrossBlocksAreFound();
    void checksumsKnowTheLine();
    void scanHashesTheFirstBytes_data();
    void scanHashesTheFirstBytes();
    void grownManifestIsRecognised();
    void storedOffsetsNeedNoScan();
    void wrongOffsetsAreRefused();
    void shrunkFileIsAnError();
    void overlongLineIsAnError();
    void parseErrorNamesFileAndLine();
    void unreadableFilesAreErrors();
    void threadsReadAtTheSameTime();

private:
    fs::path file(const std::string& content)
    {
        const fs::path path = m_folder.path().toStdString() + "/input" + std::to_string(m_count++) + ".manifest";
        writeText(path, content);
        return path;
    }

    QTemporaryDir m_folder;
    int m_count = 0;
};

void ManifestTest::linesAreFound_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::addColumn<QList<QByteArray>>("lines");
    QTest::addColumn<QList<int>>("offsets");
    const auto row = [](const char* name, const char* content, QList<QByteArray> lines, QList<int> offsets) {
        QTest::newRow(name) << QByteArray(content) << lines << offsets;
    };
    row("empty", "", {}, {});
    row("one line", "ab\n", {"ab"}, {0});
    row("no last line break", "ab\ncd", {"ab", "cd"}, {0, 3});
    row("carriage returns", "ab\r\ncd\r\n", {"ab", "cd"}, {0, 4});
    row("carriage return at the end", "ab\r", {"ab"}, {0});
    row("carriage return inside", "a\rb\n", {"a\rb"}, {0});
    row("only a line break", "\n", {""}, {0});
    row("blank line inside", "ab\n\ncd\n", {"ab", "", "cd"}, {0, 3, 4});
    row("blank line last", "ab\n\n", {"ab", ""}, {0, 3});
    row("spaces last", "ab\n ", {"ab", " "}, {0, 3});
    row("byte order mark",
        "\xEF\xBB\xBF"
        "ab\ncd\n",
        {"ab", "cd"}, {3, 6});
    row("only a byte order mark", "\xEF\xBB\xBF", {}, {});
    row("half a byte order mark", "\xEF\xBB", {"\xEF\xBB"}, {0});
    row("byte order mark later",
        "ab\n\xEF\xBB\xBF"
        "cd\n",
        {"ab", "\xEF\xBB\xBF"
               "cd"},
        {0, 3});
}

void ManifestTest::linesAreFound()
{
    QFETCH(QByteArray, content);
    QFETCH(QList<QByteArray>, lines);
    QFETCH(QList<int>, offsets);
    const fs::path path = file(content.toStdString());
    const Result<Manifest> manifest = Manifest::open(path);
    VERIFY_OK(manifest);
    QCOMPARE(manifest->byteSize(), static_cast<std::uint64_t>(content.size()));
    QCOMPARE(manifest->lineCount(), static_cast<std::int64_t>(lines.size()));

    const Result<ManifestScan> scan = scanManifest(path);
    VERIFY_OK(scan);
    QCOMPARE(scan->offsets, manifest->offsets());
    QCOMPARE(scan->lineChecksums.size(), scan->offsets.size());
    for (int i = 0; i < lines.size(); ++i) {
        QCOMPARE(manifest->offsets()[static_cast<std::size_t>(i)], static_cast<std::uint64_t>(offsets[i]));
        QCOMPARE(*manifest->line(i), lines[i].toStdString());
        QCOMPARE(scan->lineChecksums[static_cast<std::size_t>(i)], crcOf(lines[i].toStdString()));
    }
}

/// The block size is 1 MiB: line breaks, "\r\n" and whole lines lie across its borders.
void ManifestTest::linesAcrossBlocksAreFound()
{
    constexpr std::size_t kBlock = 1U << 20U;
    for (const std::size_t first :
         {kBlock - 4, kBlock - 3, kBlock - 2, kBlock - 1, kBlock, kBlock + 1, 3 * kBlock + 7}) {
        const std::vector<std::string> lines{std::string(first, 'a'), "b\rb", "", std::string(kBlock, 'c') + "\r", "d"};
        std::string content;
        for (const std::string& line : lines)
            content += line + "\r\n";
        const fs::path path = file(content);
        const Result<Manifest> manifest = Manifest::open(path);
        VERIFY_OK(manifest);
        const Result<ManifestScan> scan = scanManifest(path);
        VERIFY_OK(scan);
        QCOMPARE(manifest->lineCount(), std::int64_t{5});
        QCOMPARE(scan->offsets, manifest->offsets());
        QCOMPARE(scan->sha256, sha256Hex(content));
        for (std::size_t i = 0; i < lines.size(); ++i) {
            QCOMPARE(*manifest->line(static_cast<std::int64_t>(i)), lines[i]);
            QCOMPARE(scan->lineChecksums[i], crcOf(lines[i]));
        }
    }
}

void ManifestTest::checksumsKnowTheLine()
{
    const Result<ManifestScan> scan = scanManifest(file("123456789\nab\n123456789\r\n"));
    VERIFY_OK(scan);
    QCOMPARE(scan->lineChecksums[0], 0xCBF43926U); // the check value of CRC-32
    QCOMPARE(scan->lineChecksums[2], scan->lineChecksums[0]);
    QVERIFY(scan->lineChecksums[1] != scan->lineChecksums[0]);
}

void ManifestTest::scanHashesTheFirstBytes_data()
{
    QTest::addColumn<int>("hashedBytes");
    for (const int bytes : {0, 1, 1048575, 1048576, 1048577, 2500000, 2500001, 9000000})
        QTest::addRow("%d", bytes) << bytes;
}

void ManifestTest::scanHashesTheFirstBytes()
{
    QFETCH(int, hashedBytes);
    std::string content(2'500'000, 'x');
    for (std::size_t i = 0; i < content.size(); i += 83)
        content[i] = static_cast<char>(i % 7 == 0 ? '\n' : 'a' + static_cast<char>(i % 26));
    static const fs::path path = file(content);
    const Result<ManifestScan> scan = scanManifest(path, {.hashedBytes = static_cast<std::uint64_t>(hashedBytes)});
    VERIFY_OK(scan);
    QCOMPARE(scan->sha256, sha256Hex(content.substr(0, static_cast<std::size_t>(hashedBytes))));
    QCOMPARE(scan->byteSize, static_cast<std::uint64_t>(content.size()));
}

void ManifestTest::grownManifestIsRecognised()
{
    for (const char* lineBreak : {"\n", "\r\n"}) {
        const std::string once = "{\"a\":1}\n{\"b\":2}";
        const Result<ManifestScan> grown =
            scanManifest(file(once + lineBreak + "{\"c\":3}\n"), {.hashedBytes = once.size()});
        VERIFY_OK(grown);
        QCOMPARE(grown->sha256, sha256Hex(once));
        QCOMPARE(grown->offsets[2] - once.size(), static_cast<std::uint64_t>(std::strlen(lineBreak)));
    }
    const std::string once = "{\"a\":1}\n{\"b\":2}";
    const Result<ManifestScan> lengthened = scanManifest(file(once + "x\n{\"c\":3}\n"), {.hashedBytes = once.size()});
    QVERIFY(lengthened->offsets[2] > once.size() + 1);
    QVERIFY(lengthened->lineChecksums[1] != crcOf("{\"b\":2}"));
}

void ManifestTest::storedOffsetsNeedNoScan()
{
    const fs::path path = file("ab\ncd\nef");
    const Result<Manifest> manifest = Manifest::withOffsets(path, {0, 3, 6}, 8);
    VERIFY_OK(manifest);
    QCOMPARE(*manifest->line(1), std::string("cd"));
    QCOMPARE(*manifest->line(2), std::string("ef"));
    QCOMPARE(manifest->path().string(), path.string());
}

void ManifestTest::wrongOffsetsAreRefused()
{
    const fs::path path = file("ab\ncd\nef");
    VERIFY_ERROR(Manifest::withOffsets(path, {0, 3, 6}, 9), ErrorCode::Mismatch);
    VERIFY_ERROR(Manifest::withOffsets(path, {0, 6, 3}, 8), ErrorCode::Mismatch);
    VERIFY_ERROR(Manifest::withOffsets(path, {0, 3, 3}, 8), ErrorCode::Mismatch);
    VERIFY_ERROR(Manifest::withOffsets(path, {0, 3, 8}, 8), ErrorCode::Mismatch);
    VERIFY_ERROR(Manifest::withOffsets(path.string() + "x", {0}, 8), ErrorCode::NotFound);
}

void ManifestTest::shrunkFileIsAnError()
{
    const fs::path path = file("ab\ncd\nef\n");
    const Result<Manifest> manifest = Manifest::open(path);
    VERIFY_OK(manifest);
    fs::resize_file(path, 7);
    QCOMPARE(*manifest->line(1), std::string("cd"));
    const Result<std::string> line = manifest->line(2);
    VERIFY_ERROR(line, ErrorCode::Truncated);
    QCOMPARE(line.error().position, std::int64_t{3});
    QCOMPARE(line.error().path.string(), path.string());
}

void ManifestTest::overlongLineIsAnError()
{
    const fs::path path = file("ab\n" + std::string(17U << 20U, 'x') + "\ncd\n");
    const Result<Manifest> manifest = Manifest::open(path);
    VERIFY_OK(manifest);
    VERIFY_ERROR(manifest->line(1), ErrorCode::TooLarge);
    QCOMPARE(*manifest->line(2), std::string("cd"));
}

void ManifestTest::parseErrorNamesFileAndLine()
{
    const fs::path path = file(numberedLine(0) + "\nhello\n\n{\"source-ref\":\"" + std::string(100'000, 'x') + "\"}\n");
    const Result<Manifest> manifest = Manifest::open(path);
    VERIFY_OK(manifest);
    QCOMPARE(manifest->parsedLine(0)->sourceRef, std::string("s3://b/0.jpg"));
    QCOMPARE(sentence(manifest->parsedLine(1).error()),
             path.string() + ", line 2: this is not valid JSON (at byte 1 of the line). Mend the file, or take it "
                             "from a backup.");
    QCOMPARE(manifest->parsedLine(2).error().position, std::int64_t{3});
    const Result<ManifestLine> overlong = manifest->parsedLine(3);
    VERIFY_ERROR(overlong, ErrorCode::TooLarge);
    QCOMPARE(overlong.error().position, std::int64_t{4});
}

void ManifestTest::unreadableFilesAreErrors()
{
    const fs::path folder = m_folder.path().toStdString();
    VERIFY_ERROR(Manifest::open(folder / "none"), ErrorCode::NotFound);
    VERIFY_ERROR(Manifest::open(folder), ErrorCode::Unsupported);
    VERIFY_ERROR(scanManifest(folder / "none"), ErrorCode::NotFound);
    QCOMPARE(Manifest::open(folder / "none").error().path.string(), (folder / "none").string());
}

void ManifestTest::threadsReadAtTheSameTime()
{
    constexpr int kLines = 5000;
    std::string content;
    for (int i = 0; i < kLines; ++i)
        content += numberedLine(i) + "\n";
    const Result<Manifest> manifest = Manifest::open(file(content));
    VERIFY_OK(manifest);
    std::atomic<int> wrong{0};
    std::vector<std::thread> threads;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&, t] {
            for (int i = t; i < kLines; i += 3)
                wrong += manifest->line(i).value() != numberedLine(i);
        });
    for (std::thread& thread : threads)
        thread.join();
    QCOMPARE(wrong.load(), 0);
}

LABELWRIGHT_TEST(ManifestTest)
#include "ManifestTest.moc"
