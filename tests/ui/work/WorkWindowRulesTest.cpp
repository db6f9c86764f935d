// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/LabelPalette.h"
#include "ui/work/StatusLine.h"
#include "ui/work/ToolOptions.h"

#include <QComboBox>
#include <QListView>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

void addPhotos(const JobFixture& fixture, int count)
{
    for (int number = 1; number <= count; ++number)
        fixture.addPhoto(std::to_string(number) + ".png", Size{64, 48});
}

QComboBox* paintOver(WindowDriver& driver)
{
    for (auto* box : driver.window().findChild<ToolOptions*>()->findChildren<QComboBox*>()) {
        if (box->accessibleName() == QStringLiteral("Paint over"))
            return box;
    }
    return nullptr;
}

void chooseByKeyboard(QComboBox& box, int row)
{
    box.setFocus();
    box.setCurrentIndex(row);
    emit box.activated(row);
}

} // namespace

/// What may be painted over, by keys and clicks.
class WorkWindowRulesTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void aLockedLabelStaysAndTheStatusLineSaysWhy();
    void aClickOnTheLockLocks();
    void uPaintsOnlyOverWhatIsUnlabelled();
    void oneLabelCanBeChosenToPaintOver();
    void hiddenLabelsAreNotPaintedOver();
    void rulesStayWhenTheObjectChanges();
    void soloHidesTheOthersAndTheirPixelsFromTheRule();
    void paintingBringsHiddenLabelsBack();
    void qAndIChooseLabels();

private:
    QTemporaryDir m_settings;
};

void WorkWindowRulesTest::aLockedLabelStaysAndTheStatusLineSaysWhy()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_1);
    driver.drag({10, 20}, {50, 20});
    driver.press(Qt::Key_L);
    QVERIFY(driver.session().paintRule().locked.test(1));

    driver.press(Qt::Key_2);
    driver.session().setBrushDiameter(3);
    driver.drag({20, 20}, {40, 20});
    QCOMPARE(driver.labelAt({30, 20}), Label{1});
    const QString said = driver.window().statusLine().shownText();
    QVERIFY2(said.startsWith(QStringLiteral("Nothing was painted: people is locked.")), qPrintable(said));
    QVERIFY(said.contains(QStringLiteral("L ")));

    driver.press(Qt::Key_1);
    driver.press(Qt::Key_L);
    driver.press(Qt::Key_2);
    driver.drag({20, 20}, {40, 20});
    QCOMPARE(driver.labelAt({30, 20}), Label{2});
}

void WorkWindowRulesTest::aClickOnTheLockLocks()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    auto* list = driver.window().findChild<LabelPalette*>()->findChild<QListView*>();
    const QRect row = list->visualRect(list->model()->index(1, 0));
    const QPoint lock(row.right() - 46, row.center().y());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, lock);
    QCOMPARE(driver.session().paintRule().locked, std::bitset<256>(1U << 2U));
    QCOMPARE(driver.session().activeLabel(), Label{1});
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, lock);
    QVERIFY(driver.session().paintRule().locked.none());
}

void WorkWindowRulesTest::uPaintsOnlyOverWhatIsUnlabelled()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_1);
    driver.session().setBrushDiameter(5);
    driver.drag({20, 20}, {20, 30});
    driver.press(Qt::Key_U);
    QCOMPARE(paintOver(driver)->currentText(), QStringLiteral("Only unlabelled"));
    driver.press(Qt::Key_2);
    driver.drag({10, 25}, {40, 25});
    QCOMPARE(driver.labelAt({20, 25}), Label{1});
    QCOMPARE(driver.labelAt({30, 25}), Label{2});
    driver.press(Qt::Key_U);
    driver.drag({10, 25}, {40, 25});
    QCOMPARE(driver.labelAt({20, 25}), Label{2});
}

void WorkWindowRulesTest::oneLabelCanBeChosenToPaintOver()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_1);
    driver.session().setBrushDiameter(5);
    driver.drag({20, 20}, {20, 30});
    QComboBox* box = paintOver(driver);
    const int row = box->findText(QStringLiteral("Only people"));
    QVERIFY(row > 0);
    chooseByKeyboard(*box, row);
    QVERIFY(driver.window().canvas().hasFocus());
    driver.press(Qt::Key_2);
    driver.drag({10, 25}, {40, 25});
    QCOMPARE(driver.labelAt({20, 25}), Label{2});
    QCOMPARE(driver.labelAt({30, 25}), kUnlabelled);
}

void WorkWindowRulesTest::hiddenLabelsAreNotPaintedOver()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_1);
    driver.session().setBrushDiameter(5);
    driver.drag({20, 20}, {20, 30});
    chooseByKeyboard(*paintOver(driver), 2);
    auto* list = driver.window().findChild<LabelPalette*>()->findChild<QListView*>();
    const QRect row = list->visualRect(list->model()->index(0, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, QPoint(row.right() - 18, row.center().y()));
    QVERIFY(driver.session().paintRule().hidden.test(1));
    driver.press(Qt::Key_2);
    driver.drag({10, 25}, {40, 25});
    QCOMPARE(driver.labelAt({20, 25}), Label{1});
    QCOMPARE(driver.labelAt({30, 25}), Label{2});
}

void WorkWindowRulesTest::rulesStayWhenTheObjectChanges()
{
    JobFixture fixture;
    addPhotos(fixture, 2);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_U);
    driver.press(Qt::Key_L);
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    const PaintRule rule = driver.session().document()->paintRule();
    QVERIFY(rule.over == PaintOver::Unlabelled);
    QVERIFY(rule.locked.test(1));
}

void WorkWindowRulesTest::soloHidesTheOthersAndTheirPixelsFromTheRule()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    auto* list = driver.window().findChild<LabelPalette*>()->findChild<QListView*>();
    const QRect row = list->visualRect(list->model()->index(1, 0));
    const QPoint eye(row.right() - 18, row.center().y());
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::AltModifier, eye);
    QVERIFY(driver.window().canvas().overlayStyle().solo == Label{2});
    QVERIFY(driver.session().paintRule().hidden.test(1));
    QVERIFY(!driver.session().paintRule().hidden.test(2));
    QVERIFY(!driver.session().paintRule().hidden.test(kUnlabelled));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, Qt::AltModifier, eye);
    QVERIFY(!driver.window().canvas().overlayStyle().solo);
    QVERIFY(driver.session().paintRule().hidden.none());
}

void WorkWindowRulesTest::paintingBringsHiddenLabelsBack()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_T);
    QVERIFY(driver.window().canvas().overlayStyle().hidden);
    driver.drag({20, 20}, {40, 20});
    QVERIFY(!driver.window().canvas().overlayStyle().hidden);
    QVERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("Labels are shown again")));
}

void WorkWindowRulesTest::qAndIChooseLabels()
{
    JobFixture fixture;
    addPhotos(fixture, 1);
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_3);
    driver.drag({20, 20}, {40, 20}); // and the pointer stays there
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_Q);
    QCOMPARE(driver.session().activeLabel(), Label{3});
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_I);
    QCOMPARE(driver.session().activeLabel(), Label{3});
}

QTEST_MAIN(WorkWindowRulesTest)
#include "WorkWindowRulesTest.moc"
