// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <functional>
#include <map>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// One thing wrong with a request, by the name of its row.
void spoil(NewJob& request, const JobFixture& fixture, const std::string& row)
{
    const auto toManifest = [&](const std::string& text) { request = fixture.requestOf(text); };
    const std::map<std::string, std::function<void()>> spoilers{
        {"name", [&] { request.name = "a_b"; }},
        {"attribute", [&] { request.attribute = "street"; }},
        {"neither photos nor manifest", [&] { request.images.clear(); }},
        {"photos and manifest", [&] { request.manifest = "x"; }},
        {"no labels", [&] { request.labels = {}; }},
        {"labels and label file", [&] { request.labelFile = "x"; }},
        {"label file missing", [&] { request.labels = {}, request.labelFile = fixture.root() / "x"; }},
        {"29 seconds", [&] { request.taskTimeLimit = std::chrono::seconds(29); }},
        {"over 8 hours", [&] { request.taskTimeLimit = std::chrono::seconds(28801); }},
        {"no worker", [&] { request.workersPerObject = 0; }},
        {"ten workers", [&] { request.workersPerObject = 10; }},
        {"input prefix",
         [&] {
             request.inputPrefixes = {{"/photos", "/photos"}};
         }},
        {"prefix without bucket",
         [&] {
             request.inputPrefixes = {{"s3:///a", "/photos"}};
         }},
        {"prefix without folder",
         [&] {
             request.inputPrefixes = {{"s3://a/", ""}};
         }},
        {"output prefix", [&] { request.outputPrefix = "bucket"; }},
        {"worker twice",
         [&] {
             request.team = teamOf({defaultTeam(1)[0], defaultTeam(1)[0]});
         }},
        {"prelabel folder",
         [&] { request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = fixture.root() / "x"}; }},
        {"attribute of a classification",
         [&] { request.taskType = TaskType::ImageClassification, request.attribute = "street-ref"; }},
        {"a classification with masks",
         [&] {
             request.taskType = TaskType::ImageClassification;
             request.prelabel = {.kind = Prelabel::Kind::Folder, .folder = fixture.root()};
         }},
        {"a classification with one label",
         [&] { request.taskType = TaskType::ImageClassification, request.labels = numberedLabels(1); }},
        {"none category of masks", [&] { request.noneCategory = "none"; }},
        {"none category of one label",
         [&] { request.taskType = TaskType::ImageClassification, request.noneCategory = "none"; }},
        {"none category that is a label",
         [&] { request.taskType = TaskType::ImageClassificationMultiLabel, request.noneCategory = "bus"; }},
        {"none category of two lines",
         [&] { request.taskType = TaskType::ImageClassificationMultiLabel, request.noneCategory = "a\nb"; }},
        {"prelabel attribute", [&] { request.prelabel.kind = Prelabel::Kind::Attribute; }},
        {"no folder", [&] { request.folder.clear(); }},
        {"photos missing", [&] { request.images = fixture.root() / "x"; }},
        {"manifest missing", [&] { toManifest("x"), request.manifest = fixture.root() / "x"; }},
        {"manifest empty", [&] { toManifest(""); }},
        {"manifest of other things", [&] { toManifest("{\"source\":\"text\"}\n\nhello\n"); }},
    };
    spoilers.at(row)();
}

} // namespace

/// Jobs that are not made, and leave nothing behind.
class CreateJobRefusalTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<JobFixture>(); }
    void wrongRequestsLeaveNothing_data();
    void wrongRequestsLeaveNothing();
    void existingFolderIsRefused();
    void folderWithoutPhotosIsRefused();
    void fullDiskLeavesNothing();
    void readOnlyFolderLeavesNothing();
    void stoppedItLeavesNothing();
    void attributeThatALineHasIsRefused();

private:
    std::unique_ptr<JobFixture> m_fixture;
};

void CreateJobRefusalTest::wrongRequestsLeaveNothing_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QString>("says");
    const auto row = [](const char* name, ErrorCode code, const char* says) {
        QTest::newRow(name) << static_cast<int>(code) << says;
    };
    row("name", ErrorCode::InvalidArgument, "");
    row("attribute", ErrorCode::InvalidArgument, "");
    row("attribute of a classification", ErrorCode::InvalidArgument, "must not end in");
    row("a classification with masks", ErrorCode::InvalidArgument, "no masks");
    row("a classification with one label", ErrorCode::InvalidArgument, "two labels");
    row("none category of masks", ErrorCode::InvalidArgument, "multi-label");
    row("none category of one label", ErrorCode::InvalidArgument, "multi-label");
    row("none category that is a label", ErrorCode::InvalidArgument, "\"bus\"");
    row("none category of two lines", ErrorCode::InvalidArgument, "one line");
    row("neither photos nor manifest", ErrorCode::InvalidArgument, "exactly one");
    row("photos and manifest", ErrorCode::InvalidArgument, "exactly one");
    row("no labels", ErrorCode::InvalidArgument, "exactly one");
    row("labels and label file", ErrorCode::InvalidArgument, "exactly one");
    row("label file missing", ErrorCode::NotFound, "");
    row("29 seconds", ErrorCode::InvalidArgument, "29 seconds");
    row("over 8 hours", ErrorCode::InvalidArgument, "28801 seconds");
    row("no worker", ErrorCode::InvalidArgument, "not 0");
    row("ten workers", ErrorCode::InvalidArgument, "not 10");
    row("input prefix", ErrorCode::InvalidArgument, "s3://bucket/prefix");
    row("prefix without bucket", ErrorCode::InvalidArgument, "s3://bucket/prefix");
    row("prefix without folder", ErrorCode::InvalidArgument, "has no folder");
    row("output prefix", ErrorCode::InvalidArgument, "s3://bucket/prefix");
    row("worker twice", ErrorCode::InvalidArgument, "twice");
    row("prelabel folder", ErrorCode::NotFound, "initial masks");
    row("prelabel attribute", ErrorCode::InvalidArgument, "initial values");
    row("no folder", ErrorCode::InvalidArgument, "no folder");
    row("photos missing", ErrorCode::NotFound, "");
    row("manifest missing", ErrorCode::NotFound, "");
    row("manifest empty", ErrorCode::Malformed, "no line");
    row("manifest of other things", ErrorCode::Malformed, "source-ref");
}

