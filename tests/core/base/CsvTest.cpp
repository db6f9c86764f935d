// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Csv.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

class CsvTest : public QObject {
    Q_OBJECT
private slots:
    void whatNeedsQuotesComesBack();
    void linesCountWhereRowsBegin();
    void otherProgramsFilesAreRead();
    void brokenQuotesAreErrors();
};

void CsvTest::whatNeedsQuotesComesBack()
{
    const std::vector<std::string> fields{"plain", "a, b", "say \"no\"", "two\nlines", "", " blank ", "\r"};
    QCOMPARE(csvLine({"a", "b,c", "\""}), std::string("a,\"b,c\",\"\"\"\"\n"));
    const Result<std::vector<CsvRow>> rows = parseCsv(csvLine(fields));
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), std::size_t{1});
    QCOMPARE(rows->front().fields, fields);
}

void CsvTest::linesCountWhereRowsBegin()
{
    const Result<std::vector<CsvRow>> rows = parseCsv("a,\"1\n2\n3\"\nb,c\n");
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), std::size_t{2});
    QCOMPARE(rows->back().line, 4);
}

void CsvTest::otherProgramsFilesAreRead()
{
    const Result<std::vector<CsvRow>> rows = parseCsv("\xEF\xBB\xBF"
                                                      "a,b\r\n\r\n\"c\",\r\nd,e");
    VERIFY_OK(rows);
    QCOMPARE(rows->size(), std::size_t{3});
    QCOMPARE((*rows)[0].fields, (std::vector<std::string>{"a", "b"}));
    QCOMPARE((*rows)[1].fields, (std::vector<std::string>{"c", ""}));
    QCOMPARE((*rows)[2].fields, (std::vector<std::string>{"d", "e"}));
    QVERIFY(parseCsv("")->empty());
}

void CsvTest::brokenQuotesAreErrors()
{
    VERIFY_ERROR(parseCsv("a\n\"b\nc"), ErrorCode::Truncated);
    QCOMPARE(parseCsv("a\n\"b\nc").error().position, 2);
    VERIFY_ERROR(parseCsv("\"a\"b\n"), ErrorCode::Malformed);
}

LABELWRIGHT_TEST(CsvTest)
#include "CsvTest.moc"
