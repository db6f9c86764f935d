// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/GalleryPage.h"

#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/GalleryJob.h"
#include "ui/home/GalleryView.h"
#include "ui/home/LabelLegend.h"
#include "ui/home/ReviewDialog.h"

#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QInputDialog>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QSpinBox>
#include <QTest>
#include <QTimer>

#include <memory>
#include <utility>
#include <vector>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// The page on a job, as large as three tiles a row and two rows.
struct ShownPage {
    GalleryJob gallery;
    GalleryPage page{gallery.facts()};

    explicit ShownPage(int objects) : gallery(objects)
    {
        page.resize(960, 520);
        page.show();
    }

    GalleryView& view() { return page.view(); }
    int rows() { return view().model()->rowCount(); }
    QLineEdit& search() { return *page.findChild<QLineEdit*>(); }
    LabelLegend& legend() { return *page.findChild<LabelLegend*>(); }
    QComboBox& combo(const QString& name)
    {
        for (auto* combo : page.findChildren<QComboBox*>())
            if (combo->accessibleName() == name)
                return *combo;
        qFatal("no such choice");
    }
    bool says(const QString& text)
    {
        for (const QLabel* label : page.findChildren<QLabel*>())
            if (label->isVisible() && label->text() == text)
                return true;
        return false;
    }
    QPoint middleOf(int row) { return view().visualRect(view().model()->index(row, 0)).center(); }
};

} // namespace

class GalleryPageTest : public QObject {
    Q_OBJECT
private slots:
    void labelsAreEditedWhereTheyStand();
    void aReviewIsOfWhatIsShownAndLabeled();
    void beforeTheFirstSnapshotItSaysSo();
    void tilesStandInRowsThatFillTheWidth();
    void doubleClickAndEnterChoose();
    void typingFindsAndEnterGoesBackToTheTiles();
    void statusWorkerAndLabelFilter();
    void onlyFlaggedObjectsCanBeShown();
    void aTilesMenuFlags();
    void answersAreComparedFromTheMenuAndByKey();
    void theLegendCountsObjects();
    void nothingThatFitsOffersAllObjects();
    void theCurrentObjectStaysWhereItIs();
    void progressIsToldUntilEveryLabelIsKnown();
    void twentyThousandObjectsScroll();
};

void GalleryPageTest::beforeTheFirstSnapshotItSaysSo()
{
    ShownPage shown(1);
    QVERIFY(shown.says(QStringLiteral("Reading the job…")));
    shown.gallery.look();
    QVERIFY(!shown.says(QStringLiteral("Reading the job…")));
}

void GalleryPageTest::tilesStandInRowsThatFillTheWidth()
{
    ShownPage shown(8);
    shown.gallery.look();
    const QRect first = shown.view().visualRect(shown.view().model()->index(0, 0));
    const QRect third = shown.view().visualRect(shown.view().model()->index(2, 0));
    const QRect fourth = shown.view().visualRect(shown.view().model()->index(3, 0));
    QCOMPARE(first.top(), third.top());
    QVERIFY(fourth.top() > third.top());
    QVERIFY(shown.view().viewport()->width() - third.right() <= 4);
    QVERIFY(first.width() >= 200);
}

void GalleryPageTest::doubleClickAndEnterChoose()
{
    ShownPage shown(8);
    shown.gallery.look();
    QSignalSpy chosen(&shown.page, &GalleryPage::objectChosen);
    QTest::mouseClick(shown.view().viewport(), Qt::LeftButton, {}, shown.middleOf(4));
    QCOMPARE(chosen.count(), 0);
    QTest::mouseDClick(shown.view().viewport(), Qt::LeftButton, {}, shown.middleOf(4));
    QCOMPARE(chosen.last()[0].value<ObjectId>(), ObjectId{4});
    shown.view().setCurrentObject(4);
    QTest::keyClick(&shown.view(), Qt::Key_Down);
    QTest::keyClick(&shown.view(), Qt::Key_Left);
    QTest::keyClick(&shown.view(), Qt::Key_Return);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.last()[0].value<ObjectId>(), ObjectId{6});
}

