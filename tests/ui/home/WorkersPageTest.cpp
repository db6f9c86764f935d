// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/WorkersPage.h"

#include "core/job/JobLayout.h"
#include "core/job/LabelChange.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestJob.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "tests/ui/home/HomeDriver.h"
#include "ui/home/SpeedChart.h"
#include "ui/home/WorkersModel.h"

#include <QChart>
#include <QChartView>
#include <QClipboard>
#include <QComboBox>
#include <QDateTimeAxis>
#include <QGuiApplication>
#include <QHeaderView>
#include <QLineSeries>
#include <QTest>
#include <QTreeView>

using namespace labelwright;
using namespace labelwright::test;

class WorkersPageTest : public QObject {
    Q_OBJECT
private slots:
    void everyWorkerHasARow();
    void rowsSortByTheirFigures();
    void oneLabelIsShownByItself();
    void theTableIsCopied();
    void chosenRowsAreCopiedAlone();
    void newAnswersShow();
    void withoutAnswersItSaysWhatItIsFor();
    void whatCantBeReadIsTold();
    void theLabelsOfferedAreThoseOfToday();
    void speedIsALineForEachWhoAnswered();
};

namespace {

constexpr std::int64_t kDayMs = 86'400'000;

/// A job of three objects for two workers. Worker-1 has answered all, the first one twice; worker-2 the first.
struct Answered {
    GalleryJob gallery{3, 2};

    Answered()
    {
        for (ObjectId object = 0; object < 3; ++object)
            answer(object, 0, 1, object * kDayMs);
        answer(0, 0, 2, 2 * kDayMs + 5000);
        answer(0, 1, 3, 1000);
        gallery.look();
    }

    void answer(ObjectId object, std::size_t worker, Label label, std::int64_t ms)
    {
        submitAt(gallery.job(), object, worker, *LabelMask::create({16, 8}, std::vector<Label>(128, label)),
                 testTime(ms));
    }
};

QTreeView& tableOf(const WorkersPage& page)
{
    return *partNamed<QTreeView>(page, QStringLiteral("Workers"));
}

QStringList rowsOf(const WorkersPage& page)
{
    const QAbstractItemModel& model = *tableOf(page).model();
    QStringList rows;
    for (int row = 0; row < model.rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column < model.columnCount(); ++column) {
            if (!tableOf(page).isColumnHidden(column))
                cells << model.index(row, column).data().toString();
        }
        rows << cells.join(u'|');
    }
    return rows;
}

const QChart& chartOf(const QWidget& page)
{
    return *page.findChild<QChartView*>()->chart();
}

} // namespace

void WorkersPageTest::everyWorkerHasARow()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOf(page), (QStringList{QStringLiteral("worker-1|3|4|33.0 s|327.3|100.0 %|0.0 %|–|–|–"),
                                            QStringLiteral("worker-2|1|1|8.3 s|436.4|–|100.0 %|–|–|–")}));
}

void WorkersPageTest::rowsSortByTheirFigures()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOf(page).size(), 2);
    QHeaderView& header = *tableOf(page).header();
    const auto click = [&header](int column) {
        QTest::mouseClick(
            header.viewport(), Qt::LeftButton, {},
            {header.sectionViewportPosition(column) + header.sectionSize(column) / 2, header.height() / 2});
    };
    click(WorkersModel::Objects);
    QVERIFY(rowsOf(page).first().startsWith(QStringLiteral("worker-2")));
    click(WorkersModel::Objects);
    QVERIFY(rowsOf(page).first().startsWith(QStringLiteral("worker-1")));
    click(WorkersModel::Speed);
    click(WorkersModel::Speed);
    QVERIFY(rowsOf(page).first().startsWith(QStringLiteral("worker-2")));
}

void WorkersPageTest::oneLabelIsShownByItself()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOf(page).size(), 2);
    auto* label = partNamed<QComboBox>(page, QStringLiteral("Label"));
    QCOMPARE(label->count(), 5);
    label->setCurrentText(QStringLiteral("traffic light"));
    QCOMPARE(rowsOf(page),
             (QStringList{QStringLiteral("worker-1|1|100.0 %|0.0 %"), QStringLiteral("worker-2|0|–|100.0 %")}));
    label->setCurrentIndex(0);
    QCOMPARE(rowsOf(page).first().count(u'|'), 9);
}

void WorkersPageTest::theTableIsCopied()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOf(page).size(), 2);
    QTest::mouseClick(shownButton(page, QStringLiteral("Copy")), Qt::LeftButton);
    QCOMPARE(QGuiApplication::clipboard()->text(),
             QStringLiteral("Worker\tObjects\tAnswers\tActive time\tObjects an hour\tCorrected pixels\t"
                            "Differs from consolidated\tAdjusted\tAccepted at once\tWrong on gold\n"
                            "worker-1\t3\t4\t33.0 s\t327.3\t100.0 %\t0.0 %\t–\t–\t–\n"
                            "worker-2\t1\t1\t8.3 s\t436.4\t–\t100.0 %\t–\t–\t–\n"));
}

