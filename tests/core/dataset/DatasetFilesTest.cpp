// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/DatasetFiles.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class DatasetFilesTest : public QObject {
    Q_OBJECT
private slots:
    void aPhotoLiesInTheFirstFolderThatHasIt();
    void aPhotoThatIsNowhereIsAReference();
    void aFoldersListIsCutShort();
};

void DatasetFilesTest::aPhotoLiesInTheFirstFolderThatHasIt()
{
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    fs::create_directories(root / "b/x");
    writeText(root / "b/x/A.JPG", "");
    writeText(root / "A.JPG", "");
    const std::vector<fs::path> folders{root / "none", root / "b", root};
    const DatasetItem item = itemOfPhoto("x/A.JPG", folders);
    QCOMPARE(item.photo, root / "b/x/A.JPG");
    QCOMPARE(item.photoFile(), std::string("A.jpg"));
    QVERIFY(item.photoReference.empty());

    QCOMPARE(itemOfPhoto((root / "A.JPG").string(), folders).photo, root / "A.JPG");
}

void DatasetFilesTest::aPhotoThatIsNowhereIsAReference()
{
    const DatasetItem item = itemOfPhoto("s3://bucket/a.png", std::vector<fs::path>{"/nowhere"});
    QVERIFY(item.photo.empty());
    QCOMPARE(item.photoReference, std::string("s3://bucket/a.png"));
    QCOMPARE(item.name, std::string("a"));
}

void DatasetFilesTest::aFoldersListIsCutShort()
{
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    fs::create_directories(root / "inside");
    writeText(root / "a.png", "x");
    QCOMPARE(filesEnding(root, ".png", {}).size(), 1U);
    QCOMPARE(PhotoFolder(root, {}).find("a"), root / "a.png");
    std::stop_source source;
    source.request_stop();
    QVERIFY(filesEnding(root, ".png", source.get_token()).empty());
    QVERIFY(photosIn(root, source.get_token()).empty());
    QVERIFY(foldersIn(root, source.get_token()).empty());
    QVERIFY(PhotoFolder(root, source.get_token()).find("a").empty());
}

LABELWRIGHT_TEST(DatasetFilesTest)
#include "DatasetFilesTest.moc"
