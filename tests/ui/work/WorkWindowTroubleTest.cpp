// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Draft.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/work/Answerer.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/FinishedPage.h"
#include "ui/work/StatusLine.h"

#include <QLabel>
#include <QPushButton>
#include <QSignalSpy>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

QPushButton* statusButton(WindowDriver& driver, const QString& name)
{
    return driver.window().statusLine().findChild<QPushButton*>(name);
}

QPushButton* retryButton(WindowDriver& driver)
{
    return statusButton(driver, QStringLiteral("retry"));
}

/// What can be read on the page, a line for each label.
QString textOf(const FinishedPage& page)
{
    QStringList texts;
    for (const QLabel* label : page.findChildren<QLabel*>()) {
        if (label->isVisible())
            texts.append(label->text());
    }
    return texts.join(u'\n');
}

QPushButton* visibleButton(const FinishedPage& page, const QString& text)
{
    for (QPushButton* button : page.findChildren<QPushButton*>()) {
        if (button->isVisible() && button->text() == text)
            return button;
    }
    return nullptr;
}

} // namespace

/// What the window does when photo, disk or folder fail.
class WorkWindowTroubleTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void anUnreadablePhotoIsToldAndStopsNothing();
    void anUnreadablePhotoIsReadAgain();
    void aFailedSaveIsToldAndRetried();
    void nobodyIsFinishedWhileAnAnswerIsNotSaved();
    void aSaveDoesNotHideThatTheOutputFailed();
    void leavingAsksOnlyWhenASaveFailed();
    void strokesThatAreNotOnTheDiskAreTriedAgain();
    void anUntouchedPhotoIsSubmittedWithANote();
    void aFailedOutputIsToldWhenLeaving();

private:
    QTemporaryDir m_settings;
};

void WorkWindowTroubleTest::anUnreadablePhotoIsToldAndStopsNothing()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    writeText(fixture.photos() / "1.png", "no picture");
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QCOMPARE(driver.session().view(), WorkSession::View::Unreadable);
    QVERIFY(!driver.window().canvas().hasImage());
    QVERIFY(driver.window().statusLine().shownText().startsWith(QStringLiteral("This object can't be shown")));
    driver.press(Qt::Key_Return, Qt::ControlModifier); // nothing to submit
    QCOMPARE(driver.session().currentObject(), std::optional<ObjectId>(0));
    driver.press(Qt::Key_D);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(driver.window().canvas().hasImage());
}

void WorkWindowTroubleTest::anUnreadablePhotoIsReadAgain()
{
    JobFixture fixture;
    fixture.addPhotos(2);
    writeText(fixture.photos() / "1.png", "no picture");
    fixture.makeJob();
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QPushButton* tryAgain = statusButton(driver, QStringLiteral("reopen"));
    QVERIFY(tryAgain->isVisible());
    QTest::mouseClick(tryAgain, Qt::LeftButton);
    QTRY_COMPARE(driver.session().view(), WorkSession::View::Unreadable);
    fixture.addPhoto("1.png");
    QTest::mouseClick(tryAgain, Qt::LeftButton);
    QTRY_COMPARE(driver.session().view(), WorkSession::View::Labeling);
    QVERIFY(driver.window().canvas().hasImage());
    QVERIFY(!tryAgain->isVisible());
}

void WorkWindowTroubleTest::aFailedSaveIsToldAndRetried()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    {
        const FullDisk full;
        driver.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(driver.waitForSaveState(SaveState::Kind::Failed));
    }
    QVERIFY(driver.window().isWindowModified());
    QVERIFY(driver.window().statusLine().isShowingFailure());
    const QString told = driver.window().statusLine().shownText();
    QVERIFY2(told.contains(QStringLiteral("Object 1")) && told.contains(QStringLiteral("Retry")), qPrintable(told));
    QVERIFY(retryButton(driver)->isVisible());

    retryButton(driver)->click();
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QVERIFY(!driver.window().isWindowModified());
    QVERIFY(!driver.window().statusLine().isShowingFailure());
    QVERIFY(!retryButton(driver)->isVisible());
    QCOMPARE(fixture.openJob().events().answersOf(0).size(), std::size_t{1});
}

void WorkWindowTroubleTest::nobodyIsFinishedWhileAnAnswerIsNotSaved()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 1);
    const auto* page = driver.window().findChild<FinishedPage*>();
    {
        const FullDisk full;
        driver.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(driver.waitForSaveState(SaveState::Kind::Failed));
    }
    QCOMPARE(driver.session().view(), WorkSession::View::Finished);
    const QString told = textOf(*page);
    QVERIFY2(told.startsWith(QStringLiteral("Not everything is saved\nObject 1 is not saved")), qPrintable(told));
    QVERIFY2(!told.contains(QStringLiteral("finished")) && !told.contains(QStringLiteral("submitted")),
             qPrintable(told));
    QVERIFY(driver.window().windowTitle().startsWith(QStringLiteral("not saved")));
    for (const QLabel* label : page->findChildren<QLabel*>()) {
        if (label->isVisible())
            QVERIFY(label->height() >= label->heightForWidth(label->width()));
    }
    QPushButton* retry = visibleButton(*page, QStringLiteral("Retry"));
    QVERIFY(retry);
    QTest::mouseClick(retry, Qt::LeftButton);
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QVERIFY(
        textOf(*page).startsWith(QStringLiteral("You're finished with the available tasks\nObjects submitted: 1.")));
    QVERIFY(!retry->isVisible());
    QVERIFY(driver.window().windowTitle().startsWith(QStringLiteral("finished")));
}

