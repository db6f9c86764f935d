// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/ActionSet.h"
#include "ui/work/CanvasNotice.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FloatingToolBar.h"
#include "ui/work/LabelModel.h"
#include "ui/work/StatusLine.h"

#include <QLabel>
#include <QTest>
#include <QToolButton>

#include <algorithm>

using namespace labelwright;
using namespace labelwright::test;

namespace {

constexpr Qt::KeyboardModifiers kCtrlShift = Qt::ControlModifier | Qt::ShiftModifier;

QString shown(WindowDriver& driver)
{
    return driver.window().statusLine().shownText();
}

void beginPolygon(WindowDriver& driver)
{
    driver.press(Qt::Key_P);
    for (const Point corner : {Point{10, 10}, Point{40, 10}, Point{40, 40}})
        driver.click(corner);
}

/// As the user does it in the dialog.
void bind(WindowDriver& driver, const char* id, Qt::Key key)
{
    auto* actions = driver.window().findChild<ActionSet*>();
    KeyMap keyMap = actions->keyMap();
    for (const ActionRow& row : keyMap.rows()) {
        if (QLatin1String(row.id) == QLatin1String(id))
            keyMap.setKeys(row, {QKeySequence(key)});
    }
    actions->setKeyMap(keyMap);
}

} // namespace

/// What the window tells about what happened, and when it stops.
class WorkWindowNoticesTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void theHintComesBackWhenItChanges();
    void aBlankAnswerIsToldBesideTheNextDraft();
    void savedIsNotSaidOfTheNextPhoto();
    void theKeysToldAreThoseInForce();
    void withoutAPictureLabelsHaveNoShare();
    void labelsThatDoNotFitAreToldInsteadOfAskedAbout();
    void theToolInTheWayIsToldUntilItIsDone();
    void theNoticeOverThePictureLiesAboveTheToolsInAnyWindow();
    void hidingLabelsEndsTheNewsThatTheyAreShown();
    void whatIsBegunIsSaidNotToBeKept();
    void theFilmStripMarksTheObjectInView();

private:
    QTemporaryDir m_settings;
};

void WorkWindowNoticesTest::theHintComesBackWhenItChanges()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_P);
    driver.press(Qt::Key_U);
    QVERIFY(shown(driver).startsWith(QStringLiteral("Only what is unlabeled")));
    driver.click({10, 10});
    QVERIFY(shown(driver).startsWith(QStringLiteral("Only what is unlabeled"))); // it is to be read
    QTRY_VERIFY(shown(driver).startsWith(QStringLiteral("Click the next corner")));
    driver.press(Qt::Key_Escape);
}

void WorkWindowNoticesTest::aBlankAnswerIsToldBesideTheNextDraft()
{
    const JobFixture fixture;
    {
        WindowDriver driver = openNewWindow(fixture, 3);
        for (const ObjectId object : {1, 2}) {
            driver.press(Qt::Key_D);
            QVERIFY(driver.waitForObject(object));
            driver.drag({10, 10}, {40, 20});
        }
    }
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(2));
    driver.session().goTo(0);
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(1));
    QCOMPARE(shown(driver), QStringLiteral("Object 1 was submitted with nothing labeled. A goes back to it. "
                                           "Your unsubmitted work on this object came back."));
}

void WorkWindowNoticesTest::savedIsNotSaidOfTheNextPhoto()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.drag({10, 10}, {40, 20});
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QTRY_COMPARE_WITH_TIMEOUT(driver.session().saveState().kind, SaveState::Kind::Untouched, 10000);
}

void WorkWindowNoticesTest::theKeysToldAreThoseInForce()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 3);
    QVERIFY(shown(driver).contains(QStringLiteral("[ and ] change the size")));
    bind(driver, "brush-smaller", Qt::Key_F7);
    QVERIFY(shown(driver).contains(QStringLiteral("F7 and ] change the size")));
    bind(driver, "previous", Qt::Key_F8);
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(1));
    QVERIFY2(shown(driver).endsWith(QStringLiteral(" F8 goes back to it.")), qPrintable(shown(driver)));
    QStringList toolTips;
    for (const QWidget* part : driver.window().findChildren<QWidget*>())
        toolTips.append(part->toolTip());
    QVERIFY(toolTips.contains(QStringLiteral("Smaller  F7    larger  ]")));
    QVERIFY(toolTips.contains(QStringLiteral("Labels fainter  ,    stronger  .")));
}

void WorkWindowNoticesTest::withoutAPictureLabelsHaveNoShare()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    const auto share = [&] {
        const auto* model = driver.window().findChild<LabelModel*>();
        return model->index(0).data(LabelModel::ShareRole).toString();
    };
    QCOMPARE(share(), QStringLiteral("0 %"));
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(driver.session().view(), WorkSession::View::Finished);
    QCOMPARE(share(), QString());
}

