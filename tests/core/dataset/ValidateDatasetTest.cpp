// SPDX-License-Identifier: GPL-3.0-or-later
// Datasets that were exported, whole output folders, and what is looked at in several files at once.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/Export.h"
#include "core/dataset/Validate.h"
#include "core/groundtruth/MaskPng.h"
#include "core/job/Derive.h"
#include "tests/core/dataset/JobBreaks.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ValidateDatasetTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void anExportIsFine();
    void aChangedFileIsFound();
    void aMissingFileIsFound();
    void anAddedFileIsFound();
    void aDamagedListSaysWhichLine();
    void anybodysDatasetIsCheckedByItsImages();
    void masksOfAnotherSizeAndWithoutLabelsAreFound();
    void thePhotosOfADatasetMayBeTheSame();
    void aDatasetThatCantBeOpenedIsFound();
    void anOutputFolderIsCheckedByItsManifest();
    void masksAndResponsesOfNoLineAreOrphans();
    void thePhotosOfAManifestMayBeTheSame();
    void aFolderOfNothingIsRefused();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    fs::path dataset() const { return folder() / "dataset"; }
    fs::path output() const { return folder() / "job/output/road-scenes"; }
    std::vector<Finding> found(const fs::path& target) const
    {
        const Result<std::vector<Finding>> findings = validateTarget(target, {});
        return findings ? *findings : std::vector<Finding>();
    }

    std::unique_ptr<QTemporaryDir> m_temporary;
};

void ValidateDatasetTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    Job job = makeJob(folder());
    for (ObjectId object = 0; object < 2; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, int(object)), testTime(object));
    VERIFY_OK(derive(job));
    VERIFY_OK(exportDataset(job, {}, {dataset(), findDatasetFormat("index-png")}));
}

void ValidateDatasetTest::anExportIsFine()
{
    const Result<std::vector<Finding>> findings = validateTarget(dataset(), {});
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>());
}

void ValidateDatasetTest::aChangedFileIsFound()
{
    fs::copy_file(dataset() / "annotations/0.png", dataset() / "annotations/1.png",
                  fs::copy_options::overwrite_existing);
    const std::vector<Finding> findings = found(dataset());
    QCOMPARE(rulesOf(findings), QSet<QString>{"dataset-content"});
    QCOMPARE(findings.front().error.path, dataset() / "SHA256SUMS");
    QCOMPARE(findings.front().error.position, 3); // after README.md and annotations/0.png
    QVERIFY(findings.front().error.detail.starts_with("annotations/1.png "));
}

void ValidateDatasetTest::aMissingFileIsFound()
{
    fs::remove(dataset() / "images/1.png");
    QCOMPARE(rulesOf(found(dataset())), (QSet<QString>{"dataset-missing", "dataset-note"}));
}

void ValidateDatasetTest::anAddedFileIsFound()
{
    fs::create_directories(dataset() / "images/more");
    writeText(dataset() / "images/more/notes.txt", "mine");
    const std::vector<Finding> findings = found(dataset());
    QCOMPARE(rulesOf(findings), QSet<QString>{"dataset-unexpected"});
    QCOMPARE(findings.front().error.path, dataset() / "images/more/notes.txt");
}

void ValidateDatasetTest::aDamagedListSaysWhichLine()
{
    const std::string sums = textOf(dataset() / "SHA256SUMS");
    for (const char* line : {"nonsense\n", "\n", "0123  a\n"}) {
        writeText(dataset() / "SHA256SUMS", line + sums);
        const std::vector<Finding> findings = found(dataset());
        QCOMPARE(rulesOf(findings), QSet<QString>{"dataset-list"});
        QCOMPARE(findings.front().error.position, 1);
    }
    writeText(dataset() / "SHA256SUMS", sums.substr(0, 64) + "  ../outside\n" + sums);
    QCOMPARE(rulesOf(found(dataset())), QSet<QString>{"dataset-list"});
}

