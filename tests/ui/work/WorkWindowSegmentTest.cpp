// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/edit/RegionEdits.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/AutoSegmentPanel.h"
#include "ui/work/CanvasNotice.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/PanelScroll.h"
#include "ui/work/SegmentSettings.h"
#include "ui/work/StatusLine.h"

#include <QApplication>
#include <QDialog>
#include <QLabel>
#include <QPushButton>
#include <QScrollBar>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QToolButton* panelButton(WindowDriver& driver, const char* text)
{
    return partNamed<QToolButton>(*driver.window().findChild<AutoSegmentPanel*>(), QString::fromUtf8(text));
}

QPushButton* acceptButton(WindowDriver& driver)
{
    return partNamed<QPushButton>(*driver.window().findChild<FloatingToolBar*>(), QStringLiteral("Accept"));
}

AutoSegmentTool& tool(WindowDriver& driver)
{
    return driver.session().tools().autoSegment();
}

void press(QAbstractButton* button)
{
    QTest::mouseClick(button, Qt::LeftButton);
}

/// True once nothing is on its way and there is something to accept.
bool waitForPreview(WindowDriver& driver)
{
    return QTest::qWaitFor([&driver] { return tool(driver).hint().starts_with("auto-segment.accept"); });
}

bool previewHas(WindowDriver& driver, Point pixel)
{
    const std::optional<Region> preview = tool(driver).outline().preview;
    return preview && preview->contains(pixel);
}

/// Four clicks, in no order.
bool findObject(WindowDriver& driver)
{
    driver.press(Qt::Key_X);
    for (const Point place : {Point{20, 36}, Point{8, 20}, Point{34, 22}, Point{22, 8}})
        driver.click(place);
    return waitForPreview(driver);
}

void rightClick(WindowDriver& driver, Point pixel)
{
    const PointF place = driver.window().canvas().viewport().viewFromImage({pixel.x + 0.5, pixel.y + 0.5});
    QTest::mouseClick(&driver.window().canvas(), Qt::RightButton, {}, QPointF(place.x, place.y).toPoint());
}

constexpr Point kOutside{40, 22};
constexpr Point kInside{20, 22};

} // namespace

/// Auto-segment as a person uses it: clicks, corrections, box, parts; and the snapping of edges.
class WorkWindowSegmentTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void clicksAreCorrectedAndAccepted();
    void backspaceAndUndoTakeCorrectionsBack();
    void strokesSayWhatThePanelIsSetTo();
    void boxIsChosenInThePanel();
    void partIsAddedByKeyAndButton();
    void lockedLabelsStayInTheMask();
    void whatIsWhollyLockedIsToldBeforeEnterAndKept();
    void whatIsWhollyLockedHoldsTheWindowThatShouldKeepIt();
    void acceptStaysWhileCorrectionsAreOnTheirWay();
    void deleteTakesACorrectionOut();
    void theNextObjectBeginsWithWhatBelongs_data();
    void theNextObjectBeginsWithWhatBelongs();
    void aModelThatFailsIsToldAsLongAsItDoes();
    void edgeSnapsUnderTheBrush();
    void bracketsChangeTheSizeOfEdgeSnap();

private:
    QTemporaryDir m_settings;
};

void WorkWindowSegmentTest::clicksAreCorrectedAndAccepted()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    QVERIFY(findObject(driver));
    driver.click(kOutside);
    rightClick(driver, kInside);
    QVERIFY(waitForPreview(driver));
    QVERIFY(previewHas(driver, kOutside));
    QVERIFY(!previewHas(driver, kInside));
    QCOMPARE(driver.pixelsOf(1), 0);
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.labelAt(kOutside), Label{1});
    QCOMPARE(driver.labelAt(kInside), kUnlabelled);
    QVERIFY(driver.window().statusLine().shownText().contains(QStringLiteral("top-most"))); // the next object
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(driver.pixelsOf(1), 0);
}

void WorkWindowSegmentTest::backspaceAndUndoTakeCorrectionsBack()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QVERIFY(findObject(driver));
    const auto found = tool(driver).outline().preview;
    driver.click(kOutside);
    QVERIFY(waitForPreview(driver));
    const auto corrected = tool(driver).outline().preview;
    rightClick(driver, kInside);
    QVERIFY(waitForPreview(driver));
    driver.press(Qt::Key_Backspace);
    QVERIFY(tool(driver).outline().preview == corrected);
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QVERIFY(tool(driver).outline().preview == found);
    driver.press(Qt::Key_Escape);
    QVERIFY(!tool(driver).isActive());
}

