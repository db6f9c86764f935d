// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/JobLayout.h"
#include "tests/support/TestProgram.h"
#include "tests/ui/bridge/TestSession.h"

#include <QTest>

#include <chrono>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

namespace {

/// As if the draft had last been written so many minutes ago.
void ageDraft(const JobFixture& fixture, ObjectId object, int minutes)
{
    const Worker worker = fixture.openJob().spec().team.front();
    fs::last_write_time(draftFile(fixture.jobFolder(), worker, object),
                        fs::file_time_type::clock::now() - std::chrono::minutes(minutes));
}

void paintIn(WorkSession& session, ObjectId object)
{
    session.goTo(object);
    if (!waitForObject(session, object))
        qFatal("the object is not shown");
    paintPixel(session, {1, 1}, 2);
    if (!QTest::qWaitFor([&] { return session.queue().hasDraft(object); }))
        qFatal("the stroke is not kept");
}

} // namespace

/// Which object comes first, and what is known of those that were begun.
class WorkSessionQueueTest : public QObject {
    Q_OBJECT
private slots:
    void workGoesOnAtTheNewestDraft();
    void aChangedAnswerStaysAnAnswer();
};

void WorkSessionQueueTest::workGoesOnAtTheNewestDraft()
{
    const JobFixture fixture;
    {
        const auto session = openNewSession(fixture, 4);
        for (const ObjectId object : {3, 2})
            paintIn(*session, object);
        session->goTo(1);
        QVERIFY(waitForObject(*session, 1));
    }
    ageDraft(fixture, 3, 2);
    ageDraft(fixture, 2, 1);
    QVERIFY(waitForObject(*openSession(fixture), 2));
    ageDraft(fixture, 2, 3);
    QVERIFY(waitForObject(*openSession(fixture), 3));
}

void WorkSessionQueueTest::aChangedAnswerStaysAnAnswer()
{
    const JobFixture fixture;
    {
        const auto session = openNewSession(fixture, 2);
        session->submit();
        QVERIFY(waitForSaveState(*session, SaveState::Kind::Saved));
        paintIn(*session, 0);
        QCOMPARE(session->queue().status(0), TaskStatus::Labelled);
    }
    const auto session = openSession(fixture);
    QVERIFY(waitForObject(*session, 0));
    QCOMPARE(session->document()->mask().at({1, 1}), Label{2});
    QCOMPARE(session->queue().status(0), TaskStatus::Labelled);
    session->submit();
    QTRY_VERIFY(!session->queue().hasDraft(0));
    QCOMPARE(session->queue().status(0), TaskStatus::Labelled);
}

LABELWRIGHT_TEST(WorkSessionQueueTest)
#include "WorkSessionQueueTest.moc"
