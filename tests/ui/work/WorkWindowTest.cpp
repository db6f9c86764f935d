// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/work/WorkWindow.h"

#include "core/groundtruth/OutputLayout.h"
#include "core/job/Consolidate.h"
#include "core/job/Derive.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/InstructionsPanel.h"
#include "ui/work/StatusLine.h"

#include <QAbstractButton>
#include <QImage>
#include <QPainter>
#include <QPushButton>
#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// A person at work: real widgets, a real job, files on the disk.
class WorkWindowTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void paintSubmitAndFindTheFiles();
    void polygonIsClosedByEnterAndUndone();
    void fourClicksFindAnObject();
    void canvasKeepsItsRoom();
    void narrowWindowsFoldTheInstructions();
    void whatWasSetIsThereNextTime();
    void theEndSaysWhatToDoNext();
    void draftsComeBack();
    void theFilmStripGoesToAnObject();

private:
    QTemporaryDir m_settings;
};

void WorkWindowTest::paintSubmitAndFindTheFiles()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture, 2);
        QCOMPARE(driver.window().windowTitle(), QStringLiteral("object 1 of 2[*] — street — Labelwright"));

        driver.press(Qt::Key_2);
        QCOMPARE(driver.session().activeLabel(), Label{2});
        driver.drag({20, 20}, {40, 20});
        QCOMPARE(driver.labelAt({30, 20}), Label{2});
        QCOMPARE(driver.labelAt({30, 45}), kUnlabelled);
        driver.press(Qt::Key_Z, Qt::ControlModifier);
        QCOMPARE(driver.labelAt({30, 20}), kUnlabelled);
        driver.press(Qt::Key_Z, Qt::ControlModifier | Qt::ShiftModifier);
        QCOMPARE(driver.labelAt({30, 20}), Label{2});
        QVERIFY(driver.waitForSaveState(SaveState::Kind::DraftKept));
        QVERIFY(!driver.window().isWindowModified());

        driver.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(driver.waitForObject(1));
        QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
        QVERIFY(!driver.window().isWindowModified());
        QCOMPARE(driver.window().windowTitle(), QStringLiteral("object 2 of 2[*] — street — Labelwright"));
        QCOMPARE(driver.labelAt({30, 20}), kUnlabelled);

        const QSignalSpy left(&driver.window(), &WorkWindow::left);
        driver.window().close();
        QVERIFY(driver.window().isVisible()); // until the output is made
        QTRY_COMPARE(left.count(), 1);
        QVERIFY(!driver.window().isVisible());
    }
    const Job job = fixture.openJob();
    const auto answers = job.events().answersOf(0);
    QCOMPARE(answers.size(), std::size_t{1});
    const Result<std::vector<std::uint8_t>> png = job.events().maskBytes(answers[0]);
    VERIFY_OK(png);
    const Result<LabelMask> mask = answerMask(answers[0], *png, job.spec().labels);
    VERIFY_OK(mask);
    QCOMPARE(mask->at({30, 20}), Label{2});
    QCOMPARE(mask->at({30, 45}), kUnlabelled);
    QVERIFY(textOf(stageFolder(job) / layout::kOutputManifest).find("street-ref-metadata") != std::string::npos);
}

void WorkWindowTest::polygonIsClosedByEnterAndUndone()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_P);
    QCOMPARE(driver.session().tools().current(), ToolId::Polygon);
    QVERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("Click along")));
    for (const Point corner : {Point{10, 10}, Point{40, 10}, Point{40, 40}, Point{10, 40}})
        driver.click(corner);
    driver.press(Qt::Key_Z, Qt::ControlModifier); // the last corner
    driver.press(Qt::Key_Return);
    QCOMPARE(driver.labelAt({35, 15}), Label{1});
    QCOMPARE(driver.labelAt({12, 38}), kUnlabelled);
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(driver.labelAt({35, 15}), kUnlabelled);
}

void WorkWindowTest::canvasKeepsItsRoom()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.window().resize(1280, 776); // 800 less a title bar
    QTRY_COMPARE(driver.window().size(), QSize(1280, 776));
    QVERIFY(driver.window().canvas().width() >= 640);
    QVERIFY(driver.window().canvas().height() >= 520);
    QCOMPARE(driver.window().findChild<InstructionsPanel*>()->width(), InstructionsPanel::kWidth);
}

void WorkWindowTest::narrowWindowsFoldTheInstructions()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    auto* panel = driver.window().findChild<InstructionsPanel*>();
    driver.window().resize(1000, 700);
    QTRY_COMPARE(panel->width(), InstructionsPanel::kRailWidth);
    QTRY_VERIFY(driver.window().canvas().width() >= 640);
    driver.window().toggleInstructions();
    QVERIFY(panel->isExpanded());
    driver.window().resize(1280, 800);
    QTRY_VERIFY(panel->isExpanded());
}

