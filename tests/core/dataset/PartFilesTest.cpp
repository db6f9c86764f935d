// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dataset/formats/PartFiles.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class PartFilesTest : public QObject {
    Q_OBJECT
private slots:
    void partsAreFoundInNames_data();
    void partsAreFoundInNames();
    void aPhotoLiesInTheFirstFolderThatHasIt();
    void aPhotoThatIsNowhereIsAReference();
    void colorsAreTakenAllOrNone();
};

void PartFilesTest::partsAreFoundInNames_data()
{
    QTest::addColumn<std::string>("name");
    QTest::addColumn<int>("part"); // -1: none
    QTest::newRow("ours") << std::string("instances_validation_polygons") << int(DatasetPart::Validation);
    QTest::newRow("with a year") << std::string("instances_val2017") << int(DatasetPart::Validation);
    QTest::newRow("alone") << std::string("Train") << int(DatasetPart::Train);
    QTest::newRow("with a dash") << std::string("test-dev2017") << int(DatasetPart::Test);
    QTest::newRow("all") << std::string("instances_all") << -1;
    QTest::newRow("part of a word") << std::string("interval_contest_trains") << -1;
    QTest::newRow("nothing") << std::string() << -1;
}

void PartFilesTest::partsAreFoundInNames()
{
    QFETCH(std::string, name);
    QFETCH(int, part);
    const std::optional<DatasetPart> found = partByName(name);
    QCOMPARE(found ? int(*found) : -1, part);
}

void PartFilesTest::aPhotoLiesInTheFirstFolderThatHasIt()
{
    const QTemporaryDir temporary;
    const fs::path root(temporary.path().toStdString());
    fs::create_directories(root / "b/x");
    writeText(root / "b/x/A.JPG", "");
    writeText(root / "A.JPG", "");
    const std::vector<fs::path> folders{root / "none", root / "b", root};
    DatasetItem item;
    placePhoto(item, "x/A.JPG", folders);
    QCOMPARE(item.photo, root / "b/x/A.JPG");
    QCOMPARE(item.photoFile(), std::string("A.jpg"));
    QVERIFY(item.photoReference.empty());

    DatasetItem absolute;
    placePhoto(absolute, (root / "A.JPG").string(), folders);
    QCOMPARE(absolute.photo, root / "A.JPG");
}

void PartFilesTest::aPhotoThatIsNowhereIsAReference()
{
    DatasetItem item;
    const std::vector<fs::path> folders{"/nowhere"};
    placePhoto(item, "s3://bucket/a.png", folders);
    QVERIFY(item.photo.empty());
    QCOMPARE(item.photoReference, std::string("s3://bucket/a.png"));
    QCOMPARE(item.name, std::string("a"));
}

void PartFilesTest::colorsAreTakenAllOrNone()
{
    const Result<LabelSet> all = labelSetOf(std::vector<NamedLabel>{{"a", Color{1, 2, 3}}, {"b", Color{4, 5, 6}}});
    VERIFY_OK(all);
    QCOMPARE(all->at(2).color, (Color{4, 5, 6}));
    for (const std::optional<Color> second : {std::optional<Color>(), {Color{1, 2, 3}}, {kWhite}}) {
        const Result<LabelSet> some = labelSetOf(std::vector<NamedLabel>{{"a", Color{1, 2, 3}}, {"b", second}});
        VERIFY_OK(some);
        QCOMPARE(some->at(1).color, defaultLabelColor(0));
    }
    QVERIFY(!labelSetOf(std::vector<NamedLabel>{{"a"}, {"a"}}));
}

LABELWRIGHT_TEST(PartFilesTest)
#include "PartFilesTest.moc"
