// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> submitArguments(const Workplace& place, int object, const std::string& worker,
                                         const std::string& labels)
{
    return {"submit",   place.job(), "--object", std::to_string(object), "--worker", worker,
            "--labels", labels,      "--json"};
}

std::string manifestOf(const Workplace& place)
{
    return textOf(place.job() / "output/street/manifests/output/output.manifest");
}

} // namespace

/// Jobs in which labels of whole images are chosen, made and worked on by the command line alone.
class ClassificationCommandTest : public QObject {
    Q_OBJECT
private slots:
    void oneLabelIsChosenAndDerived();
    void severalLabelsAreChosenAndDerived();
    void theNoneCategoryHasAText();
    void masksAloneAreConsolidatedByStaple();
    void whatTheTaskDoesNotAllowIsRefused_data();
    void whatTheTaskDoesNotAllowIsRefused();
    void timeLimitIsThatOfTheTask();
    void thereIsNothingToRender();
};

void ClassificationCommandTest::oneLabelIsChosenAndDerived()
{
    const Workplace place;
    place.addPhotos(2);
    const Outcome made = place.makeJob({"--task", "image-classification", "--json"});
    VERIFY_DONE(made);
    QCOMPARE(jsonOf(made.out)["attribute"].toString(), QString("street"));
    const Outcome submitted = runProgram(submitArguments(place, 1, "worker-1", "bus"));
    VERIFY_DONE(submitted);
    QCOMPARE(jsonOf(submitted.out)["labels"].toArray(), QJsonArray{"bus"});
    VERIFY_DONE(runProgram({"derive", place.job()}));
    QVERIFY(manifestOf(place).find("\"street\":2,\"street-metadata\":{\"confidence\":0,") != std::string::npos);
    const Outcome valid = runProgram({"validate", place.job()});
    QCOMPARE(valid.exitCode, 0);
    const Outcome status = runProgram({"status", place.job(), "--json"});
    VERIFY_DONE(status);
    QCOMPARE(jsonOf(status.out)["task"].toString(), QString("image-classification"));
    QCOMPARE(jsonOf(status.out)["labeled"].toInt(), 1);
}

void ClassificationCommandTest::severalLabelsAreChosenAndDerived()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--task", "image-classification-multilabel", "--workers-per-object", "2"}));
    VERIFY_DONE(runProgram(submitArguments(place, 0, "worker-2", "traffic light, people")));
    VERIFY_DONE(runProgram(submitArguments(place, 0, "worker-1", "people")));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    const std::string manifest = manifestOf(place);
    const std::string expected = "\"street\":[0,1],\"street-metadata\":{\"job-name\":\"labeling-job/street\","
                                 "\"confidence-map\":{\"0\":1,\"1\":0.5},";
    QVERIFY2(manifest.find(expected) != std::string::npos, manifest.c_str());
    const Outcome history = runProgram({"status", place.job(), "--object", "0"});
    VERIFY_DONE(history);
    QVERIFY(history.out.find("worker-2: people, traffic light") != std::string::npos);
}

void ClassificationCommandTest::theNoneCategoryHasAText()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--task", "image-classification-multilabel", "--none-category=Nothing of it"}));
    VERIFY_DONE(runProgram(submitArguments(place, 0, "worker-1", "")));
    VERIFY_DONE(runProgram({"derive", place.job()}));
    QVERIFY(manifestOf(place).find("\"street\":[],") != std::string::npos);
    const Outcome history = runProgram({"status", place.job(), "--object", "0"});
    QVERIFY(history.out.find("worker-1: Nothing of it") != std::string::npos);

    const Workplace other;
    other.addPhotos(1);
    VERIFY_DONE(other.makeJob({"--task", "image-classification-multilabel", "--none-category"}));
    QVERIFY(textOf(other.job() / "job.json").find("\"none-category\": \"None of the above\"") != std::string::npos);
}

void ClassificationCommandTest::masksAloneAreConsolidatedByStaple()
{
    const Workplace place;
    place.addPhotos(1);
    const Outcome refused = place.makeJob({"--task", "image-classification", "--mask-consolidation", "staple"});
    QCOMPARE(refused.exitCode, 2);
    QVERIFY(refused.err.find("--mask-consolidation") != std::string::npos);
    VERIFY_DONE(place.makeJob({"--workers-per-object", "3", "--mask-consolidation", "staple"}));
    QVERIFY(textOf(place.job() / "job.json").find("\"mask-consolidation\": \"staple\"") != std::string::npos);
}

void ClassificationCommandTest::whatTheTaskDoesNotAllowIsRefused_data()
{
    QTest::addColumn<QString>("task");
    QTest::addColumn<QString>("labels");
    QTest::addColumn<QString>("word");
    QTest::newRow("two labels of one") << "image-classification"
                                       << "bus,people"
                                       << "exactly one";
    QTest::newRow("no label of one") << "image-classification"
                                     << ""
                                     << "exactly one";
    QTest::newRow("no label of many") << "image-classification-multilabel"
                                      << ""
                                      << "at least one";
    QTest::newRow("an unknown label") << "image-classification-multilabel"
                                      << "bus,tram"
                                      << "people, traffic light, bus";
    QTest::newRow("a label twice") << "image-classification-multilabel"
                                   << "bus,bus"
                                   << "twice";
    QTest::newRow("labels for masks") << "semantic-segmentation"
                                      << "bus"
                                      << "asks for a mask";
}

void ClassificationCommandTest::whatTheTaskDoesNotAllowIsRefused()
{
    QFETCH(QString, task);
    QFETCH(QString, labels);
    QFETCH(QString, word);
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--task", task.toStdString()}));
    const auto before = possessionsOf(place.job());
    VERIFY_REFUSED(runProgram(submitArguments(place, 0, "worker-1", labels.toStdString())), word.toStdString());
    QCOMPARE(possessionsOf(place.job()), before);
}

void ClassificationCommandTest::timeLimitIsThatOfTheTask()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--task", "image-classification"}));
    QVERIFY(textOf(place.job() / "job.json").find("\"task-time-limit-seconds\": 300,") != std::string::npos);
}

void ClassificationCommandTest::thereIsNothingToRender()
{
    const Workplace place;
    place.addPhotos(1);
    VERIFY_DONE(place.makeJob({"--task", "image-classification"}));
    VERIFY_REFUSED(runProgram({"render", place.job(), "--object", "0", "-o", place.root() / "a.png"}), "no masks");
}

LABELWRIGHT_TEST(ClassificationCommandTest)
#include "ClassificationCommandTest.moc"
