// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/AgreementPage.h"

#include "core/review/Agreement.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "tests/ui/home/HomeDriver.h"
#include "ui/canvas/Canvas.h"
#include "ui/home/AgreementTables.h"
#include "ui/home/FigureTables.h"
#include "ui/home/ReviewDialog.h"

#include <QApplication>
#include <QBarCategoryAxis>
#include <QChart>
#include <QChartView>
#include <QLabel>
#include <QPointer>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>
#include <QTimer>
#include <QTreeWidget>

using namespace labelwright;
using namespace labelwright::test;

namespace {

struct ShownPage {
    GalleryJob gallery;
    AgreementPage page{gallery.facts()};

    explicit ShownPage(int objects, int workers = 2, TaskType task = TaskType::SemanticSegmentation)
        : gallery(objects, workers, task)
    {
        page.resize(1100, 620);
        page.show();
    }

    QTreeWidget* table(const QString& name) const
    {
        for (auto* table : page.findChildren<QTreeWidget*>())
            if (table->accessibleName() == name)
                return table;
        return nullptr;
    }
    QTreeWidget* raters() const { return table(QStringLiteral("Raters")); }
    QTreeWidget* objects() const { return table(QStringLiteral("Objects, least agreed on first")); }
    QStringList rows(const QString& name) const
    {
        QStringList rows;
        const QTreeWidget* shown = table(name);
        for (int row = 0; shown && row < shown->topLevelItemCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < shown->columnCount(); ++column)
                cells << shown->topLevelItem(row)->text(column);
            rows << cells.join(QLatin1Char('|'));
        }
        return rows;
    }
    bool says(const QString& text) const
    {
        for (const QLabel* label : page.findChildren<QLabel*>())
            if (label->isVisible() && label->text().contains(text))
                return true;
        return false;
    }
    /// Two workers agree on the second of two objects alone.
    void answerTwoObjects()
    {
        gallery.submit(0, 1, 0);
        gallery.submit(0, 2, 1);
        gallery.submit(1, 3, 0);
        gallery.submit(1, 3, 1);
        gallery.look();
        QTRY_VERIFY(objects());
    }
};

} // namespace

class AgreementPageTest : public QObject {
    Q_OBJECT
private slots:
    void withoutTwoAnswersItSaysWhatItNeeds();
    void figuresAreThoseOfTheReport();
    void theConfusionIsShadedByRow();
    void anotherPairsLabelsAreShown();
    void theLeastAgreedOnObjectShowsWhere();
    void theMoreDisagreeTheRedderItIs();
    void anObjectIsOpenedAsADifference();
    void theWorstObjectsAreReviewed();
    void anotherJobIsCompared();
    void itIsComparedOnceForTheSameAnswers();
    void labelsOfWholeImagesHaveKappaAndF1();
    void aJobThatCantBeReadSaysWhy();
};

void AgreementPageTest::withoutTwoAnswersItSaysWhatItNeeds()
{
    ShownPage shown(2);
    shown.gallery.submit(0, 1, 0);
    shown.gallery.look();
    QTRY_VERIFY(shown.says(QStringLiteral("Agreement needs objects that two workers have answered.")));
    QVERIFY(!shown.raters());
}

void AgreementPageTest::figuresAreThoseOfTheReport()
{
    ShownPage shown(3);
    shown.answerTwoObjects();
    const Result<AgreementReport> report = agreementOfWorkers(shown.gallery.job());
    VERIFY_OK(report);
    const PairAgreement& pair = report->pairs.front();
    QCOMPARE(shown.rows(QStringLiteral("Raters")),
             QStringList{QStringLiteral("worker-1|worker-2|2|%1|50.0|%2|%3|%4")
                             .arg(shareText(meanIou(pair.confusion)), kappaText(cohensKappa(pair.confusion)),
                                  shareText(pair.fineF()), shareText(pair.coarseF()))});
    QVERIFY(shown.says(
        QStringLiteral("Objects compared: 2. Fleiss' kappa of all raters: %1.").arg(kappaText(report->kappa()))));
    QCOMPARE(shown.rows(QStringLiteral("Agreement on each label")).size(), 3);
    QCOMPARE(shown.rows(QStringLiteral("Objects, least agreed on first")),
             (QStringList{QStringLiteral("0.png|worker-1, worker-2|1|0.0"),
                          QStringLiteral("1.png|worker-1, worker-2|2|100.0")}));
    const QChart& chart = *shown.page.findChild<QChartView*>()->chart();
    QCOMPARE(
        static_cast<QBarCategoryAxis*>(chart.axes(Qt::Vertical).first())->categories(),
        (QStringList{QStringLiteral("bus 100.0"), QStringLiteral("traffic light 0.0"), QStringLiteral("people 0.0")}));
}

