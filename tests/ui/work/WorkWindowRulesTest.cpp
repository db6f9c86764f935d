// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/NamedPart.h"
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

QComboBox* paintOver(WindowDriver& driver)
{
    return partNamed<QComboBox>(*driver.window().findChild<ToolOptions*>(), QStringLiteral("Paint over"));
}

/// The middle of a mark in a row of the palette, from the row's right end.
enum class Mark { Eye = 18, Lock = 46 };

void clickMark(WindowDriver& driver, Mark mark, int row, Qt::KeyboardModifiers modifiers = {})
{
    auto* list = driver.window().findChild<LabelPalette*>()->findChild<QListView*>();
    const QRect place = list->visualRect(list->model()->index(row, 0));
    QTest::mouseClick(list->viewport(), Qt::LeftButton, modifiers,
                      {place.right() - static_cast<int>(mark), place.center().y()});
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
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
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
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    clickMark(driver, Mark::Lock, 1);
    QCOMPARE(driver.session().paintRule().locked, std::bitset<256>(1U << 2U));
    QCOMPARE(driver.session().activeLabel(), Label{1});
    clickMark(driver, Mark::Lock, 1);
    QVERIFY(driver.session().paintRule().locked.none());
}

void WorkWindowRulesTest::uPaintsOnlyOverWhatIsUnlabelled()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    driver.session().setBrushDiameter(5);
    driver.drag({20, 20}, {20, 30});
    driver.press(Qt::Key_U);
    QCOMPARE(paintOver(driver)->currentText(), QStringLiteral("Only unlabeled"));
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
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
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
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    driver.session().setBrushDiameter(5);
    driver.drag({20, 20}, {20, 30});
    chooseByKeyboard(*paintOver(driver), 2);
    clickMark(driver, Mark::Eye, 0);
    QVERIFY(driver.session().paintRule().hidden.test(1));
    driver.press(Qt::Key_2);
    driver.drag({10, 25}, {40, 25});
    QCOMPARE(driver.labelAt({20, 25}), Label{1});
    QCOMPARE(driver.labelAt({30, 25}), Label{2});
}

void WorkWindowRulesTest::rulesStayWhenTheObjectChanges()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
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
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    clickMark(driver, Mark::Eye, 1, Qt::AltModifier);
    QVERIFY(driver.window().canvas().overlayStyle().solo == Label{2});
    QVERIFY(driver.session().paintRule().hidden.test(1));
    QVERIFY(!driver.session().paintRule().hidden.test(2));
    QVERIFY(!driver.session().paintRule().hidden.test(kUnlabelled));
    clickMark(driver, Mark::Eye, 1, Qt::AltModifier);
    QVERIFY(!driver.window().canvas().overlayStyle().solo);
    QVERIFY(driver.session().paintRule().hidden.none());
}

void WorkWindowRulesTest::paintingBringsHiddenLabelsBack()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_T);
    QVERIFY(driver.window().canvas().overlayStyle().hidden);
    driver.drag({20, 20}, {40, 20});
    QVERIFY(!driver.window().canvas().overlayStyle().hidden);
    QVERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("Labels are shown again")));
}

void WorkWindowRulesTest::qAndIChooseLabels()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_3);
    driver.drag({20, 20}, {40, 20}); // and the pointer stays there
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_Q);
    QCOMPARE(driver.session().activeLabel(), Label{3});
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_I);
    QCOMPARE(driver.session().activeLabel(), Label{3});
}

LABELWRIGHT_TEST(WorkWindowRulesTest)
#include "WorkWindowRulesTest.moc"
