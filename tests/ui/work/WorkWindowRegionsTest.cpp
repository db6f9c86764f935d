// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/bridge/IslandStepper.h"
#include "ui/bridge/RegionActions.h"
#include "ui/work/HistoryModel.h"
#include "ui/work/HistoryPanel.h"
#include "ui/work/IslandBar.h"
#include "ui/work/RegionPanel.h"
#include "ui/work/StatusLine.h"

#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace labelwright;
using namespace labelwright::test;

namespace {

/// A stroke from (20, 20) to (40, 20), selected by the region tool.
void selectStroke(WindowDriver& driver)
{
    driver.session().setBrushDiameter(9);
    driver.drag({20, 20}, {40, 20});
    driver.press(Qt::Key_S);
    driver.click({30, 20});
}

} // namespace

/// Regions, islands and history, by keys and clicks.
class WorkWindowRegionsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void aSelectedRegionGrowsIsRelabelledAndDeleted();
    void aRegionIsPastedIntoTheNextObject();
    void allUnlabelledIsFilled();
    void islandsAreAbsorbedOneAfterTheOther();
    void undoBringsTheIslandBackIntoTheList();
    void theHistoryGoesBackAndForth();
    void toolsShowOnlyWhatTheyHave();
    void regionCommandsWaitUntilThePolygonIsKept_data();
    void regionCommandsWaitUntilThePolygonIsKept();
    void aResultThatComesDuringAnEditChangesNothing();
    void islandsAndCopiesWaitForAPolygon();
    void deleteTakesOutTheCornerUnderThePointer();

private:
    QTemporaryDir m_settings;
};

void WorkWindowRegionsTest::aSelectedRegionGrowsIsRelabelledAndDeleted()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.session().setBrushDiameter(9);
    driver.drag({20, 20}, {40, 20});
    const std::int64_t before = driver.pixelsOf(1);
    driver.press(Qt::Key_S);
    driver.click({30, 20});
    driver.press(Qt::Key_Up, Qt::ControlModifier);
    QTRY_VERIFY(driver.pixelsOf(1) > before);
    QCOMPARE(driver.labelAt({30, 26}), Label{1}); // two pixels more

    driver.press(Qt::Key_2);
    driver.press(Qt::Key_R, Qt::ShiftModifier);
    QCOMPARE(driver.labelAt({30, 20}), Label{2});
    QCOMPARE(driver.pixelsOf(1), 0);
    driver.press(Qt::Key_Delete);
    QCOMPARE(driver.pixelsOf(2), 0);
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(driver.pixelsOf(2) > before);
}

void WorkWindowRegionsTest::aRegionIsPastedIntoTheNextObject()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_2);
    driver.drag({20, 20}, {40, 20});
    const std::int64_t copied = driver.pixelsOf(2);
    driver.press(Qt::Key_S);
    driver.click({30, 20});
    driver.press(Qt::Key_C, Qt::ControlModifier);
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    driver.press(Qt::Key_V, Qt::ControlModifier);
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.labelAt({30, 20}), Label{2});
    QCOMPARE(driver.pixelsOf(2), copied);
}

void WorkWindowRegionsTest::allUnlabelledIsFilled()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.drag({20, 20}, {40, 20});
    const std::int64_t painted = driver.pixelsOf(1);
    driver.press(Qt::Key_3);
    driver.press(Qt::Key_G, Qt::ShiftModifier);
    QCOMPARE(driver.pixelsOf(1), painted);
    QCOMPARE(driver.pixelsOf(3), 64 * 48 - painted);
}

