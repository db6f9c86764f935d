// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Consolidate.h"
#include "core/job/JobLayout.h"
#include "tests/app/cli/Workplace.h"
#include "tests/e2e/LabelingChild.h"
#include "tests/support/TestFiles.h"
#include "ui/bridge/WorkSession.h"

#include <QCoreApplication>
#include <QRandomGenerator>

using namespace labelwright;
using namespace labelwright::test;
namespace fs = std::filesystem;

/// kill -9 while a person labels: what was on the screen comes back, but for the last stroke at most.
class KilledLabelingTest : public QObject {
    Q_OBJECT
private slots:
    void atMostTheLastStrokeIsMissing();
    void aStrokeThatWasHalfWrittenIsDropped();
    void killedWhileSubmittingTheAnswerOrTheDraftIsThere();
};

namespace {

constexpr int kSecondsInMilliseconds = 1'000;

/// This test program again, as a child that labels.
class Child {
public:
    explicit Child(const QStringList& arguments)
    {
        m_process.setReadChannel(QProcess::StandardOutput);
        m_process.start(QCoreApplication::applicationFilePath(), arguments);
    }
    ~Child() { kill(); }
    Child(const Child&) = delete;
    Child& operator=(const Child&) = delete;

    /// Reads until the child says `word` with this number or a greater one; false when it ends before.
    bool waitFor(const QByteArray& word, int number)
    {
        while (m_word != word || m_number < number) {
            if (!m_process.canReadLine() && !m_process.waitForReadyRead(20 * kSecondsInMilliseconds))
                return false;
            readLine();
        }
        return true;
    }

    /// SIGKILL, and all that it said before.
    void kill()
    {
        m_process.kill();
        m_process.waitForFinished();
        while (m_process.canReadLine())
            readLine();
    }

    int lastNumber() const { return m_number; }
    std::string complaint() { return m_process.readAllStandardError().toStdString(); }

private:
    void readLine()
    {
        const QList<QByteArray> words = m_process.readLine().trimmed().split(' ');
        m_word = words.front();
        m_number = words.back().toInt();
    }

    QProcess m_process;
    QByteArray m_word;
    int m_number = -1;
};

void makeJob(const Workplace& place, Size size)
{
    place.addPhoto("0.png", size);
    place.addPhoto("1.png");
    VERIFY_DONE(place.makeJob());
}

/// Opens the job at object 0 as the window does.
std::unique_ptr<WorkSession> openSession(const Workplace& place)
{
    Result<std::unique_ptr<WorkSession>> session = WorkSession::open(place.job());
    if (!session)
        qFatal("%s", sentence(session.error()).c_str());
    (*session)->start();
    if (!QTest::qWaitFor([&] { return (*session)->view() == WorkSession::View::Labeling; }))
        qFatal("the object does not load");
    return *std::move(session);
}

/// The child's strokes that come back when the job is opened after it has died.
int strokesThatComeBack(const Workplace& place)
{
    const std::unique_ptr<WorkSession> session = openSession(place);
    return strokesIn(session->document()->mask());
}

QStringList paintForever(const Workplace& place)
{
    return {QString::fromLatin1(kPaintForever), QString::fromStdString(place.job().string())};
}

QStringList paintAndSubmit(const Workplace& place, int strokes)
{
    return {QString::fromLatin1(kPaintAndSubmit), QString::fromStdString(place.job().string()),
            QString::number(strokes)};
}

} // namespace

void KilledLabelingTest::atMostTheLastStrokeIsMissing()
{
    constexpr int kRounds = 8;
    const Workplace place;
    makeJob(place, {300, 200});
    int before = 0;
    for (int round = 0; round < kRounds; ++round) {
        Child child(paintForever(place));
        QVERIFY2(child.waitFor("kept", before + 1), child.complaint().c_str());
        QTest::qSleep(QRandomGenerator::global()->bounded(1, 150));
        child.kill();
        const int kept = child.lastNumber();
        QVERIFY(kept > before);
        const int strokes = strokesThatComeBack(place);
        QVERIFY2(strokes == kept || strokes == kept + 1,
                 qPrintable(QStringLiteral("%1 strokes were kept, %2 came back").arg(kept).arg(strokes)));
        before = strokes;
    }
    const std::unique_ptr<WorkSession> session = openSession(place);
    for (int stroke = before; stroke > 0; --stroke)
        session->undo();
    QCOMPARE(strokesIn(session->document()->mask()), 0);
    QVERIFY(!session->canUndo());
}

void KilledLabelingTest::aStrokeThatWasHalfWrittenIsDropped()
{
    const Workplace place;
    makeJob(place, {300, 200});
    {
        Child child(paintForever(place));
        QVERIFY2(child.waitFor("kept", 3), child.complaint().c_str());
    }
    const Result<Job> job = Job::open(place.job());
    VERIFY_OK(job);
    const fs::path draft = draftFile(place.job(), job->spec().team.front(), 0);
    const int strokes = strokesThatComeBack(place);
    QVERIFY(strokes >= 3);
    fs::resize_file(draft, fs::file_size(draft) - 1);
    QCOMPARE(strokesThatComeBack(place), strokes - 1);
    QCOMPARE(strokesThatComeBack(place), strokes - 1);
}

void KilledLabelingTest::killedWhileSubmittingTheAnswerOrTheDraftIsThere()
{
    constexpr int kRounds = 10;
    constexpr int kStrokes = 2;
    int answered = 0;
    for (int round = 0; round < kRounds; ++round) {
        const Workplace place;
        makeJob(place, {1200, 800});
        Child child(paintAndSubmit(place, kStrokes));
        QVERIFY2(child.waitFor("submitting", kStrokes), child.complaint().c_str());
        QTest::qSleep(round * 8 + 1);
        child.kill();

        const Result<Job> job = Job::open(place.job());
        VERIFY_OK(job);
        for (const EventProblem& problem : job->problems()) // a mask without its event
            QVERIFY(problem.kind == EventProblem::Kind::NotYetSynced);
        const std::vector<const AnswerEvent*> answers = job->events().countedAnswers(0, 1);
        const fs::path draft = draftFile(place.job(), job->spec().team.front(), 0);
        if (answers.empty()) {
            QCOMPARE(strokesThatComeBack(place), kStrokes);
            continue;
        }
        ++answered;
        const Result<ConsolidatedMask> mask = consolidateAnswers(job->events(), answers, job->spec());
        VERIFY_OK(mask);
        QCOMPARE(strokesIn(mask->mask), kStrokes);
        QCOMPARE(openSession(place)->currentObject(), std::optional<ObjectId>(1));
        QVERIFY(!fs::exists(draft));
    }
    qInfo("%d of %d were killed after the answer had been written", answered, kRounds);
}

int main(int argc, char** argv)
{
    int exitCode = 0;
    if (isLabelingChild(argc, argv, exitCode))
        return exitCode;
    const QCoreApplication application(argc, argv);
    KilledLabelingTest test;
    return QTest::qExec(&test, argc, argv);
}

#include "KilledLabelingTest.moc"