void WorkersPageTest::chosenRowsAreCopiedAlone()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QVERIFY(QTest::qWaitForWindowActive(&page));
    QTRY_COMPARE(rowsOf(page).size(), 2);
    QTreeView& table = tableOf(page);
    table.setFocus();
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(table.model()->index(1, 0)).center());
    QTest::keySequence(&table, QKeySequence::Copy);
    const QString copied = QGuiApplication::clipboard()->text();
    QCOMPARE(copied.count(u'\n'), 2);
    QVERIFY(copied.contains(QStringLiteral("worker-2")));
}

void WorkersPageTest::newAnswersShow()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOf(page).size(), 2);
    answered.answer(1, 1, 1, 3 * kDayMs);
    answered.gallery.look();
    QTRY_VERIFY(rowsOf(page).last().startsWith(QStringLiteral("worker-2|2|2|")));
}

void WorkersPageTest::withoutAnswersItSaysWhatItIsFor()
{
    GalleryJob gallery(1);
    gallery.look();
    WorkersPage page(gallery.facts());
    page.show();
    QTRY_VERIFY(showsText(page, QStringLiteral("When somebody has answered")));
    QVERIFY(!tableOf(page).isVisible());
}

void WorkersPageTest::whatCantBeReadIsTold()
{
    Answered answered;
    const AnswerEvent& answer = answered.gallery.job().events().answersOf(1).front();
    writeText(objectEventsFolder(answered.gallery.job().folder(), 1) / answer.maskFile, "broken");
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_VERIFY(showsText(page, QStringLiteral("Answers whose labels can't be read: 1.")));
    QVERIFY(rowsOf(page).first().startsWith(QStringLiteral("worker-1|3|4|")));
}

void WorkersPageTest::theLabelsOfferedAreThoseOfToday()
{
    Answered answered;
    WorkersPage page(answered.gallery.facts());
    page.show();
    QTRY_COMPARE(rowsOf(page).size(), 2);
    const auto change = [&answered](const auto& edit) {
        Job& job = answered.gallery.job();
        LabelsEdit edited = editOf(job.spec().labels);
        edit(edited.classes);
        VERIFY_OK(changeLabels(job, *editedLabels(job.spec().labels, edited), job.spec().team.front()));
        answered.gallery.look();
    };
    const auto& label = *partNamed<QComboBox>(page, QStringLiteral("Label"));
    const auto labels = [&label] {
        QStringList texts;
        for (int index = 1; index < label.count(); ++index)
            texts << label.itemText(index);
        return texts.join(u',');
    };
    auto& chooser = *partNamed<QComboBox>(page, QStringLiteral("Label"));
    chooser.setCurrentText(QStringLiteral("traffic light"));
    change([](std::vector<LabelClass>& classes) { std::swap(classes[0], classes[1]); });
    QTRY_COMPARE(labels(), QStringLiteral("unlabeled,traffic light,people,bus"));
    QCOMPARE(label.currentText(), QStringLiteral("traffic light"));
    QCOMPARE(rowsOf(page).first(), QStringLiteral("worker-1|1|100.0 %|0.0 %"));
    chooser.setCurrentText(QStringLiteral("bus"));
    change([](std::vector<LabelClass>& classes) { classes.pop_back(); });
    QTRY_COMPARE(labels(), QStringLiteral("unlabeled,traffic light,people"));
    QCOMPARE(label.currentIndex(), 0);
    QCOMPARE(rowsOf(page).first().count(u'|'), 9);
}

void WorkersPageTest::speedIsALineForEachWhoAnswered()
{
    SpeedChart chart;
    QVERIFY(!chart.hasLines());
    const Time day = *parseTime("2026-11-22T00:00:00.000000");
    WorkerWork ann;
    ann.worker.name = "ann";
    ann.days = {{day, 2, 3600}, {day + std::chrono::hours(24), 30, 7200}};
    WorkerWork idle;
    idle.worker.name = "idle";
    WorkerWork bob;
    bob.worker.name = "bob <b>";
    bob.days = {{day, 2, 0}, {day + std::chrono::hours(24), 5, 3600}};
    chart.setWorkers({ann, idle, bob});
    QVERIFY(chart.hasLines());
    const QList<QAbstractSeries*> lines = chartOf(chart).series();
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines[0]->name(), QStringLiteral("ann"));
    QCOMPARE(lines[1]->name(), QStringLiteral("bob &lt;b&gt;"));
    const auto* line = static_cast<QLineSeries*>(lines[0]);
    QCOMPARE(line->count(), 2);
    QCOMPARE(line->at(0).y(), 2.0);
    QCOMPARE(line->at(1).y(), 15.0);
    QCOMPARE(QDateTime::fromMSecsSinceEpoch(static_cast<qint64>(line->at(0).x())).date(), QDate(2026, 11, 22));
    QCOMPARE(static_cast<QLineSeries*>(lines[1])->count(), 1); // No time is no speed.
    const auto* days = static_cast<QDateTimeAxis*>(chartOf(chart).axes(Qt::Horizontal).first());
    QCOMPARE(days->min().date(), QDate(2026, 11, 21));
    QCOMPARE(days->max().date(), QDate(2026, 11, 24));
    QCOMPARE(days->tickCount(), 4);
    chart.setWorkers({idle});
    QVERIFY(!chart.hasLines());
}

LABELWRIGHT_TEST(WorkersPageTest)
#include "WorkersPageTest.moc"