void WorkWindowTroubleTest::aSaveDoesNotHideThatTheOutputFailed()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    const auto* page = driver.window().findChild<FinishedPage*>();
    const auto submit = [&driver] {
        driver.press(Qt::Key_1);
        driver.drag({10, 10}, {40, 20});
        driver.press(Qt::Key_Return, Qt::ControlModifier);
        return driver.waitForSaveState(SaveState::Kind::Saved);
    };
    const fs::path output = fixture.jobFolder() / "output";
    fs::remove_all(output);
    writeText(output, "a file in its place");
    driver.window().makeOutput();
    QTRY_VERIFY(driver.window().statusLine().isShowingFailure());
    const QString failure = driver.window().statusLine().shownText();
    QVERIFY(submit());
    QVERIFY(driver.waitForObject(1));
    QCOMPARE(driver.window().statusLine().shownText(), failure);
    QVERIFY(submit());
    QVERIFY(textOf(*page).contains(failure));

    fs::remove(output);
    const QString done = QStringLiteral("The output folder is up to date");
    QTest::mouseClick(visibleButton(*page, QStringLiteral("Make output")), Qt::LeftButton);
    QVERIFY(!textOf(*page).contains(failure));
    QTRY_VERIFY(textOf(*page).contains(done));
    QVERIFY(!driver.window().statusLine().isShowingFailure());
}

void WorkWindowTroubleTest::leavingAsksOnlyWhenASaveFailed()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    {
        const FullDisk full;
        driver.press(Qt::Key_Return, Qt::ControlModifier);
        QVERIFY(driver.waitForSaveState(SaveState::Kind::Failed));
        const Answerer stay(QStringLiteral("Stay"));
        driver.window().close();
        QCOMPARE(stay.count(), 1);
        QVERIFY(driver.window().isVisible());
        QCOMPARE(left.count(), 0);
    }
    const Answerer retry(QStringLiteral("Retry"));
    driver.window().close();
    QCOMPARE(retry.count(), 1);
    QTRY_COMPARE(left.count(), 1);
    QCOMPARE(retry.count(), 1);
    QCOMPARE(fixture.openJob().events().answersOf(0).size(), std::size_t{1});
}

void WorkWindowTroubleTest::strokesThatAreNotOnTheDiskAreTriedAgain()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture);
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    {
        const FullDisk full;
        driver.press(Qt::Key_1);
        driver.drag({10, 10}, {40, 20});
        QVERIFY(driver.waitForSaveState(SaveState::Kind::DraftFailed));
        const Answerer stay(QStringLiteral("Stay"));
        driver.window().close();
        QCOMPARE(stay.count(), 1);
    }
    const Answerer retry(QStringLiteral("Retry"));
    driver.window().close();
    QTRY_COMPARE(left.count(), 1);
    QCOMPARE(retry.count(), 1);
    const Worker worker = fixture.openJob().spec().team.front();
    QVERIFY(findDraft(fixture.jobFolder(), worker, 0).has_value());
}

void WorkWindowTroubleTest::anUntouchedPhotoIsSubmittedWithANote()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 3);
    driver.press(Qt::Key_1);
    driver.drag({10, 10}, {40, 20});
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(!driver.window().statusLine().shownText().contains(QStringLiteral("nothing labeled")));
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForObject(2));
    const QString note = QStringLiteral("Object 2 was submitted with nothing labeled.");
    QCOMPARE(driver.window().statusLine().shownText(), note + QStringLiteral(" A goes back to it."));
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QCOMPARE(driver.session().view(), WorkSession::View::Finished);
}

void WorkWindowTroubleTest::aFailedOutputIsToldWhenLeaving()
{
    const JobFixture fixture;
    WindowDriver driver = openNewWindow(fixture, 2);
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(driver.waitForSaveState(SaveState::Kind::Saved));
    QSignalSpy left(&driver.window(), &WorkWindow::left);
    const FullDisk full;
    {
        const Answerer stay(QStringLiteral("Stay"));
        driver.window().close();
        QTRY_COMPARE(stay.count(), 1);
        QVERIFY(driver.window().isVisible());
        QVERIFY(driver.window().statusLine().isShowingFailure());
    }
    const Answerer leave(QStringLiteral("Leave"));
    driver.window().close();
    QTRY_COMPARE(left.count(), 1);
    QCOMPARE(leave.count(), 1);
}

LABELWRIGHT_TEST(WorkWindowTroubleTest)
#include "WorkWindowTroubleTest.moc"