void WorkWindowNoticesTest::labelsThatDoNotFitAreToldInsteadOfAskedAbout()
{
    const JobFixture fixture;
    fixture.addPhoto("1.png", Size{64, 48});
    fixture.addPhoto("2.png", Size{48, 64});
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.drag({10, 10}, {40, 20});
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    driver.drag({10, 10}, {40, 20});
    const Answerer replace(QStringLiteral("Replace them"));
    driver.press(Qt::Key_V, kCtrlShift);
    QTRY_VERIFY(shown(driver).contains(QStringLiteral("64 x 48")));
    QVERIFY(shown(driver).contains(QStringLiteral("can't be copied")));
    QCOMPARE(replace.count(), 0);
    QVERIFY(driver.labelAt({20, 13}) != kUnlabelled);
}

void WorkWindowNoticesTest::theToolInTheWayIsToldUntilItIsDone()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    beginPolygon(driver);
    const auto* notice = driver.window().findChild<CanvasNotice*>();
    QVERIFY(!notice->isVisible());
    driver.press(Qt::Key_D);
    QVERIFY(shown(driver).startsWith(QStringLiteral("Finish what you began first")));
    QCOMPARE(notice->shownText(), shown(driver)); // over the picture too
    driver.press(Qt::Key_Return);
    QVERIFY2(shown(driver).startsWith(QStringLiteral("Click along")), qPrintable(shown(driver)));
    QVERIFY(!notice->isVisible());
}

void WorkWindowNoticesTest::theNoticeOverThePictureLiesAboveTheToolsInAnyWindow()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    beginPolygon(driver);
    auto* bar = driver.window().findChild<FloatingToolBar*>();
    QTest::mouseClick(partNamed<QToolButton>(*bar, QStringLiteral("Brush")), Qt::LeftButton);
    const auto* notice = driver.window().findChild<CanvasNotice*>();
    for (const QSize size : {QSize(1280, 800), driver.window().minimumSize()}) {
        driver.window().resize(size);
        QTRY_COMPARE(driver.window().size(), size);
        QVERIFY(notice->isVisible());
        QTRY_VERIFY(notice->parentWidget()->rect().contains(notice->geometry()));
        QTRY_VERIFY(notice->geometry().bottom() < bar->geometry().top());
        const auto labels = notice->findChildren<QLabel*>();
        const QLabel* text = *std::ranges::find_if(labels, &QLabel::wordWrap);
        QTRY_VERIFY(text->height() >= text->heightForWidth(text->width()));
    }
    // The pointer goes through it.
    QVERIFY(notice->parentWidget()->childAt(notice->geometry().center()) == &driver.window().canvas());
    driver.press(Qt::Key_Escape);
    QVERIFY(!notice->isVisible());
}

void WorkWindowNoticesTest::hidingLabelsEndsTheNewsThatTheyAreShown()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.press(Qt::Key_T);
    driver.drag({20, 20}, {40, 20});
    QVERIFY(shown(driver).startsWith(QStringLiteral("Labels are shown again")));
    driver.press(Qt::Key_T);
    QVERIFY(driver.window().canvas().overlayStyle().hidden);
    QVERIFY(!shown(driver).startsWith(QStringLiteral("Labels are shown again")));
}

void WorkWindowNoticesTest::whatIsBegunIsSaidNotToBeKept()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    beginPolygon(driver);
    driver.press(Qt::Key_S, Qt::ControlModifier);
    QCOMPARE(shown(driver),
             QStringLiteral("The polygon is not finished. It is not kept yet; everything before it is."));
    driver.press(Qt::Key_Escape);
    driver.press(Qt::Key_S, Qt::ControlModifier);
    QVERIFY(shown(driver).startsWith(QStringLiteral("Nothing was changed")));
}

void WorkWindowNoticesTest::theFilmStripMarksTheObjectInView()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 3);
    beginPolygon(driver);
    const auto* strip = driver.window().findChild<FilmStrip*>();
    const auto clickTile = [&](int row) {
        QTest::mouseClick(strip->viewport(), Qt::LeftButton, {},
                          strip->visualRect(strip->model()->index(row, 0)).center());
    };
    clickTile(2);
    QCOMPARE(driver.session().currentObject(), std::optional<ObjectId>(0));
    QCOMPARE(strip->currentIndex().row(), 0);
    driver.press(Qt::Key_Escape);
    clickTile(2);
    QVERIFY(driver.waitForObject(2));
    QCOMPARE(strip->currentIndex().row(), 2);
}

LABELWRIGHT_TEST(WorkWindowNoticesTest)
#include "WorkWindowNoticesTest.moc"
