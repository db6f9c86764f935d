// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace labelwright::test;

class AgreeCommandTest : public QObject {
    Q_OBJECT
private slots:
    void workersOfAJobAreCompared();
    void everyFormatHoldsTheSameFigures();
    void worstObjectsComeFirstAndAreCounted();
    void twoJobsAreCompared();
    void classificationsHaveKappaAndF1();
    void nothingToCompareIsNoAgreement();
    void oneFormatIsEnough();

private:
    /// Two workers agree on photo 0 and not on photo 1.
    static void answer(const Workplace& place)
    {
        place.addPhotos(2);
        VERIFY_DONE(place.makeJob({"--workers-per-object", "2"}));
        const auto first = place.addIndexedMask("first.png", 0);
        const auto second = place.addIndexedMask("second.png", 1);
        for (const std::string worker : {"worker-1", "worker-2"}) {
            VERIFY_DONE(runProgram({"submit", place.job(), "--object", "0", "--worker", worker, "--mask", first}));
            VERIFY_DONE(runProgram({"submit", place.job(), "--object", "1", "--worker", worker, "--mask",
                                    worker == "worker-1" ? first : second}));
        }
    }
};

void AgreeCommandTest::workersOfAJobAreCompared()
{
    const Workplace place;
    answer(place);
    const Outcome outcome = runProgram({"agree", place.job()});
    VERIFY_DONE(outcome);
    const std::vector<std::string> lines = outcome.outLines();
    QVERIFY(lines.front().starts_with("2 objects were compared. Fleiss' kappa of all raters: 0."));
    const auto has = [&outcome](const char* text) { return outcome.out.find(text) != std::string::npos; };
    QVERIFY(has("Labels of worker-1 and worker-2\n"));
    QVERIFY(has("worker-1 gave (rows) where worker-2 gave (columns)\n"));
    QVERIFY(has("traffic light"));
}

void AgreeCommandTest::everyFormatHoldsTheSameFigures()
{
    const Workplace place;
    answer(place);
    const Outcome json = runProgram({"agree", place.job(), "--json"});
    VERIFY_DONE(json);
    const QJsonObject report = jsonOf(json.out);
    QCOMPARE(report["task"].toString(), QString("semantic-segmentation"));
    QCOMPARE(report["labels"].toArray(), (QJsonArray{"unlabeled", "people", "traffic light", "bus"}));
    const QJsonObject pair = report["pairs"].toArray().first().toObject();
    QCOMPARE(pair["first"].toString(), QString("worker-1"));
    QCOMPARE(pair["images"].toInt(), 2);
    const QJsonObject people = pair["labels"].toArray().first().toObject();
    // Of the confusion alone: both, over either.
    double both = 0;
    double either = 0;
    const QJsonArray rows = pair["confusion"].toArray();
    for (int row = 0; row < rows.size(); ++row) {
        for (int column = 0; column < rows.size(); ++column) {
            const double count = rows[row].toArray()[column].toDouble();
            both += row == 1 && column == 1 ? count : 0;
            either += row == 1 || column == 1 ? count : 0;
        }
    }
    QVERIFY(both > 0 && both < either);
    QCOMPARE(people["iou"].toDouble(), both / either);

    const std::string kappa = QString::number(report["fleiss-kappa"].toDouble(), 'f', 3).toStdString();
    const Outcome html = runProgram({"agree", place.job(), "--html"});
    VERIFY_DONE(html);
    QVERIFY(html.out.starts_with("<!DOCTYPE html>") && html.out.ends_with("</html>\n"));
    QVERIFY(html.out.find(kappa) != std::string::npos);
    QVERIFY(runProgram({"agree", place.job()}).out.find(kappa) != std::string::npos);
}

void AgreeCommandTest::worstObjectsComeFirstAndAreCounted()
{
    const Workplace place;
    answer(place);
    const Outcome csv = runProgram({"agree", place.job(), "--csv"});
    VERIFY_DONE(csv);
    const std::vector<std::string> lines = csv.outLines();
    QCOMPARE(lines.size(), std::size_t{3});
    QCOMPARE(lines[0], std::string("object,source-ref,agreement"));
    QVERIFY(lines[1].starts_with("1,"));
    QCOMPARE(lines[2], std::string("0,s3://labelwright/street/images/0.png,1.000000"));
    const Outcome one = runProgram({"agree", place.job(), "--worst", "1"});
    QVERIFY(one.out.find("images/1.png") != std::string::npos);
    QVERIFY(one.out.find("images/0.png") == std::string::npos);
}

void AgreeCommandTest::twoJobsAreCompared()
{
    const Workplace place;
    answer(place);
    const std::string other = place.root() / "other";
    VERIFY_DONE(runProgram(
        {"new", other, "--name", "street", "--images", place.photos(), "--labels", "people,traffic light,bus,tree"}));
    VERIFY_DONE(runProgram({"submit", other, "--object", "0", "--worker", "worker-1", "--mask",
                            place.addIndexedMask("other.png", 0), "--json"}));
    const Outcome outcome = runProgram({"agree", place.job(), other, "--json"});
    VERIFY_DONE(outcome);
    const QJsonObject report = jsonOf(outcome.out);
    QCOMPARE(report["objects"].toArray().size(), 1);
    QCOMPARE(report["pairs"].toArray().first().toObject()["second"].toString(), QString("other"));
}

void AgreeCommandTest::classificationsHaveKappaAndF1()
{
    const Workplace place;
    place.addPhotos(2);
    VERIFY_DONE(place.makeJob({"--task", "image-classification", "--workers-per-object", "2"}));
    const auto choose = [&place](const std::string& object, const std::string& worker, const std::string& label) {
        VERIFY_DONE(
            runProgram({"submit", place.job(), "--object", object, "--worker", worker, "--labels", label, "--json"}));
    };
    choose("0", "worker-1", "bus");
    choose("0", "worker-2", "bus");
    choose("1", "worker-1", "people");
    choose("1", "worker-2", "bus");
    const Outcome outcome = runProgram({"agree", place.job(), "--json"});
    VERIFY_DONE(outcome);
    const QJsonObject pair = jsonOf(outcome.out)["pairs"].toArray().first().toObject();
    QCOMPARE(pair["accuracy"].toDouble(), 0.5);
    QCOMPARE(pair["kappa"].toDouble(-1), 0.0);
    QVERIFY(!pair.contains("mean-iou"));
    QCOMPARE(pair["labels"].toArray().last().toObject()["f1"].toDouble(), 2.0 / 3);
    QVERIFY(pair["labels"].toArray()[1].toObject()["f1"].isNull());
}

void AgreeCommandTest::nothingToCompareIsNoAgreement()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    VERIFY_REFUSED(runProgram({"agree", place.job()}), "no object has answers of two workers");
    VERIFY_REFUSED(runProgram({"agree", place.job(), place.job()}), "no image with the same source-ref");
    VERIFY_REFUSED(runProgram({"agree", place.photos()}), place.photos().string());
}

void AgreeCommandTest::oneFormatIsEnough()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob());
    QCOMPARE(runProgram({"agree", place.job(), "--json", "--csv"}).exitCode, 2);
}

LABELWRIGHT_TEST(AgreeCommandTest)
#include "AgreeCommandTest.moc"
