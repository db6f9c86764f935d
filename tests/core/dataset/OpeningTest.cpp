// SPDX-License-Identifier: GPL-3.0-or-later
// The opening of a dataset is stopped when that is asked for, and says how far it is.
#include "core/dataset/Opening.h"

#include "core/dataset/Export.h"
#include "core/dataset/StreamedJson.h"
#include "core/dataset/StreamedXml.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QTemporaryDir>
#include <QTest>

#include <algorithm>
#include <utility>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

using Reports = std::vector<std::pair<std::int64_t, std::int64_t>>;

class OpeningTest : public QObject {
    Q_OBJECT
private slots:
    void everyFormatStops_data() { formats(); }
    void everyFormatStops();
    void progressRisesToTheEnd_data() { formats(); }
    void progressRisesToTheEnd();
    void aStopOnTheWayEndsTheOpening_data();
    void aStopOnTheWayEndsTheOpening();
    void aStopIsNoReasonToTryTheNextFormat();
    void aStreamedFileIsLeftWhereTheStopCame();
    void nobodyIsToldMoreOftenThanCanBeSeen();

private:
    static void formats();
    /// A dataset of three images.
    void write(const DatasetFormat& format);

    QTemporaryDir m_temporary;
    fs::path m_root = fs::path(m_temporary.path().toStdString());
    fs::path m_dataset;
};

namespace {

/// Formats whose opening only lists folders can't know how much there is.
bool reportsProgress(std::string_view id)
{
    static const std::vector<std::string_view> kReporting{
        "sagemaker-manifest", "coco", "coco-panoptic", "labelme", "cvat", "datumaro", "imagefolder", "csv"};
    return std::ranges::find(kReporting, id) != kReporting.end();
}

std::stop_token stopped()
{
    std::stop_source source;
    source.request_stop();
    return source.get_token();
}

} // namespace

void OpeningTest::formats()
{
    QTest::addColumn<std::string>("id");
    for (const DatasetFormat& format : datasetFormats())
        QTest::newRow(std::string(format.id).c_str()) << std::string(format.id);
}

void OpeningTest::write(const DatasetFormat& format)
{
    const QByteArray name = QByteArray(QTest::currentTestFunction()) + QByteArray(QTest::currentDataTag());
    const fs::path folder = m_root / std::to_string(qHash(name));
    m_dataset = folder / "dataset";
    Job job = makeJob(folder, {.taskType = format.tasks.front()});
    for (ObjectId object = 0; object < 3; ++object) {
        if (job.spec().taskType == TaskType::SemanticSegmentation)
            submitAt(job, object, 0, stripedMask({16, 8}, 3, static_cast<int>(object)), testTime(object * 1000));
        else
            chooseAt(job, object, 0, {"bus"}, testTime(object * 1000));
    }
    VERIFY_OK(exportDataset(reopened(job), {}, {m_dataset, &format}));
}

void OpeningTest::everyFormatStops()
{
    QFETCH(std::string, id);
    const DatasetFormat& format = *findDatasetFormat(id);
    write(format);
    VERIFY_OK(format.read(m_dataset, {}));
    const auto reader = format.read(m_dataset, {.stop = stopped()});
    VERIFY_ERROR(reader, ErrorCode::Cancelled);
    QCOMPARE(reader.error().path, m_dataset);
}

void OpeningTest::progressRisesToTheEnd()
{
    QFETCH(std::string, id);
    const DatasetFormat& format = *findDatasetFormat(id);
    write(format);
    Reports reports;
    VERIFY_OK(format.read(m_dataset, {.progress = [&](auto done, auto all) { reports.emplace_back(done, all); }}));
    QCOMPARE(!reports.empty(), reportsProgress(id));
    std::int64_t before = 0;
    for (const auto& [done, all] : reports) {
        QVERIFY(done > before);
        QVERIFY(done <= all);
        before = done;
    }
    QVERIFY(reports.empty() || reports.back().first == reports.back().second);
}

void OpeningTest::aStopOnTheWayEndsTheOpening_data()
{
    QTest::addColumn<std::string>("id");
    for (const DatasetFormat& format : datasetFormats()) {
        if (reportsProgress(format.id))
            QTest::newRow(std::string(format.id).c_str()) << std::string(format.id);
    }
}

void OpeningTest::aStopOnTheWayEndsTheOpening()
{
    QFETCH(std::string, id);
    const DatasetFormat& format = *findDatasetFormat(id);
    write(format);
    std::stop_source source;
    int reports = 0;
    const auto reader = format.read(m_dataset, {.stop = source.get_token(), .progress = [&](auto, auto) {
                                                    ++reports;
                                                    source.request_stop();
                                                }});
    VERIFY_ERROR(reader, ErrorCode::Cancelled);
    QCOMPARE(reports, 1);
}

void OpeningTest::aStopIsNoReasonToTryTheNextFormat()
{
    write(*findDatasetFormat("csv")); // whose classes.txt index-png takes for a damaged one of its own
    std::stop_source source;
    const Result<OpenedDataset> opened =
        openDataset(m_dataset, {.stop = source.get_token(), .progress = [&](auto, auto) { source.request_stop(); }});
    VERIFY_ERROR(opened, ErrorCode::Cancelled);
    VERIFY_OK(openDataset(m_dataset, {}));
}

void OpeningTest::aStreamedFileIsLeftWhereTheStopCame()
{
    std::string json = "{\"a\":[0";
    std::string xml = "<all>";
    for (int element = 1; element < 300'000; ++element) {
        json += ",\n    1";
        xml += "<a/>\n";
    }
    writeText(m_root / "a.json", json + "]}");
    writeText(m_root / "a.xml", xml + "</all>");
    std::stop_source source;
    Opening opening({.stop = source.get_token()});
    int taken = 0;
    const Status walked = StreamedJson::open(m_root / "a.json")->walk(opening, [&](const auto&) {
        ++taken;
        source.request_stop();
        return ok();
    });
    VERIFY_ERROR(walked, ErrorCode::Cancelled);
    QCOMPARE(walked.error().path, m_root / "a.json");
    QVERIFY(taken < 60'000); // of the first block

    std::stop_source another;
    Opening second({.stop = another.get_token()});
    taken = 0;
    const Result<std::string> rest =
        StreamedXml::open(m_root / "a.xml")->walk("a", second, [&](const auto&, const auto&) {
            ++taken;
            another.request_stop();
            return ok();
        });
    VERIFY_ERROR(rest, ErrorCode::Cancelled);
    QCOMPARE(rest.error().path, m_root / "a.xml");
    QVERIFY(taken < 60'000);
}

void OpeningTest::nobodyIsToldMoreOftenThanCanBeSeen()
{
    Reports reports;
    Opening opening({.progress = [&](auto done, auto all) { reports.emplace_back(done, all); }});
    opening.expect(1'000'000);
    for (int piece = 0; piece < 999'999; ++piece)
        QVERIFY(opening.advance(1));
    QCOMPARE(reports.size(), 999U);
    opening.finish();
    opening.finish();
    QCOMPARE(reports.size(), 1000U);
    QCOMPARE(reports.back(), (std::pair<std::int64_t, std::int64_t>(1'000'000, 1'000'000)));
}

LABELWRIGHT_TEST(OpeningTest)
#include "OpeningTest.moc"
