// SPDX-License-Identifier: GPL-3.0-or-later
// Datasets of mask pictures as answers: found by their photos' names, whatever a format adds to those.
#include "core/dataset/DatasetFormat.h"
#include "core/dataset/Export.h"
#include "core/dataset/Import.h"
#include "core/dataset/ObjectLabels.h"
#include "core/job/JobState.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class ImportPicturesTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void photosAreFoundWhateverAFormatAdds_data();
    void photosAreFoundWhateverAFormatAdds();
    void smoothedColorsAreListed();

private:
    fs::path folder() const { return m_temporary->path().toStdString(); }
    std::unique_ptr<QTemporaryDir> m_temporary;
};

void ImportPicturesTest::init()
{
    m_temporary = std::make_unique<QTemporaryDir>();
    Job job = makeJob(folder() / "from");
    for (ObjectId object = 0; object < 3; ++object)
        submitAt(job, object, 0, stripedMask({16, 8}, 3, int(object)), testTime(object));
    for (const char* format : {"cityscapes", "camvid", "voc"})
        VERIFY_OK(exportDataset(job, {}, {folder() / format, findDatasetFormat(format)}));
}

void ImportPicturesTest::photosAreFoundWhateverAFormatAdds_data()
{
    QTest::addColumn<std::string>("format");
    for (const char* format : {"cityscapes", "camvid", "voc"})
        QTest::newRow(format) << std::string(format);
}

void ImportPicturesTest::photosAreFoundWhateverAFormatAdds()
{
    QFETCH(std::string, format);
    const auto reader = findDatasetFormat(format)->read(folder() / format, {});
    VERIFY_OK(reader);
    Job job = makeJob(folder() / "to");
    const Result<ImportReport> report = importIntoJob(**reader, job, defaultWorker(job));
    VERIFY_OK(report);
    QCOMPARE(report->items, 3);
    QVERIFY(report->notes.empty());
    for (ObjectId object = 0; object < 3; ++object) {
        const Result<std::optional<LabelMask>> mask = labelsNow(job, object);
        VERIFY_OK(mask);
        QVERIFY(mask->has_value() && **mask == stripedMask({16, 8}, 3, int(object)));
    }
}

void ImportPicturesTest::smoothedColorsAreListed()
{
    fs::copy_file(folder() / "from/photos/0.png", folder() / "camvid/labels/0_L.png",
                  fs::copy_options::overwrite_existing);
    const DatasetFormat& format = *findDatasetFormat("camvid");
    for (const bool nearest : {false, true}) {
        const auto reader = format.read(folder() / "camvid", {.nearestColors = nearest});
        VERIFY_OK(reader);
        NewJob request;
        request.folder = folder() / (nearest ? "with" : "without");
        request.name = "imported";
        const Result<ImportReport> report = importAsJob(**reader, request);
        VERIFY_OK(report);
        QCOMPARE(report->items, nearest ? 3 : 2);
        QCOMPARE(report->notes.size(), std::size_t{1});
        QVERIFY2(report->notes.front().text.find("colors that no label has") != std::string::npos,
                 report->notes.front().text.c_str());
    }
}

LABELWRIGHT_TEST(ImportPicturesTest)
#include "ImportPicturesTest.moc"
