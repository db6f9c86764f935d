// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/image/ImageWriter.h"
#include "tests/core/job/JobFixture.h"
#include "tests/core/segment/TestPhotos.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/WindowDriver.h"

#include <QApplication>
#include <QTest>

#include <cmath>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Qt::KeyboardModifiers kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

/// The middle of all pixels that have this label.
QPointF middleOf(const LabelMask& mask, Label label)
{
    QPointF sum;
    int pixels = 0;
    for (int y = 0; y < mask.height(); ++y) {
        for (int x = 0; x < mask.width(); ++x) {
            if (mask.at({x, y}) == label) {
                sum += QPointF(x, y);
                ++pixels;
            }
        }
    }
    return sum / pixels;
}

} // namespace

/// The labels of the object before, by keys.
class WorkWindowCopyTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void theLabelsOfTheObjectBeforeAreCopied();
    void onlyTheFlowFollowsWhatMoved_data();
    void onlyTheFlowFollowsWhatMoved();
    void labelsThatAreThereAreOnlyReplacedWhenAsked_data();
    void labelsThatAreThereAreOnlyReplacedWhenAsked();
    void whatIsStillBeingSavedCanBeCopied();

private:
    QTemporaryDir m_settings;
};

void WorkWindowCopyTest::theLabelsOfTheObjectBeforeAreCopied()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_2);
    driver.drag({20, 20}, {40, 20});
    const std::int64_t painted = driver.pixelsOf(2);
    driver.press(Qt::Key_D); // as a draft, not yet submitted
    QVERIFY(driver.waitForObject(1));
    driver.press(Qt::Key_V, kCtrlShift);
    QTRY_COMPARE(driver.pixelsOf(2), painted);
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(driver.pixelsOf(2), 0);
}

void WorkWindowCopyTest::onlyTheFlowFollowsWhatMoved_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::addColumn<QPoint>("moved");
    QTest::newRow("as they are") << Qt::Key_V << QPoint(0, 0);
    QTest::newRow("along the flow") << Qt::Key_F << QPoint(9, 5);
}

void WorkWindowCopyTest::onlyTheFlowFollowsWhatMoved()
{
    QFETCH(Qt::Key, key);
    QFETCH(QPoint, moved);
    const JobFixture fixture;
    writeBytes(fixture.photos() / "1.png", *encodePng(blotchPhoto({240, 180}, {500, 500})));
    writeBytes(fixture.photos() / "2.png", *encodePng(blotchPhoto({240, 180}, {491, 495})));
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_2);
    driver.session().setBrushDiameter(41);
    driver.click({100, 80});
    const auto painted = static_cast<double>(driver.pixelsOf(2));
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    driver.press(key, kCtrlShift);
    QTRY_VERIFY_WITH_TIMEOUT(driver.pixelsOf(2) > 0, 30'000);
    const QPointF middle = middleOf(driver.session().document()->mask(), 2) - moved;
    QVERIFY2(std::hypot(middle.x() - 100, middle.y() - 80) < 1.5, qPrintable(QDebug::toString(middle)));
    QVERIFY(std::abs(static_cast<double>(driver.pixelsOf(2)) - painted) < 0.05 * painted);
}

void WorkWindowCopyTest::labelsThatAreThereAreOnlyReplacedWhenAsked_data()
{
    QTest::addColumn<Qt::Key>("key");
    QTest::newRow("as they are") << Qt::Key_V;
    QTest::newRow("along the flow") << Qt::Key_F;
}

void WorkWindowCopyTest::labelsThatAreThereAreOnlyReplacedWhenAsked()
{
    QFETCH(Qt::Key, key);
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_2);
    driver.drag({20, 20}, {40, 20});
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    driver.press(Qt::Key_3);
    driver.drag({20, 40}, {40, 40});
    {
        const Answerer keep(QStringLiteral("Keep them"));
        driver.press(key, kCtrlShift);
        QTRY_COMPARE(keep.count(), 1);
        QTRY_VERIFY(!driver.session().work().isRunning());
        QVERIFY(driver.pixelsOf(3) > 0);
    }
    driver.window().activateWindow();
    QVERIFY(QTest::qWaitForWindowActive(&driver.window()));
    QTRY_VERIFY(QApplication::focusWidget());
    const Answerer replace(QStringLiteral("Replace them"));
    driver.press(key, kCtrlShift);
    QTRY_COMPARE_WITH_TIMEOUT(driver.pixelsOf(3), 0, 30'000);
    QVERIFY(driver.pixelsOf(2) > 0);
}

void WorkWindowCopyTest::whatIsStillBeingSavedCanBeCopied()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_2);
    driver.drag({20, 20}, {40, 20});
    const std::int64_t painted = driver.pixelsOf(2);
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(1));
    driver.press(Qt::Key_V, kCtrlShift);
    QTRY_COMPARE(driver.pixelsOf(2), painted);
}

LABELWRIGHT_TEST(WorkWindowCopyTest)
#include "WorkWindowCopyTest.moc"
