// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobSpec.h"

#include "core/base/Hash.h"
#include "core/base/Json.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;

class JobSpecTest : public QObject {
    Q_OBJECT
private slots:
    void textIsTheGoldenOne();
    void aDescriptionIsKept();
    void comesBackWhole();
    void classificationComesBackWhole();
    void unknownTaskNeedsALaterVersion();
    void everyMemberIsNeeded_data();
    void everyMemberIsNeeded();
    void wrongValuesAreRefused_data();
    void wrongValuesAreRefused();
    void cutShortIsAnError();
    void laterVersionIsNamed();
    void secondStageNeedsALaterVersion();
    void folderWithoutJobJsonIsNoJob();
};

namespace {

JobSpec sampleSpec()
{
    JobSpec spec;
    spec.name = "street";
    spec.attribute = "street-ref";
    spec.labels = threeLabels();
    spec.inputPrefixes = {{"s3://bucket/photos/", "/data/photos"}, {"s3://other/", "relative"}};
    spec.sourceFolder = "/data";
    spec.outputPrefix = "s3://bucket/out";
    spec.task.timeLimit = std::chrono::seconds(1800);
    spec.workersPerObject = 2;
    spec.task.instructions = {"<p>Paint every person.</p>", "<p>All of it…</p>", "Full instructions", "<p>good</p>",
                              "<p>bad</p>"};
    spec.team = defaultTeam(2);
    spec.prelabel = {.kind = Prelabel::Kind::Attribute, .attribute = "earlier-ref"};
    spec.manifest = {1234, 12, sha256Hex("manifest")};
    spec.created = timeAt(0.25);
    return spec;
}

bool isSame(const JobSpec& a, const JobSpec& b)
{
    return a.name == b.name && a.taskType == b.taskType && a.attribute == b.attribute && a.labels == b.labels &&
           a.inputPrefixes == b.inputPrefixes && a.sourceFolder == b.sourceFolder && a.outputPrefix == b.outputPrefix &&
           a.task == b.task && a.workersPerObject == b.workersPerObject && a.team == b.team &&
           a.prelabel == b.prelabel && a.manifest == b.manifest && a.created == b.created &&
           a.noneCategory == b.noneCategory && a.maskConsolidation == b.maskConsolidation;
}

} // namespace

void JobSpecTest::aDescriptionIsKept()
{
    JobSpec spec = sampleSpec();
    spec.task.description = "Paint people";
    const Result<JobSpec> read = parseJobSpec(writeJobSpec(spec));
    VERIFY_OK(read);
    QVERIFY(isSame(*read, spec));
}

void JobSpecTest::textIsTheGoldenOne()
{
    QCOMPARE(QByteArray::fromStdString(writeJobSpec(sampleSpec())),
             QByteArray::fromStdString(textOf(dataPath("job/job.json"))));
}

void JobSpecTest::comesBackWhole()
{
    JobSpec spec = sampleSpec();
    for (const Prelabel& prelabel : {Prelabel{}, Prelabel{.kind = Prelabel::Kind::Folder, .folder = "/data/masks"},
                                     Prelabel{.kind = Prelabel::Kind::Attribute, .attribute = "earlier-ref"}}) {
        spec.prelabel = prelabel;
        spec.maskConsolidation = prelabel == Prelabel{} ? MaskConsolidation::Plurality : MaskConsolidation::Staple;
        const Result<JobSpec> back = parseJobSpec(writeJobSpec(spec));
        VERIFY_OK(back);
        QVERIFY(isSame(*back, spec));
    }
}

void JobSpecTest::classificationComesBackWhole()
{
    JobSpec spec = sampleSpec();
    spec.attribute = "street";
    spec.prelabel = {};
    for (const TaskTypeInfo& task : taskTypes()) {
        spec.taskType = task.type;
        for (const char* none : {"", "None of the above"}) {
            spec.noneCategory = none;
            const Result<JobSpec> back = parseJobSpec(writeJobSpec(spec));
            VERIFY_OK(back);
            QVERIFY(isSame(*back, spec));
        }
    }
}

void JobSpecTest::unknownTaskNeedsALaterVersion()
{
    Json json = *parseJson(writeJobSpec(sampleSpec()));
    json["stages"][0]["task-type"] = "object-detection";
    VERIFY_ERROR(parseJobSpec(writeJson(json)), ErrorCode::NewerVersion);
}

void JobSpecTest::everyMemberIsNeeded_data()
{
    QTest::addColumn<QString>("key");
    for (const char* key :
         {"format", "version", "created", "stages", "labels", "task-time-limit-seconds", "workers-per-object", "team",
          "input-prefixes", "output-prefix", "prelabel", "instructions", "manifest"})
        QTest::addRow("%s", key) << key;
}