void AgreementPageTest::theConfusionIsShadedByRow()
{
    ShownPage shown(3);
    shown.answerTwoObjects();
    QCOMPARE(shown.rows(QStringLiteral("Confusion")),
             (QStringList{QStringLiteral("people|0|128|0"), QStringLiteral("traffic light|0|0|0"),
                          QStringLiteral("bus|0|0|128")}));
    const QTreeWidget& table = *shown.table(QStringLiteral("Confusion"));
    const auto shadeAt = [&table](int row, int column) {
        return table.topLevelItem(row)->background(column).color().alpha();
    };
    QVERIFY(shadeAt(0, 2) > 50 && shadeAt(2, 3) > 50);
    QCOMPARE(shadeAt(0, 1), 0);
    QVERIFY(table.topLevelItem(0)->background(2).color() != table.topLevelItem(2)->background(3).color());
}

void AgreementPageTest::anotherPairsLabelsAreShown()
{
    ShownPage shown(1, 3);
    shown.gallery.submit(0, 1, 0);
    shown.gallery.submit(0, 2, 1);
    shown.gallery.submit(0, 1, 2);
    shown.gallery.look();
    QTRY_VERIFY(shown.raters());
    QCOMPARE(shown.raters()->topLevelItemCount(), 3);
    QCOMPARE(shown.rows(QStringLiteral("Agreement on each label")).size(), 2);
    shown.raters()->setCurrentItem(shown.raters()->topLevelItem(1));
    QCOMPARE(shown.rows(QStringLiteral("Agreement on each label")),
             QStringList{QStringLiteral("people|100.0|100.0|–|–")});
}

void AgreementPageTest::theLeastAgreedOnObjectShowsWhere()
{
    ShownPage shown(3);
    shown.answerTwoObjects();
    auto& map = *shown.page.findChild<Canvas*>();
    QTRY_VERIFY(map.hasImage());
    QVERIFY(shown.says(QStringLiteral("Yellow: the two say something else.")));
    const auto isYellow = [&map] {
        const QColor color = map.grab().toImage().pixelColor(map.rect().center());
        return color.red() > 180 && color.green() > 150 && color.blue() < 100;
    };
    QVERIFY(isYellow());
    shown.objects()->setCurrentItem(shown.objects()->topLevelItem(1));
    QVERIFY(!map.hasImage());
    QTRY_VERIFY(map.hasImage());
    QVERIFY(!isYellow());
}

void AgreementPageTest::theMoreDisagreeTheRedderItIs()
{
    ShownPage shown(2, 3);
    for (std::size_t worker = 0; worker < 3; ++worker) {
        shown.gallery.submit(0, static_cast<Label>(worker + 1), worker);
        shown.gallery.submit(1, worker == 2 ? Label{2} : Label{1}, worker);
    }
    shown.gallery.look();
    QTRY_VERIFY(shown.objects());
    auto& map = *shown.page.findChild<Canvas*>();
    QTRY_VERIFY(map.hasImage());
    const auto green = [&map] { return map.grab().toImage().pixelColor(map.rect().center()).green(); };
    QVERIFY2(green() < 90, qPrintable(QString::number(green()))); // All three say something else.
    shown.objects()->setCurrentItem(shown.objects()->topLevelItem(1));
    QTRY_VERIFY(map.hasImage());
    QVERIFY2(green() > 150, qPrintable(QString::number(green())));
}

void AgreementPageTest::anObjectIsOpenedAsADifference()
{
    ShownPage shown(3);
    shown.answerTwoObjects();
    std::vector<DifferenceSubject> subjects;
    connect(&shown.page, &AgreementPage::differenceRequested, &shown.page,
            [&subjects](const DifferenceSubject& subject) { subjects.push_back(subject); });
    const QRect row = shown.objects()->visualItemRect(shown.objects()->topLevelItem(1));
    QTest::mouseClick(shown.objects()->viewport(), Qt::LeftButton, {}, row.center());
    QTest::mouseDClick(shown.objects()->viewport(), Qt::LeftButton, {}, row.center());
    QCOMPARE(subjects.size(), std::size_t{1});
    QCOMPARE(subjects[0].object, ObjectId{1});
    const EventLog& events = shown.gallery.job().events();
    QCOMPARE(subjects[0].before, events.answersOf(1)[0].name);
    QCOMPARE(subjects[0].after, events.answersOf(1)[1].name);
    QVERIFY(subjects[0].otherFolder.isEmpty());
}