void GalleryPageTest::typingFindsAndEnterGoesBackToTheTiles()
{
    ShownPage shown(12);
    shown.gallery.look();
    shown.page.activateWindow();
    shown.view().setFocus();
    QTest::keyClicks(&shown.view(), QStringLiteral("1"));
    QVERIFY(shown.search().hasFocus());
    QTest::keyClicks(&shown.search(), QStringLiteral("1"));
    QCOMPARE(shown.search().text(), QStringLiteral("11"));
    QCOMPARE(shown.rows(), 1);
    QVERIFY(shown.says(QStringLiteral("1 of 12 objects")));
    QSignalSpy chosen(&shown.page, &GalleryPage::objectChosen);
    QTest::keyClick(&shown.search(), Qt::Key_Return);
    QVERIFY(shown.view().hasFocus());
    QTest::keyClick(&shown.view(), Qt::Key_Return);
    QCOMPARE(chosen.last()[0].value<ObjectId>(), ObjectId{11});
    shown.search().setFocus();
    QTest::keyClick(&shown.search(), Qt::Key_Escape);
    QCOMPARE(shown.rows(), 12);
    QVERIFY(shown.view().hasFocus());
}

void GalleryPageTest::statusWorkerAndLabelFilter()
{
    ShownPage shown(4);
    shown.gallery.submit(1, 1);
    shown.gallery.submit(2, 2);
    shown.gallery.look();
    QComboBox& status = shown.combo(QStringLiteral("Status"));
    status.setCurrentIndex(status.findText(QStringLiteral("Submitted")));
    QCOMPARE(shown.rows(), 2);
    status.setCurrentIndex(0);
    QComboBox& worker = shown.combo(QStringLiteral("Worker"));
    worker.setCurrentIndex(worker.findText(QStringLiteral("worker-1")));
    QCOMPARE(shown.rows(), 2);
    QTreeWidgetItem* bus = shown.legend().topLevelItem(2);
    QTest::mouseClick(shown.legend().viewport(), Qt::LeftButton, {}, shown.legend().visualItemRect(bus).center());
    QCOMPARE(shown.rows(), 1);
    QCOMPARE(shown.view().model()->index(0, 0).data().toString(), QStringLiteral("2.png"));
    shown.gallery.look(); // the choices stay
    QCOMPARE(shown.rows(), 1);
}

void GalleryPageTest::onlyFlaggedObjectsCanBeShown()
{
    ShownPage shown(4);
    VERIFY_OK(flagObject(shown.gallery.job(), 2, shown.gallery.job().spec().team.front(), ""));
    shown.gallery.look();
    auto& flagged = *shown.page.findChild<QCheckBox*>();
    QCOMPARE(flagged.text(), QStringLiteral("Flagged"));
    QTest::mouseClick(&flagged, Qt::LeftButton, {}, QPoint(8, flagged.height() / 2));
    QCOMPARE(shown.rows(), 1);
    QCOMPARE(shown.view().model()->index(0, 0).data().toString(), QStringLiteral("2.png"));
    VERIFY_OK(flagObject(shown.gallery.job(), 2, shown.gallery.job().spec().team.front(), std::nullopt));
    shown.gallery.look();
    QVERIFY(!shown.view().isVisible());
    for (QPushButton* button : shown.page.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Show all objects"))
            QTest::mouseClick(button, Qt::LeftButton);
    }
    QVERIFY(!flagged.isChecked());
    QCOMPARE(shown.rows(), 4);
}

void GalleryPageTest::aTilesMenuFlags()
{
    ShownPage shown(4);
    VERIFY_OK(flagObject(shown.gallery.job(), 2, shown.gallery.job().spec().team.front(), "a bus?"));
    shown.gallery.look();
    const auto menuOf = [&shown](int row) {
        emit shown.view().customContextMenuRequested(shown.middleOf(row));
        return shown.page.findChild<QMenu*>();
    };
    const auto textsOf = [](const QMenu& menu) {
        QStringList texts;
        for (const QAction* action : menu.actions())
            texts << action->text();
        return texts.join(u'|');
    };
    std::vector<std::pair<ObjectId, std::optional<std::string>>> chosen;
    connect(&shown.page, &GalleryPage::flagChosen, &shown.page,
            [&chosen](ObjectId object, const std::optional<std::string>& note) { chosen.emplace_back(object, note); });
    std::unique_ptr<QMenu> plain(menuOf(1));
    QCOMPARE(textsOf(*plain), QStringLiteral("Open|Compare answers…||Flag to look at again|Flag with a note…"));
    plain->actions()[3]->trigger();
    plain.reset();
    std::unique_ptr<QMenu> flagged(menuOf(2));
    QCOMPARE(textsOf(*flagged), QStringLiteral("Open|Compare answers…||Change the flag's note…|Take the flag away"));
    flagged->actions()[4]->trigger();
    QTimer::singleShot(0, [] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        QCOMPARE(dialog->textValue(), QStringLiteral("a bus?"));
        dialog->setTextValue(QStringLiteral("a truck?"));
        dialog->accept();
    });
    flagged->actions()[3]->trigger();
    QVERIFY(chosen == (std::vector<std::pair<ObjectId, std::optional<std::string>>>{
                          {1, ""}, {2, std::nullopt}, {2, "a truck?"}}));
}

