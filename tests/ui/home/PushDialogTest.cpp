// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/home/PushDialog.h"

#include "core/job/JobLayout.h"
#include "tests/core/remote/RemoteFixture.h"
#include "tests/support/RcloneInstead.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/home/HomeDriver.h"
#include "tests/ui/home/RemoteDriver.h"

#include <QLineEdit>
#include <QTest>
#include <QThreadPool>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

class PushDialogTest : public QObject {
    Q_OBJECT
private slots:
    void init() { m_fixture = std::make_unique<RemoteFixture>(); }
    void withoutAPlaceThereIsNothingToDo();
    void whatGoesThereIsShownFirst();
    void theJobIsSent();
    void thePlaceOfTheLastTimeIsComparedAtOnce();
    void anotherPlaceHasToBeComparedFirst();
    void photosAreAChoice();
    void whatOthersHaveSentIsTold();
    void whatIsNotSentIsTold();
    void cancelledItGoesOn();
    void whileItComparesTheWindowAnswers();
    void withoutRcloneASentenceSaysSo();
    void aChosenFolderIsComparedAtOnce();
    void aFolderKnownTooLateIsDropped();
    void whatIsTypedWhileItComparesIsNotCompared();
    void tabGoesFromTopToBottom();
    void theStoreIsAskedForWhereItMatters();

private:
    RemoteFixture& fixture() { return *m_fixture; }
    std::unique_ptr<PushDialog> open();

    std::unique_ptr<RemoteFixture> m_fixture;
};

std::unique_ptr<PushDialog> PushDialogTest::open()
{
    auto dialog = std::make_unique<PushDialog>(fixture().job());
    dialog->show();
    if (!QTest::qWaitForWindowActive(dialog.get()))
        qFatal("not active");
    return dialog;
}

void PushDialogTest::withoutAPlaceThereIsNothingToDo()
{
    const auto dialog = open();
    QVERIFY(showsText(*dialog, QStringLiteral("Name the place.")));
    QVERIFY(!shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QVERIFY(!shownButton(*dialog, QStringLiteral("Compare"))->isEnabled());
    QVERIFY(placeOf(*dialog).hasFocus());
    typePlace(*dialog, QStringLiteral("s3://"));
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("where the job lies: s3://bucket")));
}

void PushDialogTest::whatGoesThereIsShownFirst()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const auto dialog = open();
    typePlace(*dialog, fixture().root() / "nas/");
    QTRY_COMPARE(rowsOf(*dialog, QStringLiteral("What goes there")),
                 (QStringList{QStringLiteral("The job itself (job.json) | 1"), QStringLiteral("Its manifest | 1"),
                              QStringLiteral("Masks | 1"), QStringLiteral("Answers and decisions | 1")}));
    QVERIFY(showsText(*dialog, QString::fromStdString("Files that go to " + fixture().shared().string() + ": 4.")));
    QVERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QVERIFY(!fs::exists(fixture().shared()));
}

void PushDialogTest::theJobIsSent()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Push")), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Files sent, and compared there: 4.")));
    QVERIFY(showsText(*dialog, QStringLiteral("What went there")));
    QVERIFY(treeOf(fixture().shared() / "events") == treeOf(job.folder() / "events"));
    QVERIFY(!shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Close")), Qt::LeftButton);
    QVERIFY(!dialog->isVisible());
}

void PushDialogTest::thePlaceOfTheLastTimeIsComparedAtOnce()
{
    fixture().pushed(fixture().jobFolder());
    const auto dialog = open();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("The place has all that this job has.")));
    QCOMPARE(placeOf(*dialog).text().toStdString(), fixture().shared().string());
    QVERIFY(!shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
}

void PushDialogTest::anotherPlaceHasToBeComparedFirst()
{
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("2"));
    QVERIFY(!shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QVERIFY(rowsOf(*dialog, QStringLiteral("What goes there")).isEmpty());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Compare")), Qt::LeftButton);
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("3")); // While it compares.
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Compare shows what would be done.")));
    QTest::qWait(0);
    QVERIFY(!shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Compare")), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QString::fromStdString(fixture().shared().string() + "23: ")));
}

void PushDialogTest::photosAreAChoice()
{
    const RemotePlaces places = fixture().places();
    VERIFY_OK(writeRemotePlaces(fixture().jobFolder(), places));
    const auto dialog = open();
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    QCOMPARE(partNamed<QLineEdit>(*dialog, QStringLiteral("Store of s3:// names"))->text().toStdString(), places.s3);
    shownButton(*dialog, QStringLiteral("Photos with s3:// names"))->click();
    QTRY_VERIFY(rowsOf(*dialog, QStringLiteral("What goes there")).contains(QStringLiteral("Photos | 6")));
    shownButton(*dialog, QStringLiteral("Output, to s3://example-bucket/output"))->click();
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("there is no output yet")));
}

void PushDialogTest::whatOthersHaveSentIsTold()
{
    Job other = fixture().copyNamed("other");
    answered(other, 1, 4, 15, 1);
    fixture().pushed(other.folder());
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("There and not here, for Pull to fetch: answers and decisions: 1.")));
}

void PushDialogTest::whatIsNotSentIsTold()
{
    Job job = fixture().job();
    const AnswerEvent event = answered(job, 0, 1, 10);
    fs::remove(job.folder() / maskOf(event));
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(notesOf(*dialog).contains(QStringLiteral("the mask of this event is not whole here")));
}

