// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/Hash.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"
#include "tests/ui/work/NamedPart.h"
#include "tests/ui/work/WindowDriver.h"
#include "ui/work/CommentDialog.h"
#include "ui/work/CommentsPanel.h"
#include "ui/work/VerdictPanel.h"

#include <QAction>
#include <QApplication>
#include <QCheckBox>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QTest>
#include <QTimer>

using namespace labelwright;
using namespace labelwright::test;

/// A lead's review by hand: keys, the panels at the left.
class WorkWindowReviewTest : public QObject {
    Q_OBJECT
private slots:
    void initTestCase() { keepSettingsIn(m_settings.path()); }
    void keysAcceptAndReject();
    void theCommentGoesWithTheVerdict();
    void theLeadChoosesWhoGetsItBack();
    void aCommentIsPinnedToThePixelUnderThePointer();
    void threadsAreAnsweredAndResolved();
    void theAnnotatorReadsWhyItCameBack();
    void anUntouchedReturnIsAskedAbout();
    void aClickDoesNotPaint();
    void aLabelingWindowHasNoVerdicts();

private:
    static constexpr Size kSize{64, 48};

    static void makeAnsweredJob(const JobFixture& fixture, int workers = 1);
    static WindowDriver openReview(const JobFixture& fixture, const std::vector<ObjectId>& objects);

    QTemporaryDir m_settings;
};

namespace {

/// In the next dialog for a comment.
void answerComment(const QString& text, QString* about = nullptr)
{
    QTimer::singleShot(0, [text, about] {
        auto* dialog = qobject_cast<CommentDialog*>(QApplication::activeModalWidget());
        if (!dialog)
            qFatal("no comment is asked for");
        if (about)
            *about = dialog->findChild<QLabel*>()->text();
        auto* edit = dialog->findChild<QPlainTextEdit*>();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return, Qt::ControlModifier);
    });
}

QString textNamed(WindowDriver& driver, const char* name)
{
    return driver.window().findChild<QLabel*>(QLatin1String(name))->text();
}

} // namespace

void WorkWindowReviewTest::makeAnsweredJob(const JobFixture& fixture, int workers)
{
    fixture.addPhotos(3, kSize);
    NewJob request = fixture.request();
    request.workersPerObject = workers;
    Job job = fixture.makeJob(request);
    for (const ObjectId object : {0, 1}) {
        for (int worker = 1; worker <= workers; ++worker) {
            SubmitRequest answer =
                answerOf(object, "worker-" + std::to_string(worker), 60.0 * static_cast<double>(object * 9 + worker));
            answer.image.sha256 = sha256Hex(textOf(fixture.photos() / (std::to_string(object + 1) + ".png")));
            answer.image.size = kSize;
            answer.mask = maskOf(kSize, {1});
            if (!submitAnswer(job, answer))
                qFatal("no answer");
        }
    }
}

WindowDriver WorkWindowReviewTest::openReview(const JobFixture& fixture, const std::vector<ObjectId>& objects)
{
    Result<std::unique_ptr<WorkSession>> session = WorkSession::openReview(
        fixture.jobFolder(), [](const Job&) { return createWorker("lead"); }, objects);
    if (!session)
        qFatal("%s", sentence(session.error()).c_str());
    WindowDriver driver(*std::move(session));
    if (!driver.waitForObject(objects.front()))
        qFatal("no object");
    return driver;
}

void WorkWindowReviewTest::keysAcceptAndReject()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    WindowDriver driver = openReview(fixture, {0, 1});
    QCOMPARE(textNamed(driver, "review-state"), QStringLiteral("Not reviewed yet"));
    driver.press(Qt::Key_Y);
    QVERIFY(driver.waitForObject(1));
    driver.press(Qt::Key_R);
    auto* reasons = driver.window().findChild<QMenu*>(QStringLiteral("reasons"));
    QTRY_VERIFY(reasons->isVisible());
    QCOMPARE(reasons->actions().size(), 4);
    QTest::keyClick(reasons, Qt::Key_2);
    QTRY_COMPARE(driver.session().pendingSaves(), 0);
    QVERIFY(driver.session().view() == WorkSession::View::Finished);
    driver.leave();
    const Job job = fixture.openJob();
    QVERIFY(reviewOf(job.events(), 0, 1).isAccepted());
    QCOMPARE(reviewOf(job.events(), 1, 1).verdict->category, std::string("wrong label"));
}