void GalleryPageTest::answersAreComparedFromTheMenuAndByKey()
{
    ShownPage shown(4);
    shown.gallery.submit(2, 1);
    shown.gallery.look();
    QSignalSpy chosen(&shown.page, &GalleryPage::comparisonChosen);
    const auto compareAction = [&shown](int row) {
        emit shown.view().customContextMenuRequested(shown.middleOf(row));
        std::unique_ptr<QMenu> menu(shown.page.findChild<QMenu*>());
        return std::pair(std::move(menu), menu->actions()[1]);
    };
    QVERIFY(!compareAction(1).second->isEnabled());
    auto [menu, action] = compareAction(2);
    QVERIFY(action->isEnabled());
    action->trigger();
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen.front().front().value<ObjectId>(), ObjectId{2});
    menu.reset();
    QVERIFY(QTest::qWaitForWindowActive(&shown.page));
    shown.view().setCurrentObject(3);
    QTest::keyClick(&shown.view(), Qt::Key_D, Qt::ControlModifier);
    QCOMPARE(chosen.count(), 2);
    QCOMPARE(chosen.back().front().value<ObjectId>(), ObjectId{3});
}

void GalleryPageTest::theLegendCountsObjects()
{
    ShownPage shown(4);
    shown.gallery.submit(1, 1);
    shown.gallery.submit(2, 1);
    shown.gallery.submit(3, kUnlabelled);
    shown.gallery.look();
    QStringList rows;
    for (int row = 0; row < shown.legend().topLevelItemCount(); ++row)
        rows << shown.legend().topLevelItem(row)->text(0) + u' ' + shown.legend().topLevelItem(row)->text(1);
    QCOMPARE(rows.join(u','), QStringLiteral("All objects 4,people 2,traffic light 0,bus 0,Nothing labeled 1"));
    const QColor chip = shown.legend().topLevelItem(1)->icon(0).pixmap(14, 14).toImage().pixelColor(7, 7);
    QCOMPARE(chip, QColor(0x2c, 0xa0, 0x2c));
}

void GalleryPageTest::nothingThatFitsOffersAllObjects()
{
    ShownPage shown(4);
    shown.gallery.look();
    shown.search().setText(QStringLiteral("nothing has this name"));
    QVERIFY(!shown.view().isVisible());
    for (auto* button : shown.page.findChildren<QPushButton*>())
        if (button->isVisible())
            QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(shown.view().isVisible());
    QCOMPARE(shown.rows(), 4);
}

void GalleryPageTest::theCurrentObjectStaysWhereItIs()
{
    ShownPage shown(60);
    shown.gallery.submit(30, 1);
    shown.gallery.look();
    QTRY_VERIFY(shown.view().verticalScrollBar()->maximum() > 0);
    shown.view().setCurrentObject(30);
    QVERIFY(shown.view().verticalScrollBar()->value() > 0);
    shown.legend().chooseLabel(1);
    QCOMPARE(shown.rows(), 1);
    QCOMPARE(shown.view().currentObject(), std::optional(ObjectId{30}));
    shown.legend().chooseLabel(std::nullopt);
    QCOMPARE(shown.view().currentObject(), std::optional(ObjectId{30}));
    const int scrolled = shown.view().verticalScrollBar()->value();
    QVERIFY(scrolled > 0);
    shown.gallery.facts().add({{31, {{1, 5}}, {}}}); // no row changes: nothing moves
    QCOMPARE(shown.view().verticalScrollBar()->value(), scrolled);
}

