// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/NpyArray.h"

#include "core/dataset/formats/ZipFile.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

#include <algorithm>

using namespace labelwright;

namespace {

std::vector<std::uint8_t> npyOf(const std::string& header, std::vector<std::uint8_t> data, char version = 1)
{
    std::string file = "\x93NUMPY";
    file += version;
    file += '\0';
    file += static_cast<char>(header.size());
    file.append(version == 1 ? 1 : 3, '\0');
    file += header;
    std::vector<std::uint8_t> bytes(file.begin(), file.end());
    bytes.insert(bytes.end(), data.begin(), data.end());
    return bytes;
}

} // namespace

class NpyArrayTest : public QObject {
    Q_OBJECT
private slots:
    void theHeaderIsNumpysOwn();
    void arraysComeBack();
    void integersOfEveryWidthAreRead();
    void whatCannotBeReadIsAnError_data();
    void whatCannotBeReadIsAnError();
    void aZipFileHasNoTime();
    void damagedZipFilesAreErrors();
};

void NpyArrayTest::theHeaderIsNumpysOwn()
{
    const std::vector<std::uint8_t> file = encodeNpy(NpyArray::ofBytes({2, 3}, {1, 2, 3, 4, 5, 6}));
    const std::string expected = "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }";
    QCOMPARE(file.size(), std::size_t{128 + 6});
    QCOMPARE(std::string(file.begin() + 10, file.begin() + 10 + std::ptrdiff_t(expected.size())), expected);
    QCOMPARE(file[8] + 256 * file[9], 118);
    QCOMPARE(file[127], std::uint8_t{'\n'});
    const std::vector<std::uint8_t> row = encodeNpy(NpyArray::ofTexts({"a"}));
    QVERIFY(std::string(row.begin(), row.end()).find("'shape': (1,), }") != std::string::npos);
}

void NpyArrayTest::arraysComeBack()
{
    const NpyArray bytes = NpyArray::ofBytes({2, 2}, {0, 1, 254, 255});
    QVERIFY(*decodeNpy(encodeNpy(bytes)) == bytes);
    const std::vector<std::string> texts{"étage", "", "bus & coach"};
    QCOMPARE(decodeNpy(encodeNpy(NpyArray::ofTexts(texts)))->texts(), std::optional(texts));
    QCOMPARE(decodeNpy(encodeNpy(NpyArray::ofTexts({})))->texts(), std::optional(std::vector<std::string>()));
}

void NpyArrayTest::integersOfEveryWidthAreRead()
{
    const auto read = [](const std::string& type, const std::vector<std::uint8_t>& data, char version = 1) {
        return decodeNpy(npyOf("{'descr': '" + type + "', 'fortran_order': False, 'shape': (2,), }", data, version))
            ->integers(0, 2);
    };
    using Integers = std::optional<std::vector<std::int64_t>>;
    QCOMPARE(read("|b1", {0, 1}), Integers({0, 1}));
    QCOMPARE(read("|i1", {0xff, 5}), Integers({-1, 5}));
    QCOMPARE(read("<u2", {0x01, 0x02, 0xff, 0xff}), Integers({0x201, 0xffff}));
    QCOMPARE(read("<i4", {1, 0, 0, 0, 0xfe, 0xff, 0xff, 0xff}, 3), Integers({1, -2}));
    QCOMPARE(read("<i8", {7, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), Integers({7, -1}));
    QVERIFY(!read("|S1", {'a', 'b'}));
}

void NpyArrayTest::whatCannotBeReadIsAnError_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<ErrorCode>("code");
    const auto row = [](const char* name, const char* header, ErrorCode code) {
        QTest::newRow(name) << QByteArray(header) << code;
    };
    row("floats", "{'descr': '<f4', 'fortran_order': False, 'shape': (1,), }", ErrorCode::Unsupported);
    row("big endian", "{'descr': '>i4', 'fortran_order': False, 'shape': (1,), }", ErrorCode::Unsupported);
    row("column by column", "{'descr': '|u1', 'fortran_order': True, 'shape': (1,), }", ErrorCode::Unsupported);
    row("records", "{'descr': [('a', '|u1')], 'fortran_order': False, 'shape': (1,), }", ErrorCode::Malformed);
    row("too short", "{'descr': '|u1', 'fortran_order': False, 'shape': (2, 3), }", ErrorCode::Truncated);
    row("far too short", "{'descr': '<u8', 'fortran_order': False, 'shape': (1048576, 1048576), }",
        ErrorCode::Truncated);
    row("beyond counting", "{'descr': '|u1', 'fortran_order': False, 'shape': (99999999999, 99999999999), }",
        ErrorCode::Malformed);
    row("negative", "{'descr': '|u1', 'fortran_order': False, 'shape': (-1,), }", ErrorCode::Malformed);
    row("no shape", "{'descr': '|u1', 'fortran_order': False, }", ErrorCode::Malformed);
    row("nothing", "", ErrorCode::Malformed);
}

void NpyArrayTest::whatCannotBeReadIsAnError()
{
    QFETCH(QByteArray, header);
    QFETCH(ErrorCode, code);
    VERIFY_ERROR(decodeNpy(npyOf(header.toStdString(), {1, 2, 3, 4})), code);
}

void NpyArrayTest::aZipFileHasNoTime()
{
    const std::vector<ZipEntry> entries{{"mask.npy", {1, 2, 3}}, {"more.npy", std::vector<std::uint8_t>(5000, 7)}};
    const Result<std::vector<std::uint8_t>> zip = makeZip(entries);
    VERIFY_OK(zip);
    // In the first entry's header: bytes 10 to 13 are time and date, here 1980-01-01 00:00.
    QCOMPARE(std::vector<std::uint8_t>(zip->begin() + 10, zip->begin() + 14),
             (std::vector<std::uint8_t>{0, 0, 0x21, 0}));
    QVERIFY(zip->size() < 1000);
    for (const ZipEntry& entry : entries)
        QVERIFY(*readZipEntry(*zip, entry.name) == entry.bytes);
    VERIFY_ERROR(readZipEntry(*zip, "none.npy"), ErrorCode::NotFound);
}

void NpyArrayTest::damagedZipFilesAreErrors()
{
    const std::vector<std::uint8_t> zip = *makeZip(std::vector<ZipEntry>{{"a", {1, 2, 3, 4, 5, 6, 7, 8}}});
    for (std::size_t at = 0; at < zip.size(); ++at) {
        QVERIFY(!readZipEntry(std::span(zip).first(at), "a"));
        std::vector<std::uint8_t> changed = zip;
        changed[at] ^= 0x55U;
        const Result<std::vector<std::uint8_t>> read = readZipEntry(changed, "a");
        QVERIFY(!read || *read == (std::vector<std::uint8_t>{1, 2, 3, 4, 5, 6, 7, 8}));
    }
}

LABELWRIGHT_TEST(NpyArrayTest)
#include "NpyArrayTest.moc"