void WorkWindowRegionsTest::islandsAreAbsorbedOneAfterTheOther()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.session().setBrushDiameter(2);
    for (const int x : {10, 30, 50})
        driver.click({x, 20});
    QVERIFY(driver.pixelsOf(1) > 0);
    auto* bar = driver.window().findChild<IslandBar*>();
    QVERIFY(bar->isHidden());
    driver.press(Qt::Key_N);
    QVERIFY(bar->isVisible());
    auto* stepper = driver.window().findChild<IslandStepper*>();
    QTRY_COMPARE(stepper->count(), 3);
    QCOMPARE(stepper->current()->label, Label{1});
    driver.press(Qt::Key_Right);
    QCOMPARE(stepper->index(), 1);
    driver.press(Qt::Key_Left);
    QCOMPARE(stepper->index(), 0);
    for (int left = 2; left >= 0; --left) {
        driver.press(Qt::Key_Return);
        QCOMPARE(stepper->count(), left);
    }
    QCOMPARE(driver.pixelsOf(1), 0);
    driver.press(Qt::Key_Escape);
    QVERIFY(bar->isHidden());
    QVERIFY(driver.window().canvas().hasFocus());
}

void WorkWindowRegionsTest::undoBringsTheIslandBackIntoTheList()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.session().setBrushDiameter(2);
    driver.click({10, 20});
    driver.press(Qt::Key_N);
    auto* stepper = driver.window().findChild<IslandStepper*>();
    QTRY_COMPARE(stepper->count(), 1);
    driver.press(Qt::Key_Return);
    QCOMPARE(stepper->count(), 0);
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QTRY_COMPARE(stepper->count(), 1);
    stepper->setMostPixels(1);
    QTRY_VERIFY(!stepper->isScanning());
    QCOMPARE(stepper->count(), 0);
}

void WorkWindowRegionsTest::theHistoryGoesBackAndForth()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_H, Qt::ControlModifier);
    driver.drag({20, 10}, {40, 10});
    driver.drag({20, 40}, {40, 40});
    driver.press(Qt::Key_E);
    driver.click({30, 10});

    auto* panel = driver.window().findChild<HistoryPanel*>();
    auto* list = panel->findChild<QListView*>();
    QStringList names;
    for (int row = 0; row < list->model()->rowCount(); ++row)
        names.append(list->model()->index(row, 0).data().toString());
    QCOMPARE(names, QStringList({QStringLiteral("Start"), QStringLiteral("Brush stroke"),
                                 QStringLiteral("Brush stroke"), QStringLiteral("Eraser stroke")}));
    QCOMPARE(list->currentIndex().row(), 3);

    const auto clickRow = [&](int row) {
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {},
                          list->visualRect(list->model()->index(row, 0)).center());
    };
    clickRow(1);
    QCOMPARE(driver.labelAt({30, 40}), kUnlabelled);
    QCOMPARE(driver.labelAt({30, 10}), Label{1});
    QCOMPARE(list->currentIndex().row(), 1);
    clickRow(0);
    QCOMPARE(driver.pixelsOf(1), 0);
    clickRow(3);
    QCOMPARE(driver.labelAt({30, 40}), Label{1});
    QCOMPARE(driver.labelAt({30, 10}), kUnlabelled);
    driver.press(Qt::Key_B);
    driver.window().toggleHistory();
}

void WorkWindowRegionsTest::toolsShowOnlyWhatTheyHave()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    auto* regions = driver.window().findChild<RegionPanel*>();
    QVERIFY(!regions->isVisible());
    driver.press(Qt::Key_S);
    QCOMPARE(driver.session().tools().current(), ToolId::Region);
    QVERIFY(regions->isVisible());
    for (const auto& [key, tool] : {std::pair{Qt::Key_G, ToolId::Fill}, std::pair{Qt::Key_W, ToolId::Wand},
                                    std::pair{Qt::Key_J, ToolId::LiveWire}, std::pair{Qt::Key_K, ToolId::Superpixel},
                                    std::pair{Qt::Key_B, ToolId::Brush}}) {
        driver.press(key);
        QCOMPARE(driver.session().tools().current(), tool);
        QVERIFY(!regions->isVisible());
    }
}