void PushDialogTest::cancelledItGoesOn()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    {
        const RcloneInstead never(fixture().root() / "bin",
                                  "[ \"$1\" = copy ] && exec sleep 600\nexec \"$RCLONE\" \"$@\"");
        QTest::mouseClick(shownButton(*dialog, QStringLiteral("Push")), Qt::LeftButton);
        QVERIFY(showsText(*dialog, QStringLiteral("Sending…")));
        QTest::mouseClick(shownButton(*dialog, QStringLiteral("Cancel")), Qt::LeftButton);
        QTRY_VERIFY(showsText(*dialog, QStringLiteral("Pushing was stopped.")));
    }
    QVERIFY(dialog->isVisible());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Push")), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Files sent, and compared there: 4.")));
    QVERIFY(treeOf(fixture().shared() / "events") == treeOf(job.folder() / "events"));
}

void PushDialogTest::whileItComparesTheWindowAnswers()
{
    const RcloneInstead never(fixture().root() / "bin", "exec sleep 600");
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QVERIFY(showsText(*dialog, QStringLiteral("Comparing with ")));
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("2"));
    QVERIFY(placeOf(*dialog).text().endsWith(QStringLiteral("job2")));
    QTest::keyClick(dialog.get(), Qt::Key_Escape);
    QVERIFY(!dialog->isVisible());
}

void PushDialogTest::withoutRcloneASentenceSaysSo()
{
    const auto dialog = open();
    const PathInstead nothing("/nowhere");
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("sudo apt install rclone")));
    QVERIFY(!shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
}

void PushDialogTest::aChosenFolderIsComparedAtOnce()
{
    const QString folder = QString::fromStdString((fixture().root() / "nas").string());
    fs::create_directories(fixture().root() / "nas");
    const auto dialog = open();
    QVERIFY(shownButton(*dialog, QStringLiteral("Browse…")));
    dialog->chooseFolder(folder);
    QTRY_COMPARE(placeOf(*dialog).text(), folder + QStringLiteral("/")); // It is for jobs.
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    fixture().pushed(fixture().jobFolder());
    dialog->chooseFolder(QString::fromStdString(fixture().shared().string()));
    QTRY_COMPARE(placeOf(*dialog).text().toStdString(), fixture().shared().string()); // It is the job's.
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("The place has all that this job has.")));
}

void PushDialogTest::aFolderKnownTooLateIsDropped()
{
    Job job = fixture().job();
    answered(job, 0, 1, 10);
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTRY_VERIFY(shownButton(*dialog, QStringLiteral("Push"))->isEnabled());
    dialog->chooseFolder(QString::fromStdString(fixture().root().string()));
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Push")), Qt::LeftButton);
    QTRY_VERIFY(showsText(*dialog, QStringLiteral("Files sent, and compared there: 4.")));
    QCOMPARE(placeOf(*dialog).text().toStdString(), fixture().shared().string());
    dialog->chooseFolder(QString::fromStdString(fixture().root().string()));
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("2"));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QCOMPARE(placeOf(*dialog).text().toStdString(), fixture().shared().string() + "2");
}

void PushDialogTest::whatIsTypedWhileItComparesIsNotCompared()
{
    const RcloneInstead never(fixture().root() / "bin", "exec sleep 600");
    const auto dialog = open();
    typePlace(*dialog, fixture().shared());
    QTest::mouseClick(shownButton(*dialog, QStringLiteral("Compare")), Qt::LeftButton);
    QTest::keyClicks(&placeOf(*dialog), QStringLiteral("2"));
    QThreadPool::globalInstance()->waitForDone();
    QCoreApplication::processEvents();
    QVERIFY(showsText(*dialog, QStringLiteral("Compare shows what would be done.")));
    QVERIFY(!showsText(*dialog, QStringLiteral("Comparing with ")));
}

void PushDialogTest::tabGoesFromTopToBottom()
{
    const auto dialog = open();
    placeOf(*dialog).setText(QStringLiteral("s3://bucket/jobs/"));
    placeOf(*dialog).setFocus();
    QStringList reached;
    for (int step = 0; step < 5; ++step) {
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Tab);
        const auto* button = qobject_cast<QAbstractButton*>(dialog->focusWidget());
        reached << (button ? button->text() : dialog->focusWidget()->accessibleName());
    }
    QCOMPARE(
        reached,
        (QStringList{QStringLiteral("Browse…"), QStringLiteral("Compare"), QStringLiteral("Photos with s3:// names"),
                     QStringLiteral("Output, to s3://example-bucket/output"), QStringLiteral("Store of s3:// names")}));
}

void PushDialogTest::theStoreIsAskedForWhereItMatters()
{
    const auto dialog = open();
    const QWidget& store = *partNamed<QLineEdit>(*dialog, QStringLiteral("Store of s3:// names"));
    QVERIFY(!store.isVisible());
    placeOf(*dialog).setText(QStringLiteral("s3://bucket/jobs/"));
    QVERIFY(store.isVisible());
    placeOf(*dialog).setText(QStringLiteral("nas:jobs/"));
    QVERIFY(!store.isVisible());
    shownButton(*dialog, QStringLiteral("Photos with s3:// names"))->click();
    QVERIFY(store.isVisible());
}

LABELWRIGHT_TEST(PushDialogTest)
#include "PushDialogTest.moc"