void WorkWindowSegmentTest::strokesSayWhatThePanelIsSetTo()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QVERIFY(findObject(driver));
    press(panelButton(driver, "Does not belong"));
    QVERIFY(driver.window().canvas().hasFocus());
    driver.click(kInside);
    QVERIFY(waitForPreview(driver));
    QVERIFY(!previewHas(driver, kInside));
    press(panelButton(driver, "Belongs"));
    driver.click(kOutside);
    QVERIFY(waitForPreview(driver));
    QVERIFY(previewHas(driver, kOutside));
}

void WorkWindowSegmentTest::boxIsChosenInThePanel()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_X);
    press(panelButton(driver, "Box"));
    QCOMPARE(driver.window().statusLine().shownText(),
             QStringLiteral("Drag a box around the object, from corner to corner"));
    driver.drag({8, 8}, {34, 36});
    QVERIFY(waitForPreview(driver));
    press(acceptButton(driver));
    QVERIFY(driver.pixelsOf(1) > 0);
}

void WorkWindowSegmentTest::partIsAddedByKeyAndButton()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_X);
    QToolButton* add = panelButton(driver, "Add a part");
    QVERIFY(!add->isEnabled());
    press(panelButton(driver, "Box"));
    driver.drag({4, 4}, {18, 20});
    QVERIFY(waitForPreview(driver));
    const Region first = *tool(driver).outline().preview;
    QVERIFY(add->isEnabled());
    press(add);
    QVERIFY(!add->isEnabled());
    QVERIFY(acceptButton(driver)->isVisible());
    driver.drag({40, 20}, {58, 40});
    QVERIFY(waitForPreview(driver));
    driver.press(Qt::Key_M);
    QCOMPARE(tool(driver).hint(), std::string("auto-segment.part"));
    const Region both = *tool(driver).outline().preview;
    QVERIFY(both.area() > first.area());
    QVERIFY(subtracted(first, both).isEmpty());
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.pixelsOf(1), both.area());
}

void WorkWindowSegmentTest::lockedLabelsStayInTheMask()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    relabelRegion(*driver.session().document(), Region::fromRect({0, 0, 21, 48}), 2);
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_L);
    driver.press(Qt::Key_1);
    QVERIFY(findObject(driver));
    driver.click({kInside.x - 4, kInside.y});
    driver.click(kOutside);
    QVERIFY(waitForPreview(driver));
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.pixelsOf(2), 21 * 48);
    QCOMPARE(driver.labelAt(kOutside), Label{1});
}

void WorkWindowSegmentTest::whatIsWhollyLockedIsToldBeforeEnterAndKept()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    const auto said = [&driver] { return driver.window().statusLine().shownText(); };
    const auto* notice = driver.window().findChild<CanvasNotice*>();
    relabelRegion(*driver.session().document(), Region::fromRect({0, 0, 64, 48}), 2);
    driver.press(Qt::Key_1);
    QVERIFY(findObject(driver));
    QCOMPARE(notice->shownText(), QString());
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_L, Qt::Key_1})
        driver.press(key);
    const QString before = QStringLiteral("Nothing is left to paint here: ");
    QVERIFY2(said().startsWith(before), qPrintable(said()));
    QCOMPARE(notice->shownText(), said());
    driver.press(Qt::Key_Return);
    QVERIFY2(said().startsWith(QStringLiteral("Nothing was painted: ")), qPrintable(said()));
    press(acceptButton(driver));
    QCOMPARE(tool(driver).outline().markers.size(), std::size_t{4});
    QCOMPARE(driver.pixelsOf(1), 0);
    QVERIFY(notice->shownText().startsWith(before));
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_L, Qt::Key_1})
        driver.press(key);
    QCOMPARE(notice->shownText(), QString());
    driver.press(Qt::Key_Return);
    QVERIFY(driver.pixelsOf(1) > 0);
}

void WorkWindowSegmentTest::whatIsWhollyLockedHoldsTheWindowThatShouldKeepIt()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    relabelRegion(*driver.session().document(), Region::fromRect({0, 0, 64, 48}), 2);
    for (const Qt::Key key : {Qt::Key_2, Qt::Key_L, Qt::Key_1})
        driver.press(key);
    QVERIFY(findObject(driver));
    const Answerer keep(QStringLiteral("Keep it"));
    driver.window().close();
    QCOMPARE(keep.count(), 1);
    QVERIFY(driver.window().isVisible());
    QVERIFY(tool(driver).isActive());
    QVERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("Nothing was painted: ")));
}

void WorkWindowSegmentTest::acceptStaysWhileCorrectionsAreOnTheirWay()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    QVERIFY(findObject(driver));
    driver.click(kOutside);
    QCOMPARE(tool(driver).hint(), std::string("auto-segment.correcting"));
    QVERIFY(acceptButton(driver)->isVisible());
    press(acceptButton(driver));
    QTRY_VERIFY(!tool(driver).isActive());
    QCOMPARE(driver.labelAt(kOutside), Label{1});
    QVERIFY(!acceptButton(driver)->isVisible());
}

