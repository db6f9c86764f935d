// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"
#include "core/job/JobState.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// The warnings of a job that can be made.
std::vector<std::string> sentences(const NewJob& request)
{
    const Result<CreatedJob> created = createJob(request);
    if (!created)
        qFatal("%s", sentence(created.error()).c_str());
    std::vector<std::string> texts;
    for (const Error& warning : created->warnings)
        texts.push_back(sentence(warning));
    return texts;
}

} // namespace

/// Jobs that are made, and what is warned of.
class CreateJobTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<JobFixture>(); }
    void folderOfPhotosBecomesAManifest();
    void photosGetTheNameOfTheirPrefix_data();
    void photosGetTheNameOfTheirPrefix();
    void manifestIsTakenOverByteForByte();
    void everythingAskedForIsInTheSpec();
    void aTeamOfTheWorkspaceIsTheJobsWithItsRoles();
    void labelFileGivesLabelsAndInstructions();
    void badLinesAreNamedAndTheRestIsMade();
    void photoNamesThatNoManifestHoldsAreLeftOut();
    void linkOutOfTheFolderIsLeftOut();
    void warnings_data();
    void warnings();
    void warningsEnd();

private:
    std::unique_ptr<JobFixture> m_fixture;
};

void CreateJobTest::folderOfPhotosBecomesAManifest()
{
    for (const char* name : {"10.png", "2.png", "거리/1.png", "a \"b\".png"})
        m_fixture->addPhoto(name);
    QVERIFY(sentences(m_fixture->request()).empty());
    const std::string manifest = textOf(m_fixture->jobFolder() / "input.manifest");
    QCOMPARE(QByteArray::fromStdString(manifest),
             QByteArray("{\"source-ref\":\"s3://labelwright/street/images/2.png\"}\n"
                        "{\"source-ref\":\"s3://labelwright/street/images/10.png\"}\n"
                        "{\"source-ref\":\"s3://labelwright/street/images/a \\\"b\\\".png\"}\n"
                        "{\"source-ref\":\"s3://labelwright/street/images/거리/1.png\"}\n"));
    const Job job = m_fixture->openJob();
    QCOMPARE(job.objectCount(), 4);
    QCOMPARE(job.spec().manifest, (ManifestStamp{manifest.size(), 4, sha256Hex(manifest)}));
    for (ObjectId object = 0; object < 4; ++object) {
        const Result<ObjectSource> source = job.source(object);
        VERIFY_OK(source);
        QVERIFY(fs::exists(source->imagePath));
    }
}

void CreateJobTest::photosGetTheNameOfTheirPrefix_data()
{
    QTest::addColumn<QString>("prefix");
    QTest::addColumn<QString>("folder"); // From the fixture's root.
    QTest::addColumn<QString>("sourceRef");
    QTest::addRow("the folder itself") << "s3://bucket/in"
                                       << "photos"
                                       << "s3://bucket/in/1.png";
    QTest::addRow("its parent") << "s3://bucket"
                                << "."
                                << "s3://bucket/photos/1.png";
    QTest::addRow("slash at the end") << "s3://bucket/in/"
                                      << "photos/"
                                      << "s3://bucket/in/1.png";
    QTest::addRow("another folder") << "s3://bucket/in"
                                    << "job-photos"
                                    << "s3://labelwright/street/images/1.png";
    QTest::addRow("a folder that begins alike") << "s3://bucket/in"
                                                << "photo"
                                                << "s3://labelwright/street/images/1.png";
}

void CreateJobTest::photosGetTheNameOfTheirPrefix()
{
    QFETCH(QString, prefix);
    QFETCH(QString, folder);
    QFETCH(QString, sourceRef);
    m_fixture->addPhotos(1);
    NewJob request = m_fixture->request();
    request.inputPrefixes = {{prefix.toStdString(), m_fixture->root() / folder.toStdString()}};
    const Job job = m_fixture->makeJob(request);
    const Result<ObjectSource> source = job.source(0);
    VERIFY_OK(source);
    QCOMPARE(QString::fromStdString(source->sourceRef), sourceRef);
    QCOMPARE(source->imagePath, m_fixture->photos() / "1.png");
}

