// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/WindowDriver.h"

#include <QAction>
#include <QImage>
#include <QLabel>
#include <QSignalSpy>
#include <QTest>

#include <algorithm>
#include <functional>
#include <initializer_list>

using namespace labelwright;
using namespace labelwright::test;

namespace {

void beginPolygon(WindowDriver& driver, std::initializer_list<Point> corners)
{
    driver.press(Qt::Key_P);
    for (const Point corner : corners)
        driver.click(corner);
}

} // namespace

/// What a tool holds when the window closes, or when the photo is shown in other tones.
class WorkWindowLeavingTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void everyWayOutAsksAboutAnOpenPolygon_data();
    void everyWayOutAsksAboutAnOpenPolygon();
    void whatIsKeptIsThereNextTime();
    void whatIsDroppedIsGone();
    void whatIsKeptAndStillWorkedOnHoldsTheWindow();
    void whatCannotBeKeptIsNotAskedAbout();
    void aFlagOnItsWayIsWaitedFor();
    void aFlagThatCantBeWrittenHoldsTheWindow();
    void anotherWindowOfValuesKeepsAnOpenPolygon();

private:
    QTemporaryDir m_settings;
};

void WorkWindowLeavingTest::everyWayOutAsksAboutAnOpenPolygon_data()
{
    using Leave = std::function<void(WindowDriver&)>;
    QTest::addColumn<Leave>("leave");
    QTest::newRow("close") << Leave([](WindowDriver& driver) { driver.window().close(); });
    QTest::newRow("quit") << Leave([](WindowDriver& driver) { driver.press(Qt::Key_Q, Qt::ControlModifier); });
    QTest::newRow("stop working") << Leave(
        [](WindowDriver& driver) { driver.window().findChild<QAction*>(QStringLiteral("stop"))->trigger(); });
}

void WorkWindowLeavingTest::everyWayOutAsksAboutAnOpenPolygon()
{
    QFETCH(std::function<void(WindowDriver&)>, leave);
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    beginPolygon(driver, {{10, 10}, {40, 10}, {40, 40}});
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    {
        const Answerer goBack(QStringLiteral("Go back"));
        leave(driver);
        QCOMPARE(goBack.count(), 1);
        QCOMPARE(goBack.question(), QStringLiteral("The polygon is not finished."));
    }
    QVERIFY(driver.session().tool().isActive());
    QVERIFY(driver.window().isVisible());

    const Answerer drop(QStringLiteral("Drop it"));
    driver.window().close();
    QTRY_COMPARE(left.count(), 1);
    QCOMPARE(drop.count(), 1);
}

void WorkWindowLeavingTest::whatIsKeptIsThereNextTime()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture);
        beginPolygon(driver, {{10, 10}, {40, 10}, {40, 40}});
        const Answerer keep(QStringLiteral("Keep it"));
        driver.leave();
        QCOMPARE(keep.count(), 1);
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(driver.labelAt({35, 15}), Label{1});
    QVERIFY(driver.session().canUndo());
}

void WorkWindowLeavingTest::whatIsDroppedIsGone()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture);
        beginPolygon(driver, {{10, 10}, {40, 10}, {40, 40}});
        const Answerer drop(QStringLiteral("Drop it"));
        driver.leave();
        QCOMPARE(drop.count(), 1);
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(driver.labelAt({35, 15}), kUnlabelled);
}

void WorkWindowLeavingTest::whatIsKeptAndStillWorkedOnHoldsTheWindow()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.session().selectTool(ToolId::LiveWire);
    Tool& wire = driver.session().tool();
    for (const PointF place : {PointF{10.5, 10.5}, PointF{40.5, 10.5}, PointF{40.5, 40.5}})
        wire.press(*driver.session().document(), {.position = place, .label = 1}); // nobody computes the ways yet
    const Answerer keep(QStringLiteral("Keep it"));
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    driver.window().close();
    QCOMPARE(keep.count(), 1);
    QVERIFY(wire.isActive());
    QTRY_VERIFY(!wire.isActive());
    QVERIFY(driver.pixelsOf(1) > 300);
    QCOMPARE(left.count(), 0);
    QVERIFY(driver.window().isVisible());
    driver.leave();
}

void WorkWindowLeavingTest::whatCannotBeKeptIsNotAskedAbout()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    beginPolygon(driver, {{10, 10}, {40, 10}});
    QVERIFY(driver.session().tool().isActive());
    driver.leave(); // hangs in a question that nobody answers
}

void WorkWindowLeavingTest::aFlagOnItsWayIsWaitedFor()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    driver.session().setFlag("a bus?");
    driver.window().close();
    QTRY_COMPARE(left.count(), 1);
    QVERIFY(fixture.openJob().events().currentFlag(0));
}

void WorkWindowLeavingTest::aFlagThatCantBeWrittenHoldsTheWindow()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    QSignalSpy notices(&driver.session(), &WorkSession::notice);
    {
        const FullDisk full;
        const Answerer leave(QStringLiteral("Leave"));
        driver.session().setFlag("a bus?");
        driver.window().close();
        QTRY_COMPARE(notices.count(), 1);
        QCOMPARE(leave.count(), 0);
    }
    QVERIFY(driver.window().isVisible());
    const auto labels = driver.window().findChildren<QLabel*>();
    QVERIFY(std::any_of(labels.begin(), labels.end(), [](const QLabel* label) {
        return label->isVisible() && label->text().startsWith(QStringLiteral("The flag of object 1 stays as it was: "));
    }));
    QCOMPARE(left.count(), 0);
    driver.window().close(); // Now that it was told.
    QTRY_COMPARE(left.count(), 1);
}

void WorkWindowLeavingTest::anotherWindowOfValuesKeepsAnOpenPolygon()
{
    const JobFixture fixture;
    QImage photo(64, 48, QImage::Format_Grayscale16);
    photo.fill(QColor(90, 90, 90));
    QVERIFY(photo.save(QString::fromStdString((fixture.photos() / "deep.png").string())));
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    beginPolygon(driver, {{10, 10}, {40, 10}, {40, 40}});
    const QSignalSpy changed(&driver.session(), &WorkSession::photoChanged);
    driver.session().setValueWindow(ValueWindow{0, 50000});
    QTRY_COMPARE(changed.count(), 1);
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.labelAt({35, 15}), Label{1});
}

LABELWRIGHT_TEST(WorkWindowLeavingTest)
#include "WorkWindowLeavingTest.moc"
