// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// Too many labels, labels and colours twice, white, and damaged label category files.
class BadLabelsTest : public QObject {
    Q_OBJECT
private slots:
    void badLabelsAreRefused_data();
    void badLabelsAreRefused();
    void labelsBeyondTheTrainersAreWarnedOf();
    void badLabelFilesAreRefused_data();
    void badLabelFilesAreRefused();
};

void BadLabelsTest::badLabelsAreRefused_data()
{
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("colors");
    QTest::addColumn<QString>("word");
    QStringList many;
    for (int i = 1; i <= 255; ++i)
        many << QStringLiteral("label %1").arg(i);
    QTest::newRow("255 labels") << many.join(u',') << ""
                                << "at most 254";
    QTest::newRow("a label twice") << "people,bus, people"
                                   << ""
                                   << "two labels named \"people\"";
    QTest::newRow("a label without a name") << "people,,bus"
                                            << ""
                                            << "label 2 has no name";
    QTest::newRow("the background") << "people,BACKGROUND"
                                    << ""
                                    << "BACKGROUND";
    QTest::newRow("an endless name") << QString(257, u'a') << ""
                                     << "257 characters";
    QTest::newRow("a color twice") << "a,b"
                                   << "#102030,#102030"
                                   << "#102030";
    QTest::newRow("white") << "sky,b"
                           << "#FFFFFF"
                           << "\"sky\" is white";
}

void BadLabelsTest::badLabelsAreRefused()
{
    QFETCH(QString, labels);
    QFETCH(QString, colors);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(1);
    std::vector<std::string> arguments{"new",      place.job(),    "--name",   "street",
                                       "--images", place.photos(), "--labels", labels.toStdString()};
    if (!colors.isEmpty()) {
        arguments.emplace_back("--colors");
        arguments.push_back(colors.toStdString());
    }
    VERIFY_REFUSED(runProgram(arguments), word.toStdString());
    QVERIFY(!fs::exists(place.job()));
}

void BadLabelsTest::labelsBeyondTheTrainersAreWarnedOf()
{
    const Workplace place;
    place.addPhotos(1);
    std::string names = "label 1";
    for (int i = 2; i <= 253; ++i)
        names += ",label " + std::to_string(i);
    VERIFY_DONE(
        runProgram({"new", place.root() / "253", "--name", "street", "--images", place.photos(), "--labels", names}));
    const Outcome outcome = runProgram(
        {"new", place.root() / "254", "--name", "street", "--images", place.photos(), "--labels", names + ",one more"});
    QCOMPARE(outcome.exitCode, 0);
    QCOMPARE(outcome.errLines().size(), std::size_t{1});
    QVERIFY2(outcome.err.starts_with("labelwright: warning: ") && outcome.err.find("253") != std::string::npos,
             outcome.err.c_str());
}

void BadLabelsTest::badLabelFilesAreRefused_data()
{
    QTest::addColumn<QString>("text");
    QTest::newRow("0 bytes") << "";
    QTest::newRow("no JSON") << "people, bus";
    QTest::newRow("cut short") << "{\"document-version\":\"2018-11-28\",\"labels\":[{\"label\":\"peo";
    QTest::newRow("no labels") << "{\"document-version\":\"2018-11-28\"}";
    QTest::newRow("an empty list") << "{\"document-version\":\"2018-11-28\",\"labels\":[]}";
    QTest::newRow("labels that are text") << "{\"document-version\":\"2018-11-28\",\"labels\":[\"people\"]}";
    QTest::newRow("a label twice") << "{\"labels\":[{\"label\":\"bus\"},{\"label\":\"bus\"}]}";
}

void BadLabelsTest::badLabelFilesAreRefused()
{
    QFETCH(QString, text);
    const Workplace place;
    place.addPhotos(1);
    const fs::path file = place.root() / "labels.json";
    writeText(file, text.toStdString());
    VERIFY_REFUSED(
        runProgram({"new", place.job(), "--name", "street", "--images", place.photos(), "--label-file", file}),
        file.string());
    QVERIFY(!fs::exists(place.job()));
}

LABELWRIGHT_TEST(BadLabelsTest)
#include "BadLabelsTest.moc"
