// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <ctime>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class JobTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void missingJobIsNamed();
    void damagedJobFilesAreNamed_data();
    void damagedJobFilesAreNamed();
    void badLinesLeaveTheRestAtWork();
    void objectsBeyondTheManifestAreRefused();
    void addedLineIsANewObject();
    void anotherPhotoOnTheLineIsNoticed();
    void eventsOfObjectsToComeAreReported();
    void movedJobFolderOpens();
    void millionLinesOpen();

private:
    std::unique_ptr<JobFixture> m_fixture;
};

void JobTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
}

void JobTest::missingJobIsNamed()
{
    const Result<Job> job = Job::open(m_fixture->root() / "none");
    VERIFY_ERROR(job, ErrorCode::NotFound);
    QCOMPARE(job.error().path, m_fixture->root() / "none");
}

void JobTest::damagedJobFilesAreNamed_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<int>("code");
    QTest::addRow("later version") << "job.json" << QByteArray(R"({"format":"labelwright-job","version":2})")
                                   << static_cast<int>(ErrorCode::NewerVersion);
    QTest::addRow("no JSON") << "job.json" << QByteArray("hello") << static_cast<int>(ErrorCode::Malformed);
    QTest::addRow("empty job file") << "job.json" << QByteArray() << static_cast<int>(ErrorCode::Malformed);
    QTest::addRow("another manifest") << "input.manifest" << QByteArray("{}\n")
                                      << static_cast<int>(ErrorCode::Mismatch);
    QTest::addRow("empty manifest") << "input.manifest" << QByteArray() << static_cast<int>(ErrorCode::Mismatch);
}

void JobTest::damagedJobFilesAreNamed()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, text);
    QFETCH(int, code);
    m_fixture->addPhotos(2);
    m_fixture->makeJob();
    const fs::path path = m_fixture->jobFolder() / file.toStdString();
    writeText(path, text.toStdString());
    const Result<Job> job = Job::open(m_fixture->jobFolder());
    VERIFY_ERROR(job, static_cast<ErrorCode>(code));
    QCOMPARE(job.error().path, path);
}

void JobTest::badLinesLeaveTheRestAtWork()
{
    m_fixture->addPhotos(1);
    const Job job = m_fixture->makeJob(m_fixture->requestOf("{\"source-ref\":\"s3://bucket/photos/1.png\"}\n"
                                                            "no JSON\n"
                                                            "{\"name\":1}\n"
                                                            "{\"source-ref\":\"s3://unknown/1.png\"}\n"
                                                            "{\"source-ref\":\"s3://bucket/photos/../../x.png\"}\n"
                                                            "{\"source-ref\":\"../x.png\"}\n"
                                                            "{\"source-ref\":\"s3://bucket/photos/2.png\"}\n"));
    VERIFY_OK(job.source(0));
    const std::vector<ErrorCode> codes{ErrorCode::Malformed, ErrorCode::Malformed, ErrorCode::Unsupported,
                                       ErrorCode::OutsideFolder, ErrorCode::OutsideFolder};
    for (std::size_t i = 0; i < codes.size(); ++i) {
        const Result<ObjectSource> source = job.source(static_cast<ObjectId>(i) + 1);
        VERIFY_ERROR(source, codes[i]);
        QCOMPARE(source.error().position, static_cast<std::int64_t>(i) + 2);
        QCOMPARE(source.error().path, manifestFile(job.folder()));
    }
    QVERIFY(sentence(job.source(3).error())
                .ends_with("add one to input-prefixes in " + jobFile(job.folder()).string() + "."));
    const Result<ObjectSource> missing = job.source(6); // Named well; that it is not there shows when it is opened.
    VERIFY_OK(missing);
    QVERIFY(!fs::exists(missing->imagePath));
}

void JobTest::objectsBeyondTheManifestAreRefused()
{
    m_fixture->addPhotos(2);
    const Job job = m_fixture->makeJob();
    for (const ObjectId object : {ObjectId{-1}, ObjectId{2}, ObjectId{1} << 40U}) {
        const Result<ObjectSource> source = job.source(object);
        VERIFY_ERROR(source, ErrorCode::InvalidArgument);
        QVERIFY(source.error().detail.find("0 to 1") != std::string::npos);
    }
}