void CreateJobTest::manifestIsTakenOverByteForByte()
{
    m_fixture->addPhotos(2);
    const std::string text = "{\"source-ref\" : \"s3://bucket/photos/1.png\" , \"k\":[1, 2.50]}\r\n"
                             "{\"z\":null,\"source-ref\":\"photos/2.png\"}";
    const Job job = m_fixture->makeJob(m_fixture->requestOf(text));
    QCOMPARE(textOf(m_fixture->jobFolder() / "input.manifest"), text);
    QCOMPARE(job.objectCount(), 2);
    QCOMPARE(job.source(0)->imagePath, m_fixture->photos() / "1.png");
    // A relative source-ref begins at the folder that the manifest came from.
    QCOMPARE(job.source(1)->sourceRef, std::string("photos/2.png"));
    QCOMPARE(job.source(1)->imagePath, m_fixture->photos() / "2.png");
}

void CreateJobTest::everythingAskedForIsInTheSpec()
{
    m_fixture->addPhotos(1);
    NewJob request = m_fixture->request();
    request.attribute = "my-own-ref";
    request.outputPrefix = "s3://out/put//";
    request.workersPerObject = 3;
    request.taskTimeLimit = std::chrono::seconds(45);
    request.instructions.shortHtml = "<p>short</p>";
    request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = m_fixture->photos()};
    const Time before = now();
    const JobSpec spec = m_fixture->makeJob(request).spec();
    QCOMPARE(spec.name, std::string("street"));
    QCOMPARE(spec.attribute, std::string("my-own-ref"));
    QCOMPARE(spec.outputPrefix, std::string("s3://out/put"));
    QCOMPARE(spec.workersPerObject, 3);
    QCOMPARE(spec.task.timeLimit.count(), 45);
    QCOMPARE(spec.task.instructions, request.instructions);
    QCOMPARE(spec.prelabel, request.prelabel);
    QCOMPARE(spec.team, defaultTeam(3));
    QVERIFY(spec.labels == threeLabels());
    QVERIFY(spec.created >= before && spec.created <= now());
}

void CreateJobTest::aTeamOfTheWorkspaceIsTheJobsWithItsRoles()
{
    m_fixture->addPhotos(1);
    NewJob request = m_fixture->request();
    const Worker ann = *createWorker("Ann", "ann@example.com");
    const Worker bob = *createWorker("Bob", "bob@example.com");
    request.team = {"street", {{ann}, {bob, TeamRole::Lead, MemberStatus::Active}}};
    const Job job = m_fixture->makeJob(request);
    QVERIFY(currentTeam(job) == request.team);
    QVERIFY(job.spec().team == (std::vector{ann, bob}));
    QCOMPARE(job.events().jobEvents().size(), std::size_t{1});
    QVERIFY(job.events().jobEvents().front().author == bob);
    QVERIFY(decidingWorker(job) == bob);
}

void CreateJobTest::labelFileGivesLabelsAndInstructions()
{
    m_fixture->addPhotos(1);
    const fs::path file = m_fixture->root() / "labels.json";
    writeText(file, R"({"document-version":"2021-05-13","labels":[{"label":"sky"},{"label":"sea"}],)"
                    R"("instructions":{"shortInstruction":"<p>s</p>","fullInstruction":"<p>f</p>"}})");
    NewJob request = m_fixture->request();
    request.labels = {};
    request.labelFile = file;
    const JobSpec spec = m_fixture->makeJob(request).spec();
    QVERIFY(spec.labels == *LabelSet::fromNames({"sky", "sea"}));
    QCOMPARE(spec.task.instructions.shortHtml, std::string("<p>s</p>"));
    QCOMPARE(spec.task.instructions.fullHtml, std::string("<p>f</p>"));

    request.folder = m_fixture->root() / "second";
    request.instructions.shortHtml = "<p>mine</p>";
    QCOMPARE(createJob(request)->spec.task.instructions.shortHtml, std::string("<p>mine</p>"));

    request.folder = m_fixture->root() / "third";
    writeText(file, R"({"labels":[{"label":"sky"},{"label":"sky"}]})");
    const Result<CreatedJob> twice = createJob(request);
    VERIFY_ERROR(twice, ErrorCode::InvalidArgument);
    QCOMPARE(twice.error().path, file);
}

