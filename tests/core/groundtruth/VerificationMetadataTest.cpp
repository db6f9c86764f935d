// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/VerificationMetadata.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>

using namespace labelwright;

namespace {

// Composed after GROUND-TRUTH.md section 6.1.
const std::string kMembers =
    R"("check-road-scenes":1,"check-road-scenes-metadata":{"class-name":"bad","confidence":0,)"
    R"("type":"groundtruth/label-verification","job-name":"labeling-job/check-road-scenes","human-annotated":"yes",)"
    R"("creation-date":"2026-11-22T10:00:00.000000",)"
    R"("worker-feedback":[{"comment":"The mask on the leftmost building covers the road."}]})";

Verification sample()
{
    return {1,
            "bad",
            0,
            true,
            parseTime("2026-11-22T10:00:00.000000"),
            "check-road-scenes",
            {"The mask on the leftmost building covers the road."}};
}

std::string lineOf(std::string_view members)
{
    return R"({"source-ref":"s3://b/0.jpg",)" + std::string(members) + "}";
}

} // namespace

class VerificationMetadataTest : public QObject {
    Q_OBJECT
private slots:
    void membersAreGroundTruths();
    void withoutCommentsThereIsNoFeedback();
    void whatIsWrittenIsRead();
    void variantsAreRead();
    void brokenMembersAreRefused_data();
    void brokenMembersAreRefused();
};

void VerificationMetadataTest::membersAreGroundTruths()
{
    QCOMPARE(QString::fromStdString(verificationMembers("check-road-scenes", sample(), ConfidenceStyle::Manifest)),
             QString::fromStdString(kMembers));
    QVERIFY(verificationMembers("a", sample(), ConfidenceStyle::Consolidation).find("\"confidence\":0.0") !=
            std::string::npos);
}

void VerificationMetadataTest::withoutCommentsThereIsNoFeedback()
{
    Verification verification = sample();
    verification.comments.clear();
    QVERIFY(verificationMembers("a", verification, ConfidenceStyle::Manifest).find("feedback") == std::string::npos);
}

void VerificationMetadataTest::whatIsWrittenIsRead()
{
    for (const auto style : {ConfidenceStyle::Manifest, ConfidenceStyle::Consolidation}) {
        const auto read = readVerification(lineOf(verificationMembers("a-b", sample(), style)), "a-b");
        VERIFY_OK(read);
        QVERIFY(*read == sample());
    }
    const auto none = readVerification(lineOf(kMembers), "another");
    VERIFY_OK(none);
    QVERIFY(!*none);
}

void VerificationMetadataTest::variantsAreRead()
{
    const auto read = readVerification(
        lineOf(R"("v":"1","v-metadata":{"type":"GroundTruth/label-verification","class-name":"bad","job-name":"x"})"),
        "v");
    VERIFY_OK(read);
    QCOMPARE((*read)->index, 1);
    QCOMPARE((*read)->jobName, std::string("x"));
    QVERIFY(!(*read)->creationDate);
}

void VerificationMetadataTest::brokenMembersAreRefused_data()
{
    QTest::addColumn<QString>("members");
    const auto row = [](const char* name, const char* members) { QTest::newRow(name) << QString(members); };
    row("no metadata", R"("v":1)");
    row("no value", R"("v-metadata":{"type":"groundtruth/label-verification"})");
    row("negative", R"("v":-1,"v-metadata":{"type":"groundtruth/label-verification"})");
    row("other type", R"("v":1,"v-metadata":{"type":"groundtruth/image-classification"})");
    row("no type", R"("v":1,"v-metadata":{})");
    row("confidence", R"("v":1,"v-metadata":{"type":"groundtruth/label-verification","confidence":2})");
    row("date", R"("v":1,"v-metadata":{"type":"groundtruth/label-verification","creation-date":"today"})");
    row("feedback", R"("v":1,"v-metadata":{"type":"groundtruth/label-verification","worker-feedback":"a"})");
    row("comment", R"("v":1,"v-metadata":{"type":"groundtruth/label-verification","worker-feedback":[{}]})");
    row("metadata", R"("v":1,"v-metadata":[])");
}

void VerificationMetadataTest::brokenMembersAreRefused()
{
    QFETCH(QString, members);
    QVERIFY(!readVerification(lineOf(members.toStdString()), "v"));
    QVERIFY(!readVerification("[", "v"));
}

LABELWRIGHT_TEST(VerificationMetadataTest)
#include "VerificationMetadataTest.moc"
