// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/NewJobCheck.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>

#include <functional>

using namespace labelwright;
using namespace labelwright::test;

class NewJobCheckTest : public QObject {
    Q_OBJECT
private slots:
    void whatCanBeMadeHasNoProblem();
    void everyFieldTellsItsOwnProblem_data();
    void everyFieldTellsItsOwnProblem();
    void allProblemsAreToldInTheOrderOfTheFields();
    void createJobRefusesTheFirstProblem();
    void anAttributeThatFollowsFromAWrongNameIsNoSecondProblem();
};

namespace {

using Change = std::function<void(NewJob&)>;

NewJob goodRequest()
{
    NewJob request;
    request.folder = "/nowhere/road";
    request.name = "road";
    request.images = "/nowhere/photos";
    request.labels = *LabelSet::fromNames({"people", "car"});
    return request;
}

} // namespace

void NewJobCheckTest::whatCanBeMadeHasNoProblem()
{
    QVERIFY(problemsOf(goodRequest()).empty());
    NewJob choice = goodRequest();
    choice.taskType = TaskType::ImageClassificationMultiLabel;
    choice.noneCategory = "none of these";
    choice.prelabel = {.kind = Prelabel::Kind::Attribute, .attribute = "old"};
    QVERIFY(problemsOf(choice).empty());
}

void NewJobCheckTest::everyFieldTellsItsOwnProblem_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<JobField>("field");
    QTest::addColumn<QString>("part");
    const auto row = [](const char* name, JobField field, const char* part, Change change) {
        QTest::newRow(name) << std::move(change) << field << QString::fromLatin1(part);
    };
    row("no name", JobField::Name, "is empty", [](NewJob& job) { job.name.clear(); });
    row("name of 64", JobField::Name, "64 characters", [](NewJob& job) { job.name = std::string(64, 'a'); });
    row("attribute", JobField::Attribute, "-ref", [](NewJob& job) { job.attribute = "road"; });
    row("attribute of a classification", JobField::Attribute, "-ref", [](NewJob& job) {
        job.taskType = TaskType::ImageClassification;
        job.attribute = "road-ref";
    });
    row("no input", JobField::Input, "exactly one", [](NewJob& job) { job.images.clear(); });
    row("no labels", JobField::Labels, "needs labels", [](NewJob& job) { job.labels = {}; });
    row("one class", JobField::Labels, "at least two", [](NewJob& job) {
        job.taskType = TaskType::ImageClassification;
        job.labels = *LabelSet::fromNames({"people"});
    });
    row("none as a label", JobField::Labels, "none category", [](NewJob& job) {
        job.taskType = TaskType::ImageClassificationMultiLabel;
        job.noneCategory = "car";
    });
    row("29 seconds", JobField::TimeLimit, "29 seconds",
        [](NewJob& job) { job.taskTimeLimit = std::chrono::seconds(29); });
    row("ten workers", JobField::WorkersPerObject, "not 10", [](NewJob& job) { job.workersPerObject = 10; });
    row("input prefix", JobField::InputPrefix, "s3://bucket/prefix", [](NewJob& job) {
        job.inputPrefixes = {{"http://x", "/photos"}};
    });
    row("prefix twice", JobField::InputPrefix, "there twice", [](NewJob& job) {
        job.inputPrefixes = {{"s3://x/", "/a"}, {"s3://y/", "/b"}, {"s3://x/", "/c"}};
    });
    row("output prefix", JobField::OutputPrefix, "not \"s3://\"", [](NewJob& job) { job.outputPrefix = "s3://"; });
    row("worker twice", JobField::Team, "\"ann\" twice", [](NewJob& job) {
        job.team = teamOf({*createWorker("ann"), *createWorker("ann")});
    });
    row("fewer workers than an object needs", JobField::Team, "2 different workers", [](NewJob& job) {
        job.team = teamOf({*createWorker("ann")});
        job.workersPerObject = 2;
    });
    row("team without members", JobField::Team, "nobody of the team street",
        [](NewJob& job) { job.team.name = "street"; });
    row("masks for a classification", JobField::Prelabel, "no masks", [](NewJob& job) {
        job.taskType = TaskType::ImageClassification;
        job.prelabel = {.kind = Prelabel::Kind::Folder, .folder = "/"};
    });
    row("none for a segmentation", JobField::NoneCategory, "only a multi-label",
        [](NewJob& job) { job.noneCategory = "none"; });
    row("description of two lines", JobField::Description, "one line", [](NewJob& job) { job.description = "a\nb"; });
    row("description of 256 characters", JobField::Description, "at most 255", [](NewJob& job) {
        for (int i = 0; i < 256; ++i)
            job.description += "\u00e4";
    });
    row("folder that is there", JobField::Folder, "already", [](NewJob& job) { job.folder = "/"; });
}

void NewJobCheckTest::everyFieldTellsItsOwnProblem()
{
    QFETCH(Change, change);
    QFETCH(JobField, field);
    QFETCH(QString, part);
    NewJob request = goodRequest();
    change(request);
    const std::vector<FieldProblem> problems = problemsOf(request);
    QCOMPARE(problems.size(), std::size_t{1});
    QCOMPARE(problems[0].field, field);
    QVERIFY2(problems[0].error.detail.find(part.toStdString()) != std::string::npos, problems[0].error.detail.c_str());
}

void NewJobCheckTest::allProblemsAreToldInTheOrderOfTheFields()
{
    const std::vector<FieldProblem> problems = problemsOf(NewJob());
    QVERIFY(problems.size() >= 4);
    QVERIFY(std::is_sorted(problems.begin(), problems.end(),
                           [](const FieldProblem& a, const FieldProblem& b) { return a.field < b.field; }));
}

void NewJobCheckTest::createJobRefusesTheFirstProblem()
{
    NewJob request = goodRequest();
    request.name = "-";
    request.workersPerObject = 0;
    const Result<CreatedJob> created = createJob(request);
    VERIFY_ERROR(created, ErrorCode::InvalidArgument);
    QCOMPARE(created.error().detail, problemsOf(request).front().error.detail);
}

void NewJobCheckTest::anAttributeThatFollowsFromAWrongNameIsNoSecondProblem()
{
    NewJob request = goodRequest();
    request.name = "two words";
    QCOMPARE(problemsOf(request).size(), std::size_t{1});
}

LABELWRIGHT_TEST(NewJobCheckTest)
#include "NewJobCheckTest.moc"
