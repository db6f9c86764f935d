// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/StatisticsPage.h"

#include "core/job/JobLayout.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "tests/ui/home/HomeDriver.h"
#include "ui/home/CountChart.h"
#include "ui/home/LabelBars.h"
#include "ui/home/ProgressChart.h"

#include <QBarCategoryAxis>
#include <QBarSeries>
#include <QBarSet>
#include <QChart>
#include <QChartView>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineSeries>
#include <QTabWidget>
#include <QTest>
#include <QTreeWidget>
#include <QValueAxis>

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class StatisticsPageTest : public QObject {
    Q_OBJECT
private slots:
    void everyLabelHasARow();
    void rowsSortByTheirFigures();
    void theTableIsCopied();
    void sizesAreOfTheChosenLabel();
    void coverageHasATenthForEachBar();
    void labelsThatStandTogetherAreCounted();
    void timesAreBars();
    void onlyTheLargestOfManyLabelsAreBars();
    void namesStayReadableInANarrowWindow();
    void progressIsALineOverDays();
    void aDotAtTheTopIsWhole();
    void noRowIsCutAtFirst();
    void imagesHaveNoPixels();
    void newAnswersShow();
    void countingStopsWhenThePageIsLeft();
    void withoutAnswersItSaysWhatItIsFor();
    void whatCantBeReadIsTold();
};

namespace {

constexpr std::int64_t kOneDay = 86'400'000;

QTreeWidget& tableNamed(const QWidget& page, const QString& name)
{
    return *partNamed<QTreeWidget>(page, name);
}

QStringList rowsOfTable(const QWidget& page, const QString& name)
{
    QStringList rows;
    const auto* table = partNamed<QTreeWidget>(page, name);
    for (int row = 0; table && row < table->topLevelItemCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < table->columnCount(); ++column)
            cells << table->topLevelItem(row)->text(column);
        rows << cells.join(u'|');
    }
    return rows;
}

QStringList labelRows(const QWidget& page)
{
    return rowsOfTable(page, QStringLiteral("Labels in figures"));
}

/// "name count" of each bar.
QStringList barsOf(const QWidget& page, const QString& name)
{
    const QChart& chart = *partNamed<CountChart>(page, name)->findChild<QChartView*>()->chart();
    QStringList bars;
    for (QAbstractAxis* axis : chart.axes(Qt::Horizontal)) {
        const auto* series = static_cast<const QBarSeries*>(chart.series().front());
        const QStringList names = static_cast<QBarCategoryAxis*>(axis)->categories();
        for (int place = 0; place < int(names.size()); ++place)
            bars << QStringLiteral("%1 %2").arg(names[place]).arg(series->barSets().front()->at(place));
    }
    return bars;
}

/// Those of a label each, from the lowest.
QStringList labelBars(const QWidget& page, const QString& name)
{
    const QChart& chart = *partNamed<LabelBars>(page, name)->findChild<QChartView*>()->chart();
    return static_cast<QBarCategoryAxis*>(chart.axes(Qt::Vertical).front())->categories();
}

/// Three objects of 16 x 8: one is all people, one is half people and half bus, one has nobody's answer.
struct Labeled {
    GalleryJob gallery{3};

    Labeled()
    {
        submitAt(gallery.job(), 0, 0, *LabelMask::create({16, 8}, std::vector<Label>(128, 1)), testTime(0));
        std::vector<Label> half(128, 1);
        std::fill(half.begin() + 64, half.end(), Label{3});
        submitAt(gallery.job(), 1, 0, *LabelMask::create({16, 8}, half), testTime(2 * kOneDay));
        gallery.look();
    }
};

} // namespace

void StatisticsPageTest::everyLabelHasARow()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page), (QStringList{QStringLiteral("unlabeled|0|0|0.0|–|–|–|–|–|–"),
                                               QStringLiteral("people|2|192|75.0|2|96.0|64|128|12.4 s|6.2 s"),
                                               QStringLiteral("traffic light|0|0|0.0|–|–|–|–|–|–"),
                                               QStringLiteral("bus|1|64|25.0|1|64.0|64|64|4.1 s|4.1 s")}));
    QVERIFY(showsText(page, QStringLiteral("Answered: 2 of 3 objects. Labeled: 100.0 % of their pixels.")));
}

void StatisticsPageTest::rowsSortByTheirFigures()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    QHeaderView& header = *tableNamed(page, QStringLiteral("Labels in figures")).header();
    const auto click = [&header](int column) {
        QTest::mouseClick(
            header.viewport(), Qt::LeftButton, {},
            {header.sectionViewportPosition(column) + header.sectionSize(column) / 2, header.height() / 2});
    };
    click(2);
    if (!labelRows(page).first().startsWith(QStringLiteral("people")))
        click(2);
    QVERIFY(labelRows(page).first().startsWith(QStringLiteral("people")));
    QVERIFY(labelRows(page)[1].startsWith(QStringLiteral("bus")));
}

