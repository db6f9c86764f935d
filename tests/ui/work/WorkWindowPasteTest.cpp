// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/StatusLine.h"

#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

std::int64_t countOf(WindowDriver& driver, Label label)
{
    return countLabels(driver.session().document()->mask())[label];
}

/// A stroke of label 2 from (20, 20) to (40, 20), copied; the next object is in view.
WindowDriver copyAndGoOn(const JobFixture& fixture)
{
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_2);
    driver.session().setBrushDiameter(9);
    driver.drag({20, 20}, {40, 20});
    driver.press(Qt::Key_S);
    driver.click({30, 20});
    driver.press(Qt::Key_C, Qt::ControlModifier);
    driver.press(Qt::Key_B);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_D);
    if (!driver.waitForObject(1))
        qFatal("the next object is not shown");
    return driver;
}

} // namespace

/// A pasted region, by keys and mouse.
class WorkWindowPasteTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void arrowKeysMoveWhatIsPasted();
    void theMouseMovesWhatIsPasted();
    void whatLayUnderneathComesBack();
    void aPolygonThatIsOpenIsNotDropped();
    void arrowKeysPanOtherwise();

private:
    QTemporaryDir m_settings;
};

void WorkWindowPasteTest::arrowKeysMoveWhatIsPasted()
{
    const JobFixture fixture;
    WindowDriver driver = copyAndGoOn(fixture);
    driver.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(driver.session().tools().current(), ToolId::Region);
    QVERIFY(driver.window().statusLine().shownText().contains(QStringLiteral("arrow keys")));
    QCOMPARE(countOf(driver, 2), 0);
    const PointF corner = driver.window().canvas().viewport().viewFromImage({0, 0});
    driver.press(Qt::Key_Down, Qt::ShiftModifier);
    driver.press(Qt::Key_Down);
    driver.press(Qt::Key_Right);
    driver.press(Qt::Key_Left);
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.labelAt({30, 31}), Label{2});
    QCOMPARE(driver.labelAt({30, 31 - 5}), kUnlabelled);
    QCOMPARE(driver.session().document()->history().undoNames(), std::vector<std::string>{"paste"});
    QVERIFY(driver.window().canvas().viewport().viewFromImage({0, 0}) == corner);

    driver.press(Qt::Key_Delete); // it is selected
    QCOMPARE(countOf(driver, 2), 0);
}

void WorkWindowPasteTest::theMouseMovesWhatIsPasted()
{
    const JobFixture fixture;
    WindowDriver driver = copyAndGoOn(fixture);
    driver.press(Qt::Key_V, Qt::ControlModifier);
    driver.drag({30, 20}, {35, 30});
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.labelAt({48, 30}), Label{2});
    QCOMPARE(driver.labelAt({20, 20}), kUnlabelled);
    QCOMPARE(driver.session().document()->history().undoNames().size(), std::size_t{1});
}

void WorkWindowPasteTest::whatLayUnderneathComesBack()
{
    const JobFixture fixture;
    WindowDriver driver = copyAndGoOn(fixture);
    driver.drag({30, 5}, {30, 45});
    const std::int64_t before = countOf(driver, 1);
    driver.press(Qt::Key_V, Qt::ControlModifier);
    driver.press(Qt::Key_Escape);
    QCOMPARE(countOf(driver, 1), before);
    driver.press(Qt::Key_V, Qt::ControlModifier);
    driver.press(Qt::Key_Return);
    QVERIFY(countOf(driver, 1) < before);
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(countOf(driver, 1), before);
}

void WorkWindowPasteTest::aPolygonThatIsOpenIsNotDropped()
{
    const JobFixture fixture;
    WindowDriver driver = copyAndGoOn(fixture);
    driver.press(Qt::Key_P);
    driver.click({10, 10});
    driver.press(Qt::Key_V, Qt::ControlModifier);
    QCOMPARE(driver.session().tools().current(), ToolId::Polygon);
    QVERIFY(driver.session().tool().isActive());
}

void WorkWindowPasteTest::arrowKeysPanOtherwise()
{
    const JobFixture fixture;
    WindowDriver driver = copyAndGoOn(fixture);
    const double before = driver.window().canvas().viewport().viewFromImage({0, 0}).x;
    driver.press(Qt::Key_Left);
    QVERIFY(driver.window().canvas().viewport().viewFromImage({0, 0}).x > before);
}

LABELWRIGHT_TEST(WorkWindowPasteTest)
#include "WorkWindowPasteTest.moc"
