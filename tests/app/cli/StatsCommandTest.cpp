// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"

#include <QJsonArray>
#include <QJsonObject>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// `stats`.
class StatsCommandTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void tablesCountLabelsPairsAndDays();
    void jsonHoldsTheSame();
    void csvHasALineForEachLabel();
    void htmlIsAPageOfItsOwn();
    void htmlShowsBars();
    void labelsOfImagesHaveNoPixels();
    void anUnansweredJobHasZeros();
    void whatCantBeReadIsTold();
    void oneFormatIsEnough();
    void nothingButTheCacheIsWritten();

private:
    fs::path folder() const { return m_folder->path().toStdString(); }
    fs::path job() const { return folder() / "job"; }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::optional<Job> m_job;
};

/// Of three objects one is all "a", one is "a" and "b,c" by halves.
void StatsCommandTest::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_job.emplace(makeJob(folder(), {.objects = 3, .labels = {"a", "b,c"}}));
    std::vector<Label> half(128, 1);
    std::fill(half.begin(), half.begin() + 64, Label{2});
    submitAt(*m_job, 0, 0, *LabelMask::create({16, 8}, std::vector<Label>(128, 1)), testTime(0));
    submitAt(*m_job, 1, 0, *LabelMask::create({16, 8}, half), testTime(86'400'000));
}

void StatsCommandTest::tablesCountLabelsPairsAndDays()
{
    const Outcome stats = runProgram({"stats", job()});
    VERIFY_DONE(stats);
    const std::string expected =
        "2 of 3 objects are answered. 100.0 % of their pixels are labeled. An object took 8.2 s on average, 8.2 s in "
        "the median.\n"
        "\n"
        "Labels\n"
        "  Label      Objects  Pixels  Pixels %  Components  Mean area  Smallest  Largest  Active hours  Seconds an "
        "object\n"
        "  unlabeled  0        0       0.0       -           -          -         -        0.00          -\n"
        "  a          2        192     75.0      2           96.0       64        128      0.00          6.2\n"
        "  b,c        1        64      25.0      1           64.0       64        64       0.00          4.1\n"
        "\n"
        "Components by area, in pixels\n"
        "  Area        a  b,c\n"
        "  64 to 127   1  1\n"
        "  128 to 255  1  0\n"
        "\n"
        "Objects with both labels\n"
        "       a  b,c\n"
        "  a    2  1\n"
        "  b,c  1  1\n"
        "\n"
        "Objects by labeled share of their pixels\n"
        "  Labeled      Objects\n"
        "  0 to 10 %    0\n"
        "  10 to 20 %   0\n"
        "  20 to 30 %   0\n"
        "  30 to 40 %   0\n"
        "  40 to 50 %   0\n"
        "  50 to 60 %   0\n"
        "  60 to 70 %   0\n"
        "  70 to 80 %   0\n"
        "  80 to 90 %   0\n"
        "  90 to 100 %  2\n"
        "\n"
        "Progress by day (UTC)\n"
        "  Day         Answers  Completed  Completed in all  Active hours\n"
        "  2026-11-22  1        1          1                 0.00\n"
        "  2026-11-23  1        1          2                 0.00\n";
    QCOMPARE(stats.out, expected);
}

void StatsCommandTest::jsonHoldsTheSame()
{
    const QJsonObject stats = jsonOf(runProgram({"stats", job(), "--json"}).out);
    QCOMPARE(stats[QStringLiteral("objects")].toInt(), 3);
    QCOMPARE(stats[QStringLiteral("answered")].toInt(), 2);
    QCOMPARE(stats[QStringLiteral("labeled-pixels")].toInt(), 256);
    QCOMPARE(stats[QStringLiteral("active-seconds")].toDouble(), 2 * 8.25);
    QCOMPARE(stats[QStringLiteral("coverage-tenths")].toArray()[9].toInt(), 2);
    const QJsonArray labels = stats[QStringLiteral("labels")].toArray();
    QCOMPARE(labels.size(), 3);
    QCOMPARE(labels[0].toObject()[QStringLiteral("pixels")].toInt(), 0);
    const QJsonObject a = labels[1].toObject();
    QCOMPARE(a[QStringLiteral("label")].toString(), QStringLiteral("a"));
    QCOMPARE(a[QStringLiteral("pixels")].toInt(), 192);
    QCOMPARE(a[QStringLiteral("components")].toInt(), 2);
    QCOMPARE(a[QStringLiteral("mean-area")].toDouble(), 96.0);
    QCOMPARE(a[QStringLiteral("active-seconds")].toDouble(), 1.5 * 8.25);
    QCOMPARE(a[QStringLiteral("with")].toObject()[QStringLiteral("b,c")].toInt(), 1);
    const QJsonArray sizes = a[QStringLiteral("sizes")].toArray();
    QCOMPARE(sizes.size(), 2);
    QCOMPARE(sizes[0].toObject()[QStringLiteral("from")].toInt(), 64);
    const QJsonArray days = stats[QStringLiteral("days")].toArray();
    QCOMPARE(days.size(), 2);
    QCOMPARE(days[1].toObject()[QStringLiteral("day")].toString(), QStringLiteral("2026-11-23"));
    QCOMPARE(days[1].toObject()[QStringLiteral("completed")].toInt(), 1);
}