void WorkWindowReviewTest::theCommentGoesWithTheVerdict()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    WindowDriver driver = openReview(fixture, {0, 1});
    auto* comment = driver.window().findChild<QLineEdit*>(QStringLiteral("verdict-comment"));
    QTest::keyClicks(comment, QStringLiteral("yes, it is right"));
    QTest::keyClick(comment, Qt::Key_Return);
    QTRY_VERIFY(driver.window().canvas().hasFocus());
    driver.press(Qt::Key_Y);
    QVERIFY(driver.waitForObject(1));
    QCOMPARE(comment->text(), QString());
    driver.press(Qt::Key_A); // Back to the first.
    QVERIFY(driver.waitForObject(0));
    QTRY_COMPARE(textNamed(driver, "review-state"), QStringLiteral("Accepted by lead: good\nyes, it is right"));
    driver.leave();
}

void WorkWindowReviewTest::theLeadChoosesWhoGetsItBack()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture, 3);
    WindowDriver driver = openReview(fixture, {0});
    const auto boxes = driver.window().findChild<VerdictPanel*>()->findChildren<QCheckBox*>();
    QCOMPARE(boxes.size(), 3);
    for (QCheckBox* box : boxes)
        box->setChecked(false);
    driver.press(Qt::Key_R);
    QVERIFY(!driver.window().findChild<QMenu*>(QStringLiteral("reasons"))->isVisible());
    boxes[1]->setChecked(true);
    driver.press(Qt::Key_R);
    auto* reasons = driver.window().findChild<QMenu*>(QStringLiteral("reasons"));
    QTRY_VERIFY(reasons->isVisible());
    QTest::keyClick(reasons, Qt::Key_Return);
    QTRY_COMPARE(driver.session().pendingSaves(), 0);
    driver.leave();
    const Job job = fixture.openJob();
    QCOMPARE(reviewOf(job.events(), 0, 3).verdict->returnedTo, std::vector{createWorker("worker-2")->id});
}

void WorkWindowReviewTest::aCommentIsPinnedToThePixelUnderThePointer()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    WindowDriver driver = openReview(fixture, {0});
    driver.click({10, 20});
    driver.press(Qt::Key_Escape); // Whatever the click has selected.
    QString about;
    answerComment(QStringLiteral("What is this?"), &about);
    driver.press(Qt::Key_C);
    QCOMPARE(about, QStringLiteral("About the pixel at 10, 20."));
    QTRY_COMPARE(driver.session().pendingSaves(), 0);
    QCOMPARE(driver.session().threads().size(), std::size_t{1});
    QVERIFY(driver.session().threads().front().first->place == std::optional(Rect{10, 20, 1, 1}));
    QCOMPARE(driver.window().findChild<CommentsPanel*>()->findChildren<QWidget*>(QStringLiteral("thread")).size(), 1);
    driver.leave();
}

void WorkWindowReviewTest::threadsAreAnsweredAndResolved()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    WindowDriver driver = openReview(fixture, {0});
    driver.session().say("A bus?", std::nullopt);
    QTRY_COMPARE(driver.session().threads().size(), std::size_t{1});
    auto* panel = driver.window().findChild<CommentsPanel*>();
    answerComment(QStringLiteral("A tram"));
    QTest::mouseClick(partNamed<QPushButton>(*panel, QStringLiteral("Reply")), Qt::LeftButton);
    QTRY_COMPARE(driver.session().threads().front().replies.size(), std::size_t{1});
    QTest::mouseClick(partNamed<QPushButton>(*panel, QStringLiteral("Resolve")), Qt::LeftButton);
    QTRY_VERIFY(driver.session().threads().front().isResolved);
    QTRY_VERIFY(partNamed<QPushButton>(*panel, QStringLiteral("Reopen")));
    driver.leave();
}

