// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/DataYaml.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

using NameList = std::vector<std::string>;

class DataYamlTest : public QObject {
    Q_OBJECT
private slots:
    void namesComeInEveryStyle_data();
    void namesComeInEveryStyle();
    void valuesLoseQuotesAndComments();
    void brokenLinesAreNamed_data();
    void brokenLinesAreNamed();
};

void DataYamlTest::namesComeInEveryStyle_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<NameList>("names");
    const NameList two{"traffic light", "étage: 2"};
    QTest::newRow("mapping") << std::string("names:\n  0: traffic light\n  1: \"étage: 2\"\n") << two;
    QTest::newRow("list") << std::string("names:\n- traffic light\n- 'étage: 2'\n") << two;
    QTest::newRow("indented list, Windows") << std::string("names:\r\n  - traffic light\r\n  - 'étage: 2'\r\n") << two;
    QTest::newRow("flow list") << std::string("nc: 2\nnames: [traffic light, 'étage: 2']") << two;
    QTest::newRow("flow list with a comma in quotes")
        << std::string("names: ['a, b', \"c\\\"\"]") << NameList{"a, b", "c\""};
    QTest::newRow("flow mapping") << std::string("names: {0: traffic light, 1: \"étage: 2\"}") << two;
    QTest::newRow("other members after them") << std::string("names:\n  0: a\nroboflow:\n  url: x\n") << NameList{"a"};
    QTest::newRow("an apostrophe within")
        << std::string("names:\n  0: driver's seat # seat\n") << NameList{"driver's seat"};
    QTest::newRow("none") << std::string("train: a\n") << NameList{};
}

void DataYamlTest::namesComeInEveryStyle()
{
    QFETCH(std::string, text);
    QFETCH(NameList, names);
    const Result<DataYaml> yaml = parseDataYaml(text);
    VERIFY_OK(yaml);
    QCOMPARE(yaml->names, names);
}

void DataYamlTest::valuesLoseQuotesAndComments()
{
    const Result<DataYaml> yaml =
        parseDataYaml("# a\n---\npath: ../a b # c\ntrain: \"images/x # y\"\nval: 'it'\ntest:\n");
    VERIFY_OK(yaml);
    const std::map<std::string, std::string, std::less<>> expected{
        {"path", "../a b"}, {"train", "images/x # y"}, {"val", "it"}};
    QVERIFY(yaml->values == expected);
}

void DataYamlTest::brokenLinesAreNamed_data()
{
    QTest::addColumn<std::string>("text");
    QTest::addColumn<int>("line");
    QTest::newRow("no colon") << std::string("nothing of the kind") << 1;
    QTest::newRow("a class is left out") << std::string("names:\n  0: a\n  2: b\n") << 3;
    QTest::newRow("a class without name") << std::string("names:\n  0 a\n") << 2;
    QTest::newRow("an open quote") << std::string("train: \"a\n") << 1;
    QTest::newRow("an open list") << std::string("a: b\nnames: [a, b\n") << 2;
}

void DataYamlTest::brokenLinesAreNamed()
{
    QFETCH(std::string, text);
    QFETCH(int, line);
    const Result<DataYaml> yaml = parseDataYaml(text);
    VERIFY_ERROR(yaml, ErrorCode::Malformed);
    QCOMPARE(yaml.error().position, std::int64_t{line});
}

LABELWRIGHT_TEST(DataYamlTest)
#include "DataYamlTest.moc"