void ValidateDatasetTest::anybodysDatasetIsCheckedByItsImages()
{
    fs::remove(dataset() / "SHA256SUMS");
    QCOMPARE(rulesOf(found(dataset())), QSet<QString>());
    writeText(dataset() / "annotations/1.png", "no picture");
    const std::vector<Finding> findings = found(dataset());
    QCOMPARE(rulesOf(findings), QSet<QString>{"dataset-item"});
    QCOMPARE(findings.front().error.path, dataset() / "annotations/1.png");
}

void ValidateDatasetTest::masksOfAnotherSizeAndWithoutLabelsAreFound()
{
    fs::remove(dataset() / "SHA256SUMS");
    const LabelSet labels = *LabelSet::fromNames({"a", "b", "c"});
    writeBytes(dataset() / "annotations/0.png", *encodeConsolidatedMask(*LabelMask::create({4, 4}), labels));
    QCOMPARE(rulesOf(found(dataset())), (QSet<QString>{"mask-size", "mask-empty"}));
}

void ValidateDatasetTest::thePhotosOfADatasetMayBeTheSame()
{
    fs::remove(dataset() / "SHA256SUMS");
    fs::copy_file(dataset() / "images/0.png", dataset() / "images/1.png", fs::copy_options::overwrite_existing);
    const std::vector<Finding> findings = found(dataset());
    QCOMPARE(rulesOf(findings), QSet<QString>{"image-duplicate"});
    QCOMPARE(findings.front().error.path, dataset() / "images/1.png");
    QVERIFY(findings.front().error.detail.ends_with("that of image 1"));
}

void ValidateDatasetTest::aDatasetThatCantBeOpenedIsFound()
{
    fs::remove_all(dataset() / "annotations");
    const QSet<QString> rules = rulesOf(found(dataset()));
    QVERIFY(rules.contains("dataset-unreadable"));
}

void ValidateDatasetTest::anOutputFolderIsCheckedByItsManifest()
{
    QCOMPARE(rulesOf(found(output())), QSet<QString>());
    edit(output() / "manifests/output/output.manifest", "#2ca02c", "#2CA02C");
    QCOMPARE(rulesOf(found(output())), (QSet<QString>{"color-map-hex", "color-map-constant"}));
}

void ValidateDatasetTest::masksAndResponsesOfNoLineAreOrphans()
{
    const fs::path masks = output() / "annotations/consolidated-annotation/output";
    const fs::path orphan = masks / "7_2026-11-22T09:00:00.250000.png";
    fs::copy_file(fs::directory_iterator(masks)->path(), orphan);
    fs::create_directories(output() / "annotations/worker-response/iteration-1/3");
    const std::vector<Finding> findings = found(output());
    QCOMPARE(rulesOf(findings), QSet<QString>{"orphan-file"});
    QCOMPARE(findings.size(), std::size_t{2});
    QCOMPARE(findings.front().error.path, orphan);
    QCOMPARE(findings.back().error.path.filename(), fs::path("3"));
}

void ValidateDatasetTest::thePhotosOfAManifestMayBeTheSame()
{
    fs::copy_file(folder() / "photos/0.png", folder() / "photos/2.png", fs::copy_options::overwrite_existing);
    const std::vector<PrefixMapping> mappings{{"s3://example-bucket/images/", folder() / "photos"}};
    const Result<std::vector<Finding>> findings = validateTarget(folder() / "job/input.manifest", mappings);
    VERIFY_OK(findings);
    QCOMPARE(rulesOf(*findings), QSet<QString>{"image-duplicate"});
    QCOMPARE(findings->size(), std::size_t{1});
    QCOMPARE(findings->front().error.position, 3);
    QVERIFY(findings->front().error.detail.ends_with("that of line 1"));
}

void ValidateDatasetTest::aFolderOfNothingIsRefused()
{
    const Result<std::vector<Finding>> findings = validateTarget(folder() / "photos", {});
    VERIFY_ERROR(findings, ErrorCode::Unsupported);
    VERIFY_ERROR(validateTarget(folder() / "missing", {}), ErrorCode::NotFound);
}

LABELWRIGHT_TEST(ValidateDatasetTest)
#include "ValidateDatasetTest.moc"