void GalleryPageTest::progressIsToldUntilEveryLabelIsKnown()
{
    ShownPage shown(3);
    shown.gallery.submit(0, 1);
    shown.gallery.submit(1, 1);
    shown.gallery.facts().setSnapshot(*takeSnapshot(shown.gallery.job().folder()));
    QVERIFY(shown.says(QStringLiteral("Looking for labels: 0 of 2 objects")));
    shown.gallery.facts().add({{0, {{1, 5}}, {}}});
    QVERIFY(shown.says(QStringLiteral("Looking for labels: 1 of 2 objects")));
    shown.page.setSurveyed(true); // one could not be read
    QVERIFY(!shown.says(QStringLiteral("Looking for labels: 1 of 2 objects")));
}

void GalleryPageTest::twentyThousandObjectsScroll()
{
    ShownPage shown(1);
    auto snapshot = std::make_shared<JobSnapshot>(**takeSnapshot(shown.gallery.job().folder()));
    ObjectSummary unlabeled;
    unlabeled.sourceRef = "s3://example-bucket/images/0.png";
    snapshot->objects.assign(20'000, unlabeled);
    shown.gallery.facts().setSnapshot(snapshot);
    QTRY_COMPARE(shown.rows(), 20'000);
    shown.view().setCurrentObject(19'999);
    QVERIFY(shown.view().viewport()->rect().contains(shown.middleOf(19'999)));
    shown.view().grab();
    QTest::keyClick(&shown.view(), Qt::Key_Home);
    QCOMPARE(shown.view().verticalScrollBar()->value(), 0);
    QCOMPARE(shown.view().currentObject(), std::optional(ObjectId{0}));
}

/// A sample of half of the objects that are labeled and not reviewed yet.
void GalleryPageTest::aReviewIsOfWhatIsShownAndLabeled()
{
    GalleryJob gallery(6);
    for (const ObjectId object : {0, 1, 2, 3, 4})
        gallery.submit(object, 1);
    VERIFY_OK(decide(gallery.job(), {.object = 0, .worker = *createWorker("lead"), .category = "good", .time = now()}));
    gallery.look();
    GalleryPage page(gallery.facts());
    page.show();
    std::vector<ObjectId> chosen;
    connect(&page, &GalleryPage::reviewRequested, &page,
            [&chosen](const std::vector<ObjectId>& objects) { chosen = objects; });
    const auto review = [&page](int percent) {
        QTimer::singleShot(0, &page, [percent] {
            auto* dialog = qobject_cast<ReviewDialog*>(QApplication::activeModalWidget());
            if (!dialog)
                qFatal("no review is asked for");
            dialog->findChild<QSpinBox*>(QStringLiteral("percent"))->setValue(percent);
            dialog->accept();
        });
        for (QPushButton* button : page.findChildren<QPushButton*>()) {
            if (button->text() == QStringLiteral("Review…"))
                QTest::mouseClick(button, Qt::LeftButton);
        }
    };
    review(100);
    QCOMPARE(chosen, (std::vector<ObjectId>{1, 2, 3, 4}));
    review(50);
    QCOMPARE(chosen.size(), std::size_t{2});
    const std::vector<ObjectId> sample = chosen;
    review(50);
    QCOMPARE(chosen, sample); // The same seed draws the same.
}

void GalleryPageTest::labelsAreEditedWhereTheyStand()
{
    ShownPage shown(2);
    QSignalSpy requested(&shown.page, &GalleryPage::labelsRequested);
    QPushButton* edit = nullptr;
    for (QPushButton* button : shown.page.findChildren<QPushButton*>()) {
        if (button->text() == QStringLiteral("Edit labels…"))
            edit = button;
    }
    QVERIFY(edit);
    QVERIFY(!edit->isEnabled()); // The job is not read yet.
    shown.gallery.look();
    QVERIFY(edit->isEnabled());
    QCOMPARE(edit->mapTo(&shown.page, QPoint()).x(), shown.legend().mapTo(&shown.page, QPoint()).x());
    QTest::mouseClick(edit, Qt::LeftButton);
    QCOMPARE(requested.size(), 1);
}

LABELWRIGHT_TEST(GalleryPageTest)
#include "GalleryPageTest.moc"