void AgreementPageTest::theWorstObjectsAreReviewed()
{
    ShownPage shown(4);
    shown.gallery.submit(3, 1, 0);
    shown.gallery.submit(3, 1, 1);
    shown.answerTwoObjects();
    QTRY_COMPARE(shown.objects()->topLevelItemCount(), 3);
    std::vector<std::vector<ObjectId>> reviews;
    connect(&shown.page, &AgreementPage::reviewRequested, &shown.page,
            [&reviews](const std::vector<ObjectId>& objects) { reviews.push_back(objects); });
    const auto review = [&shown](const QString& text) {
        QTimer::singleShot(0, [] {
            auto* dialog = qobject_cast<ReviewDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                qFatal("no review is asked for");
            dialog->accept();
        });
        auto* button = shownButton(shown.page, text);
        if (!button)
            qFatal("no such button");
        QTest::mouseClick(button, Qt::LeftButton);
    };
    review(QStringLiteral("Review these…"));
    shown.objects()->topLevelItem(0)->setSelected(true);
    shown.objects()->topLevelItem(2)->setSelected(true);
    review(QStringLiteral("Review the 2 chosen…"));
    QCOMPARE(reviews, (std::vector<std::vector<ObjectId>>{{0, 1, 3}, {0, 3}}));
}

void AgreementPageTest::anotherJobIsCompared()
{
    QTemporaryDir folder;
    Job other = makeJob(folder.path().toStdString(), {.objects = 2, .labels = {"bus", "people"}});
    submitAt(other, 1, 0, *LabelMask::create({16, 8}, std::vector<Label>(128, 2)), testTime(0));
    ShownPage shown(2);
    shown.gallery.submit(1, 1, 0);
    shown.gallery.look();
    QTRY_VERIFY(shown.says(QStringLiteral("Agreement needs objects")));
    shown.page.compareWith(QString::fromStdString(other.folder().string()));
    QTRY_VERIFY(shown.objects());
    QCOMPARE(shown.rows(QStringLiteral("Objects, least agreed on first")).size(), 1);
    QVERIFY(shown.rows(QStringLiteral("Objects, least agreed on first"))[0].endsWith(QStringLiteral("|2|100.0")));
    QSignalSpy opened(&shown.page, &AgreementPage::differenceRequested);
    shown.objects()->setFocus();
    QTest::keyClick(shown.objects(), Qt::Key_Return);
    QCOMPARE(opened.size(), 1);
    const auto subject = opened[0][0].value<DifferenceSubject>();
    QCOMPARE(subject.otherObject, ObjectId{1});
    QVERIFY(!subject.otherFolder.isEmpty());
}

void AgreementPageTest::itIsComparedOnceForTheSameAnswers()
{
    ShownPage shown(3);
    shown.answerTwoObjects();
    const QPointer<QTreeWidget> before = shown.raters();
    shown.gallery.look();
    shown.page.hide();
    shown.page.show();
    QTest::qWait(200);
    QVERIFY(before);
    shown.gallery.submit(2, 1, 0);
    shown.gallery.submit(2, 1, 1);
    shown.gallery.look();
    QTRY_COMPARE(shown.rows(QStringLiteral("Objects, least agreed on first")).size(), 3);
}

void AgreementPageTest::labelsOfWholeImagesHaveKappaAndF1()
{
    ShownPage shown(2, 2, TaskType::ImageClassificationMultiLabel);
    Job& job = shown.gallery.job();
    chooseAt(job, 0, 0, {"bus", "people"}, testTime(0));
    chooseAt(job, 0, 1, {"bus"}, testTime(1));
    chooseAt(job, 1, 0, {"people"}, testTime(2));
    chooseAt(job, 1, 1, {"people"}, testTime(3));
    shown.gallery.look();
    QTRY_VERIFY(shown.raters());
    QCOMPARE(shown.rows(QStringLiteral("Raters")), QStringList{QStringLiteral("worker-1|worker-2|2|83.3|0.667")});
    QCOMPARE(shown.rows(QStringLiteral("Agreement on each label")),
             (QStringList{QStringLiteral("people|66.7|0.000"), QStringLiteral("bus|100.0|1.000")}));
    const auto& tabs = *shown.page.findChild<QTabWidget*>();
    QVERIFY(!tabs.isTabVisible(2));
    QTRY_VERIFY(shown.says(QStringLiteral("worker-1: people, bus · worker-2: bus")));
}

void AgreementPageTest::aJobThatCantBeReadSaysWhy()
{
    ShownPage shown(1);
    shown.gallery.look();
    shown.page.compareWith(QStringLiteral("/nonexistent/job"));
    QTRY_VERIFY(shown.says(QStringLiteral("/nonexistent/job")));
}

LABELWRIGHT_TEST(AgreementPageTest)
#include "AgreementPageTest.moc"
