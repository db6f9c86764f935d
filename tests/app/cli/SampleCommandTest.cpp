// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// The sample job, with the clicks of resources/sample and scenes that the program draws.
class SampleCommandTest : public QObject {
    Q_OBJECT
private slots:
    void scenesAreDrawnWhereThereAreNoPhotos();
    void photosThatAreThereAreTaken();
    void labelAnswersEveryObject();
    void aSecondRunChangesNothing();
    void badClicksAreRefused_data();
    void badClicksAreRefused();
};

namespace {

fs::path resource(std::string_view name)
{
    return dataPath("../../resources/sample") / name;
}

std::vector<std::string> sampleOf(const Workplace& place, const std::vector<std::string>& more = {})
{
    std::vector<std::string> arguments{"sample",       place.job(), "--photos",
                                       place.photos(), "--clicks",  resource("clicks.jsonl")};
    arguments.insert(arguments.end(), more.begin(), more.end());
    return arguments;
}

} // namespace

void SampleCommandTest::scenesAreDrawnWhereThereAreNoPhotos()
{
    const Workplace place;
    const Outcome outcome = runProgram(sampleOf(place, {"--instructions", resource("instructions.html")}));
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QCOMPARE(lines.size(), std::size_t{2});
    QVERIFY2(lines[0].find("drawn") != std::string::npos, lines[0].c_str());
    QCOMPARE(lines[1], "Made " + place.job().string() + ": 2 photos, 2 labels");
    const QJsonObject status = jsonOf(runProgram({"status", place.job(), "--json"}).out);
    QCOMPARE(status[QStringLiteral("job")].toString(), QStringLiteral("sample-job"));
    QCOMPARE(status[QStringLiteral("labeled")].toInt(), 0);

    const Workplace other;
    VERIFY_DONE(runProgram(sampleOf(other)));
    QCOMPARE(possessionsOf(other.photos()), possessionsOf(place.photos()));
}

void SampleCommandTest::photosThatAreThereAreTaken()
{
    const Workplace place;
    place.addPhoto("coffee.png", {80, 60});
    const Outcome outcome = runProgram(sampleOf(place));
    VERIFY_DONE(outcome);
    QCOMPARE(outcome.outLines().size(), std::size_t{1});
    QCOMPARE(possessionsOf(place.photos()).size(), std::size_t{1});
}

void SampleCommandTest::labelAnswersEveryObject()
{
    const Workplace place;
    const Outcome outcome = runProgram(sampleOf(place, {"--label"}));
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QCOMPARE(std::count_if(lines.begin(), lines.end(),
                           [](const std::string& line) { return line.ends_with(": saved and verified"); }),
             std::ptrdiff_t{2});
    const QJsonObject status = jsonOf(runProgram({"status", place.job(), "--json"}).out);
    QCOMPARE(status[QStringLiteral("objects")].toInt(), 2);
    QCOMPARE(status[QStringLiteral("labeled")].toInt(), 2);
}

void SampleCommandTest::aSecondRunChangesNothing()
{
    const Workplace place;
    VERIFY_DONE(runProgram(sampleOf(place, {"--label"})));
    const auto before = possessionsOf(place.job());
    const Outcome again = runProgram(sampleOf(place, {"--label"}));
    VERIFY_DONE(again);
    QCOMPARE(again.out, std::string());
    QCOMPARE(possessionsOf(place.job()), before);
}

void SampleCommandTest::badClicksAreRefused_data()
{
    QTest::addColumn<QString>("clicks");
    QTest::addColumn<QString>("word");
    QTest::newRow("no JSON") << "here\n"
                             << "line 1";
    QTest::newRow("no points") << "{\"image\":\"scene-1.png\",\"label\":\"cup\"}\n"
                               << "\"top\"";
    QTest::newRow("a second line cut short") << "{\"image\":\"scene-1.png\",\"label\":\"cup\",\"top\":[1,1],\"bottom\":"
                                                "[1,9],\"left\":[0,5],\"right\":[9,5]}\n"
                                                "{\"image\":"
                                             << "line 2";
}

void SampleCommandTest::badClicksAreRefused()
{
    QFETCH(QString, clicks);
    QFETCH(QString, word);
    const Workplace place;
    writeText(place.root() / "clicks.jsonl", clicks.toStdString());
    VERIFY_REFUSED(
        runProgram({"sample", place.job(), "--photos", place.photos(), "--clicks", place.root() / "clicks.jsonl"}),
        (place.root() / "clicks.jsonl").string(), word.toStdString());
    QVERIFY(!fs::exists(place.job()));
    QVERIFY(fs::is_empty(place.photos()));
}

LABELWRIGHT_TEST(SampleCommandTest)
#include "SampleCommandTest.moc"