void CreateJobTest::badLinesAreNamedAndTheRestIsMade()
{
    m_fixture->addPhotos(1);
    const NewJob request = m_fixture->requestOf("{\"source-ref\":\"s3://bucket/photos/1.png\"}\n"
                                                "no JSON\n"
                                                "{\"name\":1}\n");
    const Result<CreatedJob> created = createJob(request);
    VERIFY_OK(created);
    QCOMPARE(created->warnings.size(), std::size_t{2});
    QCOMPARE(created->warnings[0].position, 2);
    QCOMPARE(created->warnings[0].path, request.manifest);
    QCOMPARE(created->warnings[1].position, 3);
    QVERIFY(created->warnings[1].detail.find("source-ref") != std::string::npos);
    QCOMPARE(m_fixture->openJob().objectCount(), 3);
}

void CreateJobTest::photoNamesThatNoManifestHoldsAreLeftOut()
{
    m_fixture->addPhotos(1);
    m_fixture->addPhoto("2\xFF.png");
    const std::vector<std::string> warnings = sentences(m_fixture->request());
    QCOMPARE(warnings.size(), std::size_t{1});
    QVERIFY(warnings[0].find("UTF-8") != std::string::npos);
    fs::remove(m_fixture->photos() / "2\xFF.png"); // QTemporaryDir can't.
    QCOMPARE(m_fixture->openJob().objectCount(), 1);
}

void CreateJobTest::linkOutOfTheFolderIsLeftOut()
{
    m_fixture->addPhotos(1);
    writeBytes(m_fixture->root() / "outside.png", pictureOf({4, 3}));
    fs::create_symlink("../outside.png", m_fixture->photos() / "2.png");
    const std::vector<std::string> warnings = sentences(m_fixture->request());
    QCOMPARE(warnings.size(), std::size_t{1});
    QVERIFY(warnings[0].find("2.png") != std::string::npos);
    QCOMPARE(m_fixture->openJob().objectCount(), 1);
}

void CreateJobTest::warnings_data()
{
    QTest::addColumn<QByteArray>("manifest");
    QTest::addColumn<int>("labels");
    QTest::addColumn<QString>("says");
    const QByteArray line("{\"source-ref\":\"1.png\"}\n");
    QTest::addRow("nothing") << line << 253 << "";
    QTest::addRow("many labels") << line << 254 << "the job has 254 labels";
    QTest::addRow("image format") << QByteArray("{\"source-ref\":\"1.bmp\"}\n") << 3 << "line 1: Ground Truth reads";
    QTest::addRow("upper case format") << QByteArray("{\"source-ref\":\"1.JPG\"}\n") << 3 << "";
    QTest::addRow("20,000 objects") << line.repeated(20'000) << 3 << "";
    QTest::addRow("20,001 objects") << line.repeated(20'001) << 3 << "the job has 20001 objects";
}

void CreateJobTest::warnings()
{
    QFETCH(QByteArray, manifest);
    QFETCH(int, labels);
    QFETCH(QString, says);
    NewJob request = m_fixture->requestOf(manifest.toStdString());
    std::vector<std::string> names;
    for (int i = 0; i < labels; ++i)
        names.push_back("label " + std::to_string(i));
    request.labels = *LabelSet::fromNames(names);
    const std::vector<std::string> warned = sentences(request);
    QCOMPARE(warned.size(), std::size_t{says.isEmpty() ? 0U : 1U});
    if (!says.isEmpty())
        QVERIFY2(warned[0].find(says.toStdString()) != std::string::npos, warned[0].c_str());
}

void CreateJobTest::warningsEnd()
{
    NewJob request = m_fixture->requestOf(QByteArray("?\n").repeated(500).toStdString() + "{\"source-ref\":\"1.png\"}");
    request.prelabel = {.kind = Prelabel::Kind::Attribute, .attribute = "earlier-ref"};
    request.inputPrefixes.push_back({"s3://none/", m_fixture->root() / "none"});
    const std::vector<std::string> warned = sentences(request);
    QCOMPARE(warned.size(), kMaxWarnings);
    QVERIFY(warned.front().find("the folder of s3://none/ is not there") != std::string::npos);
    QCOMPARE(warned.back().substr(0, 12), std::string("and 403 more"));
}

LABELWRIGHT_TEST(CreateJobTest)
#include "CreateJobTest.moc"