void JobTest::addedLineIsANewObject()
{
    m_fixture->addPhotos(2);
    m_fixture->makeJob();
    m_fixture->addPhotos(3);
    const fs::path manifest = manifestFile(m_fixture->jobFolder());
    writeText(manifest, textOf(manifest) + "{\"source-ref\":\"s3://labelwright/street/images/3.png\"}\n");
    const Job job = m_fixture->openJob();
    QCOMPARE(job.objectCount(), 3);
    QCOMPARE(job.source(2)->imagePath, m_fixture->photos() / "3.png");
}

void JobTest::anotherPhotoOnTheLineIsNoticed()
{
    m_fixture->addPhotos(2);
    m_fixture->makeJob();
    AnswerEvent event = sampleEvent();
    event.sourceRef = "s3://labelwright/street/images/1.png";
    writeQuickly(m_fixture->jobFolder(), event);
    QVERIFY(!m_fixture->openJob().sourceMismatch(0));
    QVERIFY(!m_fixture->openJob().sourceMismatch(1));
    event.sourceRef = "s3://labelwright/street/images/2.png";
    event.submitted += std::chrono::seconds(1);
    const AnswerEvent other = writeQuickly(m_fixture->jobFolder(), event);
    const std::optional<Error> mismatch = m_fixture->openJob().sourceMismatch(0);
    QVERIFY(mismatch);
    QCOMPARE(mismatch->code, ErrorCode::Mismatch);
    QCOMPARE(mismatch->path.filename().string(), other.name);
    QVERIFY(mismatch->detail.find("images/2.png") != std::string::npos);
    QVERIFY(mismatch->detail.find("images/1.png") != std::string::npos);
}

void JobTest::eventsOfObjectsToComeAreReported()
{
    m_fixture->addPhotos(1);
    m_fixture->makeJob();
    AnswerEvent event = sampleEvent();
    event.object = 1;
    writeQuickly(m_fixture->jobFolder(), event);
    const Job job = m_fixture->openJob();
    QVERIFY(job.events().problems().empty());
    QCOMPARE(job.problems().size(), std::size_t{1});
    QCOMPARE(job.problems()[0].kind, EventProblem::Kind::NotYetSynced);
    QVERIFY(!job.sourceMismatch(1));
}

void JobTest::movedJobFolderOpens()
{
    m_fixture->addPhotos(1);
    m_fixture->makeJob();
    fs::rename(m_fixture->jobFolder(), m_fixture->root() / "moved");
    const Result<Job> job = Job::open(m_fixture->root() / "moved");
    VERIFY_OK(job);
    QCOMPARE(job->source(0)->imagePath, m_fixture->photos() / "1.png");
}

void JobTest::millionLinesOpen()
{
    constexpr int kLines = 1'000'000;
    std::string manifest;
    for (int i = 0; i < kLines; ++i) {
        std::string line = "{\"source-ref\":\"s3://bucket/photos/" + std::to_string(i) + ".png\",\"k\":\"";
        manifest += line + std::string(77 - line.size(), 'x') + "\"}\n";
    }
    QCOMPARE(manifest.size(), std::size_t{80} * kLines);
    const fs::path folder = m_fixture->jobFolder();
    NewJob request = m_fixture->requestOf("{\"source-ref\":\"s3://bucket/photos/0.png\"}\n");
    m_fixture->makeJob(request);
    writeText(manifestFile(folder), textOf(manifestFile(folder)) + manifest); // Grown, which spares making it all.
    QTest::qSleep(2'100); // Until the manifest's times may be relied on.
    std::vector<double> seconds;
    for (const char* state : {"read", "from the cache"}) {
        const std::clock_t start = std::clock();
        const Job job = m_fixture->openJob();
        seconds.push_back(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC);
        qInfo("a million lines, %s: %.3f s", state, seconds.back());
        QCOMPARE(job.objectCount(), kLines + 1);
        QCOMPARE(job.objectLine(kLines)->substr(0, 43), std::string("{\"source-ref\":\"s3://bucket/photos/999999.pn"));
    }
    QVERIFY2(seconds[1] < seconds[0] / 3, "the cache spares nothing");
}

LABELWRIGHT_TEST(JobTest)
#include "JobTest.moc"