void WorkWindowTest::whatWasSetIsThereNextTime()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture);
        driver.press(Qt::Key_E);
        driver.session().setBrushDiameter(77);
        driver.press(Qt::Key_O);
        driver.window().toggleFilmStrip();
        driver.leave();
    }
    WindowDriver driver(fixture.jobFolder());
    QCOMPARE(driver.session().tools().current(), ToolId::Eraser);
    QCOMPARE(driver.session().tools().brushDiameter(), 77.0);
    QCOMPARE(driver.window().canvas().overlayStyle().mode, OverlayMode::Outline);
    QVERIFY(!driver.window().isFilmStripShown());
    driver.window().toggleFilmStrip();
    driver.press(Qt::Key_B);
    driver.press(Qt::Key_O);
    driver.leave();
}

void WorkWindowTest::theEndSaysWhatToDoNext()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_Enter, Qt::ControlModifier);
    auto* page = driver.window().findChild<FinishedPage*>();
    QTRY_VERIFY(page->isVisible());
    QVERIFY(driver.window().windowTitle().startsWith(QStringLiteral("finished")));
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    auto buttons = page->findChildren<QPushButton*>();
    buttons.removeIf([](const QPushButton* button) { return !button->isVisible(); });
    QCOMPARE(buttons.size(), 4);
    buttons[0]->click(); // Make output
    QTRY_VERIFY(fs::exists(stageFolder(fixture.openJob()) / layout::kOutputManifest));
    QTRY_VERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("The output folder is up to date")));
    buttons[2]->click(); // Look at the objects again
    QVERIFY(driver.waitForObject(0));
    QVERIFY(!page->isVisible());
}

void WorkWindowTest::draftsComeBack()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture, 2);
        driver.press(Qt::Key_3);
        driver.drag({20, 20}, {40, 20});
        driver.press(Qt::Key_D);
        QVERIFY(driver.waitForObject(1));
        driver.press(Qt::Key_A);
        QVERIFY(driver.waitForObject(0));
        QCOMPARE(driver.labelAt({30, 20}), Label{3});
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(driver.labelAt({30, 20}), Label{3});
    driver.press(Qt::Key_Z, Qt::ControlModifier);
    QCOMPARE(driver.labelAt({30, 20}), kUnlabelled);
}

void WorkWindowTest::theFilmStripGoesToAnObject()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 5);
    auto* strip = driver.window().findChild<FilmStrip*>();
    QTest::mouseClick(strip->viewport(), Qt::LeftButton, {}, strip->visualRect(strip->model()->index(3, 0)).center());
    QVERIFY(driver.waitForObject(3));
    QCOMPARE(strip->currentIndex().row(), 3);
    QVERIFY(driver.window().canvas().hasFocus());
}

void WorkWindowTest::fourClicksFindAnObject()
{
    JobFixture fixture;
    QImage photo(200, 150, QImage::Format_RGB32);
    photo.fill(QColor(40, 60, 40));
    QPainter(&photo).fillRect(QRect(60, 40, 80, 70), QColor(220, 90, 60));
    QVERIFY(photo.save(QString::fromStdString((fixture.photos() / "box.png").string())));
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    auto* bar = driver.window().findChild<FloatingToolBar*>();
    const auto button = [&](const QString& text) { return partNamed<QAbstractButton>(*bar, text); };
    driver.press(Qt::Key_2);
    driver.press(Qt::Key_X);
    const int placeOfTools = bar->x();
    QVERIFY(!button(QStringLiteral("Accept"))->isVisible());
    for (const Point extreme : {Point{100, 40}, Point{100, 109}, Point{60, 75}, Point{139, 75}})
        driver.click(extreme);
    QTRY_VERIFY(button(QStringLiteral("Accept"))->isVisible());
    QCOMPARE(bar->x(), placeOfTools);
    button(QStringLiteral("Cancel"))->click();
    QVERIFY(!button(QStringLiteral("Accept"))->isVisible());
    QCOMPARE(driver.labelAt({100, 75}), kUnlabelled);

    for (const Point extreme : {Point{100, 40}, Point{100, 109}, Point{60, 75}, Point{139, 75}})
        driver.click(extreme);
    QTRY_VERIFY(button(QStringLiteral("Accept"))->isVisible());
    button(QStringLiteral("Accept"))->click();
    QCOMPARE(driver.labelAt({100, 75}), Label{2});
    QCOMPARE(driver.labelAt({20, 20}), kUnlabelled);
}

LABELWRIGHT_TEST(WorkWindowTest)
#include "WorkWindowTest.moc"