void CreateJobRefusalTest::wrongRequestsLeaveNothing()
{
    QFETCH(int, code);
    QFETCH(QString, says);
    m_fixture->addPhotos(1);
    NewJob request = m_fixture->request();
    spoil(request, *m_fixture, QTest::currentDataTag());
    const Result<CreatedJob> created = createJob(request);
    VERIFY_ERROR(created, static_cast<ErrorCode>(code));
    QVERIFY2(created.error().detail.find(says.toStdString()) != std::string::npos, created.error().detail.c_str());
    QVERIFY(!fs::exists(m_fixture->jobFolder()));
    for (const fs::directory_entry& entry : fs::directory_iterator(m_fixture->root()))
        QVERIFY(!entry.path().filename().string().starts_with('.'));
}

void CreateJobRefusalTest::existingFolderIsRefused()
{
    m_fixture->addPhotos(1);
    fs::create_directory(m_fixture->jobFolder()); // Even an empty one.
    const Result<CreatedJob> created = createJob(m_fixture->request());
    VERIFY_ERROR(created, ErrorCode::AlreadyExists);
    QCOMPARE(created.error().path, m_fixture->jobFolder());
    QVERIFY(fs::is_empty(m_fixture->jobFolder()));
    NewJob withSlash = m_fixture->request();
    withSlash.folder += "/";
    VERIFY_ERROR(createJob(withSlash), ErrorCode::AlreadyExists);
}

void CreateJobRefusalTest::folderWithoutPhotosIsRefused()
{
    const Result<CreatedJob> created = createJob(m_fixture->request());
    VERIFY_ERROR(created, ErrorCode::InvalidArgument);
    const std::string said = sentence(created.error());
    QVERIFY2(said.starts_with(m_fixture->photos().string() + ": there is no photo in this folder; Labelwright reads "),
             said.c_str());
    QVERIFY2(said.find("put it back") == std::string::npos, said.c_str());
}

void CreateJobRefusalTest::fullDiskLeavesNothing()
{
    m_fixture->addPhotos(1);
    for (const std::uintmax_t bytes : {0U, 200U}) { // 200 are enough for the manifest, not for job.json.
        const FullDisk disk(bytes);
        VERIFY_ERROR(createJob(m_fixture->request()), ErrorCode::DiskFull);
        QVERIFY(!fs::exists(m_fixture->jobFolder()));
        QCOMPARE(std::distance(fs::directory_iterator(m_fixture->root()), fs::directory_iterator()), 1);
    }
    m_fixture->makeJob();
}

void CreateJobRefusalTest::stoppedItLeavesNothing()
{
    m_fixture->addPhotos(2);
    std::stop_source stop;
    stop.request_stop();
    VERIFY_ERROR(createJob(m_fixture->request(), stop.get_token()), ErrorCode::Cancelled);
    VERIFY_ERROR(createJob(m_fixture->requestOf("{\"source-ref\":\"s3://bucket/photos/1.png\"}\n"), stop.get_token()),
                 ErrorCode::Cancelled);
    QVERIFY(!fs::exists(m_fixture->jobFolder()));
    VERIFY_OK(createJob(m_fixture->request()));
}

void CreateJobRefusalTest::readOnlyFolderLeavesNothing()
{
    m_fixture->addPhotos(1);
    fs::permissions(m_fixture->root(), fs::perms(0555));
    {
        const AsOrdinaryUser user;
        VERIFY_ERROR(createJob(m_fixture->request()), ErrorCode::ReadOnly);
    }
    fs::permissions(m_fixture->root(), fs::perms(0755));
    QCOMPARE(std::distance(fs::directory_iterator(m_fixture->root()), fs::directory_iterator()), 1);
}

void CreateJobRefusalTest::attributeThatALineHasIsRefused()
{
    for (const char* key : {"street-ref", "street-ref-metadata"}) {
        const NewJob request = m_fixture->requestOf("{\"source-ref\":\"s3://bucket/photos/1.png\"}\n"
                                                    "{\"source-ref\":\"s3://bucket/photos/2.png\",\"" +
                                                    std::string(key) + "\":\"x\"}\n");
        const Result<CreatedJob> created = createJob(request);
        VERIFY_ERROR(created, ErrorCode::InvalidArgument);
        QCOMPARE(created.error().position, 2);
    }
    // The same text elsewhere than as a key is fine.
    VERIFY_OK(createJob(m_fixture->requestOf("{\"source-ref\":\"a.png\",\"k\":\"street-ref\"}\n")));
}

LABELWRIGHT_TEST(CreateJobRefusalTest)
#include "CreateJobRefusalTest.moc"
