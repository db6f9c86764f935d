// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/AnswerSaver.h"

#include "core/job/JobChanges.h"
#include "core/job/JobLayout.h"
#include "tests/core/job/JobFixture.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

#include <QTest>
#include <QThreadPool>

#include <memory>
#include <optional>

using namespace labelwright;
using namespace labelwright::test;

namespace {

QString refusalOf(AnswerRefusal reason)
{
    return QStringLiteral("refusal %1").arg(static_cast<int>(reason));
}

} // namespace

class AnswerSaverTest : public QObject {
    Q_OBJECT
private slots:
    void init();
    void anAnswerIsWrittenAndRead();
    void aRefusalSaysWhy();
    void whatIsKnownCountsThoughTheDiskLacksIt();

private:
    /// What becomes of worker-1's answer to object 0: "saved", "failed", or the reason of the refusal.
    QString saved(const EventLog& known);

    std::unique_ptr<JobFixture> m_fixture;
    std::optional<Job> m_job;
};

void AnswerSaverTest::init()
{
    m_fixture = std::make_unique<JobFixture>();
    m_fixture->addPhotos(1);
    NewJob request = m_fixture->request();
    request.team = teamOf({*createWorker("worker-1"), *createWorker("worker-2")});
    m_job = m_fixture->makeJob(request);
}

QString AnswerSaverTest::saved(const EventLog& known)
{
    QString told;
    QThreadPool disk;
    AnswerSaver saver(m_job->spec(), disk);
    connect(&saver, &AnswerSaver::saved, this, [&told] { told = QStringLiteral("saved"); });
    connect(&saver, &AnswerSaver::failed, this, [&told] { told = QStringLiteral("failed"); });
    connect(&saver, &AnswerSaver::refused, this,
            [&told](ObjectId, AnswerRefusal reason, const EventLog&) { told = refusalOf(reason); });
    Result<PreparedAnswer> prepared = prepareAnswer(*m_job, answerOf(0, "worker-1", 60));
    if (!prepared)
        return QString::fromStdString(sentence(prepared.error()));
    saver.save(*std::move(prepared), draftFile(m_job->folder(), *createWorker("worker-1"), 0), known);
    disk.waitForDone();
    return QTest::qWaitFor([&told] { return !told.isEmpty(); }) ? told : QStringLiteral("nothing");
}

void AnswerSaverTest::anAnswerIsWrittenAndRead()
{
    QCOMPARE(saved(m_job->events().partOf(0)), QStringLiteral("saved"));
    QCOMPARE(m_fixture->openJob().events().answersOf(0).size(), std::size_t{1});
}

void AnswerSaverTest::aRefusalSaysWhy()
{
    Job elsewhere = m_fixture->openJob();
    VERIFY_OK(submitAnswer(elsewhere, answerOf(0, "worker-2", 1)));
    QCOMPARE(saved(m_job->events().partOf(0)), refusalOf(AnswerRefusal::AnsweredByOthers));
    VERIFY_OK(stopJob(elsewhere, *createWorker("worker-2")));
    QCOMPARE(saved(m_job->events().partOf(0)), refusalOf(AnswerRefusal::Stopped));
}

void AnswerSaverTest::whatIsKnownCountsThoughTheDiskLacksIt()
{
    const Result<AnswerEvent> own = submitAnswer(*m_job, answerOf(0, "worker-1", 1));
    VERIFY_OK(own);
    Job elsewhere = m_fixture->openJob();
    VERIFY_OK(submitAnswer(elsewhere, answerOf(0, "worker-2", 2)));
    std::filesystem::remove(objectEventsFolder(m_job->folder(), 0) / own->name);
    QCOMPARE(saved(m_job->events().partOf(0)), QStringLiteral("saved"));
}

LABELWRIGHT_TEST(AnswerSaverTest)
#include "AnswerSaverTest.moc"