void StatsCommandTest::csvHasALineForEachLabel()
{
    const Outcome stats = runProgram({"stats", job(), "--csv"});
    VERIFY_DONE(stats);
    QCOMPARE(stats.out, std::string("label,objects,pixels,components,smallest-area,largest-area,active-seconds\n"
                                    "unlabeled,0,0,0,0,0,0.00\na,2,192,2,64,128,12.38\n\"b,c\",1,64,1,64,64,4.12\n"));
}

void StatsCommandTest::htmlIsAPageOfItsOwn()
{
    m_job.emplace(makeJob(folder() / "other", {.labels = {"<a>"}}));
    submitAt(*m_job, 0, 0, *LabelMask::create({16, 8}, std::vector<Label>(128, 1)), testTime(0));
    const Outcome stats = runProgram({"stats", m_job->folder(), "--html"});
    VERIFY_DONE(stats);
    QVERIFY2(stats.out.starts_with("<!DOCTYPE html>\n") && stats.out.ends_with("</html>\n"), stats.out.c_str());
    for (const char* words : {"<h1>Statistics of road-scenes</h1>", "1 of 3 objects are answered.", "&lt;a&gt;",
                              "Components by area", "Objects with both labels", "2026-11-22"})
        QVERIFY2(stats.out.find(words) != std::string::npos, words);
    QCOMPARE(stats.out.find("<a>"), std::string::npos);
}

void StatsCommandTest::htmlShowsBars()
{
    const std::string html = runProgram({"stats", job(), "--html"}).out;
    const std::string color = hexColor(m_job->spec().labels.at(2).color);
    for (const std::string& words :
         {std::string("<h2>Pixels of each label</h2>"),
          std::string("<div>a</div><div><div class=\"bar\" style=\"width: 100.0%; background: ") +
              hexColor(m_job->spec().labels.at(1).color) + "\"></div></div><div>192</div>",
          "<div>b,c</div><div><div class=\"bar\" style=\"width: 33.3%; background: " + color +
              "\"></div></div><div>64</div>",
          std::string("<div>12.4 s</div>"), std::string("<h2>Objects completed until each day (UTC)</h2>"),
          std::string("prefers-color-scheme: dark")})
        QVERIFY2(html.find(words) != std::string::npos, (words + "\n" + html).c_str());
    for (const char* foreign : {"<script", "http:", "https:", "url("})
        QVERIFY2(html.find(foreign) == std::string::npos, foreign);
}

void StatsCommandTest::labelsOfImagesHaveNoPixels()
{
    m_job.emplace(makeJob(folder() / "other", {.taskType = TaskType::ImageClassificationMultiLabel}));
    chooseAt(*m_job, 0, 0, {"people", "bus"}, testTime(0));
    const Outcome text = runProgram({"stats", m_job->folder()});
    VERIFY_DONE(text);
    QCOMPARE(text.out.find("ixels"), std::string::npos);
    QVERIFY2(text.out.find("Objects with both labels") != std::string::npos, text.out.c_str());
    const QJsonObject stats = jsonOf(runProgram({"stats", m_job->folder(), "--json"}).out);
    QVERIFY(!stats.contains(QStringLiteral("pixels")));
    const QJsonObject people = stats[QStringLiteral("labels")].toArray()[1].toObject();
    QVERIFY(!people.contains(QStringLiteral("pixels")));
    QCOMPARE(people[QStringLiteral("objects")].toInt(), 1);
    QCOMPARE(people[QStringLiteral("with")].toObject()[QStringLiteral("bus")].toInt(), 1);
}

void StatsCommandTest::anUnansweredJobHasZeros()
{
    m_job.emplace(makeJob(folder() / "other"));
    for (const char* format : {"--json", "--csv", "--html"})
        VERIFY_DONE(runProgram({"stats", m_job->folder(), format}));
    const Outcome stats = runProgram({"stats", m_job->folder()});
    VERIFY_DONE(stats);
    QCOMPARE(stats.outLines().front(), std::string("0 of 3 objects are answered."));
    QVERIFY(jsonOf(runProgram({"stats", m_job->folder(), "--json"}).out)[QStringLiteral("median-seconds")].isNull());
}

void StatsCommandTest::whatCantBeReadIsTold()
{
    const fs::path mask = objectEventsFolder(job(), 1) / m_job->events().answersOf(1).front().maskFile;
    writeText(mask, "broken");
    const Outcome stats = runProgram({"stats", job(), "--json"});
    QCOMPARE(stats.exitCode, 3);
    QCOMPARE(stats.errLines().size(), std::size_t(1));
    QVERIFY2(stats.err.find(mask.string()) != std::string::npos, stats.err.c_str());
    QCOMPARE(jsonOf(stats.out)[QStringLiteral("left-out")].toArray().size(), 1);
    VERIFY_REFUSED(runProgram({"stats", folder() / "photos"}), (folder() / "photos").string());
}

void StatsCommandTest::oneFormatIsEnough()
{
    VERIFY_WRONG_USAGE(runProgram({"stats", job(), "--json", "--csv"}), "--csv");
}

void StatsCommandTest::nothingButTheCacheIsWritten()
{
    const auto before = possessionsOf(job());
    VERIFY_DONE(runProgram({"stats", job()}));
    QVERIFY(possessionsOf(job()) == before);
}

LABELWRIGHT_TEST(StatsCommandTest)
#include "StatsCommandTest.moc"
