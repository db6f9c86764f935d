// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/InitialChoice.h"

#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;
using namespace labelwright::test;
using Ids = std::vector<int>;

/// What an earlier attribute of the manifest says in a job of labels people, traffic light and bus.
class InitialChoiceTest : public QObject {
    Q_OBJECT
private slots:
    void labelsAreMatchedByName_data();
    void labelsAreMatchedByName();
    void withoutAnAttributeThereIsNone();
    void aLabelThatTheJobLacksIsTold();
    void aBrokenAttributeIsTold();
};

namespace {

constexpr const char* kSingle = R"("type":"groundtruth/image-classification")";
constexpr const char* kMulti = R"("type":"groundtruth/image-classification-multilabel")";

std::string line(const std::string& value, const std::string& metadata)
{
    return R"({"source-ref":"s3://photos/1.png",)" + value + R"("old-metadata":{)" + metadata + "}}\n";
}

Job jobOf(const JobFixture& fixture, TaskType task, const std::string& manifest, const std::string& none = {})
{
    NewJob request = fixture.requestOf(manifest);
    request.taskType = task;
    request.noneCategory = none;
    request.prelabel = {.kind = Prelabel::Kind::Attribute, .attribute = "old"};
    return fixture.makeJob(request);
}

} // namespace

void InitialChoiceTest::labelsAreMatchedByName_data()
{
    QTest::addColumn<bool>("isMulti");
    QTest::addColumn<QString>("none");
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<std::optional<Ids>>("ids");
    const auto row = [](const char* name, bool isMulti, const char* none, const std::string& text,
                        const std::optional<Ids>& ids) {
        QTest::newRow(name) << isMulti << QString::fromLatin1(none) << QString::fromStdString(text) << ids;
    };
    const std::string bus = std::string(R"("class-name":"bus",)") + kSingle;
    const std::string two = std::string(R"("class-map":{"7":"bus","0":"people"},)") + kMulti;
    row("one label, at another index", false, "", line(R"("old":7,)", bus), Ids{3});
    row("index as text", false, "", line(R"("old":"7",)", bus), Ids{3});
    row("several, in label order", true, "", line(R"("old":[7,0],)", two), (Ids{1, 3}));
    row("one label in a multi-label job", true, "", line(R"("old":7,)", bus), Ids{3});
    row("several where one is asked for", false, "", line(R"("old":[7,0],)", two), std::nullopt);
    row("none of them", true, "Nothing", line(R"("old":[],)", std::string(R"("class-map":{},)") + kMulti), Ids{});
    row("none without a category", true, "", line(R"("old":[],)", std::string(R"("class-map":{},)") + kMulti),
        std::nullopt);
    row("failed", false, "", line("", R"("failure-reason":"no answers","type":"groundtruth/image-classification")"),
        std::nullopt);
}

void InitialChoiceTest::labelsAreMatchedByName()
{
    QFETCH(bool, isMulti);
    QFETCH(QString, none);
    QFETCH(QString, manifest);
    QFETCH(std::optional<Ids>, ids);
    const JobFixture fixture;
    const Job job = jobOf(fixture, isMulti ? TaskType::ImageClassificationMultiLabel : TaskType::ImageClassification,
                          manifest.toStdString(), none.toStdString());
    const Result<std::optional<Ids>> choice = initialChoice(job, 0);
    VERIFY_OK(choice);
    QCOMPARE(*choice, ids);
}

void InitialChoiceTest::withoutAnAttributeThereIsNone()
{
    const JobFixture fixture;
    const Job job = jobOf(fixture, TaskType::ImageClassification, "{\"source-ref\":\"s3://photos/1.png\"}\n");
    QCOMPARE(*initialChoice(job, 0), std::optional<Ids>());
    VERIFY_ERROR(initialChoice(job, 1), ErrorCode::InvalidArgument);
}

void InitialChoiceTest::aLabelThatTheJobLacksIsTold()
{
    const JobFixture fixture;
    const Job job = jobOf(fixture, TaskType::ImageClassification,
                          line(R"("old":1,)", std::string(R"("class-name":"tram",)") + kSingle));
    const Result<std::optional<Ids>> choice = initialChoice(job, 0);
    VERIFY_ERROR(choice, ErrorCode::Mismatch);
    QVERIFY(choice.error().detail.find("\"tram\"") != std::string::npos);
    QCOMPARE(choice.error().position, 1);
}

void InitialChoiceTest::aBrokenAttributeIsTold()
{
    const JobFixture fixture;
    const Job job = jobOf(fixture, TaskType::ImageClassification, line(R"("old":{},)", kSingle));
    VERIFY_ERROR(initialChoice(job, 0), ErrorCode::Malformed);
}

LABELWRIGHT_TEST(InitialChoiceTest)
#include "InitialChoiceTest.moc"
