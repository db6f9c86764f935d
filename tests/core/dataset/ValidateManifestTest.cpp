// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/Validate.h"
#include "core/job/Derive.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace labelwright;
namespace fs = std::filesystem;

namespace {

QSet<QString> rulesOf(const Result<std::vector<Finding>>& findings)
{
    QSet<QString> rules;
    for (const Finding& finding : *findings)
        rules.insert(QString::fromStdString(finding.rule));
    return rules;
}

} // namespace

class ValidateManifestTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_folder = std::make_unique<QTemporaryDir>(); }
    void anOutputManifestOfOursIsFine();
    void photosAreLookedAtWhereTheyAreMapped();
    void aMaskThatIsGoneIsMissing();
    void aMaskOfAnotherSizeIsNoticed();
    void linesAreCheckedWithoutFiles_data();
    void linesAreCheckedWithoutFiles();
    void anyBytesAreNoDanger();
    void aMissingManifestIsAnError();
    void realMasksHaveTheForm();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    /// A derived job's output manifest, two of three objects labelled.
    fs::path derived() const
    {
        Job job = test::makeJob(folder());
        for (ObjectId object = 0; object < 2; ++object)
            test::submitAt(job, object, 0, test::stripedMask({16, 8}, 3, int(object)), test::testTime(object));
        if (!derive(job))
            qFatal("the job can not be derived");
        return stageFolder(job) / "manifests/output/output.manifest";
    }

    std::unique_ptr<QTemporaryDir> m_folder;
};

void ValidateManifestTest::anOutputManifestOfOursIsFine()
{
    QCOMPARE(rulesOf(validateManifest(derived(), {})), QSet<QString>());
}

void ValidateManifestTest::photosAreLookedAtWhereTheyAreMapped()
{
    const fs::path manifest = derived();
    const std::vector<PrefixMapping> mappings{{"s3://example-bucket/images/", folder() / "photos"}};
    QCOMPARE(rulesOf(validateManifest(manifest, mappings)), QSet<QString>());
    fs::remove(folder() / "photos/2.png");
    QCOMPARE(rulesOf(validateManifest(manifest, mappings)), QSet<QString>{"image-missing"});
    QCOMPARE(rulesOf(validateManifest(manifest, {})), QSet<QString>());
}

void ValidateManifestTest::aMaskThatIsGoneIsMissing()
{
    const fs::path manifest = derived();
    fs::remove(manifest.parent_path() / "../../annotations/consolidated-annotation/output" /
               "1_2026-11-22T09:00:00.251000.png");
    const Result<std::vector<Finding>> findings = validateManifest(manifest, {});
    QCOMPARE(rulesOf(findings), QSet<QString>{"mask-missing"});
    QCOMPARE(findings->front().error.position, 2);
}

void ValidateManifestTest::aMaskOfAnotherSizeIsNoticed()
{
    const fs::path manifest = derived();
    fs::create_directories(folder() / "other");
    test::makeJob(folder() / "other", {.size = {20, 10}});
    const std::vector<PrefixMapping> mappings{{"s3://example-bucket/images/", folder() / "other/photos"}};
    QCOMPARE(rulesOf(validateManifest(manifest, mappings)), QSet<QString>{"mask-size"});
}

void ValidateManifestTest::linesAreCheckedWithoutFiles_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("rule");
    const QByteArray line = "{\"source-ref\":\"s3://b/0.jpg\"}\n";
    QTest::newRow("good") << line + line << QByteArray();
    QTest::newRow("windows line breaks") << QByteArray("{\"source-ref\":\"s3://b/0.jpg\"}\r\n") << QByteArray();
    QTest::newRow("no JSON") << line + "{\n" << QByteArray("manifest-line");
    QTest::newRow("empty line") << line + "\n" + line << QByteArray("manifest-line");
    QTest::newRow("no source-ref") << QByteArray("{\"source\":\"text\"}\n") << QByteArray("manifest-line");
    QTest::newRow("no line break at the end") << line.chopped(1) << QByteArray("manifest-end");
    QTest::newRow("gif") << QByteArray("{\"source-ref\":\"s3://b/0.gif\"}\n") << QByteArray("image-format");
    QTest::newRow("upper case ending") << QByteArray("{\"source-ref\":\"s3://b/0.JPEG\"}\n") << QByteArray();
    QTest::newRow("mask without metadata")
        << QByteArray("{\"source-ref\":\"s3://b/0.jpg\",\"a-ref\":\"s3://b/0.png\"}\n") << QByteArray("attribute-pair");
    QTest::newRow("failed object")
        << QByteArray("{\"source-ref\":\"s3://b/0.jpg\",\"a-ref-metadata\":{\"failure-reason\":\"gone\"}}\n")
        << QByteArray();
    QTest::newRow("failed without a reason")
        << QByteArray("{\"source-ref\":\"s3://b/0.jpg\",\"a-ref-metadata\":{\"failure-reason\":\"\"}}\n")
        << QByteArray("failure-reason");
    QTest::newRow("boxes are no masks") << QByteArray("{\"source-ref\":\"s3://b/0.jpg\",\"box\":{},\"box-metadata\":{"
                                                      "\"type\":\"groundtruth/object-detection\"}}\n")
                                        << QByteArray();
}

void ValidateManifestTest::linesAreCheckedWithoutFiles()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, rule);
    const fs::path manifest = folder() / "input.manifest";
    test::writeText(manifest, text.toStdString());
    const QSet<QString> expected = rule.isEmpty() ? QSet<QString>() : QSet<QString>{QString::fromUtf8(rule)};
    QCOMPARE(rulesOf(validateManifest(manifest, {})), expected);
}

/// A labelled line cut off at each byte, and with each byte changed: findings or none, never a crash.
void ValidateManifestTest::anyBytesAreNoDanger()
{
    const std::string good = test::textOf(derived());
    const std::string line = good.substr(0, good.find('\n'));
    const fs::path manifest = folder() / "broken.manifest";
    for (std::size_t at = 0; at < line.size(); ++at) {
        test::writeText(manifest, line.substr(0, at));
        QVERIFY(validateManifest(manifest, {}));
        std::string changed = line;
        changed[at] = "\"{0\xff"[at % 4];
        test::writeText(manifest, changed);
        QVERIFY(validateManifest(manifest, {}));
    }
}

void ValidateManifestTest::aMissingManifestIsAnError()
{
    VERIFY_ERROR(validateManifest(folder() / "nothing.manifest", {}), ErrorCode::NotFound);
}

void ValidateManifestTest::realMasksHaveTheForm()
{
    const auto shared = test::sharedFolder();
    if (!shared)
        QSKIP("no folder with real samples");
    const fs::path samples = *shared / "formats/samples/superannotate/instance_segmentation/output.manifest";
    QCOMPARE(rulesOf(validateManifest(samples, {})), QSet<QString>{"file-name"}); // copied with '_'
    const fs::path example = *shared / "formats/example-job/road-scenes/manifests/output/output.manifest";
    QCOMPARE(rulesOf(validateManifest(example, {})), QSet<QString>());
}

LABELWRIGHT_TEST(ValidateManifestTest)
#include "ValidateManifestTest.moc"