void WorkWindowSegmentTest::deleteTakesACorrectionOut()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QVERIFY(findObject(driver));
    driver.click(kOutside);
    QVERIFY(waitForPreview(driver));
    driver.press(Qt::Key_Delete); // the pointer is on it
    QVERIFY(tool(driver).outline().strokes.empty());
    QVERIFY(tool(driver).hasPreview());
}

void WorkWindowSegmentTest::theNextObjectBeginsWithWhatBelongs_data()
{
    QTest::addColumn<QList<Qt::Key>>("end");
    QTest::newRow("accepted") << QList{Qt::Key_Return};
    QTest::newRow("dropped") << QList{Qt::Key_Escape};
    QTest::newRow("taken back") << QList<Qt::Key>(4, Qt::Key_Backspace);
}

void WorkWindowSegmentTest::theNextObjectBeginsWithWhatBelongs()
{
    QFETCH(const QList<Qt::Key>, end);
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_X);
    press(panelButton(driver, "Does not belong"));
    QVERIFY(findObject(driver));
    QVERIFY(panelButton(driver, "Does not belong")->isChecked()); // it was chosen for this one
    for (const Qt::Key key : end)
        driver.press(key);
    QVERIFY(!tool(driver).isActive());
    QVERIFY(panelButton(driver, "Belongs")->isChecked());
    QVERIFY(findObject(driver));
    driver.click(kOutside);
    QVERIFY(waitForPreview(driver));
    QVERIFY(previewHas(driver, kOutside));
}

void WorkWindowSegmentTest::aModelThatFailsIsToldAsLongAsItDoes()
{
    saveSegmentChoice({.model = "/a/very/long/path/to/a/folder/of-networks/without-any-space/my_own_model.json"});
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_X);
    const auto* panel = driver.window().findChild<AutoSegmentPanel*>();
    const auto shown = [panel] {
        for (const QLabel* label : panel->findChildren<QLabel*>()) {
            if (label->isVisible() && label->wordWrap())
                return label;
        }
        return static_cast<const QLabel*>(nullptr);
    };
    QTRY_VERIFY(shown());
    const QString text = QString(shown()->text()).remove(QChar(0x200B));
    QVERIFY2(text.contains(QStringLiteral("The program's own network answers instead.")), qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("without-any-space/my_own_model.json: ")), qPrintable(text));
    driver.window().resize(driver.window().minimumSize());
    QTRY_VERIFY(shown()->height() >= shown()->heightForWidth(shown()->width()));
    QVERIFY(panel->rect().contains(shown()->geometry()));
    QVERIFY(shown()->minimumSizeHint().width() <= shown()->width()); // no line is cut
    const auto* scroll = driver.window().findChild<PanelScroll*>();
    QTRY_VERIFY(scroll->verticalScrollBar()->isVisible());
    driver.window().resize(1280, 900);
    QTRY_VERIFY(!scroll->verticalScrollBar()->isVisible());
    QVERIFY(findObject(driver));
    QVERIFY(shown());
    saveSegmentChoice({});
    driver.press(Qt::Key_Escape);
    QTimer::singleShot(0, qApp, [] {
        auto* dialog = qobject_cast<QDialog*>(QApplication::activeModalWidget());
        dialog->accept(); // the choice is the program's own again
    });
    driver.press(Qt::Key_Comma, Qt::ControlModifier);
    QVERIFY(!shown());
}

void WorkWindowSegmentTest::edgeSnapsUnderTheBrush()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_1);
    driver.press(Qt::Key_X, Qt::ShiftModifier);
    driver.drag({30, 10}, {30, 30});
    QVERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("No edge of the active label")));
    relabelRegion(*driver.session().document(), Region::fromRect({0, 0, 30, 48}), 1);
    driver.session().setBrushDiameter(12);
    driver.drag({30, 10}, {30, 30});
    QTRY_VERIFY(!driver.session().tool().isActive());
    for (const Point far : {Point{10, 20}, Point{20, 40}})
        QCOMPARE(driver.labelAt(far), Label{1});
    QCOMPARE(driver.labelAt({45, 20}), kUnlabelled);
}

void WorkWindowSegmentTest::bracketsChangeTheSizeOfEdgeSnap()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_X, Qt::ShiftModifier);
    const double before = driver.session().tools().edgeSnap().diameter();
    const double brush = driver.session().tools().tool(ToolId::Brush).outline().ringRadius;
    driver.press(Qt::Key_BracketRight);
    QVERIFY(driver.session().tools().edgeSnap().diameter() > before);
    QCOMPARE(driver.session().tools().tool(ToolId::Brush).outline().ringRadius, brush);
}

LABELWRIGHT_TEST(WorkWindowSegmentTest)
#include "WorkWindowSegmentTest.moc"
