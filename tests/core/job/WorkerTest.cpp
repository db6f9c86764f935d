// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/job/Worker.h"

#include "core/groundtruth/WorkerResponse.h"
#include "tests/support/TestFiles.h"
#include "tests/support/TestProgram.h"

using namespace labelwright;

class WorkerTest : public QObject {
    Q_OBJECT
private slots:
    void idFollowsFromName();
    void namesThatAreRefused_data();
    void namesThatAreRefused();
    void longestNameIsTaken();
    void defaultTeamCounts();
    void fileNameIsTheIdsEnd_data();
    void fileNameIsTheIdsEnd();
    void identityFollowsFromId();
    void isFoundByNameEmailAndId();
    void unknownOneIsAnErrorThatListsTheKnown();
};

void WorkerTest::idFollowsFromName()
{
    const Result<Worker> worker = createWorker("worker-1", "one@example.com");
    VERIFY_OK(worker);
    QCOMPARE(worker->id, std::string("private.us-east-1.339d914838e328ea"));
    QCOMPARE(worker->email, std::string("one@example.com"));
    QVERIFY(createWorker("worker-2")->id != worker->id);
    QCOMPARE(createWorker("worker-1")->id, worker->id);
}

void WorkerTest::namesThatAreRefused_data()
{
    QTest::addColumn<QByteArray>("name");
    QTest::addRow("empty") << QByteArray();
    QTest::addRow("too long") << QByteArray(257, 'a');
    QTest::addRow("line break") << QByteArray("a\nb");
}

void WorkerTest::namesThatAreRefused()
{
    QFETCH(QByteArray, name);
    VERIFY_ERROR(createWorker(name.toStdString()), ErrorCode::InvalidArgument);
}

void WorkerTest::longestNameIsTaken()
{
    VERIFY_OK(createWorker(std::string(256, 'a')));
}

void WorkerTest::defaultTeamCounts()
{
    const std::vector<Worker> team = defaultTeam(3);
    QCOMPARE(team.size(), std::size_t{3});
    QCOMPARE(team[0].name, std::string("worker-1"));
    QCOMPARE(team[2].name, std::string("worker-3"));
}

void WorkerTest::fileNameIsTheIdsEnd_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("name");
    QTest::addRow("Ground Truth's") << "private.us-west-2.0123456789abcdef"
                                    << "0123456789abcdef";
    // SHA-256 of the whole id.
    QTest::addRow("vendor's") << "vendor"
                              << "";
    QTest::addRow("climbing") << "private.us-east-1.../../../../../x"
                              << "";
    QTest::addRow("upper case") << "private.us-east-1.0123456789ABCDEF"
                                << "";
}

void WorkerTest::fileNameIsTheIdsEnd()
{
    QFETCH(QString, id);
    QFETCH(QString, name);
    const std::string actual = workerFileName({"x", "", id.toStdString()});
    QCOMPARE(actual.size(), std::size_t{16});
    QCOMPARE(actual.find_first_not_of("0123456789abcdef"), std::string::npos);
    if (!name.isEmpty())
        QCOMPARE(QString::fromStdString(actual), name);
}

void WorkerTest::identityFollowsFromId()
{
    const WorkerIdentity identity = identityOf({"x", "", "private.us-east-1.0123456789abcdef"});
    QCOMPARE(identity.workerId, std::string("private.us-east-1.0123456789abcdef"));
    QCOMPARE(identity.providerType, std::string("Cognito"));
    QCOMPARE(identity.issuer, std::string("https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Labelwrgt"));
    // sha256("labelwright sub private.us-east-1.0123456789abcdef") with version 4 and variant 10.
    QCOMPARE(identity.sub, std::string("4540c8d6-45f8-4968-bcb9-8d0433da3bb7"));
    QCOMPARE(identityOf({"x", "", "private.eu-west-1.0123456789abcdef"}).issuer,
             std::string("https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_Labelwrgt"));
}

void WorkerTest::isFoundByNameEmailAndId()
{
    std::vector<Worker> team = defaultTeam(2);
    team[1].email = "two@example.com";
    for (const std::string& text : {team[1].name, team[1].email, team[1].id}) {
        const Result<Worker> found = findWorker(team, text);
        VERIFY_OK(found);
        QCOMPARE(found->name, std::string("worker-2"));
    }
}

void WorkerTest::unknownOneIsAnErrorThatListsTheKnown()
{
    const Result<Worker> found = findWorker(defaultTeam(2), "somebody");
    VERIFY_ERROR(found, ErrorCode::InvalidArgument);
    QCOMPARE(sentence(found.error()),
             std::string("there is no worker \"somebody\" here; known are worker-1, worker-2."));
    VERIFY_ERROR(findWorker(defaultTeam(2), ""), ErrorCode::InvalidArgument);
}

LABELWRIGHT_TEST(WorkerTest)
#include "WorkerTest.moc"