void WorkWindowReviewTest::theAnnotatorReadsWhyItCameBack()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    Job job = fixture.openJob();
    VERIFY_OK(decide(job, {.object = 0,
                           .worker = *createWorker("lead"),
                           .category = "boundary off",
                           .comment = "at the roof",
                           .time = now()}));
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(0));
    QVERIFY(driver.window().findChild<CommentsPanel*>()->isVisible());
    QCOMPARE(textNamed(driver, "returned"), QStringLiteral("Returned by lead: boundary off. at the roof"));
    driver.session().goTo(1);
    QVERIFY(driver.waitForObject(1));
    QVERIFY(!driver.window().findChild<CommentsPanel*>()->isVisible());
    driver.leave();
}

void WorkWindowReviewTest::anUntouchedReturnIsAskedAbout()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    Job job = fixture.openJob();
    for (const ObjectId object : {0, 1})
        VERIFY_OK(decide(
            job, {.object = object, .worker = *createWorker("lead"), .category = "boundary off", .time = now()}));
    WindowDriver driver(fixture.jobFolder());
    const auto question = [&driver] { return driver.window().findChild<QMessageBox*>(); };
    const auto answer = [&](const QString& text) {
        for (QAbstractButton* button : question()->buttons())
            if (button->text() == text)
                QTest::mouseClick(button, Qt::LeftButton);
        driver.window().activateWindow(); // As a window manager does.
        QTRY_VERIFY(!question() && QApplication::focusWidget());
    };
    const auto answers = [&fixture](ObjectId object) { return fixture.openJob().events().answersOf(object).size(); };
    QVERIFY(driver.waitForObject(0));
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(question());
    QCOMPARE(question()->text(), QStringLiteral("You changed nothing since it was returned. Submit all the same?"));
    QCOMPARE(question()->informativeText(), QStringLiteral("lead returned it: boundary off."));
    answer(QStringLiteral("Keep working"));
    QCOMPARE(driver.session().currentObject(), std::optional(ObjectId{0}));
    QCOMPARE(answers(0), std::size_t{1});
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(question());
    answer(QStringLiteral("Submit unchanged"));
    QVERIFY(driver.waitForObject(1));
    QTRY_COMPARE(answers(0), std::size_t{2});
    // Another one is changed.
    driver.press(Qt::Key_B);
    driver.press(Qt::Key_2);
    driver.drag({20, 20}, {40, 20});
    driver.press(Qt::Key_Return, Qt::ControlModifier);
    QVERIFY(!question());
    QTRY_COMPARE(answers(1), std::size_t{2});
    driver.leave();
}

void WorkWindowReviewTest::aClickDoesNotPaint()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    WindowDriver driver = openReview(fixture, {0});
    driver.click({10, 20});
    driver.drag({5, 5}, {30, 30});
    QVERIFY(!driver.session().hasUnsubmittedWork());
    driver.leave();
}

void WorkWindowReviewTest::aLabelingWindowHasNoVerdicts()
{
    const JobFixture fixture;
    makeAnsweredJob(fixture);
    WindowDriver driver(fixture.jobFolder());
    QVERIFY(driver.waitForObject(2));
    QVERIFY(!driver.window().findChild<VerdictPanel*>()->isVisible());
    driver.press(Qt::Key_Y);
    QCOMPARE(driver.session().currentObject(), std::optional<ObjectId>(2));
    driver.leave();
    QVERIFY(fixture.openJob().events().verdicts().empty());
}

LABELWRIGHT_TEST(WorkWindowReviewTest)
#include "WorkWindowReviewTest.moc"
