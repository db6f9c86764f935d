// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"
#include "core/job/Derive.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

Q_DECLARE_METATYPE(labelwright::TaskType)

namespace {

const fs::path kTemplate = "output/road-scenes/annotation-tool/template.liquid";
const fs::path kResponse = "output/road-scenes/annotations/worker-response/iteration-1/0/2026-11-22_09:00:00.json";

/// A job of three photos, two of them labelled and derived.
Job goodJob(const fs::path& folder, TaskType task)
{
    Job job = makeJob(folder, {.taskType = task});
    chooseAt(job, 0, 0, {"bus"}, testTime(0));
    if (task == TaskType::ImageClassification)
        chooseAt(job, 1, 0, {"people"}, testTime(2500));
    else
        chooseAt(job, 1, 0, {"people", "bus"}, testTime(2500));
    const Result<DeriveReport> report = derive(job);
    if (!report)
        qFatal("%s", sentence(report.error()).c_str());
    return job;
}

} // namespace

class ValidateClassificationTest : public QObject {
    Q_OBJECT
private slots:
    void aGoodJobHasNoFindings_data();
    void aGoodJobHasNoFindings();
    void whatIsWrongIsNoticed_data();
    void whatIsWrongIsNoticed();
    void turnedPhotosAreFine();
};

void ValidateClassificationTest::aGoodJobHasNoFindings_data()
{
    QTest::addColumn<TaskType>("task");
    QTest::newRow("single label") << TaskType::ImageClassification;
    QTest::newRow("multi-label") << TaskType::ImageClassificationMultiLabel;
}

void ValidateClassificationTest::aGoodJobHasNoFindings()
{
    QFETCH(TaskType, task);
    const QTemporaryDir folder;
    const Job job = goodJob(folder.path().toStdString(), task);
    QCOMPARE(rulesOf(*validateJob(job.folder())), QSet<QString>());
    const Result<std::vector<Finding>> ofManifest = validateManifest(job.folder() / kOutputManifest, {});
    VERIFY_OK(ofManifest);
    QCOMPARE(rulesOf(*ofManifest), QSet<QString>());
}

void ValidateClassificationTest::whatIsWrongIsNoticed_data()
{
    QTest::addColumn<TaskType>("task");
    QTest::addColumn<QString>("file");
    QTest::addColumn<QString>("from");
    QTest::addColumn<QString>("to");
    QTest::addColumn<QString>("rule");
    const auto row = [](const char* name, TaskType task, const fs::path& file, const char* from, const char* to,
                        const char* rule) {
        QTest::newRow(name) << task << QString::fromStdString(file.string()) << QString(from) << QString(to)
                            << QString(rule);
    };
    const TaskType single = TaskType::ImageClassification;
    const TaskType multi = TaskType::ImageClassificationMultiLabel;
    row("attribute", single, "job.json", "\"attribute\": \"road-scenes\"", "\"attribute\": \"road-scenes-ref\"",
        "attribute-name");
    row("value is a name", single, kOutputManifest, "\"road-scenes\":2", "\"road-scenes\":\"bus\"",
        "classification-value");
    row("value is a list", single, kOutputManifest, "\"road-scenes\":2", "\"road-scenes\":[2]", "classification-value");
    row("listed twice", multi, kOutputManifest, "\"road-scenes\":[0,2]", "\"road-scenes\":[0,0,2]",
        "classification-value");
    row("more classes than listed", multi, kOutputManifest, "\"class-map\":{\"0\":\"people\",",
        "\"class-map\":{\"0\":\"people\",\"1\":\"traffic light\",", "classification-maps");
    row("no confidence of a label", multi, kOutputManifest, "\"confidence-map\":{\"0\":0,", "\"confidence-map\":{",
        "classification-maps");
    row("number and name differ", single, kOutputManifest, "\"class-name\":\"bus\"", "\"class-name\":\"people\"",
        "classification-labels");
    row("no label of the job", multi, kOutputManifest, "\"class-map\":{\"2\":\"bus\"}",
        "\"class-map\":{\"2\":\"tram\"}", "classification-labels");
    row("confidence of one worker", single, kOutputManifest, "\"confidence\":0,", "\"confidence\":0.5,", "confidence");
    row("a member is missing", single, kOutputManifest, "\"human-annotated\":\"yes\",", "", "metadata-keys");
    row("members in another order", multi, kOutputManifest,
        "\"human-annotated\":\"yes\",\"creation-date\":\"2026-11-22T09:00:00.340000\"",
        "\"creation-date\":\"2026-11-22T09:00:00.340000\",\"human-annotated\":\"yes\"", "metadata-order");
    row("another job", single, kOutputManifest, "labeling-job/", "job/", "metadata-job-name");
    row("a form for masks", single, kTemplate, "<crowd-image-classifier\n", "<crowd-semantic-segmentation\n",
        "worker-template");
    row("a form for one label", multi, kTemplate, "<crowd-image-classifier-multi-select\n", "<crowd-image-classifier\n",
        "worker-template");
    row("an answer of another task", single, kResponse, "{\"crowd-image-classifier\":{\"label\":\"bus\"}}",
        "{\"crowd-image-classifier-multi-select\":{\"labels\":[\"bus\"]}}", "response-unreadable");
    row("an answer of no label", multi, kResponse, "[\"bus\"]", "[\"tram\"]", "response-labels");
    row("an answer of nothing", multi, kResponse, "[\"bus\"]", "[]", "response-labels");
}

void ValidateClassificationTest::whatIsWrongIsNoticed()
{
    QFETCH(TaskType, task);
    QFETCH(QString, file);
    QFETCH(QString, from);
    QFETCH(QString, to);
    QFETCH(QString, rule);
    const QTemporaryDir folder;
    const Job job = goodJob(folder.path().toStdString(), task);
    edit(job.folder() / file.toStdString(), from.toStdString(), to.toStdString());
    const Result<std::vector<Finding>> findings = validateJob(job.folder());
    VERIFY_OK(findings);
    QSet<QString> rules = rulesOf(*findings);
    QVERIFY2(rules.contains(rule), qPrintable(QStringList(rules.values()).join(", ")));
    rules -= {rule, "output-content", "output-stale", "output-missing", "output-unexpected"};
    QCOMPARE(rules, QSet<QString>());
}

void ValidateClassificationTest::turnedPhotosAreFine()
{
    const QTemporaryDir folder;
    Job job = makeJob(folder.path().toStdString(), {.taskType = TaskType::ImageClassification});
    turnPhoto(job.source(0)->imagePath);
    chooseAt(job, 0, 0, {"bus"}, testTime(0));
    VERIFY_OK(derive(job));
    QCOMPARE(rulesOf(*validateJob(job.folder())), QSet<QString>());
}

LABELWRIGHT_TEST(ValidateClassificationTest)
#include "ValidateClassificationTest.moc"
