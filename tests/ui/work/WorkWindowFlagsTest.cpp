// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/TestProgram.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/FilmStrip.h"
#include "ui/work/FilmStripModel.h"
#include "ui/work/HeaderBar.h"
#include "ui/work/StatusLine.h"

#include <QAction>
#include <QApplication>
#include <QInputDialog>
#include <QLineEdit>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>
#include <QToolButton>

using namespace labelwright;
using namespace labelwright::test;

/// Flags by hand: keys, the header, the film strip.
class WorkWindowFlagsTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void theKeyFlagsAndTakesTheFlagAway();
    void aNoteIsAskedForAndShown();
    void pressingTheFlagChangesItsNote();
    void aNoteThatIsCancelledChangesNothing();
    void aClassificationIsFlaggedAsWell();
    void theFlagOfAnotherObjectIsNotShown();

private:
    QTemporaryDir m_settings;
};

namespace {

QToolButton& flagOf(WindowDriver& driver)
{
    return *driver.window().findChild<HeaderBar*>()->findChild<QToolButton*>();
}

bool isFlaggedInStrip(WindowDriver& driver, int row)
{
    return driver.window().findChild<FilmStrip*>()->model()->index(row, 0).data(FilmStripModel::FlagRole).toBool();
}

/// In the next question for a note: what stood there.
void answerNote(QString& before, const QString& note, Qt::Key key = Qt::Key_Return)
{
    QTimer::singleShot(0, [&before, note, key] {
        auto* dialog = qobject_cast<QInputDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("no note is asked for");
        auto* line = dialog->findChild<QLineEdit*>();
        before = line->text();
        line->selectAll();
        QTest::keyClicks(line, note);
        QTest::keyClick(line, key);
    });
}

} // namespace

void WorkWindowFlagsTest::theKeyFlagsAndTakesTheFlagAway()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    QVERIFY(!flagOf(driver).isVisible());
    driver.press(Qt::Key_F, Qt::ShiftModifier);
    QVERIFY(flagOf(driver).isVisible());
    QCOMPARE(flagOf(driver).text(), QStringLiteral("Flagged by worker-1"));
    QCOMPARE(driver.window().statusLine().shownText(),
             QStringLiteral("Flagged, to be looked at again. Shift+C adds a note."));
    QVERIFY(driver.window().findChild<QAction*>(QStringLiteral("flag"))->isChecked());
    QTRY_VERIFY(isFlaggedInStrip(driver, 0));
    QVERIFY(!isFlaggedInStrip(driver, 1));
    driver.press(Qt::Key_F, Qt::ShiftModifier);
    QVERIFY(!flagOf(driver).isVisible());
    QCOMPARE(driver.window().statusLine().shownText(), QStringLiteral("The flag is taken away."));
    QTRY_VERIFY(!isFlaggedInStrip(driver, 0));
    driver.leave();
    QVERIFY(!fixture.openJob().events().currentFlag(0));
    QCOMPARE(fixture.openJob().events().flags().at(0).size(), std::size_t{2});
}

void WorkWindowFlagsTest::aNoteIsAskedForAndShown()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QString before;
    answerNote(before, QStringLiteral(" a bus? "));
    driver.press(Qt::Key_C, Qt::ShiftModifier);
    QCOMPARE(before, QString());
    QCOMPARE(flagOf(driver).text(), QStringLiteral("Flagged by worker-1: a bus?"));
    driver.leave();
    QCOMPARE(fixture.openJob().events().currentFlag(0)->note, std::string("a bus?"));
}

void WorkWindowFlagsTest::pressingTheFlagChangesItsNote()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    driver.session().setFlag("a bus?");
    QString before;
    answerNote(before, QStringLiteral("a truck?"));
    QTest::mouseClick(&flagOf(driver), Qt::LeftButton);
    QCOMPARE(before, QStringLiteral("a bus?"));
    QCOMPARE(flagOf(driver).text(), QStringLiteral("Flagged by worker-1: a truck?"));
    driver.window().findChild<QAction*>(QStringLiteral("flag"))->trigger();
    QCOMPARE(driver.window().statusLine().shownText(), QStringLiteral("The flag is taken away. It said: a truck?"));
}

void WorkWindowFlagsTest::aNoteThatIsCancelledChangesNothing()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QString before;
    answerNote(before, QStringLiteral("a truck?"), Qt::Key_Escape);
    driver.press(Qt::Key_C, Qt::ShiftModifier);
    QVERIFY(!driver.session().flag());
    driver.leave();
    QVERIFY(fixture.openJob().events().flags().empty());
}

void WorkWindowFlagsTest::aClassificationIsFlaggedAsWell()
{
    const JobFixture fixture;
    fixture.addPhotos(2, {64, 48});
    NewJob request = fixture.request();
    request.taskType = TaskType::ImageClassification;
    fixture.makeJob(request);
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_F, Qt::ShiftModifier);
    QCOMPARE(flagOf(driver).text(), QStringLiteral("Flagged by worker-1"));
    QTRY_VERIFY(isFlaggedInStrip(driver, 0));
}

void WorkWindowFlagsTest::theFlagOfAnotherObjectIsNotShown()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_F, Qt::ShiftModifier);
    driver.session().goTo(1);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(!flagOf(driver).isVisible());
    driver.session().goTo(0);
    QVERIFY(driver.waitForObject(0));
    QVERIFY(flagOf(driver).isVisible());
}

LABELWRIGHT_TEST(WorkWindowFlagsTest)
#include "WorkWindowFlagsTest.moc"