void WorkWindowRegionsTest::regionCommandsWaitUntilThePolygonIsKept_data()
{
    QTest::addColumn<QKeyCombination>("key");
    QTest::newRow("delete") << QKeyCombination(Qt::Key_Delete);
    QTest::newRow("relabel") << (Qt::SHIFT | Qt::Key_R);
    QTest::newRow("smooth") << (Qt::CTRL | Qt::Key_M);
    QTest::newRow("grow") << (Qt::CTRL | Qt::Key_Up);
    QTest::newRow("shrink") << (Qt::CTRL | Qt::Key_Down);
    QTest::newRow("keep largest") << (Qt::CTRL | Qt::Key_K);
    QTest::newRow("fill all unlabelled") << (Qt::SHIFT | Qt::Key_G);
    QTest::newRow("relabel a class") << (Qt::CTRL | Qt::Key_R);
    QTest::newRow("islands") << QKeyCombination(Qt::Key_N);
    QTest::newRow("edit as polygon") << (Qt::SHIFT | Qt::Key_P);
    QTest::newRow("paste") << (Qt::CTRL | Qt::Key_V);
}

void WorkWindowRegionsTest::regionCommandsWaitUntilThePolygonIsKept()
{
    QFETCH(const QKeyCombination, key);
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.session().setBrushDiameter(9);
    driver.drag({20, 20}, {40, 20});
    driver.click({10, 40});
    driver.press(Qt::Key_S);
    driver.click({30, 20});
    driver.press(Qt::Key_C, Qt::ControlModifier);
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_Return);
    const std::uint64_t before = driver.session().document()->revision();
    QSignalSpy notices(&driver.session(), &WorkSession::toolInTheWay);
    driver.press(key.key(), key.keyboardModifiers());
    QCOMPARE(notices.count(), 1);
    QVERIFY(notices.front().front().toString().startsWith(QStringLiteral("Finish what you began first")));
    QVERIFY(!driver.session().work().isRunning());
    QCOMPARE(driver.session().document()->revision(), before);
    QVERIFY(driver.session().tools().region().isEditing());
}

void WorkWindowRegionsTest::aResultThatComesDuringAnEditChangesNothing()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    selectStroke(driver);
    const std::uint64_t before = driver.session().document()->revision();
    auto* regions = driver.window().findChild<RegionActions*>();
    regions->grow();
    driver.session().commitTool(); // before the result has come
    QVERIFY(driver.session().work().isRunning());
    QTRY_VERIFY(!driver.session().work().isRunning());
    QCOMPARE(driver.session().document()->revision(), before);
    QVERIFY(driver.session().tools().region().isEditing());
}

void WorkWindowRegionsTest::islandsAndCopiesWaitForAPolygon()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    driver.session().setBrushDiameter(2);
    driver.click({10, 20});
    driver.press(Qt::Key_N);
    auto* stepper = driver.window().findChild<IslandStepper*>();
    QTRY_COMPARE(stepper->count(), 1);
    driver.session().selectTool(ToolId::Polygon);
    driver.click({30, 20});
    QVERIFY(driver.session().tool().isActive());
    QSignalSpy notices(&driver.session(), &WorkSession::toolInTheWay);
    QVERIFY(!stepper->absorb());
    QCOMPARE(notices.count(), 1);
    QCOMPARE(driver.labelAt({10, 20}), Label{1});
    driver.session().copyPrevious(WorkSession::Carry::AsItIs, [] { return true; });
    QCOMPARE(notices.count(), 2);
    QVERIFY(!driver.session().work().isRunning());
    stepper->stop();
    QVERIFY(!stepper->isActive());
}

void WorkWindowRegionsTest::deleteTakesOutTheCornerUnderThePointer()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    selectStroke(driver);
    driver.press(Qt::Key_Return);
    const auto corners = [&] { return driver.session().tool().outline().rings.front(); };
    const std::vector<PointF> before = corners();
    Canvas& canvas = driver.window().canvas();
    const PointF corner = canvas.viewport().viewFromImage(before.front());
    QTest::mouseMove(&canvas, QPointF(corner.x, corner.y).toPoint());
    driver.press(Qt::Key_Delete);
    QCOMPARE(corners(), std::vector<PointF>(before.begin() + 1, before.end()));
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(corners(), before);
    QVERIFY(driver.session().tools().region().isEditing());
}

LABELWRIGHT_TEST(WorkWindowRegionsTest)
#include "WorkWindowRegionsTest.moc"
