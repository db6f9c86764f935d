// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputFiles.h"

#include "core/base/AtomicFile.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>
#include <QTemporaryDir>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)

namespace fs = std::filesystem;

namespace {

const std::string kUri = "s3://harbour/out/survey/annotations/consolidated-annotation/output/"
                         "0_2026-03-04T05:06:17.624000.png";

void makeFile(const fs::path& path)
{
    fs::create_directories(path.parent_path());
    writeText(path, "x");
}

} // namespace

class OutputFilesTest : public QObject {
    Q_OBJECT
private slots:
    void findsTheMaskWherePeoplePutIt_data();
    void findsTheMaskWherePeoplePutIt();
    void longestSuffixWins();
    void neverLeavesTheFolder();
    void missingMaskIsNotFound_data();
    void missingMaskIsNotFound();
    void findsRealMasks();
    void workerResponsesComeByIterationAndName();
    void objectWithoutResponsesHasNone();
};

void OutputFilesTest::findsTheMaskWherePeoplePutIt_data()
{
    QTest::addColumn<std::string>("place");
    const std::string masks = "annotations/consolidated-annotation/output/";
    QTest::newRow("as on S3") << masks + "0_2026-03-04T05:06:17.624000.png";
    QTest::newRow("underscores") << masks + "0_2026-03-04T05_06_17.624000.png";
    QTest::newRow("private use") << masks + "0_2026-03-04T05\uF03A06\uF03A17.624000.png";
    QTest::newRow("bucket below") << "harbour/out/survey/" + masks + "0_2026-03-04T05:06:17.624000.png";
    QTest::newRow("output folder only") << std::string("output/0_2026-03-04T05:06:17.624000.png");
    QTest::newRow("beside the manifest") << std::string("0_2026-03-04T05:06:17.624000.png");
    QTest::newRow("beside, underscores") << std::string("0_2026-03-04T05_06_17.624000.png");
}

void OutputFilesTest::findsTheMaskWherePeoplePutIt()
{
    QFETCH(std::string, place);
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    makeFile(root / place);
    makeFile(root / "1_2026-03-04T05:06:17.624000.png");
    const Result<fs::path> mask = findMask(root, kUri);
    VERIFY_OK(mask);
    QVERIFY(fs::equivalent(*mask, root / place));
}

void OutputFilesTest::longestSuffixWins()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    makeFile(root / "annotations/consolidated-annotation/output/m.png");
    makeFile(root / "m.png");
    const Result<fs::path> deep = findMask(root, "s3://b/annotations/consolidated-annotation/output/m.png");
    VERIFY_OK(deep);
    QVERIFY(fs::equivalent(*deep, root / "annotations/consolidated-annotation/output/m.png"));
    const Result<fs::path> shallow = findMask(root, "s3://b/elsewhere/m.png");
    VERIFY_OK(shallow);
    QVERIFY(fs::equivalent(*shallow, root / "m.png"));
    makeFile(root / "annotations/consolidated-annotation/output/n.png");
    VERIFY_OK(findMask(root, "s3://b/another//place///n.png"));
}

void OutputFilesTest::neverLeavesTheFolder()
{
    const QTemporaryDir folder;
    const fs::path root = fs::path(folder.path().toStdString()) / "job";
    fs::create_directories(root);
    makeFile(root.parent_path() / "secret.png");
    fs::create_directory_symlink(root.parent_path(), root / "up");
    VERIFY_ERROR(findMask(root, "s3://../secret.png"), ErrorCode::NotFound);
    VERIFY_ERROR(findMask(root, "../secret.png"), ErrorCode::NotFound);
    VERIFY_ERROR(findMask(root, "s3://b/up/secret.png"), ErrorCode::NotFound);
    VERIFY_ERROR(findMask(root, (root.parent_path() / "secret.png").string()), ErrorCode::NotFound);
}

void OutputFilesTest::missingMaskIsNotFound_data()
{
    QTest::addColumn<std::string>("uri");
    for (const char* uri : {"s3://b/m.png", "s3://", "", "/", "s3://b/folder", "folder/", "a//b"})
        QTest::addRow("\"%s\"", uri) << std::string(uri);
    QTest::newRow("NUL") << std::string("a\0b.png", 7);
    QTest::newRow("overlong") << std::string(5000, 'a');
}

void OutputFilesTest::missingMaskIsNotFound()
{
    QFETCH(std::string, uri);
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    makeFile(root / "folder/inside.png");
    VERIFY_ERROR(findMask(root, uri), ErrorCode::NotFound);
}

void OutputFilesTest::findsRealMasks()
{
    const std::optional<fs::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const fs::path flat = *shared / "formats/samples/superannotate/instance_segmentation";
    VERIFY_OK(findMask(flat, "s3://test-simple-bucket/test-aws-sagemaker/annotations/consolidated-annotation/output/"
                             "0_2020-10-20T21:37:29.760855.png"));
    const fs::path job = *shared / "formats/example-job/road-scenes";
    VERIFY_OK(findMask(job, "s3://example-bucket/output/road-scenes/annotations/consolidated-annotation/output/"
                            "1_2026-11-22T09:13:10.101111.png"));
    QCOMPARE(workerResponsesOf(job, 1).size(), std::size_t{1});
}

void OutputFilesTest::workerResponsesComeByIterationAndName()
{
    const QTemporaryDir folder;
    const fs::path root = folder.path().toStdString();
    const fs::path responses = root / "annotations/worker-response";
    const std::vector<fs::path> expected{responses / "iteration-2/7/2026-03-04_05:06:17.json",
                                         responses / "iteration-2/7/2026-03-05_00:00:00.json",
                                         responses / "iteration-10/7/2026-03-01_00:00:00.json"};
    for (const fs::path& path : expected)
        makeFile(path);
    makeFile(responses / "iteration-2/70/2026-03-04_05:06:17.json");
    makeFile(responses / "iteration-2/7/notes.txt");
    makeFile(responses / "iteration-x/7/a.json");
    makeFile(responses / "iteration-3/7"); // a file where a folder is expected
    QVERIFY(workerResponsesOf(root, 7) == expected);
}

void OutputFilesTest::objectWithoutResponsesHasNone()
{
    const QTemporaryDir folder;
    QVERIFY(workerResponsesOf(folder.path().toStdString(), 0).empty());
    QVERIFY(workerResponsesOf("/nowhere/at/all", 0).empty());
}

LABELWRIGHT_TEST(OutputFilesTest)
#include "OutputFilesTest.moc"
