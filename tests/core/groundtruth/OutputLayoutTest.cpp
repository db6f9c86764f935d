// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/groundtruth/OutputLayout.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QObject>

using namespace labelwright;
using namespace labelwright::test;

Q_DECLARE_METATYPE(std::string)

namespace {

Time time(std::string_view text)
{
    return parseTime(text).value();
}

} // namespace

class OutputLayoutTest : public QObject {
    Q_OBJECT
private slots:
    void pathsAreGroundTruths();
    void everyFileOfTheExampleJobHasItsPath();
    void maskNamesComeBack_data();
    void maskNamesComeBack();
    void otherNamesAreNoMasks_data();
    void otherNamesAreNoMasks();
};

void OutputLayoutTest::pathsAreGroundTruths()
{
    const Time at = time("2026-03-04T05:06:17.624999");
    QCOMPARE(layout::workerResponsePath(7, at),
             std::string("annotations/worker-response/iteration-1/7/2026-03-04_05:06:17.json"));
    QCOMPARE(layout::consolidationRequestPath(at),
             std::string("annotations/consolidated-annotation/consolidation-request/iteration-1/"
                         "2026-03-04_05:06:17.json"));
    QCOMPARE(layout::consolidationResponsePath(at),
             std::string("annotations/consolidated-annotation/consolidation-response/iteration-1/"
                         "2026-03-04_05:06:17.json"));
    QCOMPARE(layout::maskPath(1200, at), std::string("annotations/consolidated-annotation/output/"
                                                     "1200_2026-03-04T05:06:17.624999.png"));
    QCOMPARE(layout::maskName(0, time("2020-08-02T07:38:26.7")), std::string("0_2020-08-02T07:38:26.700000.png"));
    QCOMPARE(layout::kLabelCategories, std::string_view("annotation-tool/data.json"));
    QCOMPARE(layout::kWorkerTemplate, std::string_view("annotation-tool/template.liquid"));
    QCOMPARE(layout::kOutputManifest, std::string_view("manifests/output/output.manifest"));
}

void OutputLayoutTest::everyFileOfTheExampleJobHasItsPath()
{
    const std::optional<std::filesystem::path> shared = sharedFolder();
    if (!shared)
        QSKIP("no folder of samples");
    const std::filesystem::path job = *shared / "formats/example-job/road-scenes";
    for (const std::string& path : {std::string(layout::kLabelCategories), std::string(layout::kOutputManifest),
                                    layout::workerResponsePath(0, time("2026-11-22T09:07:43")),
                                    layout::workerResponsePath(1, time("2026-11-22T09:12:01")),
                                    layout::consolidationRequestPath(time("2026-11-22T09:13:08")),
                                    layout::consolidationResponsePath(time("2026-11-22T09:13:12")),
                                    layout::maskPath(0, time("2026-11-22T09:13:10.100000")),
                                    layout::maskPath(1, time("2026-11-22T09:13:10.101111"))})
        QVERIFY2(std::filesystem::is_regular_file(job / path), path.c_str());
}

void OutputLayoutTest::maskNamesComeBack_data()
{
    QTest::addColumn<std::string>("name");
    QTest::newRow("as written") << layout::maskName(12, time("2026-03-04T05:06:17.624"));
    QTest::newRow("underscores") << std::string("12_2026-03-04T05_06_17.624000.png");
    QTest::newRow("private use") << std::string("12_2026-03-04T05\uF03A06\uF03A17.624000.png");
}

void OutputLayoutTest::maskNamesComeBack()
{
    QFETCH(std::string, name);
    const std::optional<layout::MaskName> parsed = layout::parseMaskName(name);
    QVERIFY(parsed.has_value());
    QCOMPARE(*parsed, (layout::MaskName{12, time("2026-03-04T05:06:17.624")}));
}

void OutputLayoutTest::otherNamesAreNoMasks_data()
{
    QTest::addColumn<std::string>("name");
    for (const char* name :
         {"", ".png", "0.png", "_2026-03-04T05:06:17.624000.png", "0_.png", "0_2026-03-04T05:06:17.624000.jpg",
          "-1_2026-03-04T05:06:17.624000.png", "a_2026-03-04T05:06:17.624000.png", "0-2026-03-04T05:06:17.624000.png",
          "0_2026-03-04T25:06:17.624000.png", "99999999999999999999_2026-03-04T05:06:17.624000.png", "0_2026.png"})
        QTest::addRow("\"%s\"", name) << std::string(name);
}

void OutputLayoutTest::otherNamesAreNoMasks()
{
    QFETCH(std::string, name);
    QVERIFY(!layout::parseMaskName(name).has_value());
}

LABELWRIGHT_TEST(OutputLayoutTest)
#include "OutputLayoutTest.moc"