void JobSpecTest::everyMemberIsNeeded()
{
    QFETCH(QString, key);
    Json json = *parseJson(writeJobSpec(sampleSpec()));
    json.erase(key.toStdString());
    const Result<JobSpec> spec = parseJobSpec(writeJson(json));
    VERIFY_ERROR(spec, ErrorCode::Malformed);
    QVERIFY(QString::fromStdString(spec.error().detail).contains('"' + key + '"'));
}

void JobSpecTest::wrongValuesAreRefused_data()
{
    QTest::addColumn<QString>("key");
    QTest::addColumn<QByteArray>("value");
    QTest::addRow("no workers") << "workers-per-object" << QByteArray("0");
    QTest::addRow("ten workers") << "workers-per-object" << QByteArray("10");
    QTest::addRow("unknown consolidation") << "mask-consolidation" << QByteArray("\"vote\"");
    QTest::addRow("29 s") << "task-time-limit-seconds" << QByteArray("29");
    QTest::addRow("over 8 h") << "task-time-limit-seconds" << QByteArray("28801");
    QTest::addRow("empty team") << "team" << QByteArray("[]");
    QTest::addRow("worker without id") << "team" << QByteArray(R"([{"name":"a"}])");
    QTest::addRow("white label") << "labels" << QByteArray(R"([{"id":1,"name":"a","color":"#ffffff"}])");
    QTest::addRow("label id 0") << "labels" << QByteArray(R"([{"id":0,"name":"a","color":"#000000"}])");
    QTest::addRow("label id twice") << "labels"
                                    << QByteArray(R"([{"id":1,"name":"a","color":"#000000"},)"
                                                  R"({"id":1,"name":"b","color":"#000001"}])");
    QTest::addRow("prelabel kind") << "prelabel" << QByteArray(R"({"kind":"model"})");
    QTest::addRow("prelabel folder") << "prelabel" << QByteArray(R"({"kind":"folder"})");
    QTest::addRow("prefix without folder") << "input-prefixes" << QByteArray(R"([{"prefix":"s3://a/"}])");
    QTest::addRow("empty manifest") << "manifest"
                                    << QByteArray(R"({"bytes":0,"lines":0,"sha256":")" + QByteArray(64, '0') + "\"}");
    QTest::addRow("short hash") << "manifest" << QByteArray(R"({"bytes":1,"lines":1,"sha256":"00"})");
    QTest::addRow("time") << "created" << QByteArray("\"yesterday\"");
    QTest::addRow("another format") << "format" << QByteArray("\"something\"");
    QTest::addRow("version 0") << "version" << QByteArray("0");
}

void JobSpecTest::wrongValuesAreRefused()
{
    QFETCH(QString, key);
    QFETCH(QByteArray, value);
    Json json = *parseJson(writeJobSpec(sampleSpec()));
    json[key.toStdString()] = *parseJson(value.toStdString());
    const Result<JobSpec> spec = parseJobSpec(writeJson(json));
    QVERIFY(!spec);
    QVERIFY(spec.error().code == ErrorCode::Malformed || spec.error().code == ErrorCode::InvalidArgument);
}

void JobSpecTest::cutShortIsAnError()
{
    const std::string text = writeJobSpec(sampleSpec());
    for (std::size_t size = 0; size + 2 < text.size(); ++size)
        VERIFY_ERROR(parseJobSpec(std::string_view(text).substr(0, size)), ErrorCode::Malformed);
}

void JobSpecTest::laterVersionIsNamed()
{
    const QTemporaryDir folder;
    const std::filesystem::path path = folder.filePath("job.json").toStdString();
    writeText(path, R"({"format":"labelwright-job","version":2,"whatever":[]})");
    const Result<JobSpec> spec = readJobSpec(folder.path().toStdString());
    VERIFY_ERROR(spec, ErrorCode::NewerVersion);
    QCOMPARE(sentence(spec.error()),
             path.string() + ": the job has version 2, this program knows 1. Update Labelwright to open it.");
}

void JobSpecTest::secondStageNeedsALaterVersion()
{
    Json json = *parseJson(writeJobSpec(sampleSpec()));
    json["stages"].push_back(json["stages"][0]);
    VERIFY_ERROR(parseJobSpec(writeJson(json)), ErrorCode::NewerVersion);
    json["stages"] = Json::array({{{"name", "a"}, {"kind", "verify"}}});
    VERIFY_ERROR(parseJobSpec(writeJson(json)), ErrorCode::NewerVersion);
}

void JobSpecTest::folderWithoutJobJsonIsNoJob()
{
    const QTemporaryDir folder;
    const Result<JobSpec> spec = readJobSpec(folder.path().toStdString());
    VERIFY_ERROR(spec, ErrorCode::NotFound);
    QVERIFY(spec.error().detail.find("no job") != std::string::npos);
}

LABELWRIGHT_TEST(JobSpecTest)
#include "JobSpecTest.moc"