void StatisticsPageTest::theTableIsCopied()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    QTreeWidget& labels = tableNamed(page, QStringLiteral("Labels in figures"));
    labels.setFocus();
    QTest::keySequence(&labels, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text().count(u'\n'), 5);
    QTreeWidget& days = tableNamed(page, QStringLiteral("Days"));
    page.findChild<QTabWidget*>()->setCurrentIndex(6);
    days.setFocus();
    QTest::keySequence(&days, QKeySequence::Copy);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Day (UTC)\tAnswers\tCompleted\tIn all\tActive time\n"
                            "2026-11-22\t1\t1\t1\t8.3 s\n2026-11-24\t1\t1\t2\t8.3 s\n"));
}

void StatisticsPageTest::sizesAreOfTheChosenLabel()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    const QString chart = QStringLiteral("Components by area");
    QCOMPARE(barsOf(page, chart), (QStringList{QStringLiteral("64 2"), QStringLiteral("128 1")}));
    QTreeWidget& table = tableNamed(page, QStringLiteral("Labels in figures"));
    const auto click = [&table](int row) {
        table.scrollToItem(table.topLevelItem(row));
        QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualItemRect(table.topLevelItem(row)).center());
    };
    click(3);
    QCOMPARE(barsOf(page, chart), QStringList{QStringLiteral("64 1")});
    click(2);
    QCOMPARE(barsOf(page, chart), QStringList());
    table.selectAll();
    QCOMPARE(barsOf(page, chart).size(), 2);
}

void StatisticsPageTest::coverageHasATenthForEachBar()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    const QStringList bars = barsOf(page, QStringLiteral("Objects by labeled share"));
    QCOMPARE(bars.size(), 10);
    QCOMPARE(bars.first(), QStringLiteral("0–10 0"));
    QCOMPARE(bars.last(), QStringLiteral("90–100 2"));
}

void StatisticsPageTest::labelsThatStandTogetherAreCounted()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOfTable(page, QStringLiteral("Objects with both labels")),
                 (QStringList{QStringLiteral("people|2|0|1"), QStringLiteral("traffic light|0|0|0"),
                              QStringLiteral("bus|1|0|1")}));
    const QTreeWidgetItem& people = *tableNamed(page, QStringLiteral("Objects with both labels")).topLevelItem(0);
    QCOMPARE(people.toolTip(3), QStringLiteral("50.0 % of the objects with \"people\" have \"bus\""));
    QVERIFY(people.background(1).color().alphaF() > people.background(3).color().alphaF());
}

void StatisticsPageTest::timesAreBars()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    QCOMPARE(
        labelBars(page, QStringLiteral("Active time of each label")),
        (QStringList{QStringLiteral("traffic light –"), QStringLiteral("bus 4.1 s"), QStringLiteral("people 12.4 s")}));
    QCOMPARE(labelBars(page, QStringLiteral("Objects that have each label")).last(), QStringLiteral("people 2"));
}

void StatisticsPageTest::onlyTheLargestOfManyLabelsAreBars()
{
    std::vector<std::string> labels;
    for (int label = 1; label <= 17; ++label)
        labels.push_back("label " + std::to_string(label));
    GalleryJob gallery(1, labels);
    gallery.submit(0, 17);
    gallery.look();
    StatisticsPage page(gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 18);
    const QStringList bars = labelBars(page, QStringLiteral("Pixels of each label"));
    QCOMPARE(bars.size(), 15);
    QCOMPARE(bars.last(), QStringLiteral("label 17 128"));
    QVERIFY(showsText(page, QStringLiteral("Pixels of each label; the 15 with most are shown")));
}

void StatisticsPageTest::namesStayReadableInANarrowWindow()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.resize(500, 500);
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    const QTreeWidget& table = tableNamed(page, QStringLiteral("Labels in figures"));
    const int narrow = table.columnWidth(0);
    QVERIFY2(narrow > table.fontMetrics().horizontalAdvance(QStringLiteral("traffic light")),
             qPrintable(QString::number(narrow)));
    page.resize(1500, 500);
    QTRY_COMPARE(table.header()->length(), table.viewport()->width());
    QVERIFY(table.columnWidth(0) > narrow);
}

void StatisticsPageTest::progressIsALineOverDays()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    const QChart& chart = *page.findChild<ProgressChart*>()->findChild<QChartView*>()->chart();
    const auto* line = static_cast<const QLineSeries*>(chart.series().front());
    QCOMPARE(line->count(), 2);
    QCOMPARE(line->at(0).y(), 1.0);
    QCOMPARE(line->at(1).y(), 2.0);
    QCOMPARE(line->at(1).x() - line->at(0).x(), double(2 * kOneDay));
}

void StatisticsPageTest::aDotAtTheTopIsWhole()
{
    GalleryJob gallery(1);
    gallery.submit(0, 1);
    gallery.look();
    StatisticsPage page(gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    const QChart& chart = *page.findChild<ProgressChart*>()->findChild<QChartView*>()->chart();
    QCOMPARE(static_cast<const QLineSeries*>(chart.series().front())->at(0).y(), 1.0);
    const auto* counts = static_cast<const QValueAxis*>(chart.axes(Qt::Vertical).front());
    QVERIFY(counts->max() > 1.0);
    QCOMPARE(counts->tickInterval(), 1.0); // Whole objects, all the same.
}

void StatisticsPageTest::noRowIsCutAtFirst()
{
    std::vector<std::string> labels;
    for (int label = 1; label <= 17; ++label)
        labels.push_back("label " + std::to_string(label));
    GalleryJob gallery(1, labels);
    gallery.submit(0, 17);
    gallery.look();
    StatisticsPage page(gallery.facts());
    page.resize(1100, 640);
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 18);
    const QTreeWidget& table = tableNamed(page, QStringLiteral("Labels in figures"));
    const int row = table.visualItemRect(table.topLevelItem(0)).height();
    QTRY_COMPARE(table.viewport()->height(), 7 * row);
}

void StatisticsPageTest::imagesHaveNoPixels()
{
    GalleryJob gallery(2, 1, TaskType::ImageClassificationMultiLabel);
    chooseAt(gallery.job(), 0, 0, {"people", "bus"}, testTime(0));
    gallery.look();
    StatisticsPage page(gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page),
                 (QStringList{QStringLiteral("unlabeled|0|–|–"), QStringLiteral("people|1|4.1 s|4.1 s"),
                              QStringLiteral("traffic light|0|–|–"), QStringLiteral("bus|1|4.1 s|4.1 s")}));
    QCOMPARE(page.findChild<QTabWidget*>()->count(), 4);
}

void StatisticsPageTest::newAnswersShow()
{
    Labeled labeled;
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    labeled.gallery.submit(2, 2);
    labeled.gallery.look();
    QTRY_VERIFY(showsText(page, QStringLiteral("Answered: 3 of 3 objects.")));
    QVERIFY(labelRows(page)[2].startsWith(QStringLiteral("traffic light|1|128|")));
}

/// A mask that takes its time, as on a slow disk: whoever reads it waits until the pipe in its place is opened here.
void StatisticsPageTest::countingStopsWhenThePageIsLeft()
{
    Labeled labeled;
    const fs::path folder = labeled.gallery.job().folder();
    const fs::path mask =
        objectEventsFolder(folder, 0) / labeled.gallery.job().events().currentAnswers(0).front()->maskFile;
    const fs::path measures = cacheFolder(folder) / "measures.jsonl";
    fs::rename(mask, folder / "mask.png");
    QCOMPARE(::mkfifo(mask.c_str(), 0600), 0);
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    page.hide();
    const int pipe = ::open(mask.c_str(), O_RDWR);
    QTRY_VERIFY(fs::exists(measures));
    ::close(pipe);
    QVERIFY2(textOf(measures).find("object") == std::string::npos, "it went on with the next object");
    fs::rename(folder / "mask.png", mask);
    QVERIFY(labelRows(page).isEmpty());
    page.show();
    QTRY_COMPARE(labelRows(page).size(), 4);
    QVERIFY(showsText(page, QStringLiteral("Answered: 2 of 3 objects.")));
}

void StatisticsPageTest::withoutAnswersItSaysWhatItIsFor()
{
    GalleryJob gallery(2);
    gallery.look();
    StatisticsPage page(gallery.facts());
    page.show();
    QTRY_VERIFY(showsText(page, QStringLiteral("Answered: 0 of 2 objects.")));
    QVERIFY(showsText(page, QStringLiteral("When somebody has answered")));
    QVERIFY(labelRows(page).isEmpty());
}

void StatisticsPageTest::whatCantBeReadIsTold()
{
    Labeled labeled;
    const AnswerEvent& answer = *labeled.gallery.job().events().currentAnswers(0).front();
    writeText(objectEventsFolder(labeled.gallery.job().folder(), 0) / answer.maskFile, "damaged");
    StatisticsPage page(labeled.gallery.facts());
    page.show();
    QTRY_VERIFY(showsText(page, QStringLiteral("Objects whose labels can't be read: 1.")));
    QCOMPARE(labelRows(page).size(), 4);
}

LABELWRIGHT_TEST(StatisticsPageTest)
#include "StatisticsPageTest.moc"
